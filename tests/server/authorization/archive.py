"""What an actor may try in a circle that is archived."""

from typing import Any

from server.authorization.stage import Stage
from server.authorization.whereabouts import Attempt, put
from server.doorways import inviting
from server.plans import planning
from server.polls import voting
from server.reacting import reacting
from server.visitor import Visitor

from app.domain.arranging import PIN
from app.domain.ids import inside, leaders_scope
from app.sync.protocol import Mutation

WHERE = "archived"


def _mine(who: Visitor, at: Stage) -> str:
    own = next((kind for kind, actor in at.actors.items() if actor is who), "")
    return at.archive.get(own) or at.archive["post"]


def _told(who: Visitor, at: Stage, **fields: Any) -> Mutation:
    later = who.clock() + 9
    return who.write(at.archive["scope"], "circle", "set", inside(at.archive["scope"]), fields, wall=later)


def _leading(who: Visitor, at: Stage, kind: str, op: str, identifier: str) -> Mutation:
    return who.write(leaders_scope(inside(at.archive["scope"])), kind, op, identifier)


ARCHIVED: dict[tuple[str, str], Attempt] = {
    ("circle.set", "archived, bring it back"): lambda w, at, own: _told(w, at, archived=False),
    ("circle.set", "archived, describe it"): lambda w, at, own: _told(w, at, name_en="New"),
    ("circle.set", "archive"): lambda w, at, own: put(w, at.scope, "circle", inside(at.scope), archived=True),
    ("member.join", WHERE): lambda w, at, own: w.joining(at.archive["scope"]),
    ("member.join", "archived, by invitation"): lambda w, at, own: w.write(
        at.archive["scope"], "member", "join", w.person, {"code": "33" * 10}
    ),
    ("member.leave", WHERE): lambda w, at, own: w.leaving(at.archive["scope"]),
    ("member.role", WHERE): lambda w, at, own: w.promoting(at.archive["scope"], at.other.person, "moderator"),
    ("member.remove", WHERE): lambda w, at, own: w.removing(at.archive["scope"], at.other.person),
    ("applicant.accept", WHERE): lambda w, at, own: _leading(w, at, "applicant", "accept", at.shy.person),
    ("applicant.decline", WHERE): lambda w, at, own: _leading(w, at, "applicant", "decline", at.shy.person),
    ("ticket.create", WHERE): lambda w, at, own: inviting(w, at.archive["scope"], "44" * 10),
    ("ticket.redact", WHERE): lambda w, at, own: _leading(w, at, "ticket", "redact", at.archive["ticket"]),
    ("post.create", WHERE): lambda w, at, own: w.post(at.archive["scope"]),
    ("post.move", WHERE): lambda w, at, own: w.write(
        at.archive["scope"], "post", "move", _mine(w, at), {"tab": "topic"}
    ),
    ("post.redact", "archived, own"): lambda w, at, own: w.write(
        at.archive["scope"], "post", "redact", _mine(w, at)
    ),
    ("post.redact", "archived, another's"): lambda w, at, own: w.write(
        at.archive["scope"], "post", "redact", at.archive["post"]
    ),
    ("reply.create", WHERE): lambda w, at, own: w.reply(at.archive["scope"], at.archive["post"]),
    ("answer.create", WHERE): lambda w, at, own: w.answer(at.archive["scope"], at.archive["prompt"]),
    ("prompt.create", WHERE): lambda w, at, own: w.prompt(at.archive["scope"]),
    ("prompt.set", WHERE): lambda w, at, own: put(
        w, at.archive["scope"], "prompt", at.archive["prompt"], text_en="Why?"
    ),
    (f"{PIN}.set", WHERE): lambda w, at, own: put(w, at.archive["scope"], PIN, at.archive["post"], on=True),
    ("asking.set", WHERE): lambda w, at, own: put(
        w, at.archive["scope"], "asking", _mine(w, at), closed=True
    ),
    ("react.set", WHERE): lambda w, at, own: reacting(w, at.archive["scope"], "post", at.archive["post"]),
    ("vote.set", WHERE): lambda w, at, own: voting(w, at.archive["scope"], at.archive["poll"]),
    ("plan.create", WHERE): lambda w, at, own: planning(w, at.archive["scope"]),
    ("report.create", WHERE): lambda w, at, own: w.reporting(at.archive["scope"], "post", at.archive["post"]),
}
