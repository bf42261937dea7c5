"""What visitors do about groups."""

from typing import Any

from server.visitor import House, Visitor

from app.domain.ids import group_scope
from app.sync.protocol import Mutation


def making(who: Visitor, name: str = "Journal club") -> Mutation:
    """A new group."""
    identifier = who.new_id()
    return who.write(group_scope(identifier), "group", "create", identifier, {"name": name})


def seating(who: Visitor, scope: str, op: str, other: str = "") -> Mutation:
    """A command about somebody's seat in a group, or one's own."""
    return who.write(scope, "member", op, other or who.person)


def saying(who: Visitor, scope: str, words: str = "Hello all") -> Mutation:
    """A message to a group."""
    return who.write(scope, "dm", "create", args={"e": 0, "b": {"text": words}})


async def group_of(house: House, keeper: Visitor, *others: Visitor, **changes: Any) -> str:
    """A new group of these, who are in a circle together; its scope."""
    await house.circle_of(keeper, *others)
    scope = (await keeper.do(making(keeper))).scope
    for other in others:
        await keeper.do(seating(keeper, scope, "invite", other.person))
        await other.do(seating(other, scope, "accept"))
    return scope
