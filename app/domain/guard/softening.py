"""What can stand instead of what the guard pointed out: as little as the others need to understand it."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from app.domain.bilingual import Bilingual
from app.domain.guard.findings import Finding, Kind
from app.domain.guard.kin import kinship
from app.domain.text import guess_language

INSTEAD: Mapping[Kind, Bilingual] = MappingProxyType(
    {
        Kind.EMAIL: Bilingual(en="(e-mail address)", bn="(ইমেইল ঠিকানা)"),
        Kind.DATE: Bilingual(en="(a date)", bn="(একটি তারিখ)"),
        Kind.IDENTITY: Bilingual(en="(ID number)", bn="(পরিচয়পত্রের নম্বর)"),
        Kind.RECORD: Bilingual(en="(record number)", bn="(নথির নম্বর)"),
        Kind.PHONE: Bilingual(en="(phone number)", bn="(ফোন নম্বর)"),
        Kind.ADDRESS: Bilingual(en="(address)", bn="(ঠিকানা)"),
        Kind.NAME: Bilingual(en="somebody", bn="একজন"),
    }
)
_NO_GAP_BEFORE = re.compile(r"[,.;:!?।॥)\]}»”’]*(?:\s|$)")
"""What closes a sentence or a line, or the space after the piece."""
_YEAR = re.compile(r"(?<![0-9০-৯])(?:[12][0-9]{3}|[১২][০-৯]{3})(?![0-9০-৯])")


def softened(text: str, finding: Finding, instead: str) -> str:
    """The text with this finding replaced; where nothing stands `instead`, without the space it would leave:
    one of two, one at the beginning of a line, one before a comma or at an end."""
    before, after = text[: finding.start], text[finding.end :]
    if not instead and (not before or before.endswith("\n")):
        after = after.removeprefix(" ")
    elif not instead and _NO_GAP_BEFORE.match(after):
        before = before.removesuffix(" ")
    return f"{before}{instead}{after}"


def in_general(text: str, finding: Finding) -> str:
    """What says it of nobody, in the language of the text: of a date the year, of "রাকিবের মা" a mother."""
    piece = text[finding.start : finding.end]
    lang = "bn" if guess_language(text) == "bn" else "en"
    if finding.kind is Kind.DATE and (year := _YEAR.search(piece)):
        return year[0]
    if finding.kind is Kind.NAME and (kin := kinship(piece)):
        return f"একজনের {kin}" if lang == "bn" else f"somebody's {kin}"
    return INSTEAD[finding.kind].side(lang)
