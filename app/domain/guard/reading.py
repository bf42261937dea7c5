"""A text as the guard reads it: one set of digits, one kind of hyphen, one way to write a letter.

People type ০১৭ or 017, a dash of any length, য় as one sign or as two, and invisible joiners in between. The
patterns would have to know all that; so it is read once, and each place keeps where it was in the text.
"""

import re
from collections.abc import Iterator

from app.domain.guard.findings import Finding, Kind

_DIGITS = {chr(0x09E6 + digit): str(digit) for digit in range(10)} | {
    chr(0x0966 + digit): str(digit) for digit in range(10)
}
_SPLIT = {"\u09dc": "\u09a1\u09bc", "\u09dd": "\u09a2\u09bc", "\u09df": "\u09af\u09bc"}
_HYPHENS = dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212\u00ad\uff0d", "-")
_QUOTES = dict.fromkeys("\u2018\u2019\u02bc`\u00b4", "'")
_UNSEEN = dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff", "")
_SENTENCES = ("।", "?", "!", "\n", ". ")
_READ = _DIGITS | _SPLIT | _HYPHENS | _QUOTES | _UNSEEN | {"\u0983": ":", "\uff0b": "+"}


Span = tuple[int, int]
"""From one place of what is read to before another."""


class Reading:
    """What is read, `text`, in which letters keep their case, and where each of its letters stood."""

    __slots__ = ("_places", "given", "text")

    def __init__(self, given: str) -> None:
        self.given = given
        letters: list[str] = []
        places: list[int] = []
        for place, letter in enumerate(given):
            for read in _READ.get(letter, " " if letter.isspace() else letter):
                letters.append(read)
                places.append(place)
        self.text = "".join(letters)
        self._places = (*places, len(given))

    def finding(self, kind: Kind, start: int, end: int) -> Finding:
        """A finding from one place of what is read to before another."""
        begun = self._places[start]
        ended = self._places[end - 1] + 1 if end > start else begun
        return Finding(kind=kind, start=begun, end=ended)

    def before(self, place: int, width: int) -> str:
        """So many letters in front of a place, in small letters."""
        return self.text[max(0, place - width) : place].lower()

    def after(self, place: int, width: int) -> str:
        """So many letters from a place on, in small letters."""
        return self.text[place : place + width].lower()

    def sentence(self, start: int, end: int) -> str:
        """The sentence around what stands between two places."""
        begun = max((self.text.rfind(sign, 0, start) for sign in _SENTENCES), default=-1) + 1
        ends = [place for sign in _SENTENCES if (place := self.text.find(sign, end)) >= 0]
        return self.text[begun : min(ends, default=len(self.text))]

    def all(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Where this stands."""
        return pattern.finditer(self.text)
