import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.text import graphemes, length
from app.i18n.search import sought
from app.services.excerpts import SEEN, excerpt

LONG = (
    "আমাদের ক্লিনিকে স্ট্রোকের পর হাতের স্প্লিন্ট নিয়ে কাজ করছি।\nগত সপ্তাহে একজন রোগীর পরিবারকে বাড়িতে ব্যায়াম "
    "শেখানো হয়েছে, কিন্তু ফলো-আপে তাঁরা আসতে পারেননি। আপনারা কীভাবে গ্রামের রোগীদের সঙ্গে যোগাযোগ রাখেন?"
)


@pytest.mark.parametrize("query", ["স্ট্রোক", "stroke", "rogi", "পরিবার", "followup", "যোগাযোগ", "রাখেন"])
def test_an_excerpt_shows_the_match_among_whole_words(query):
    shown = excerpt(sought(query), LONG)
    assert shown.marks or query == "followup"
    assert length(shown.text) <= SEEN
    words = LONG.split()
    assert all(word in words for word in shown.text.strip("…").split())


def test_a_match_far_inside_has_some_words_before_it():
    shown = excerpt(sought("যোগাযোগ"), LONG)
    (start, end), *_ = shown.marks
    assert shown.text[start:end] == "যোগাযোগ"
    assert shown.text.startswith("…")
    assert start > 10


def test_a_short_text_is_shown_whole():
    shown = excerpt(sought("শিশু"), "শিশুর\nবিকাশ")
    assert shown.text == "শিশুর বিকাশ"
    assert shown.marks == ((0, 5),)


def test_a_text_without_the_words_is_shown_from_its_beginning():
    shown = excerpt(sought("নেই"), LONG)
    assert LONG.startswith(shown.text.rstrip("…")[:20])
    assert not shown.marks


@given(st.text(), st.text() | st.text("স্ত্রী👩\u200d\u200cab \n", max_size=300), st.integers(3, 90))
def test_an_excerpt_is_never_longer_and_never_cuts_a_character(query, text, seen):
    shown = excerpt(sought(query), text, seen=seen)
    assert length(shown.text) <= seen
    line = "".join(" " if char.isspace() else char for char in text)
    assert all(part in graphemes(line) for part in graphemes(shown.text.strip("…")) if "…" not in line)
    assert all(0 <= start < end <= len(shown.text) for start, end in shown.marks)
