"""What may be stored as text: one policy, the same on every device and on the server (sync.md 3.6).

Bengali is written with combining signs and needs the two joiners, so nothing here strips accents or "format
characters" wholesale.
"""

import re
import unicodedata

from app.domain.graphemes import PICTOGRAPH, SKIN_TONE, ZWJ, ZWNJ

MAX_MARKS = 8
_MANY = 64
"""Marks in a row that nobody writes: bringing them into order takes as long as their number squared."""

_JOINER = f"[{ZWNJ}{ZWJ}]"
_INDIC = "".join(char for char in map(chr, range(0x0900, 0x0E00)) if unicodedata.category(char)[0] in "LM")
_KEPT_OR_LOST_JOINERS = re.compile(
    rf"(?<=[{_INDIC}])({_JOINER}){_JOINER}*(?=[{_INDIC}])"
    rf"|(?:(?<=[{PICTOGRAPH}])|(?<=[{PICTOGRAPH}][\ufe0f{SKIN_TONE}]))({ZWJ}){_JOINER}*(?=[{PICTOGRAPH}])"
    rf"|{_JOINER}+"
)
_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029]")
_UNWANTED = {"Cc", "Cf", "Cs", "Co", "Cn"}
_EVERYDAY = "".join(
    char
    for char in map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x180), 0x0964, 0x0965, *range(0x0980, 0x0A00)))
    if unicodedata.category(char) not in _UNWANTED
)
_PLAIN = re.compile(rf"[\n\t{re.escape(_EVERYDAY)}\u2013\u2014\u2018-\u201d\u2022\u2026]*")
"""Latin and Bengali with their punctuation, without the joiners: nothing that would be dropped."""
_MANY_MARKS = re.compile(
    "[{}]{{{}}}".format("".join(c for c in _EVERYDAY if unicodedata.category(c)[0] == "M"), MAX_MARKS + 1)
)


def clean(text: str) -> str:
    """The text as it may be stored: NFC, LF line ends, no invisible or hostile characters; idempotent.

    The joiners stay where they change what is read: between Indic letters (র‍্যাব) and, ZWJ only, inside emoji.
    """
    if _is_clean(text):
        return text
    text = _cap_marks("".join(filter(_is_wanted, _LINE_ENDS.sub("\n", text))), _MANY)
    while True:  # dropping a joiner lets marks meet and reorder; a few rounds settle it
        tidy = _cap_marks(_KEPT_OR_LOST_JOINERS.sub(r"\1\2", unicodedata.normalize("NFC", text)))
        if tidy == text:
            return text
        text = tidy


def clean_line(text: str) -> str:
    """The same on one line: line ends, tabs and runs of spaces become single spaces, the ends are trimmed."""
    return " ".join(clean(text).split())


def _is_clean(text: str) -> bool:
    """Whether the text surely is clean, as most texts are; the others are looked at sign by sign."""
    plain = _PLAIN.fullmatch(text) and not _MANY_MARKS.search(text)
    return bool(plain) and unicodedata.is_normalized("NFC", text)


def _is_wanted(char: str) -> bool:
    """Unassigned code points go, but not from the emoji blocks: phones have emoji this Python has not met."""
    if char in "\n\t" or char in (ZWNJ, ZWJ) or "\U0001f000" <= char <= "\U0001faff":
        return True
    return unicodedata.category(char) not in _UNWANTED


def _cap_marks(text: str, most: int = MAX_MARKS) -> str:
    """At most eight combining marks on one base, so that nobody can paint over the neighbours."""
    kept, marks = [], 0
    for char in text:
        if unicodedata.category(char)[0] == "M":
            marks += 1
        elif char not in (ZWNJ, ZWJ):
            marks = 0
        if marks <= most:
            kept.append(char)
    return "".join(kept)
