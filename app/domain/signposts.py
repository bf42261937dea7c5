"""Signposts to help: the numbers that whoever runs a server listed, and nobody else; none is ever made up."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.bilingual import Bilingual
from app.domain.districts import DISTRICTS
from app.domain.errors import Refused
from app.domain.text import check_title, clean_line

KIND = "help"
"""The row of the commons that holds them all, in their order."""
MOST = 40
_LONGEST = 80
_DIGITS = str.maketrans("০১২৩৪৫৬৭৮৯", "0123456789")
_NUMBER = re.compile(r"\+?[0-9](?:[ -]?[0-9]){2,17}")
_COUNTRY = "880"
"""Of Bangladesh: a number is written with and without it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpLine:
    """A number one can call: whose it is, when somebody answers, and for which district (empty: all)."""

    name: Bilingual
    number: str
    hours: Bilingual
    district: str = ""

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> "HelpLine":
        """The line that a row of the commons tells of."""
        return cls(
            name=Bilingual.read(told, "name"),
            number=str(told.get("number", "")),
            hours=Bilingual.read(told, "hours"),
            district=str(told.get("district", "")),
        )

    @property
    def told(self) -> dict[str, str]:
        """The line as a row of the commons tells of it."""
        return {
            "name_en": self.name.en,
            "name_bn": self.name.bn,
            "number": self.number,
            "hours_en": self.hours.en,
            "hours_bn": self.hours.bn,
            "district": self.district,
        }

    @property
    def dial(self) -> str:
        """The address that calls it."""
        return f"tel:{re.sub('[ -]', '', self.number)}"


def check_help_line(given: Mapping[str, str]) -> HelpLine:
    """The line somebody listed, cleaned. Raises `Refused` with the `field` that is wrong."""
    for name in given.keys() - HelpLine.of({}).told.keys():
        raise Refused("field.unknown", field=name)
    told = {name: _line(given, name) for name in ("name_en", "name_bn", "hours_en", "hours_bn")}
    number = clean_line(given.get("number", "")).translate(_DIGITS)
    if not _NUMBER.fullmatch(number):
        raise Refused("field.wrong", field="number")
    return HelpLine.of({**told, "number": number, "district": _district(given.get("district", ""))})


def nearest_first(lines: Iterable[HelpLine], district: str) -> tuple[HelpLine, ...]:
    """Those for this district, then those for everywhere, then the others; each in the order of the list."""

    def far(line: HelpLine) -> tuple[bool, bool]:
        return (not district or line.district != district, line.district != "")

    return tuple(sorted(lines, key=far))


def same_numbers(number: str) -> frozenset[str]:
    """The digits of a number in the ways people write it: with the country's, and without."""
    digits = "".join(sign for sign in number.translate(_DIGITS) if sign.isdigit()).removeprefix("00")
    national = digits.removeprefix(_COUNTRY)
    if digits == national and not digits.startswith("0"):
        return frozenset((digits, f"00{digits}"))
    bare = national.removeprefix("0")
    return frozenset((digits, bare, f"0{bare}", f"{_COUNTRY}{bare}", f"00{_COUNTRY}{bare}"))


def _line(given: Mapping[str, str], name: str) -> str:
    try:
        return check_title(given.get(name, ""), limit=_LONGEST)
    except Refused as why:
        raise Refused(why.code, **{**why.params, "field": name}) from why


def _district(given: str) -> str:
    """The code of a district, which may be given by its name in either script."""
    wanted = clean_line(given).casefold()
    for term in DISTRICTS.values():
        if wanted in (term.code, *(word.casefold() for word in term.words)):
            return term.code
    if wanted:
        raise Refused("field.wrong", field="district")
    return ""
