"""Where the words of a circle call one person, as one desk remembers it: a circle is looked through once, and
then only what is new in it."""

from dataclasses import dataclass, field

from app.domain.records import AFTER_ALL_NUMBERED, Record
from app.store.memory import Memory

KINDS = frozenset({"post", "reply", "answer"})
"""In which one can be called by name in a circle."""
LATEST = 500
"""Rows of one circle, the latest, that are looked through at first; what is older is no news."""
AGAIN = 50
"""Of the latest are looked at again each time: what was written can be put right for a while."""
_TOLD_BY = frozenset(f"kind:{kind}" for kind in KINDS) | {"note:person"}


@dataclass(slots=True)
class _Seen:
    """How far a circle was looked through, and the names of the records that were found."""

    upto: int = 0
    names: dict[tuple[str, str], None] = field(default_factory=dict)


class Calls:
    """Remembers for one desk in which records its person stands."""

    def __init__(self) -> None:
        self._person = ""
        self._seen: dict[str, _Seen] = {}
        self._fresh: set[str] = set()
        self._follows = False

    def of(self, memory: Memory, person: str, scope: str) -> list[Record]:
        """The records of a circle, as they are now, in whose words this person may be called."""
        if not self._follows:
            self._follows = True
            memory.subscribe(self._hear)
        if person != self._person:
            self._person = person
            self._seen.clear()
            self._fresh.clear()
        if scope not in self._fresh:
            self._fresh.add(scope)
            self._look(memory, scope)
        found = (memory.get(scope, kind, name) for kind, name in self._seen[scope].names)
        return [record for record in found if record is not None and not record.gone]

    def _look(self, memory: Memory, scope: str) -> None:
        seen = self._seen.setdefault(scope, _Seen())
        new = memory.in_scope(scope, LATEST, seen.upto) if seen.upto else []
        for record in (*new, *memory.in_scope(scope, AGAIN if seen.upto else LATEST)):
            if record.order < AFTER_ALL_NUMBERED:
                seen.upto = max(seen.upto, record.order)
            if record.kind in KINDS and self._person in str(record.values.get("body", "")):
                seen.names[record.kind, record.id] = None

    def _hear(self, touched: frozenset[str]) -> None:
        if touched & _TOLD_BY:
            self._fresh.clear()
