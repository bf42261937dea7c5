"""Where an actor may try something: their conversation with the owner, and that of two others."""

from collections.abc import Callable
from typing import Any

from server.authorization.stage import Own, Stage
from server.visitor import MORNING, Visitor

from app.domain.ids import pair_scope
from app.sync.protocol import Mutation

Attempt = Callable[[Visitor, Stage, Own], Mutation]
_LATER = MORNING + 1


def talk(who: Visitor, at: Stage) -> str:
    """The conversation of this actor with the owner."""
    return pair_scope(who.person, at.owner.person)


def others(at: Stage) -> str:
    """The conversation of two others."""
    return pair_scope(at.owner.person, at.other.person)


def put(who: Visitor, scope: str, kind: str, identifier: str, **args: Any) -> Mutation:
    """Set these fields of a row, later than whoever did so before."""
    return who.write(scope, kind, "set", identifier, args, wall=_LATER)
