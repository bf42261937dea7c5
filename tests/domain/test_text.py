import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import Refused
from app.domain.text import check_body, check_title, clean, guess_language


def refusal(check, text, **limits):
    with pytest.raises(Refused) as refused:
        check(text, **limits)
    return refused.value.code, refused.value.params


def test_a_body_is_cleaned_and_trimmed_and_keeps_its_lines():
    assert check_body(" \n a\r\n\r\nb\u200b \n") == "a\n\nb"


@pytest.mark.parametrize("nothing", ["", " \n\t", "\u200b\u202e", "\u3164\u2800", "\ufe0f", "\u00a0"])
def test_a_body_without_anything_to_see_is_refused(nothing):
    assert refusal(check_body, nothing) == ("text.empty", {})
    assert refusal(check_title, nothing) == ("title.empty", {})


@pytest.mark.parametrize("little", ["👍", "।", "?", "১", "ক", "a"])
def test_a_body_may_be_a_single_sign(little):
    assert check_body(little) == little


def test_a_body_has_four_thousand_characters_at_most():
    assert check_body("a" * 4000)
    assert refusal(check_body, "a" * 4001) == ("text.long", {"limit": 4000, "length": 4001})


def test_a_limit_counts_what_a_reader_counts():
    assert check_body("স্ত্রী" * 10, limit=10)
    assert refusal(check_body, "স্ত্রী" * 11, limit=10) == ("text.long", {"limit": 10, "length": 11})


def test_a_body_too_heavy_is_told_how_many_such_characters_fit():
    heavy = "স্ত্রী" * 1000  # 18 bytes each
    code, params = refusal(check_body, heavy)
    assert (code, params) == ("text.long", {"limit": 910, "length": 1000})
    assert check_body("স্ত্রী" * 910)


def test_a_title_is_one_line_in_any_script_and_at_most_120_characters():
    assert check_title(" হাতের\nথেরাপি — Grüße 手 ") == "হাতের থেরাপি — Grüße 手"
    assert refusal(check_title, "ক" * 121) == ("title.long", {"limit": 120, "length": 121})


@given(st.text(max_size=50).map(lambda text: f"a{text}"))
def test_a_body_that_passed_passes_again_unchanged(text):
    body = check_body(text, limit=60)
    assert check_body(body, limit=60) == body == clean(body)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Which research changed what you do?", "en"),
        ("কোন গবেষণা আপনার কাজ বদলেছে?", "bn"),
        ("আমি একজন occupational therapist", "bn"),
        ("আমার OT practice এ burnout নিয়ে help দরকার", "bn"),
        ("The word সেতু means bridge", "en"),
        ("কেস নোট: https://example.org/a-very-long-address/in-english", "bn"),
        ("ami apnar jonno kichu korte chai", "und"),
        ("Apnar kemon achen?", "und"),
        ("привет, как дела", "und"),
        ("हाथ की थेरेपी", "und"),
        ("123 😀", "und"),
        ("", "und"),
        ("ok", "en"),
    ],
)
def test_the_language_of_a_text_is_guessed_by_its_letters(text, language):
    assert guess_language(text) == language
