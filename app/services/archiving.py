"""Archiving: ending a circle without losing it. What is there is read and searched, and nothing is added.

It can be brought back. What is being written there stays in its place, for then.
"""

from app.domain.circles import ARCHIVED, Circle, May, may, require, require_going_on
from app.domain.errors import Refused
from app.domain.ids import circle_scope
from app.services import belonging
from app.services.desk import Desk


def is_archived(desk: Desk, circle: str) -> bool:
    """Whether nothing is added to this circle now, as far as this device knows."""
    known = desk.memory.get(circle_scope(circle), "circle", circle)
    return known is not None and known.values.get(ARCHIVED) is True


def require_open(desk: Desk, circle: str) -> None:
    """Refuse to add anything to a circle that is archived."""
    require_going_on(archived=is_archived(desk, circle))


def may_still(desk: Desk, circle: str, what: May) -> bool:
    """Whether one may do this in this circle as it is now."""
    return may(belonging.role_in(desk, circle), what, archived=is_archived(desk, circle))


def may_archive(desk: Desk, circle: Circle) -> bool:
    """Whether one may archive this circle; a starter circle is everybody's, and goes on."""
    return not circle.starter and may(belonging.role_in(desk, circle.id), May.DESCRIBE)


def archive(desk: Desk, circle: str) -> None:
    """End it: its members go on reading, and nobody writes, reacts or joins."""
    known = belonging.circle(desk, circle)
    if known and known.starter:
        raise Refused("field.wrong", field=ARCHIVED)
    _set(desk, circle, over=True)


def bring_back(desk: Desk, circle: str) -> None:
    """Let it go on where it was."""
    _set(desk, circle, over=False)


def _set(desk: Desk, circle: str, *, over: bool) -> None:
    require(belonging.role_in(desk, circle), May.DESCRIBE)
    if is_archived(desk, circle) is not over:
        desk.write(circle_scope(circle), "circle", circle, "set", {ARCHIVED: over})
