"""What may be a password."""

import time

import pytest

from app.domain.common_passwords import COMMON
from app.domain.errors import Refused
from app.domain.passwords import check_password, normal

NAMES = ("nasrin", "Nasrin Akter", "নাসরিন আক্তার")


@pytest.mark.parametrize(
    "password",
    [
        "moleskin under the thumb",
        "8k#Tz!pQ2m",
        "আমার সোনার বাংলা",
        "সময় হলে দেখা হবে",
        "nasrin likes rain",
        "setu over the padma",
    ],
)
def test_a_sentence_of_ones_own_is_good(password: str) -> None:
    assert check_password(password, NAMES) == normal(password)


@pytest.mark.parametrize(
    "password",
    [
        *("1234567890", "১২৩৪৫৬৭৮৯০", "9876543210", "aaaaaaaaaaaa", "ababababab", "কককককককককক"),
        *("qwertyuiop", "qwertyuiop12", "asdfghjkl;1", "abcdefghij"),
        *("password1234", "Password2024!", "P@ssw0rd2024", "iloveyou!!!!", "Bangladesh1971"),
        *("amitomakebhalobashi", "bismillah786", "bhalobashi1"),
        *("nasrin1990", "NasrinAkter", "akter_nasrin_85", "নাসরিনআক্তার৭", "setu123456", "Setu-nasrin"),
    ],
)
def test_what_is_tried_first_is_refused(password: str) -> None:
    with pytest.raises(Refused, match=r"password\.common"):
        check_password(password, NAMES)


@pytest.mark.parametrize(
    ("password", "fits"), [("ninechars", False), ("ten chars!", True), ("ক" * 5 + "খ", False)]
)
def test_ten_characters_are_needed_in_any_script(password: str, fits: bool) -> None:
    if fits:
        check_password(password)
    else:
        with pytest.raises(Refused, match=r"password\.short"):
            check_password(password)


def test_a_password_has_256_bytes_at_most() -> None:
    check_password(("ab cd ef " * 40)[:256])
    with pytest.raises(Refused, match=r"password\.long"):
        check_password(("ab cd ef " * 40)[:257])


def test_two_keyboards_write_one_password() -> None:
    assert normal("সময় হলে") == normal("সময\u09bc হলে")


def test_the_list_is_in_the_spelling_it_is_compared_in() -> None:
    assert all(word == word.casefold() for word in COMMON)
    assert len(COMMON) > 200


def test_a_hundred_thousand_marks_are_too_long_at_once():
    began = time.perf_counter()
    with pytest.raises(Refused, match=r"password\.long"):
        check_password("a" + "\u0301" * 50_000 + "\u0316" * 50_000)
    assert time.perf_counter() - began < 5
