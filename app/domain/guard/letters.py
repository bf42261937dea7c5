"""Pieces of patterns. To Python's own word boundary a Bengali vowel sign is no part of its word."""

import re

from app.domain.guard.reading import Reading

BENGALI = "\u0980-\u09e5\u09f0\u09f1\u09fc\u09fe"
"""Letters and signs of Bengali script, without its digits and the sign of the taka."""

WORD = f"0-9A-Za-z\u00c0-\u024f{BENGALI}"
STARTS, ENDS = f"(?<![{WORD}])", f"(?![{WORD}])"
"""Where a word begins and ends."""

NUMBER_IS = r"[ \t]*(?:(?:no|num|number|id|নং|নম্বর|নাম্বার|আইডি)(?:\.|:)?)?[ \t]*[#:=\-]{0,2}[ \t]*"
"""What stands between the name of a number and the number."""


def words_of(listed: str) -> frozenset[str]:
    """The words of a list with bars between them, as the guard reads them, in small letters."""
    return frozenset(Reading(word.strip()).text.lower() for word in listed.split("|") if word.strip())


def one_of(*lists: str) -> str:
    """A group of all words of these lists; a space in one of them may be missing, or a hyphen."""
    words = sorted({word for listed in lists for word in words_of(listed)}, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"[ \-]?") for word in words) + ")"
