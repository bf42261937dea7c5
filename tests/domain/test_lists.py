"""The lists people choose from, and the circles and prompts Setu begins with."""

import unicodedata

import pytest

from app.domain import reporting, taxonomy
from app.domain.districts import DISTRICTS
from app.domain.ids import is_uuid7
from app.domain.kinds import check_fields, check_whole
from app.domain.starters import STARTER_BY_ID, STARTER_CIRCLES, STARTER_PROMPTS

LISTS = [
    taxonomy.DISCIPLINES,
    taxonomy.ROLES,
    taxonomy.AREAS,
    taxonomy.SETTINGS,
    taxonomy.YEARS,
    taxonomy.AGES,
    taxonomy.TONGUES,
    DISTRICTS,
    reporting.CATEGORIES,
    reporting.OUTCOMES,
]


def is_bengali(text):
    return any("\u0980" <= letter <= "\u09ff" for letter in text)


@pytest.mark.parametrize("terms", LISTS)
def test_every_choice_has_its_word_in_both_languages_in_one_normal_form(terms):
    for code, term in terms.items():
        assert term.code == code
        assert is_bengali(term.bn), code
        assert term.en
        assert not is_bengali(term.en), code
        assert unicodedata.is_normalized("NFC", term.bn), code


@pytest.mark.parametrize("terms", LISTS)
def test_no_two_choices_of_a_list_read_the_same(terms):
    for lang in ("en", "bn"):
        words = [term.word(lang) for term in terms.values()]
        assert len(words) == len(set(words))


def test_all_64_districts_of_bangladesh_are_there():
    assert (
        len([code for code in DISTRICTS if code not in {"west_bengal", "tripura", "assam", "elsewhere"}])
        == 64
    )


def test_a_dozen_starter_circles_stand_in_both_languages():
    assert len(STARTER_BY_ID) == len(STARTER_CIRCLES) == 12
    for circle in STARTER_CIRCLES:
        assert is_uuid7(circle["id"])
        fields = {name: value for name, value in circle.items() if name not in ("id", "starter")}
        assert check_fields("circle", fields) == fields
        check_whole("circle", fields)
        assert is_bengali(circle["name_bn"])
        assert is_bengali(circle["purpose_bn"])
        assert circle["name_en"]
        assert circle["purpose_en"]


def test_starter_prompts_could_be_asked_as_they_are():
    for en, bn in ((one.text.en, one.text.bn) for one in STARTER_PROMPTS):
        fields = {"text_en": en, "text_bn": bn}
        assert check_fields("prompt", fields) == fields
