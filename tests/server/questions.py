"""What an asker says of their question in tests."""

from typing import Any

from server.visitor import Visitor

from app.sync.protocol import Mutation


def telling(who: Visitor, scope: str, post: str, **fields: Any) -> Mutation:
    """Whom a question asks, or that it is closed."""
    return who.write(scope, "asking", "set", post, fields, wall=who.clock())


def helped(who: Visitor, scope: str, post: str, reply: str, *, on: bool = True) -> Mutation:
    """That an answer helped."""
    args = {"post": post, "because": "It fitted", "on": on}
    return who.write(scope, "helped", "set", reply, args, wall=who.clock())
