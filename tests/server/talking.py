"""What tests of conversations share: people who know each other, and what one does about a request."""

from typing import Any

from server.visitor import House, Visitor

from app.domain.ids import inside, pair_scope
from app.sync.protocol import Mutation


def accepting(who: Visitor, other: str) -> Mutation:
    """Yes to somebody who asked to write to one."""
    scope = pair_scope(who.person, other)
    return who.write(scope, "request", "accept", inside(scope))


def keeping(who: Visitor, other: str, **how: bool) -> Mutation:
    """How one keeps the conversation with somebody: muted, or declined."""
    return who.write(who.own, "talk", "set", pair_scope(who.person, other), how, wall=who.clock())


async def acquainted(house: House, **profile: Any) -> tuple[Visitor, Visitor]:
    """Two people who need not ask before they write to each other: they are in a circle together."""
    one, other = await house.visitor(**profile), await house.visitor(**profile)
    await house.circle_of(one, other)
    return one, other
