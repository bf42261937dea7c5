import examples as eg
import pytest

from app.domain.errors import Refused
from app.domain.people import Audience
from app.domain.stamps import Stamp
from app.services import introducing


def test_a_name_in_one_script_and_a_discipline_are_enough(tmp_path):
    desk = eg.desk(tmp_path)
    assert not introducing.is_known(desk)
    me = introducing.introduce(desk, {"name_bn": "নাসরিন", "discipline": "ot"})
    assert introducing.is_known(desk)
    assert me.name.best("en") == "নাসরিন"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"name_en": "", "name_bn": "  ", "discipline": "ot"}, "field.missing"),
        ({"name_en": "Nasrin"}, "field.missing"),
        ({"name_en": "N" * 10_000, "discipline": "ot"}, "name.long"),
        ({"name_en": "Nasrin 😀", "discipline": "ot"}, "name.letters"),
        ({"name_en": "Admin", "discipline": "ot"}, "name.reserved"),
        ({"name_en": "Nasrin", "discipline": "wizard"}, "field.wrong"),
    ],
)
def test_what_cannot_be_a_profile_is_refused_and_nothing_is_begun(tmp_path, fields, code):
    desk = eg.desk(tmp_path)
    with pytest.raises(Refused) as refused:
        introducing.introduce(desk, fields)
    assert refused.value.code == code
    assert not introducing.is_known(desk)


def test_invisible_and_reversing_characters_vanish_from_a_name(tmp_path):
    me = introducing.introduce(eg.desk(tmp_path), {"name_en": "\u202eNas\u200brin\ufeff", "discipline": "ot"})
    assert me.name.en == "Nasrin"


def test_a_profile_is_still_there_after_a_restart(tmp_path):
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    before = introducing.me(desk)
    desk.memory.close()
    assert introducing.me(eg.desk(tmp_path)) == before


def test_only_the_fields_that_differ_are_written_and_stamped(tmp_path):
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    introducing.describe(desk, {**eg.NASRIN, "district": "dhaka"})
    record = desk.memory.get(desk.own, "me", desk.person)
    assert record is not None
    latest = record.waiting[-1]
    assert latest.args == {"district": "dhaka"}
    assert latest.stamps == {"district": Stamp(eg.MORNING, latest.stamps["district"].counter, desk.device)}
    assert introducing.me(desk).district == "dhaka"


def test_saying_the_same_again_writes_nothing(tmp_path):
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    before = desk.memory.get(desk.own, "me", desk.person)
    introducing.describe(desk, eg.NASRIN)
    assert desk.memory.get(desk.own, "me", desk.person) == before


def test_a_name_cannot_be_taken_away_altogether(tmp_path):
    desk = eg.desk_of(eg.DAVID, tmp_path)
    with pytest.raises(Refused, match=r"field\.missing"):
        introducing.describe(desk, {"name_en": ""})
    assert introducing.me(desk).name.en == "David Mitra"


def test_one_sees_oneself_as_others_do(tmp_path):
    desk = eg.desk_of({**eg.NASRIN, "years": "3-5"}, tmp_path)
    assert introducing.as_others_see(desk, Audience.EVERYONE).years == ""
    assert introducing.as_others_see(desk, Audience.CIRCLES).years == "3-5"
