"""What people wrote, and what anybody may try with it: their own, another's, or what is nowhere."""

from server.authorization.stage import Own, Stage
from server.authorization.whereabouts import Attempt, others, put, talk
from server.visitor import Visitor

from app.domain.ids import pair_scope
from app.sync.protocol import Mutation

KINDS = ("post", "reply", "answer", "dm")


def written(where: str, who: Visitor, at: Stage, own: Own, kind: str) -> tuple[str, str]:
    """Scope and id of one's own, of the owner's, or of something that is nowhere."""
    scope = talk(who, at) if kind == "dm" else at.scope
    if where == "nowhere":
        return (pair_scope(who.person, at.nowhere) if kind == "dm" else at.nowhere), who.new_id()
    if where == "own":
        return scope, getattr(own, kind) or getattr(at, kind)
    return (others(at) if kind == "dm" else scope), getattr(at, kind)


def redacting(kind: str, where: str) -> Attempt:
    """Take it away."""

    def attempt(who: Visitor, at: Stage, own: Own) -> Mutation:
        scope, identifier = written(where, who, at, own, kind)
        return who.write(scope, kind, "redact", identifier)

    return attempt


def editing(kind: str, where: str) -> Attempt:
    """Write it anew."""

    def attempt(who: Visitor, at: Stage, own: Own) -> Mutation:
        scope, identifier = written(where, who, at, own, kind)
        args = {"b": {"text": "x"}} if kind == "dm" else {"body": "x"}
        return put(who, scope, kind, identifier, **args)

    return attempt


def arranging(kind: str, where: str) -> Attempt:
    """Pin it, or put it into the other tab."""

    def attempt(who: Visitor, at: Stage, own: Own) -> Mutation:
        scope, identifier = written(where, who, at, own, "post")
        if kind == "pin":
            return put(who, scope, "pin", identifier, on=True)
        if kind == "post":
            return who.write(scope, "post", "move", identifier, {"tab": "topic"})
        scope, identifier = written(where, who, at, own, "reply")
        return who.write(scope, "reply", "move", identifier, {"title": "Another subject", "tab": "topic"})

    return attempt


WRITTEN = {
    **{
        (op, where): arranging(op.partition(".")[0], where)
        for op in ("pin.set", "post.move", "reply.move")
        for where in ("own", "another's", "nowhere")
    },
    **{
        (f"{kind}.{op}", where): attempt(kind, where)
        for kind in KINDS
        for where in ("own", "another's", "nowhere")
        for op, attempt in (("redact", redacting), ("set", editing))
    },
}
"""Of each kind, at each place."""
