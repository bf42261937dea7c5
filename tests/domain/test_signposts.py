"""Numbers of help: as they were listed, never made up, and the nearest first."""

import pytest

from app.domain.errors import Refused
from app.domain.guard import look
from app.domain.signposts import HelpLine, check_help_line, nearest_first, same_numbers

LINE = {
    "name_en": "Listening line (example)",
    "name_bn": "শোনার লাইন (উদাহরণ)",
    "number": "০১৭০০-০০০ ০০০",
    "hours_en": "Every day, 9 to 5",
    "hours_bn": "প্রতিদিন ৯টা থেকে ৫টা",
}


def test_a_line_keeps_what_was_listed_and_is_dialled_without_gaps():
    line = check_help_line({**LINE, "district": "ঢাকা"})
    assert (line.number, line.dial, line.district) == ("01700-000 000", "tel:01700000000", "dhaka")
    assert HelpLine.of(line.told) == line


@pytest.mark.parametrize(("change", "field"), [
    ({"number": ""}, "number"), ({"number": "call us"}, "number"), ({"number": "12"}, "number"),
    ({"number": "1" * 40}, "number"), ({"name_bn": " "}, "name_bn"), ({"hours_en": ""}, "hours_en"),
    ({"name_en": "x" * 81}, "name_en"), ({"district": "Atlantis"}, "district"), ({"colour": "red"}, "colour"),
])  # fmt: skip
def test_what_is_no_line_is_refused_with_the_field_that_is_wrong(change, field):
    with pytest.raises(Refused) as why:
        check_help_line({**LINE, **change})
    assert why.value.params["field"] == field


def test_the_lines_of_ones_own_district_come_first_and_those_of_everywhere_next():
    sylhet, dhaka, all_ = (check_help_line({**LINE, "district": code}) for code in ("sylhet", "dhaka", ""))
    assert nearest_first([sylhet, dhaka, all_], "dhaka") == (dhaka, all_, sylhet)
    assert nearest_first([sylhet, dhaka, all_], "") == (all_, sylhet, dhaka)


@pytest.mark.parametrize("written", [
    "01700000000", "০১৭০০-০০০০০০", "+880 1700 000000", "8801700000000", "(017) 0000-0000", "00880 1700000000",
])  # fmt: skip
@pytest.mark.parametrize("listed", ["01700000000", "+880 1700 000000"])
def test_the_guard_says_nothing_of_a_listed_number_however_it_is_written(written, listed):
    assert look(f"call {written}")
    assert look(f"call {written}", help_lines=[listed]) == ()


def test_it_still_points_out_the_other_number_beside_a_listed_one():
    text = "call 01700000000, my own is 01811111111"
    (one,) = look(text, help_lines=["01700000000"])
    assert text[one.start : one.end] == "01811111111"


def test_a_short_number_stands_only_for_itself():
    assert same_numbers("16263") == {"16263", "0016263"}
