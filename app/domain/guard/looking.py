"""Looking through a text with everything the guard knows."""

from collections.abc import Callable, Collection, Iterator

from app.domain.guard import days, numbers, people, places
from app.domain.guard.findings import Finding, apart
from app.domain.guard.reading import Reading

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
)


def look(text: str, *, help_lines: Collection[str] = ()) -> tuple[Finding, ...]:
    """What in a text could tell who somebody is, in its order. Public `help_lines` are nobody's."""
    reading = Reading(text[:LOOKED_AT])
    found = [finding for watch in _WATCHES for finding in watch(reading)]
    return apart([*found, *numbers.phones(reading, help_lines)])
