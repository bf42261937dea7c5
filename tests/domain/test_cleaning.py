import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.cleaning import clean, clean_line

troublesome = st.text(
    st.characters()
    | st.sampled_from(
        "\u200c\u200d\u200b\u202e\u2028\r\n\ufe0f😀👩⚕কর্যািো\u09bc\u09be\u09c7\u0301\u0316\ud800"
    )
)


@given(troublesome)
def test_cleaning_clean_text_changes_nothing(text):
    assert clean(clean(text)) == clean(text)
    assert clean_line(clean_line(text)) == clean_line(text)


everyday = st.text(
    st.sampled_from("abZ 1.\n\té…’–কষ্যািো\u09bc\u09be\u09c7\u09df\u09c0।\u200d\u0301\u00ad"), max_size=30
)


@given(everyday | troublesome | st.text(st.sampled_from("ক\u09be\u09bc"), min_size=9, max_size=40))
def test_what_people_usually_write_is_cleaned_no_less_for_being_recognised_at_once(text):
    assert clean(text) == clean(
        f"\u200b{text}"
    )  # with something to drop, all of it is looked at sign by sign


@given(troublesome)
def test_clean_text_can_be_stored_and_sent(text):
    cleaned = clean(text)
    assert unicodedata.is_normalized("NFC", cleaned)
    assert cleaned.encode().decode() == cleaned
    assert not set(cleaned) & set("\r\x00\u200b\u200e\u202e\u2028\ufeff\u00ad\ue000\ud800")


@given(troublesome)
def test_a_clean_line_is_one_trimmed_line(text):
    line = clean_line(text)
    assert line == " ".join(line.split())


@given(st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E)))
def test_plain_english_is_left_alone(text):
    assert clean(text) == text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("\u09df\u09dc\u09dd", "য\u09bcড\u09bcঢ\u09bc"),
        ("ক\u09c7\u09be", "ক\u09cb"),
        ("ক\u09cd\u09bc", "ক\u09bc\u09cd"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\u2028b", "a\nb"),
        ("a\x00\x1b\x85b", "ab"),
        ("a\u202eb\u2066c\u200f", "abc"),
        ("a\u200bb\ufeff\u2060\u00adc", "abc"),
        ("🏴\U000e0067\U000e0062", "🏴"),
        ("a\ud800b\ue000c\U0010ffffd", "abcd"),
        ("tab\tstays", "tab\tstays"),
    ],
)
def test_encodings_are_made_one_and_the_invisible_goes(typed, kept):
    assert clean(typed) == kept


@pytest.mark.parametrize(
    "text", ["র\u200d্যাব", "ক্\u200cষ", "ক্\u200dষ", "👩\u200d⚕️", "👩🏽\u200d⚕️", "❤️\u200d🔥", "क्\u200dष"]
)
def test_joiners_that_change_what_is_read_stay(text):
    assert clean(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\u200db", "ab"),
        ("ক\u200d", "ক"),
        ("\u200cক", "ক"),
        ("ক \u200cখ", "ক খ"),
        ("ক্\u200d\u200d\u200cষ", "ক্\u200dষ"),
        ("😀\u200d", "😀"),
        ("😀\u200c😀", "😀😀"),
        ("১\u200d২", "১২"),
        ("e\u200d\u0301", "é"),
    ],
)
def test_other_joiners_go_and_never_stand_in_a_row(typed, kept):
    assert clean(typed) == kept


def test_eight_marks_on_a_letter_are_enough():
    assert clean("x" + "\u0301" * 50 + "y") == "x" + "\u0301" * 8 + "y"
    assert clean("ক" + "\u09be\u200d" * 50).count("\u09be") == 8


def test_an_emoji_newer_than_this_python_is_not_lost():
    assert clean("\U0001fae9 \U0001f6d8") == "\U0001fae9 \U0001f6d8"


def test_a_line_has_single_spaces_and_no_ends():
    assert clean_line("  রহিম\n\t উদ্দিন \u00a0 ") == "রহিম উদ্দিন"


def test_hostile_text_is_cleaned_in_a_moment():
    assert len(clean("ক" + "\u200d\u0300\u09cd" * 50_000)) < 30


def test_a_hundred_thousand_marks_take_no_minute():
    began = time.perf_counter()
    assert len(clean("a" + "\u0301" * 50_000 + "\u0316" * 50_000)) <= 9
    assert time.perf_counter() - began < 5
