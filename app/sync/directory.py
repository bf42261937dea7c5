"""A directory that is asked online, as it is spoken of.

    POST /v1/people  FindPeople -> PeopleFound   a few cards by words and choices, or by whose they are

A card found so is a row of the commons like any other, and a device keeps it as one. In exchange pulls leave
out live cards there, and bring a tombstone of each that was changed: who had found it forgets it.
"""

from dataclasses import dataclass, field

from app.sync.protocol import UNSAID_SCHEMA, Row


@dataclass(frozen=True, slots=True, kw_only=True)
class FindPeople:
    """Asks for cards that all the words of the `query` and all the choices fit, the best ones first.

    Or for those of the people `among` whom somebody may have met elsewhere. `epoch` is empty when the device
    knows none.
    """

    epoch: str = ""
    query: str = ""
    discipline: str = ""
    role: str = ""
    area: str = ""
    district: str = ""
    tongue: str = ""
    among: list[str] = field(default_factory=list)
    schema: int = UNSAID_SCHEMA


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleFound:
    """The cards, as the commons stood `at` that seq. A device that has read further throws them away, lest
    it bring back what was withdrawn meanwhile."""

    epoch: str
    now: int
    at: int
    cards: list[Row] = field(default_factory=list)
