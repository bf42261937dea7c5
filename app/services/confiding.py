"""Confiding: to whom else one could turn with a question in which somebody could be recognised."""

from dataclasses import dataclass

from app.domain.circles import Circle, May
from app.domain.people import Person
from app.domain.talks import OPEN
from app.services import archiving, belonging, messaging
from app.services.desk import Desk

OFFERED = 3
"""So many circles, and so many people, are offered."""
_MENTOR = "mentor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Smaller:
    """A circle in which fewer would read it."""

    circle: Circle
    members: int


def smaller_circles(desk: Desk, circle: str) -> list[Smaller]:
    """The circles of one's own with fewer members than this one, the smallest first: in which one may write
    and is not alone, and which are not for peer support, where a question has no name to turn to."""
    here = len(belonging.members(desk, circle))
    found = [
        Smaller(circle=known, members=len(belonging.members(desk, known.id)))
        for known in belonging.mine(desk)
        if known.id != circle and not known.peer and archiving.may_still(desk, known.id, May.WRITE)
    ]
    fit = [one for one in found if 1 < one.members < here]
    return sorted(fit, key=lambda one: one.members)[:OFFERED]


def confidants(desk: Desk) -> list[Person]:
    """People with whom one talks already, mentors first, then with whom one talked last."""
    talks = messaging.conversations(desk)
    people = [one.person for one in talks if one.talk.state == OPEN and one.talk.may_write]
    return sorted(people, key=lambda person: _MENTOR not in person.roles)[:OFFERED]
