"""What a leader plans in tests."""

from typing import Any

from server.visitor import Visitor

from app.domain.ids import inside
from app.sync.protocol import Mutation


def planning(who: Visitor, scope: str, *, hours: float = 1, **fields: Any) -> Mutation:
    """A prompt for this circle, to be asked in so many hours."""
    when = who.clock() + int(hours * 3_600_000)
    args = {"circle": inside(scope), "when": when, "text_en": "What was hard this week?"} | fields
    return who.write(who.own, "plan", "create", args=args, wall=who.clock())
