"""Reacting: saying with a tap what one thinks of what somebody wrote, and seeing who did."""

from collections.abc import Collection
from dataclasses import dataclass

from app.domain.circles import MEMBERS, require_writer
from app.domain.errors import Refused
from app.domain.ids import inside, scope_type
from app.domain.kinds import check_fields
from app.domain.peers import REACTIONS_THERE
from app.domain.reactions import KIND, REACTIONS, Tally, reaction_id, tally
from app.services import archiving, belonging, peering
from app.services.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What one reacts to: a row, by its scope, kind and id."""

    scope: str
    kind: str
    id: str


def react(desk: Desk, item: Item, reaction: str, *, on: bool) -> None:
    """Say this of an item, or take it back. Raises `Refused` for who may only read there."""
    if reaction not in REACTIONS:
        raise Refused("field.wrong", field=reaction)
    if scope_type(item.scope) == "c":
        require_writer(belonging.role_in(desk, inside(item.scope)))
        archiving.require_open(desk, inside(item.scope))
    if reaction not in offered(desk, item):
        raise Refused("react.hear_only")
    values = check_fields(KIND, {"item": item.id, "kind": item.kind, reaction: on})
    desk.write(item.scope, KIND, reaction_id(item.id, desk.person), "set", values)


def offered(desk: Desk, item: Item) -> Collection[str]:
    """What one can say of it with a tap, in the order in which it is offered."""
    return REACTIONS_THERE if peering.is_peer(desk, item.scope) else REACTIONS


def reactions(desk: Desk, item: str) -> tuple[Tally, ...]:
    """Who reacted to an item, and how."""
    return tally(desk.memory.page(f"{item}/{KIND}", MEMBERS), desk.person)
