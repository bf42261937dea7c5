"""Romanised Bengali finds Bengali and back, on words the matcher was tuned by and on words it was not.

The lists were written before the matcher and from different sources (each says which), though by the same
hand. The held-out list was run twice, when the tuning was over, its misses and false pairs left unseen: both
times 619 of 656 found (94.4 %), 14 false of 122,672 pairs. But the hand knew its words: a few rules were
written with some of them in mind (circle, email, network, chand), so that on words nobody has thought of it
may be a little less.
"""

import time

import pytest
from i18n.romanised import outcome, stays, typed

from app.i18n.search import Rank, match, narrow


@pytest.mark.parametrize(
    ("name", "recall", "false_of_a_million"),
    [("tuning", 0.97, 10), ("held_out", 0.93, 150)],
)
def test_romanised_words_are_found_and_others_are_not(name, recall, false_of_a_million):
    result = outcome(name)
    assert result.spellings >= 2 * 150
    assert result.recall >= recall
    assert len(result.false) <= false_of_a_million * result.pairs / 1_000_000


@pytest.mark.parametrize(
    ("romanised", "bengali"),
    [
        ("kothay", "আপনি কোথায় থাকেন"),
        ("kothai", "আপনি কোথায় থাকেন"),
        ("valo achen", "ভালো আছেন?"),
        ("Nasrin Akhter", "নাসরিন আক্তার"),
        ("Rahman", "রহমানের সঙ্গে"),
        ("rahim", "রহিমকে"),
        ("Laxmi", "লক্ষ্মী"),
        ("biggan", "বিজ্ঞান"),
        ("bachcha", "বাচ্চা"),
        ("bishwo", "বিশ্ব"),
        ("chand", "চাঁদ"),
        ("chad", "চাঁদ"),
    ],
)
def test_either_script_finds_the_other(romanised, bengali):
    assert match(romanised, bengali) is Rank.PHONETIC


@pytest.mark.parametrize(
    ("bengali", "romanised"),
    [("নাসরিন", "Nasreen Akhter"), ("রহিমের", "Rahim bhai"), ("হুইলচেয়া", "a new huilchear")],
)
def test_bengali_finds_what_was_romanised(bengali, romanised):
    assert match(bengali, romanised) is Rank.PHONETIC


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("শাশা", "shishu"),
        ("shasha", "শিশু"),
        ("bhalo", "valo"),
        ("hand", "hind"),
        ("ভাল", "বাল"),
        ("kal", "কলম"),
        ("gan", "ঘণ্টা"),
        ("bas", "বছর"),
        ("bat", "বৃষ্টি"),
        ("a", "আমি"),
        ("k", "কে"),
    ],
)
def test_nothing_is_found_by_accident(query, text):
    assert match(query, text) not in (Rank.PHONETIC, Rank.SYNONYM)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("k" + "oa" * 17 + "k", "ক" + "অ" * 30 + "ক"),
        ("cgsxy" * 8, "ক" * 40),
        ("cgsxy" * 800, "ছ্ম" * 1_300),
        ("a" * 4_000, "আ" * 4_000),
    ],
)
def test_no_word_takes_long(query, text):
    begun = time.process_time()
    assert match(query, text) is None
    assert match(text, query) is None
    assert time.process_time() - begun < 0.5


@pytest.mark.parametrize("letters", [1, 2, 3, 5])
@pytest.mark.parametrize("name", ["tuning", "held_out"])
def test_a_word_stays_in_a_short_list_from_the_first_letter_of_the_other_script_on(name, letters):
    stayed, words = typed(name, letters)
    assert words >= 600
    assert stayed >= 0.94 * words


@pytest.mark.parametrize("name", ["tuning", "held_out"])
def test_with_two_letters_one_word_of_twenty_stays_that_is_not_meant(name):
    assert 0 < stays(name, 2) <= 0.05


@pytest.mark.parametrize(
    "query", ["n", "na", "nas", "nasr", "nasri", "nasrin", "nasrin a", "nasrin akt", "NAS"]
)
def test_a_name_in_bengali_stays_while_one_types_it_in_latin(query):
    assert narrow(query, "নাসরিন আক্তার") in (Rank.PHONETIC, Rank.BEGUN)
    assert narrow(query, "রিনা চাকমা") is None


@pytest.mark.parametrize("query", ["ন", "না", "নাস", "নাস্", "নাসর", "নাসরি", "নাসরিন আ"])
def test_a_name_in_latin_stays_while_one_types_it_in_bengali(query):
    assert narrow(query, "Nasrin Akter") in (Rank.PHONETIC, Rank.BEGUN)
    assert narrow(query, "Rina Chakma") is None


def test_what_is_spelled_alike_comes_before_what_only_may_come_to_sound_alike():
    assert narrow("na", "Nadia") is Rank.EXACT
    assert narrow("", "নাসরিন") is None
