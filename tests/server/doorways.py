"""Circles with a door, and those who come to it, for tests."""

import dataclasses
from typing import Any

from server.visitor import Visitor

from app.domain.bilingual import Bilingual
from app.domain.circles import rules_version
from app.domain.ids import inside, leaders_scope
from app.domain.invitations import kept
from app.sync.protocol import Mutation

RULES = {"rules_en": "No names of clients.", "rules_bn": "সেবাগ্রহীতার নাম নয়।"}
VERSION = rules_version(Bilingual.read(RULES, "rules"))


async def circle_with(leader: Visitor, **fields: Any) -> str:
    """A circle of this leader's that says this of itself."""
    founding = leader.circle()
    return (await leader.do(dataclasses.replace(founding, args=founding.args | fields))).scope


def asking(who: Visitor, scope: str, op: str = "join", **args: Any) -> Mutation:
    return who.write(scope, "member", op, who.person, args)


def deciding(who: Visitor, scope: str, op: str, other: Visitor) -> Mutation:
    return who.write(leaders_scope(inside(scope)), "applicant", op, other.person)


async def changing(who: Visitor, scope: str, wall: int, **fields: Any) -> None:
    await who.do(who.write(scope, "circle", "set", inside(scope), fields, wall=wall))


async def waiting(who: Visitor, scope: str) -> Any:
    row = (await who.rows()).get((who.own, "asked", scope))
    return row.v["on"] if row else None


def inviting(who: Visitor, scope: str, secret: str = "00" * 10, *, uses: int = 10, days: int = 7) -> Mutation:
    """An invitation for so many, for so many days."""
    until = who.clock() + days * 24 * 3600 * 1000
    args = {"hash": kept(secret), "until": until, "uses": uses}
    return who.write(leaders_scope(inside(scope)), "ticket", "create", args=args)
