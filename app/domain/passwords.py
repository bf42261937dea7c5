"""What may be a password: long enough, and not what is tried first."""

import re
import unicodedata
from collections.abc import Iterable

from app.domain.common_passwords import COMMON
from app.domain.errors import Refused

LEAST = 10
MAX_BYTES = 256
_TOO_LONG = 4 * MAX_BYTES
"""Characters that no spelling brings down to `MAX_BYTES`, so that they need not be spelt at all."""

_ROWS = (
    *("abcdefghijklmnopqrstuvwxyz", "01234567890123456789", "qwertyuiopasdfghjklzxcvbnm"),
    *("qwertyuiop", "asdfghjkl", "zxcvbnm", "1qaz2wsx3edc4rfv5tgb6yhn7ujm"),
)
_RUNS = tuple(row for each in _ROWS for row in (each, each[::-1]))
_DECORATION = re.compile(r"[\W\d_]+$")
_NOT_LETTERS = re.compile(r"[\W\d_]+")
_DIGITS = str.maketrans("০১২৩৪৫৬৭৮৯", "0123456789")
_SIGNS_FOR_LETTERS = str.maketrans("@4301!5$7", "aaeoiisst")
_SHORTEST_WORD = 3
_CYCLE = 4
"""A pattern of so many characters or fewer, repeated, is one that is tried."""
_REST = 4
"""What is left of a password beside somebody's own name must be at least this much."""


def normal(password: str) -> str:
    """The one spelling of a password that is hashed, whatever keyboard it came from.

    What is far too long is left as it is: to order a hundred thousand marks would take a minute.
    """
    return password if len(password) > _TOO_LONG else unicodedata.normalize("NFC", password)


def check_password(password: str, own: Iterable[str] = ()) -> str:
    """The password in its one spelling, or a refusal: `password.short`, `.long`, `.common`.

    `own` are the person's names, which are the first that anyone who knows them would try.
    """
    plain = normal(password)
    if len(plain) < LEAST:
        raise Refused("password.short", least=LEAST)
    if len(plain.encode()) > MAX_BYTES:
        raise Refused("password.long", limit=MAX_BYTES)
    if _is_common(plain) or _is_own(plain, own):
        raise Refused("password.common")
    return plain


def _is_common(password: str) -> bool:
    folded = password.casefold().translate(_DIGITS)
    letters = _letters(folded)
    meant = _letters(_DECORATION.sub("", folded).translate(_SIGNS_FOR_LETTERS))
    if not {folded, letters, meant}.isdisjoint(COMMON) or _repeats(folded):
        return True
    return any(folded in run or (len(letters) > _REST and letters in run) for run in _RUNS)


def _is_own(password: str, own: Iterable[str]) -> bool:
    """Whether hardly more than names is in it: the person's own ones, this app's."""
    folded = rest = password.casefold()
    words = {word for name in (*own, "setu", "সেতু") for word in (name, *re.split(r"[\s._\-]+", name))}
    for word in sorted((normal(word).casefold() for word in words), key=len, reverse=True):
        if len(word) >= _SHORTEST_WORD:
            rest = rest.replace(word, "")
    return rest != folded and len(_letters(rest)) < _REST


def _letters(text: str) -> str:
    return _NOT_LETTERS.sub("", text)


def _repeats(text: str) -> bool:
    """Whether it is one short pattern over and over: aaaaaaaaaa, 1212121212, abcabcabca."""
    return any(text == (text[:n] * len(text))[: len(text)] for n in range(1, _CYCLE + 1))
