from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.graphemes import graphemes
from app.i18n.highlights import highlights
from app.i18n.search import match, sought

ANY_TEXT = st.text() | st.text(
    st.sampled_from("শিশুর স্ত্রী-থেরাপি:\u200d\u200cOT a-b e\u0301👩\U0001f3fb\ufe0f %_\"'")
)


def marked(query, text):
    return [text[start:end] for start, end in highlights(sought(query), text)]


@pytest.mark.parametrize(
    ("query", "text", "words"),
    [
        ("শিশু", "দুটি শিশুর বিকাশ, শিশুরা", ["শিশুর", "শিশুরা"]),
        ("সিসু", "দুটি শিশুর বিকাশ", ["শিশুর"]),
        ("shishu", "দুটি শিশুর বিকাশ", ["শিশুর"]),
        ("থেরাপিস্টদের", "একজন থেরাপিস্ট।", ["থেরাপিস্ট"]),
        ("পেশাগত থেরাপি", "Occupational and other therapy", ["Occupational", "therapy"]),
        ("OT", "ওটির other কথা", ["ওটির", "other"]),
        ("ভিত্তিক", "কমিউনিটি-ভিত্তিক সেবা", ["ভিত্তিক"]),
        ("followup", "a follow-up visit", ["follow-up"]),
        ("follow up", "a followup visit", ["followup"]),
        ("আন্তঃবিভাগীয়", "আন্ত:বিভাগীয় সভা", ["আন্ত:বিভাগীয়"]),
        ("jose", "San Jose\u0301!", ["Jose\u0301"]),
        ("সময\u09bc", "সময় নেই", ["সময়"]),
        ("চিকিৎসা", "চিকিত্সা 😀", ["চিকিত্সা"]),
        ("%", "100 % _", []),
        ("nothing", "কিছু না", []),
    ],
)
def test_the_words_that_were_found_are_marked_as_they_were_written(query, text, words):
    assert marked(query, text) == words


@given(ANY_TEXT, ANY_TEXT)
def test_a_mark_never_cuts_a_visible_character(query, text):
    edges = {0, *accumulate(map(len, graphemes(text)))}
    spans = highlights(sought(query), text)
    assert spans == sorted(spans)
    assert all(start < end and {start, end} <= edges for start, end in spans)


@given(ANY_TEXT)
def test_what_finds_a_text_is_marked_in_it(text):
    for word in text.split():
        assert highlights(sought(word), text) or match(word, text) is None
