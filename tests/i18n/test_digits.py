import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.i18n.digits import group_by_lakhs, half_up, parse_int, to_bengali, to_latin


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("১২", 12),
        ("12", 12),
        ("১2", 12),
        ("১,২৩,৪৫৬", 123456),
        (" 1 234 ", 1234),
        ("-৫", -5),
        ("\u2212৫", -5),
        ("০", 0),
    ],
)
def test_numbers_are_understood_in_any_digits(typed, number):
    assert parse_int(typed) == number


@pytest.mark.parametrize("typed", ["", " ", "-", "১২.৫", "এক", "1_000", "٣", "1e3", "9" * 5000])
def test_what_is_not_a_whole_number_is_none(typed):
    assert parse_int(typed) is None


@given(st.integers(-(10**17), 10**17))
def test_a_number_we_write_is_a_number_we_read(number):
    assert parse_int(to_bengali(group_by_lakhs(number))) == number


@given(st.text())
def test_only_digits_change_script(text):
    assert to_latin(to_bengali(text)) == to_latin(text)


@pytest.mark.parametrize(
    ("number", "grouped"),
    [
        (0, "0"),
        (999, "999"),
        (1000, "1,000"),
        (99999, "99,999"),
        (100000, "1,00,000"),
        (-12345678, "-1,23,45,678"),
    ],
)
def test_lakhs_are_grouped_by_two_after_the_thousand(number, grouped):
    assert group_by_lakhs(number) == grouped


def test_a_half_is_rounded_up_as_people_do():
    assert [str(half_up(number, 0)) for number in (0.5, 1.5, 2.5, -2.5)] == ["1", "2", "3", "-3"]
