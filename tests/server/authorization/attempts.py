"""Every operation and door an actor may try, at every place, by the names that the table uses."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from server.authorization.archive import ARCHIVED
from server.authorization.groups import GROUPS
from server.authorization.prompts import PROMPTS
from server.authorization.seats import SEATS
from server.authorization.sharing import SHARING
from server.authorization.stage import Own, Stage
from server.authorization.talking import TALKING
from server.authorization.whereabouts import Attempt, others, put, talk
from server.authorization.written import WRITTEN, redacting
from server.reacting import reacting
from server.terms import TERM, deciding_term, proposing
from server.visitor import Visitor

from app.domain.ids import COMMONS, MODERATION, inside, leaders_scope, own_scope
from app.domain.mentoring import COMMANDS
from app.domain.reactions import reaction_id
from app.sync.protocol import Mutation


def _commanding(op: str, whose: str) -> Attempt:
    """A command on the request one made, on the one made to oneself, or on one between two others."""

    def attempt(who: Visitor, at: Stage, own: Own) -> Mutation:
        if whose == "others":
            return who.write(others(at), "mreq", op, at.asked)
        mine = own.asked if whose == "own" else own.was_asked
        return who.write(talk(who, at), "mreq", op, mine or at.asked)

    return attempt


def _office(scope: str) -> str:
    return leaders_scope(inside(scope))


def _to_leaders(who: Visitor, scope: str, post: str) -> Mutation:
    return replace(who.reporting(scope, "post", post), scope=_office(scope))


def _appealing(who: Visitor, office: str, report: str) -> Mutation:
    return who.write(office, "report", "appeal", report, {"note": "Look again"})


MUTATIONS: dict[tuple[str, str], Attempt] = {
    ("me.create", "own"): lambda w, at, own: w.write(w.own, "me", "create", w.person, {"name_en": "Rina"}),
    ("me.set", "own"): lambda w, at, own: put(w, w.own, "me", w.person, name_en="Rina"),
    ("me.set", "another's"): lambda w, at, own: put(w, at.owner.own, "me", at.owner.person, name_en="Rina"),
    ("me.set", "own scope, another's id"): lambda w, at, own: put(
        w, w.own, "me", at.owner.person, name_en="Rina"
    ),
    ("mark.set", "circle"): lambda w, at, own: put(w, w.own, "mark", at.scope, pos=1),
    ("mark.set", "commons"): lambda w, at, own: put(w, w.own, "mark", COMMONS, pos=1),
    ("mark.set", "moderation"): lambda w, at, own: put(w, w.own, "mark", MODERATION, pos=1),
    ("mark.set", "others' talk"): lambda w, at, own: put(w, w.own, "mark", others(at), pos=1),
    ("mark.set", "thread"): lambda w, at, own: put(w, w.own, "mark", f"{at.scope}/{at.post}", pos=1),
    ("mark.set", "no thread"): lambda w, at, own: put(w, w.own, "mark", f"{at.scope}/{w.new_id()}", pos=1),
    ("mark.set", "nowhere"): lambda w, at, own: put(w, w.own, "mark", at.nowhere, pos=1),
    ("mark.set", "another's"): lambda w, at, own: put(w, at.owner.own, "mark", at.scope, pos=1),
    ("block.set", "own"): lambda w, at, own: put(w, w.own, "block", at.other.person, on=True),
    ("block.set", "another's"): lambda w, at, own: put(w, at.owner.own, "block", at.other.person, on=True),
    ("mute.set", "own"): lambda w, at, own: put(w, w.own, "mute", at.other.person, on=True),
    ("mute.set", "another's"): lambda w, at, own: put(w, at.owner.own, "mute", at.other.person, on=True),
    ("circle.create", "new"): lambda w, at, own: w.circle(),
    ("circle.create", "circle"): lambda w, at, own: w.write(
        at.scope, "circle", "create", inside(at.scope), {"name_en": "Mine"}
    ),
    ("circle.set", "circle"): lambda w, at, own: put(w, at.scope, "circle", inside(at.scope), name_en="New"),
    ("circle.set", "nowhere"): lambda w, at, own: put(w, at.nowhere, "circle", w.new_id(), name_en="New"),
    **SEATS,
    **SHARING,
    **ARCHIVED,
    ("post.create", "circle"): lambda w, at, own: w.post(at.scope),
    ("post.create", "nowhere"): lambda w, at, own: w.post(at.nowhere),
    ("post.create", "commons"): lambda w, at, own: w.post(COMMONS),
    ("reply.create", "circle"): lambda w, at, own: w.reply(at.scope, at.post),
    ("reply.create", "nowhere"): lambda w, at, own: w.reply(at.nowhere, at.post),
    ("answer.create", "circle"): lambda w, at, own: w.answer(at.scope, at.prompt),
    ("answer.create", "nowhere"): lambda w, at, own: w.answer(at.nowhere, at.prompt),
    ("prompt.create", "circle"): lambda w, at, own: w.prompt(at.scope),
    ("prompt.create", "nowhere"): lambda w, at, own: w.prompt(at.nowhere),
    ("prompt.set", "circle"): lambda w, at, own: put(w, at.scope, "prompt", at.prompt, text_en="Why?"),
    ("prompt.set", "nowhere"): lambda w, at, own: put(w, at.nowhere, "prompt", at.prompt, text_en="Why?"),
    **WRITTEN,
    ("prompt.redact", "another's"): redacting("prompt", "another's"),
    ("prompt.redact", "nowhere"): redacting("prompt", "nowhere"),
    **PROMPTS,
    **TALKING,
    **GROUPS,
    ("react.set", "circle"): lambda w, at, own: reacting(w, at.scope, "post", at.post),
    ("react.set", "nowhere"): lambda w, at, own: reacting(w, at.nowhere, "post", at.post),
    ("react.set", "for another"): lambda w, at, own: replace(
        reacting(w, at.scope, "post", at.post), id=reaction_id(at.post, at.other.person)
    ),
    ("react.set", "talk"): lambda w, at, own: reacting(w, talk(w, at), "dm", own.dm or at.dm),
    ("react.set", "others' talk"): lambda w, at, own: reacting(w, others(at), "dm", at.dm),
    ("react.redact", "circle"): lambda w, at, own: w.write(
        at.scope, "react", "redact", reaction_id(at.post, at.owner.person)
    ),
    ("mreq.create", "other"): lambda w, at, own: w.asking(at.other.person),
    ("mreq.create", "owner"): lambda w, at, own: w.asking(at.owner.person),
    ("mreq.create", "who takes none"): lambda w, at, own: w.asking(at.shy.person),
    ("mreq.create", "nobody"): lambda w, at, own: w.asking(w.new_id()),
    **{
        (f"mreq.{op}", whose): _commanding(op, whose)
        for op in COMMANDS
        for whose in ("own", "to me", "others")
    },
    ("proposal.create", "commons"): lambda w, at, own: proposing(w),
    ("proposal.create", "about a term"): lambda w, at, own: proposing(w, about="splint"),
    ("proposal.create", "about nothing"): lambda w, at, own: proposing(w, about=w.new_id()),
    ("proposal.create", "circle"): lambda w, at, own: w.write(at.scope, "proposal", "create", args=TERM),
    ("proposal.redact", "own"): lambda w, at, own: w.write(COMMONS, "proposal", "redact", own.proposal),
    ("proposal.redact", "another's"): lambda w, at, own: w.write(COMMONS, "proposal", "redact", at.proposal),
    ("proposal.redact", "nowhere"): lambda w, at, own: w.write(COMMONS, "proposal", "redact"),
    ("proposal.decide", "another's"): lambda w, at, own: deciding_term(w, at.proposal),
    ("proposal.decide", "own"): lambda w, at, own: deciding_term(w, own.proposal or at.proposal),
    ("proposal.decide", "nowhere"): lambda w, at, own: deciding_term(w, w.new_id()),
    ("report.create", "a proposal"): lambda w, at, own: w.reporting(COMMONS, "proposal", at.proposal),
    ("report.create", "circle"): lambda w, at, own: w.reporting(at.scope, "post", at.post),
    ("report.create", "nowhere"): lambda w, at, own: w.reporting(at.nowhere, "post", at.post),
    ("report.create", "commons"): lambda w, at, own: w.reporting(COMMONS, "card", at.card),
    ("report.create", "others' talk"): lambda w, at, own: w.reporting(others(at), "dm", at.dm),
    ("report.create", "another's"): lambda w, at, own: w.reporting(at.owner.own, "grant", at.owner.person),
    ("report.create", "leaders"): lambda w, at, own: _to_leaders(w, at.scope, at.own["member"].post),
    ("report.create", "leaders nowhere"): lambda w, at, own: _to_leaders(w, at.nowhere, at.post),
    ("report.create", "leaders of another circle"): lambda w, at, own: replace(
        _to_leaders(w, at.scope, at.own["member"].post), scope=_office(at.nowhere)
    ),
    ("report.decide", "leaders"): lambda w, at, own: replace(w.deciding(at.led), scope=_office(at.scope)),
    ("report.decide", "leaders nowhere"): lambda w, at, own: replace(
        w.deciding(at.led), scope=_office(at.nowhere)
    ),
    ("report.appeal", "own"): lambda w, at, own: _appealing(w, MODERATION, own.reported or at.reported),
    ("report.appeal", "another's"): lambda w, at, own: _appealing(w, MODERATION, at.reported),
    ("report.appeal", "leaders"): lambda w, at, own: _appealing(w, _office(at.scope), at.led),
    ("report.appeal", "nowhere"): lambda w, at, own: _appealing(w, MODERATION, w.new_id()),
    ("report.decide", "moderation"): lambda w, at, own: w.deciding(at.report, "removed", redact=True),
    ("report.decide", "about oneself"): lambda w, at, own: w.deciding(own.accused or at.report, "kept"),
    ("report.decide", "nowhere"): lambda w, at, own: w.deciding(w.new_id()),
    ("account.set", "own"): lambda w, at, own: put(w, w.own, "account", w.person, role="admin"),
    ("grant.create", "own"): lambda w, at, own: w.write(w.own, "grant", "create", at.scope),
    ("myreport.set", "own"): lambda w, at, own: put(w, w.own, "myreport", at.report, state="decided"),
    ("card.create", "commons"): lambda w, at, own: w.write(COMMONS, "card", "create", w.person),
    ("listing.set", "commons"): lambda w, at, own: put(w, COMMONS, "listing", inside(at.scope), name_en="x"),
    ("member.invite", "circle"): lambda w, at, own: w.write(at.scope, "member", "invite", at.other.person),
    ("post.set", "tab"): lambda w, at, own: put(w, at.scope, "post", own.post or at.post, tab="topic"),
    ("proposal.set", "commons"): lambda w, at, own: put(w, COMMONS, "proposal", at.proposal, reason="Other"),
    ("term.create", "commons"): lambda w, at, own: w.write(COMMONS, "term", "create", args={"term_en": "x"}),
    ("term.set", "commons"): lambda w, at, own: put(w, COMMONS, "term", "splint", term_en="x"),
    ("term.redact", "commons"): lambda w, at, own: w.write(COMMONS, "term", "redact", at.term),
    ("term.redact", "word list"): lambda w, at, own: w.write(COMMONS, "term", "redact", "splint"),
    ("report.redact", "moderation"): lambda w, at, own: w.write(MODERATION, "report", "redact", at.report),
}
"""Operation and place. The last ones are none: nobody may do what is not listed."""


def places(who: Visitor, at: Stage) -> dict[str, str]:
    """The scopes one could try to read."""
    return {
        "own": who.own,
        "commons": COMMONS,
        "circle": at.scope,
        "talk": talk(who, at),
        "group": at.group,
        "leaders": _office(at.scope),
        "archived": at.archive["scope"],
        "leaders of archived": _office(at.archive["scope"]),
        "moderation": MODERATION,
        "others' talk": others(at),
        "another's": own_scope(at.owner.person),
        "nowhere": at.nowhere,
    }


def _sign(who: Visitor) -> dict[str, Any]:
    return {"device": who.new_id(), "token": "t" * 43}


def _login(who: Visitor) -> str:
    return f"my{who.device[-12:]}"


DOORS: dict[str, Callable[[Visitor, Stage], dict[str, Any]]] = {
    "/v1/join": lambda who, at: {"code": "ABCD-EFGH-JKMN", "person": who.new_id(), **_sign(who)},
    "/v1/signin": lambda who, at: {"login": _login(who), "password": "correct horse", **_sign(who)},
    "/v1/recover": lambda who, at: {
        "login": _login(who),
        "code": "ABCD-EFGH-JKMN",
        "password": "correct horse battery",
        **_sign(who),
    },
    "/v1/password": lambda who, at: {"login": _login(who), "password": "correct horse battery"},
    "/v1/totp/begin": lambda who, at: {"password": "correct horse battery"},
    "/v1/totp/confirm": lambda who, at: {"code": "123456"},
    "/v1/totp/end": lambda who, at: {"password": "correct horse battery", "code": "123456"},
    "/v1/people": lambda who, at: {"query": "nasrin"},
    "/v1/devices": lambda who, at: {},
    "/v1/devices/remove": lambda who, at: {"device": at.owner.device},
    "/v1/token": lambda who, at: {"token": "n" * 43},
    "/v1/invite": lambda who, at: {},
    "/v1/reset/stop": lambda who, at: {"id": who.new_id()},
    "/v1/admin/invites": lambda who, at: {},
    "/v1/admin/uninvite": lambda who, at: {"id": who.new_id()},
    "/v1/admin/people": lambda who, at: {},
    "/v1/admin/standing": lambda who, at: {"person": at.other.person, "state": "suspended"},
    "/v1/admin/check": lambda who, at: {"person": at.other.person, "level": "checked"},
    "/v1/admin/reset": lambda who, at: {"person": at.other.person},
    "/v1/admin/totp": lambda who, at: {"person": at.other.person},
    "/v1/admin/audit": lambda who, at: {},
}
"""Doors, and what is asked there."""
OTHERWISE: dict[tuple[str, str], Callable[[Visitor, Stage], dict[str, Any]]] = {
    ("/v1/people", "by id"): lambda who, at: {"among": [at.owner.person]},
    ("/v1/people", "two letters"): lambda who, at: {"query": "na"},
    ("/v1/admin/standing", "who was suspended"): lambda who, at: {
        "person": at.actors["suspended"].person,
        "state": "active",
    },
}
"""Something else that is asked at a door."""
