"""What becomes of a question: whom it asks, which answers helped and why, and whether it is closed.

The question itself is a post, its answers are replies. Beside them lie rows that the asker writes: `asking`,
by the id of the post, and `helped`, by the id of the reply.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.records import Record

ASKING, HELPED = "asking", "helped"


class State(StrEnum):
    """How far a question has come."""

    OPEN = "open"
    HELPED = "helped"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """`asked` are the disciplines it asks (none: all), `helped` why an answer helped, by the answer's id."""

    asked: tuple[str, ...] = ()
    closed: bool = False
    helped: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, asking: Record | None, marks: Iterable[Record]) -> "Question":
        """The question that these rows tell of."""
        values = asking.values if asking and not asking.gone else {}
        kept = [mark for mark in marks if not mark.gone and mark.values.get("on") is True]
        return cls(
            asked=tuple(values.get("asked", ())),
            closed=bool(values.get("closed", False)),
            helped={mark.id: str(mark.values.get("because", "")) for mark in kept},
        )

    @property
    def state(self) -> State:
        """Closed if its asker closed it; else helped if an answer did."""
        if self.closed:
            return State.CLOSED
        return State.HELPED if self.helped else State.OPEN
