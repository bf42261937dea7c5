"""Every command about who is in a circle and as what, that an actor may try."""

from collections.abc import Callable
from typing import Any

from server.authorization.stage import Own, Stage
from server.doorways import inviting
from server.visitor import Visitor

from app.domain.ids import inside, leaders_scope
from app.sync.protocol import Mutation

Attempt = Callable[[Visitor, Stage, Own], Mutation]


def _seating(op: str, **args: Any) -> dict[tuple[str, str], Attempt]:
    return {
        (f"member.{op}", "circle"): lambda who, at, own: who.write(
            at.scope, "member", op, at.other.person, args
        ),
        (f"member.{op}", "nowhere"): lambda who, at, own: who.write(
            at.nowhere, "member", op, at.other.person, args
        ),
    }


def _asking(op: str) -> dict[tuple[str, str], Attempt]:
    return {
        (f"applicant.{op}", "leaders"): lambda who, at, own: who.write(
            leaders_scope(inside(at.scope)), "applicant", op, at.shy.person
        ),
        (f"applicant.{op}", "who did not ask"): lambda who, at, own: who.write(
            leaders_scope(inside(at.scope)), "applicant", op, at.other.person
        ),
        (f"applicant.{op}", "nowhere"): lambda who, at, own: who.write(
            leaders_scope(inside(at.nowhere)), "applicant", op, at.shy.person
        ),
    }


def _taking_back(who: Visitor, scope: str, at: Stage) -> Mutation:
    return who.write(leaders_scope(inside(scope)), "ticket", "redact", at.ticket)


def _invited(who: Visitor, scope: str, secret: str) -> Mutation:
    return who.write(scope, "member", "join", who.person, {"code": secret})


def _choosing(who: Visitor, own: str, scope: str) -> Mutation:
    return who.write(own, "level", "set", scope, {"level": "mine"}, wall=who.clock())


def _agreeing(who: Visitor, scope: str, person: str) -> Mutation:
    return who.write(scope, "member", "agree", person, {"rules": "0" * 16})


SEATS: dict[tuple[str, str], Attempt] = {
    ("member.join", "circle"): lambda w, at, own: w.joining(at.scope),
    ("member.join", "nowhere"): lambda w, at, own: w.joining(at.nowhere),
    ("member.join", "for another"): lambda w, at, own: w.write(at.scope, "member", "join", at.other.person),
    **_asking("accept"),
    **_asking("decline"),
    ("ticket.create", "leaders"): lambda w, at, own: inviting(w, at.scope, "11" * 10),
    ("ticket.create", "nowhere"): lambda w, at, own: inviting(w, at.nowhere, "11" * 10),
    ("ticket.redact", "leaders"): lambda w, at, own: _taking_back(w, at.scope, at),
    ("ticket.redact", "nowhere"): lambda w, at, own: _taking_back(w, at.nowhere, at),
    ("member.join", "by invitation"): lambda w, at, own: _invited(w, at.scope, "00" * 10),
    ("member.join", "by a wrong invitation"): lambda w, at, own: _invited(w, at.scope, "22" * 10),
    ("member.take_back", "circle"): lambda w, at, own: w.write(at.scope, "member", "take_back", w.person),
    ("member.take_back", "nowhere"): lambda w, at, own: w.write(at.nowhere, "member", "take_back", w.person),
    ("member.take_back", "for another"): lambda w, at, own: w.write(
        at.scope, "member", "take_back", at.shy.person
    ),
    ("member.agree", "circle"): lambda w, at, own: _agreeing(w, at.scope, w.person),
    ("member.agree", "nowhere"): lambda w, at, own: _agreeing(w, at.nowhere, w.person),
    ("member.agree", "for another"): lambda w, at, own: _agreeing(w, at.scope, at.other.person),
    ("level.set", "circle"): lambda w, at, own: _choosing(w, w.own, at.scope),
    ("level.set", "nowhere"): lambda w, at, own: _choosing(w, w.own, at.nowhere),
    ("level.set", "another's"): lambda w, at, own: _choosing(w, at.owner.own, at.scope),
    ("member.leave", "circle"): lambda w, at, own: w.leaving(at.scope),
    ("member.leave", "nowhere"): lambda w, at, own: w.leaving(at.nowhere),
    ("member.leave", "for another"): lambda w, at, own: w.write(at.scope, "member", "leave", at.other.person),
    **_seating("role", role="moderator"),
    ("member.role", "oneself"): lambda w, at, own: w.promoting(at.scope, w.person),
    **_seating("hand_over"),
    ("member.hand_over", "oneself"): lambda w, at, own: w.handing_over(at.scope, w.person),
    **_seating("remove"),
    ("member.remove", "a leader"): lambda w, at, own: w.removing(at.scope, at.owner.person),
    **_seating("ban"),
    ("member.ban", "a leader"): lambda w, at, own: w.banning(at.scope, at.owner.person),
    **_seating("unban"),
    ("member.unban", "oneself"): lambda w, at, own: w.unbanning(at.scope, w.person),
}
