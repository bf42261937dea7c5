"""The word list every Setu begins with, and what may be proposed for it."""

import re
import unicodedata

import pytest

from app.domain.errors import Refused
from app.domain.glossary import TOPICS, bundled, check_proposal
from app.domain.wordlist import NOTES, TERMS

BENGALI = re.compile("[\u0980-\u09ff]")
TERMS_LISTED = list(bundled().values())


def test_every_line_is_a_term_of_its_own_in_both_languages_under_a_topic():
    assert len(TERMS_LISTED) == len(TERMS.strip().splitlines()) > 100
    for term in TERMS_LISTED:
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", term.id), term
        assert term.id not in ("new", "proposals"), "those are addresses"
        assert term.topic in TOPICS
        assert not BENGALI.search(term.name.en), term
        assert BENGALI.search(term.name.bn), term


def test_every_note_is_about_a_term_and_in_both_languages():
    for line in NOTES.strip().splitlines():
        term, en, bn = (part.strip() for part in line.split("|"))
        assert bundled()[term].note.en == en
        assert BENGALI.search(bn)
        assert not bn.endswith(".")


def test_what_is_written_is_written_as_our_house_writes():
    for text in (TERMS, NOTES):
        assert unicodedata.normalize("NFC", text) == text
        assert not re.search("ত্(?:স|প|ক)", text), "ৎ"
        assert "\u09f7" not in text


def test_no_word_stands_for_two_terms_where_it_is_pointed_out():
    said = [word.casefold() for term in TERMS_LISTED for word in term.pointed_out]
    assert len(said) == len(set(said))


def test_what_is_too_common_is_looked_up_but_not_pointed_out():
    patient = bundled()["patient"]
    assert "রোগী" in patient.words
    assert patient.pointed_out == ()
    assert "AT" in bundled()["assistive-technology"].words
    assert "AT" not in bundled()["assistive-technology"].pointed_out


def test_a_correction_changes_what_it_names_and_leaves_the_rest():
    splint = bundled()["splint"]
    told = splint.reworded({"term_bn": "স্প্লিন্ট বা অর্থোসিস"})
    assert (told.name.en, told.name.bn) == ("Splint", "স্প্লিন্ট বা অর্থোসিস")
    assert (told.also, told.topic) == (splint.also, splint.topic)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"reason": "Heard it"}, "glossary.empty"),
        ({"reason": "Heard it", "note_en": "A thing"}, "glossary.empty"),
        ({"about": "splint", "reason": "Wrong"}, "glossary.same"),
    ],
)
def test_a_proposal_that_says_nothing_is_refused(values, code):
    with pytest.raises(Refused) as why:
        check_proposal(values)
    assert why.value.code == code


@pytest.mark.parametrize("values", [{"term_bn": "হাতের ব্রেস"}, {"about": "splint", "note_en": ""}])
def test_one_side_is_enough_for_a_new_term_and_one_field_for_a_correction(values):
    check_proposal({**values, "reason": "Heard it"})
