import re

import pytest

from app.domain.taxonomy import AREAS, DISCIPLINES, ROLES, SETTINGS
from app.i18n.search import Rank, match

UNSAID = {"other", "related", "own_practice", "stakeholder"}
"""Choices whose words nobody would search by."""
TERMS = [term for terms in (DISCIPLINES, ROLES, AREAS, SETTINGS) for term in terms.values()]
PAIRS = [
    pair
    for term in TERMS
    if term.code not in UNSAID
    for pair in zip(re.split(" and (?!lang)| or ", term.en), re.split(" (?:ও|বা) ", term.bn), strict=True)
]


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("পেশাগত থেরাপি", "অকুপেশনাল থেরাপিস্টদের জন্য"),
        ("পেশাগত থেরাপি", "a clinic for occupational therapy"),
        ("অকুপেশনাল থেরাপি", "পেশাগত থেরাপি"),
        ("OT", "ওটির কাজ"),
        ("ot", "occupational therapists"),
        ("ওটি", "two OTs"),
        ("stroke", "স্ট্রোকের পরে"),
        ("সেরিব্রাল পালসি", "a child with CP"),
        ("সেরিব্রাল পালসির শিশু", "a child with CP"),
        ("cp", "সিপি আছে"),
        ("সিপি", "cerebral palsy"),
        ("cerebral pal", "সেরিব্রাল পালসি"),
        ("evidence-based practice", "প্রমাণভিত্তিক চর্চা"),
        ("splints for hands", "হাতের স্প্লিন্ট for you"),
        ("Md Rahim", "মোহাম্মদ Rahim"),
        ("AT", "সহায়ক প্রযুক্তি"),
    ],
)
def test_other_words_of_the_trade_are_understood(query, text):
    assert match(query, text) is Rank.SYNONYM


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("OT", "অন্য কথা"),
        ("ওটি", "other people"),
        ("cp", "cpd"),
        ("সিপি", "সিপিডি"),
        ("assistive technology", "at home"),
        ("cerebral palsy", "সেরিব্রাল স্ট্রোক"),
        ("পেশাগত থেরাপি", "পেশাগত সম্পর্ক"),
        ("to", "ওটি"),
    ],
)
def test_words_that_only_look_like_it_are_not(query, text):
    assert match(query, text) not in (Rank.SYNONYM, Rank.PHONETIC)


def test_what_is_said_outright_comes_before_other_words_for_it():
    assert match("stroke", "stroke") < match("stroke", "স্ট্রোক") < match("Nasrin", "নাসরিন")


@pytest.mark.parametrize(("english", "bengali"), PAIRS)
def test_the_choices_people_have_are_found_in_the_other_language(english, bengali):
    assert match(english, bengali) is not None
    assert match(bengali, english) is not None


@pytest.mark.parametrize("word", ["OT", "ওটি", "পেশাগত থেরাপি", "occupational therapy", "physician", "ডাক্তার"])
def test_no_word_of_the_trade_is_lost_on_its_own_language(word):
    assert match(word, word) is Rank.EXACT


@pytest.mark.parametrize("pair", [
    "ব্যথা ব্যাথা", "ব্যবহার ব্যাবহার", "আঙুল আঙ্গুল", "ভাঙা ভাঙ্গা", "ওষুধ ঔষধ", "স্বাস্থ্য সাস্থ্য", "রোগী রুগী", "এখনো এখনও",
    "দেওয়া দেয়া", "মতো মত", "দ্বিতীয় দিতীয়", "উজ্জ্বল উজ্জল", "স্কুল ইস্কুল", "অকুপেশনাল অকুপেশোনাল", "স্প্লিন্ট স্পিন্ট",
])  # fmt: skip
def test_what_is_written_in_two_ways_is_found_in_either(pair):
    one, other = pair.split()
    assert match(one, other) is not None
    assert match(other, one) is not None


@pytest.mark.parametrize(("asked", "text"), [("আঙ্গুলের", "আঙুলগুলো শক্ত"), ("ব্যাথায়", "ব্যথার ওষুধ")])
def test_so_it_is_in_its_cases(asked, text):
    assert match(asked, text) is not None


def test_two_words_that_are_also_one_are_found_both_ways():
    assert match("হুইলচেয়ার", "একটি হুইল চেয়ার দরকার") is not None
    assert match("হুইল চেয়ার", "একটি হুইলচেয়ার দরকার") is not None


@pytest.mark.parametrize("pair", ["জড় জ্বর", "ঘর ঘোর", "শাশা শিশু", "কথা কাঁথা", "কোনো কোন"])
def test_what_is_another_word_stays_one(pair):
    assert match(*pair.split()) is None
