import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icu4py.breakers import CharacterBreaker

from app.domain.graphemes import graphemes, length, shorten

VOWEL_WITH_YA = re.compile("[অএ](?=্\u200d?য)")
"""অ্যা is one character here, as in W3C iip #67, and two to ICU."""

bengali = st.text(
    st.characters(min_codepoint=0x0980, max_codepoint=0x09FF, exclude_categories=["Cn"])
    | st.sampled_from(" \u200c\u200d।a😀")
)


@given(st.text() | bengali)
def test_graphemes_join_back_to_the_text(text):
    assert "".join(graphemes(text)) == text
    assert length(text) == len(graphemes(text))


@pytest.mark.parametrize(
    "whole",
    [
        "স্ত্রী",
        "ক্ষ",
        "ক্\u200dষ",
        "কি",
        "বাং",
        "অ্যা",
        "র\u200d্যা",
        "ন্ত্রূ",
        "য়",
        "ড়ে",
        "ৎ",
        "é",
        "क्षि",
        "👩🏽\u200d⚕️",
        "👨\u200d👩\u200d👧",
        "🇧🇩",
        "❤️",
        "👍🏿",
        "1️⃣",
        "🏴\U000e0067\U000e0062\U000e007f",
        "\r\n",
    ],
)
def test_these_are_one_character_each(whole):
    assert graphemes(whole) == [whole]
    assert graphemes(f"a{whole}b") == ["a", whole, "b"]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("শিশু", ["শি", "শু"]),
        ("সহকর্মী", ["স", "হ", "ক", "র্মী"]),
        ("থেরাপিস্ট", ["থে", "রা", "পি", "স্ট"]),
        ("ক্\u200cষ", ["ক্\u200c", "ষ"]),
        ("🇧🇩🇮🇳", ["🇧🇩", "🇮🇳"]),
        ("👩👧", ["👩", "👧"]),
        ("\n\u0301", ["\n", "\u0301"]),
        ("ক্ a", ["ক্", " ", "a"]),
        ("১্ক", ["১্", "ক"]),
    ],
)
def test_text_is_cut_only_between_characters(text, parts):
    assert graphemes(text) == parts


def test_a_reader_counts_fewer_characters_than_python():
    assert (length("স্ত্রী"), len("স্ত্রী")) == (1, 6)


def test_a_short_text_is_left_alone():
    assert shorten("স্ত্রী", 1) == "স্ত্রী"
    assert shorten("abc", 3) == "abc"


def test_a_long_text_loses_whole_characters_and_the_space_before_the_ellipsis():
    assert shorten("স্ত্রী ও শিশু", 4) == "স্ত্রী ও…"
    assert shorten("স্ত্রী ও শিশু", 3) == "স্ত্রী…"
    assert shorten("abc", 1) == "…"
    assert shorten("abc", 0) == ""


@given(st.text() | bengali, st.integers(0, 20))
def test_shortened_text_fits_and_begins_as_it_did(text, limit):
    short = shorten(text, limit)
    assert short == text or length(short) <= limit
    assert text.startswith(short.removesuffix("…")) or short == text


def test_a_long_pile_of_marks_is_counted_in_a_moment():
    assert length("a" + "\u0301" * 200_000) == 1


@given(bengali | st.text(st.sampled_from("কষতরযয়ড়ািুৃে্্্ঁংঃ়\u09d7ক্ষঅআও \u200c\u200d।aé👍🏽❤\ufe0f🇧")))
def test_characters_are_those_of_an_independent_icu(text):
    text = VOWEL_WITH_YA.sub("", text)
    assert graphemes(text) == list(CharacterBreaker(text, "bn"))
