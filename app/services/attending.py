"""Attending: how much one wants to hear of each circle, and to which circles one listens for what."""

from app.domain.attending import Level
from app.domain.circles import Circle
from app.domain.errors import Refused
from app.domain.ids import circle_scope
from app.domain.kinds import check_fields
from app.services import belonging
from app.services.desk import Desk


def level(desk: Desk, circle: str) -> Level:
    """How much one wants to hear of a circle; all of it unless one chose otherwise."""
    known = desk.memory.get(desk.own, "level", circle_scope(circle))
    said = str(known.values.get("level", "")) if known else ""
    return Level(said) if said in set(Level) else Level.ALL


def choose(desk: Desk, circle: str, wanted: Level) -> None:
    """Hear so much of a circle from now on, on all of one's devices."""
    if belonging.role_in(desk, circle) is None:
        raise Refused("circle.not_member")
    if wanted is not level(desk, circle):
        fields = check_fields("level", {"level": wanted.value})
        desk.write(desk.own, "level", circle_scope(circle), "set", fields)


def hearing(desk: Desk, *levels: Level) -> list[Circle]:
    """One's circles of which one wants to hear this much; in one that is archived nothing waits."""
    going_on = (circle for circle in belonging.mine(desk) if not circle.archived)
    return [circle for circle in going_on if level(desk, circle.id) in levels]
