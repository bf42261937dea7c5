"""Looking through a text with everything the guard knows."""

from collections.abc import Callable, Collection, Iterator

from app.domain.guard import days, numbers, people, places
from app.domain.guard.findings import Finding, Kind, apart
from app.domain.guard.reading import Reading
from app.domain.signposts import same_numbers

LOOKED_AT = 20_000
"""Code points that are looked at; nothing longer can be sent."""

Watch = Callable[[Reading], Iterator[Finding]]

_WATCHES: tuple[Watch, ...] = (
    places.emails,
    days.dates,
    numbers.identities,
    numbers.records,
    places.addresses,
    people.names,
    numbers.phones,
)
_NUMBERS = frozenset({Kind.PHONE, Kind.IDENTITY})
"""What a number that anybody may call can look like."""


def look(text: str, *, help_lines: Collection[str] = ()) -> tuple[Finding, ...]:
    """What in a text could tell who somebody is, in its order. Public `help_lines` are nobody's."""
    reading = Reading(text[:LOOKED_AT])
    found = apart(finding for watch in _WATCHES for finding in watch(reading))
    public = {digits for line in help_lines for digits in same_numbers(line)}
    return tuple(each for each in found if not (each.kind in _NUMBERS and _digits(text, each) in public))


def _digits(text: str, finding: Finding) -> str:
    read = Reading(text[finding.start : finding.end]).text
    return "".join(sign for sign in read if sign.isdigit())
