"""What anybody may try with offers of posts between the circle and the one that was archived."""

from server.authorization.stage import Own, Stage
from server.authorization.whereabouts import Attempt
from server.visitor import Visitor

from app.domain.ids import inside, leaders_scope
from app.domain.sharing import OFFER, OFFERED
from app.sync.protocol import Mutation


def _offering(who: Visitor, scope: str, post: str, there: str, owner: str = "") -> Mutation:
    args = {"circle": inside(scope), "post": post, "to": inside(there)}
    return who.write(owner or who.own, OFFER, "create", args=args)


def _answering(op: str, name: str) -> Attempt:
    def attempt(who: Visitor, at: Stage, own: Own) -> Mutation:
        scope = {"nowhere": at.nowhere, "archived": at.archive["scope"]}.get(name, at.scope)
        offer = (
            who.new_id()
            if name == "nothing"
            else at.archive["offered" if scope != at.scope else "other's offer"]
        )
        return who.write(leaders_scope(inside(scope)), OFFERED, op, offer)

    return attempt


def _leading(who: Visitor, scope: str, op: str, offer: str) -> Mutation:
    return who.write(leaders_scope(inside(scope)), OFFERED, op, offer)


def _whose(who: Visitor, at: Stage) -> str:
    return next((kind for kind, actor in at.actors.items() if actor is who), "")


SHARING: dict[tuple[str, str], Attempt] = {
    ("offer.create", "own post"): lambda w, at, own: _offering(
        w, at.archive["scope"], at.archive.get(_whose(w, at), at.archive["post"]), at.scope
    ),
    ("offer.create", "another's post"): lambda w, at, own: _offering(
        w, at.archive["scope"], at.archive["post"], at.scope
    ),
    ("offer.create", "archived"): lambda w, at, own: _offering(
        w, at.scope, own.post or at.post, at.archive["scope"]
    ),
    ("offer.create", "nowhere"): lambda w, at, own: _offering(w, at.scope, own.post or at.post, at.nowhere),
    ("offer.create", "another's scope"): lambda w, at, own: _offering(
        w, at.archive["scope"], at.archive["post"], at.scope, at.owner.own
    ),
    ("offer.redact", "own"): lambda w, at, own: w.write(
        w.own, OFFER, "redact", at.archive.get(f"{_whose(w, at)}'s offer", at.nowhere)
    ),
    ("offer.redact", "another's"): lambda w, at, own: w.write(
        at.other.own, OFFER, "redact", at.archive["other's offer"]
    ),
    ("offer.redact", "nowhere"): lambda w, at, own: w.write(w.own, OFFER, "redact"),
    **{
        (f"offered.{op}", where): _answering(op, where)
        for op in ("accept", "decline")
        for where in ("leaders", "archived", "nowhere", "nothing")
    },
    ("offered.create", "leaders"): lambda w, at, own: w.write(
        leaders_scope(inside(at.scope)), OFFERED, "create"
    ),
}
"""What anybody may try with it."""
