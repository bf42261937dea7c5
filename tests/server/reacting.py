"""What visitors say with a tap."""

from server.visitor import Visitor

from app.domain.reactions import reaction_id
from app.sync.protocol import Mutation


def reacting(
    who: Visitor, scope: str, kind: str, item: str, code: str = "thanks", *, on: bool = True, wall: int = 0
) -> Mutation:
    """Say this of an item, or take it back."""
    args = {"item": item, "kind": kind, code: on}
    return who.write(scope, "react", "set", reaction_id(item, who.person), args, wall=wall or who.clock())


def reacting_to(who: Visitor, written: Mutation, code: str = "thanks", *, on: bool = True) -> Mutation:
    """The same of what somebody wrote."""
    return reacting(who, written.scope, written.kind, written.id, code, on=on)
