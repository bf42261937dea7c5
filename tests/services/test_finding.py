import examples as eg
import pytest

from app.domain.ids import COMMONS
from app.domain.people import Audience, card
from app.domain.records import Record
from app.services import finding
from app.services.matching import Wanted

NASRIN, DAVID, RUMA = (f"018cc251-f400-7000-8000-{number:012d}" for number in (1, 2, 3))
RUMA_CARD = {"name_bn": "রুমা চাকমা", "discipline": "slt", "district": "rangamati", "tongues": ["ccp", "bn"]}


@pytest.fixture
def desk(tmp_path):
    opened = eg.desk_of({"name_en": "Me Myself", "discipline": "ot"}, tmp_path)
    for number, (identifier, values) in enumerate(
        {NASRIN: eg.NASRIN, DAVID: eg.DAVID, RUMA: RUMA_CARD}.items(), 1
    ):
        base = card(values, Audience.EVERYONE)
        opened.memory.put(
            Record(
                scope=COMMONS, kind="card", id=identifier, by=identifier, base=base, seq=number, pos=number
            )
        )
    return opened


def found(desk, query, wanted=None, lang="en"):
    return [person.id for person in finding.search(desk, query, wanted or Wanted(), lang=lang)]


@pytest.mark.parametrize(
    "query", ["Rajshahi", "রাজশাহী", "hand", "হাতের থেরাপি", "nasrin", "নাসরিন", "hand rajshahi", "স্প্লিন্ট"]
)
def test_a_hand_therapist_in_rajshahi_is_found_in_either_script(desk, query):
    assert found(desk, query) == [NASRIN]


def test_a_name_in_the_other_script_is_found_while_one_types_it(desk):
    for letters in ("ru", "rum", "ruma"):
        assert found(desk, letters) == [RUMA]


def test_an_older_spelling_of_a_district_finds_it_too(desk):
    assert found(desk, "physical therapist") == [DAVID]


def test_filters_narrow_what_the_words_find(desk):
    assert set(found(desk, "")) == {NASRIN, DAVID, RUMA}
    assert found(desk, "", Wanted(role="mentor")) == [DAVID]
    assert set(found(desk, "", Wanted(tongue="bn"))) == {NASRIN, RUMA}
    assert found(desk, "", Wanted(tongue="bn", discipline="slt")) == [RUMA]
    assert found(desk, "nasrin", Wanted(district="dhaka")) == []


def test_without_words_people_stand_by_name_in_the_readers_alphabet(desk):
    assert found(desk, "", lang="bn") == [NASRIN, RUMA, DAVID]


def test_one_does_not_find_oneself(desk):
    assert found(desk, "Myself") == []


def test_somebody_unknown_is_still_somebody(desk):
    assert finding.person(desk, "018cc251-f400-7000-8000-0000000000aa").name.best("en") == ""
