"""What a reader sees as one character: a letter with its signs, a whole conjunct, an emoji, a flag.

Python counts code points, so a slice may cut স্ত্রী into স্ | ত্রী. These functions count what Flutter counts
(Unicode UAX 29 with rule GB9c), for the scripts our people write; Hangul jamo and Thai are left to Unicode's
simple rule. Agrees with ICU 78 on Bengali words, but that অ্যা is one, as in W3C iip #67.
"""

import re
import unicodedata

ZWNJ, ZWJ = "\u200c", "\u200d"

# The blocks of these scripts share one layout: consonants at +15..+39, the hasanta (virama) at +4D.
_LINKING_BLOCKS = (0x0900, 0x0980, 0x0A80, 0x0B00, 0x0C00, 0x0D00)
_HASANTA = "".join(chr(block + 0x4D) for block in _LINKING_BLOCKS)
_CONSONANT = "".join(
    letter
    for block in _LINKING_BLOCKS
    for letter in map(chr, range(block + 0x15, block + 0x3A))
    if unicodedata.category(letter) == "Lo"
)
_CONSONANT += "\u0958-\u095f\u09dc\u09dd\u09df\u09f0\u09f1"
_VOWEL_WITH_YA = f"[অএ]\u09cd{ZWJ}?য(?!\u09bc)"

PICTOGRAPH = (
    "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2194-\u2199\u21a9\u21aa\u231a-\u23ff\u24c2\u25aa-\u25fe\u2600-\u27bf"
    "\u2934\u2935\u2b05-\u2b55\u3030\u303d\u3297\u3299"
    "\U0001f000-\U0001f1e5\U0001f200-\U0001f3fa\U0001f400-\U0001faff"
)
SKIN_TONE = "\U0001f3fb-\U0001f3ff"
_FLAG_LETTER = "\U0001f1e6-\U0001f1ff"
_TAGS = "\U000e0020-\U000e007f"


def _marks() -> str:
    """All combining marks, which live in the first two planes and among the variation selectors."""
    points = (*range(0x20000), *range(0xE0100, 0xE01F0))
    return "".join(char for char in map(chr, points) if unicodedata.category(char)[0] == "M")


_MARKS = _marks()
_EXTENDS = f"[{_MARKS}{ZWNJ}{ZWJ}{SKIN_TONE}{_TAGS}]"

# What may stand beside a hasanta that links: signs above and below, and a few that stand behind, as া does.
_AROUND = "".join(char for char in _MARKS if unicodedata.category(char) != "Mc" and char not in _HASANTA)
_AROUND += f"\u09be\u09d7\u0b3e\u0b57\u0d3e\u0d57{ZWJ}{SKIN_TONE}{_TAGS}"
_LINKED = f"[{_AROUND}]*[{_HASANTA}][{_AROUND}{_HASANTA}]*[{_CONSONANT}]"

_GRAPHEME = re.compile(
    rf"""
      \r\n
    | [\x00-\x1f\x7f-\x9f]                                            # nothing clings to a control
    | [{_FLAG_LETTER}]{{2}}{_EXTENDS}*
    | [{PICTOGRAPH}](?:[{_AROUND}{_HASANTA}{ZWNJ}]*{ZWJ}[{PICTOGRAPH}])*{_EXTENDS}*
    | (?:[{_CONSONANT}]|{_VOWEL_WITH_YA})(?:{_LINKED})*{_EXTENDS}*
    | .{_EXTENDS}*
    """,
    re.VERBOSE | re.DOTALL,
)


def graphemes(text: str) -> list[str]:
    """Cut the text into visible characters; joined again they are the text."""
    return _GRAPHEME.findall(text)


def length(text: str) -> int:
    """How many characters a reader sees."""
    return len(text) if text.isascii() and "\r" not in text else len(graphemes(text))


def shorten(text: str, limit: int) -> str:
    """The text in at most `limit` visible characters, the last of them an ellipsis if something was cut."""
    if len(text) <= limit:
        return text
    seen = graphemes(text)
    if len(seen) <= limit:
        return text
    return "".join(seen[: limit - 1]).rstrip() + "…" if limit > 0 else ""
