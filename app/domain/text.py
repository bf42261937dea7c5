"""What people may write, and what a text tells about itself; the door to the domain's handling of text.

The work is done next door: `cleaning` (what may be stored), `graphemes` (what is one character), `names`.
Limits count visible characters, as Flutter's text fields do.
"""

import re
import unicodedata
from typing import Literal

from app.domain.cleaning import clean, clean_line
from app.domain.errors import Refused
from app.domain.graphemes import graphemes, length, shorten
from app.domain.mentions import without
from app.domain.names import check_name, initials, skeleton

__all__ = [
    "check_body",
    "check_name",
    "check_title",
    "clean",
    "clean_line",
    "graphemes",
    "guess_language",
    "initials",
    "length",
    "shorten",
    "skeleton",
]

MAX_BODY = 4_000
MAX_TITLE = 120
MAX_BYTES = 16 * 1024

_BLANK_LETTERS = "\u115f\u1160\u2800\u3164\uffa0"
_LINK = re.compile(r"\S+://\S+|\S+@\S+")
_BANGLISH = re.compile(
    r"\b(?:ami|amar|amake|amra|amader|apni|apnar|apnara|apnake|apnader|tumi|tomar|kemon|achen|achi|ache"
    r"|chilo|korte|korchi|korben|korbo|korle|hobe|hoyeche|jonno|kintu|keno|kobe|kothay|kichu|bhalo"
    r"|bhai|apu|dhonnobad|shathe|theke|niye|ektu|onek|shob|khub|jodi|tahole|eta|ota|nai|nei)\b",
    re.IGNORECASE,
)


def check_body(text: str, *, limit: int = MAX_BODY) -> str:
    """The cleaned text of a message, or a refusal: `text.empty`, `text.long`."""
    return _fitting(clean(text).strip(), limit, "text")


def check_title(text: str, *, limit: int = MAX_TITLE) -> str:
    """The cleaned name of a circle or heading, on one line, or a refusal: `title.empty`, `title.long`."""
    return _fitting(clean_line(text), limit, "title")


def guess_language(text: str) -> Literal["en", "bn", "und"]:
    """The language a text seems to be in; Bengali from a quarter of the letters, for English terms mix in.

    Bengali in Latin letters (Banglish) is "und", as is anything in other scripts or without letters.
    """
    own = without(text)
    letters = [char for char in _LINK.sub(" ", own) if unicodedata.category(char)[0] in "LM"]
    if not letters:
        return "und"
    bengali = sum("\u0980" <= char <= "\u09ff" for char in letters)
    if bengali >= 0.25 * len(letters):
        return "bn"
    latin = sum(char.isascii() for char in letters)
    is_banglish = len(_BANGLISH.findall(own)) >= 0.2 * len(own.split())
    return "en" if latin > 0.5 * len(letters) and not is_banglish else "und"


def _fitting(text: str, limit: int, what: str) -> str:
    if not any(_is_visible(char) for char in text):
        raise Refused(f"{what}.empty")
    size = len(text.encode())
    if len(text) <= limit and size <= MAX_BYTES:
        return text  # no text has more visible characters than code points, and counting them is slow
    seen = length(text)
    if size > MAX_BYTES:  # say it in characters: as many of these as fit
        limit = min(limit, max(1, seen * MAX_BYTES // size))
    if seen > limit or size > MAX_BYTES:
        raise Refused(f"{what}.long", limit=limit, length=seen)
    return text


def _is_visible(char: str) -> bool:
    return unicodedata.category(char)[0] in "LNPS" and char not in _BLANK_LETTERS
