"""Digits and plain numbers in both scripts; Babel knows neither (it never emits Bengali digits)."""

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

Numerals = Literal["beng", "latn"]

_TO_BENGALI = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")
_TO_LATIN = str.maketrans("০১২৩৪৫৬৭৮৯", "0123456789")
_LAKHS = re.compile(r"(?<=\d)(?=(?:\d\d)*\d{3}$)")
_WHOLE_NUMBER = re.compile(r"[+-]?[0-9]{1,18}")


def to_bengali(text: str) -> str:
    """The text with ০১২ for 012; never for codes, addresses or what a person wrote."""
    return text.translate(_TO_BENGALI)


def to_latin(text: str) -> str:
    """The text with 012 for ০১২, as code and password fields need it."""
    return text.translate(_TO_LATIN)


def parse_int(text: str) -> int | None:
    """The whole number a person typed, in Bengali, Latin or mixed digits, grouped or not; else None."""
    plain = to_latin(re.sub(r"[,\s]", "", text)).replace("\u2212", "-")
    return int(plain) if _WHOLE_NUMBER.fullmatch(plain) else None


def group_by_thousands(number: int) -> str:
    """12,345,678"""
    return f"{number:,}"


def group_by_lakhs(number: int) -> str:
    """1,23,45,678"""
    return ("-" if number < 0 else "") + _LAKHS.sub(",", str(abs(number)))


def half_up(number: float | Decimal, places: int) -> Decimal:
    """The number rounded as people expect: 2.5 is 3 (Python and Babel would say 2)."""
    return Decimal(str(number)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
