"""Everybody an authorization rule could be about, together in one house, and what they left behind there."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from server.authorization import shelved
from server.doorways import inviting
from server.grouping import making, saying, seating
from server.plans import planning
from server.polls import polling, voting
from server.terms import deciding_term, proposing
from server.visitor import GENEROUS, House, Visitor, open_house

from app.domain.ids import COMMONS, circle_scope, inside, leaders_scope
from app.server.database.ledger import Ledger
from app.sync.protocol import Mutation

T = TypeVar("T")
LIMITS = replace(
    GENEROUS, others_per_minute=1e9, others_at_once=1e9, directories_at_once=1e9, failed_joins_per_hour=10**6
)

ACTORS = (
    "outsider",
    "revoked",
    "suspended",
    "stranger",
    "invited",
    "left",
    "removed",
    "banned",
    "guest",
    "member",
    "blocked",
    "helper",
    "leader",
    "moderator",
    "admin",
)
"""The columns of the table. `helper` is a moderator of the circle; `moderator` and `admin` look after the
server and are not in the circle; `blocked` is a member whom the owner of the circle has blocked."""
_JOINS = (
    "revoked",
    "suspended",
    "left",
    "removed",
    "banned",
    "guest",
    "member",
    "blocked",
    "helper",
    "leader",
)
_IN_GROUP = ("left", "removed", "guest", "member", "blocked", "helper", "leader")
"""Who is invited to the group of the owner; the guest has not answered."""
_WITHOUT_TALK = ("outsider", "stranger")


class Undone(Exception):
    """Carries what would have been done out of a transaction that is rolled back."""

    def __init__(self, outcome: Any, heads: dict[str, int]) -> None:
        super().__init__("rolled back")
        self.outcome = outcome
        self.heads = heads


@dataclass
class Own:
    """What one actor has: words in the circle, a conversation with the owner, requests, a report of them, a
    proposal, for who leads the circle a plan for it, and who asks to write to them."""

    post: str = ""
    reply: str = ""
    answer: str = ""
    dm: str = ""
    asked: str = ""
    was_asked: str = ""
    accused: str = ""
    reported: str = ""
    proposal: str = ""
    plan: str = ""
    asker: str = ""
    answered: str = ""


@dataclass
class Stage:
    """The house, the people, and what is where. `changed` is what the last request would have changed."""

    house: House
    owner: Visitor
    other: Visitor
    shy: Visitor
    student: Visitor
    actors: dict[str, Visitor]
    scope: str = ""
    post: str = ""
    prompt: str = ""
    reply: str = ""
    answer: str = ""
    dm: str = ""
    asked: str = ""
    report: str = ""
    led: str = ""
    reported: str = ""
    proposal: str = ""
    plan: str = ""
    poll: str = ""
    term: str = ""
    card: str = ""
    group: str = ""
    said: str = ""
    ticket: str = ""
    archive: dict[str, str] = field(default_factory=dict)
    own: dict[str, Own] = field(default_factory=dict)
    changed: dict[str, int] = field(default_factory=dict)

    @property
    def nowhere(self) -> str:
        """The scope of a circle that is not there."""
        return circle_scope(self.owner.new_id())

    def forget_what_is_done(self) -> None:
        """From now on every request is carried out and then undone, so that the stage stays as it is."""
        home, write = self.house.home, self.house.home.write

        async def undoing(work: Callable[[Ledger], T]) -> T:
            def undone(ledger: Ledger) -> None:
                outcome = work(ledger)
                ledger.write_heads()
                raise Undone(outcome, dict(ledger.news.heads))

            try:
                await write(undone)
            except Undone as would:
                self.changed = would.heads
                return would.outcome  # type: ignore[no-any-return]
            raise AssertionError("nothing was undone")

        home.write = undoing  # type: ignore[method-assign]


@asynccontextmanager
async def set_stage(data: Path, address: str) -> AsyncIterator[Stage]:
    """Everybody in their place."""
    async with open_house(data, address=address, limits=LIMITS) as house:
        admin = await house.visitor(admin=True, mentors=True)
        owner = await house.visitor(mentors=True)
        other, shy = await house.visitor(mentors=True), await house.visitor()
        student = await house.visitor(roles=["student"])
        stage = Stage(house, owner, other, shy, student, {"admin": admin})
        await _furnish(stage)
        for kind in ACTORS:
            if kind not in stage.actors:
                await _come(stage, kind)
        for kind in ACTORS:
            await _live(stage, kind)
        await shelved.furnish(stage, _JOINS)
        stage.said = await _made(owner, saying(owner, stage.group))
        await _report_to_leaders(stage)
        for kind in ACTORS:
            await _become(stage, kind)
        stage.forget_what_is_done()
        yield stage


async def _decided(stage: Stage, who: Visitor) -> str:
    """A report of this person's that was decided."""
    admin = stage.actors["admin"]
    report = await _made(who, who.reporting(COMMONS, "card", stage.other.person))
    await admin.do(admin.deciding(report))
    return report


async def _made(who: Visitor, mutation: Mutation) -> str:
    await who.do(mutation)
    return mutation.id


async def _furnish(stage: Stage) -> None:
    owner, other = stage.owner, stage.other
    stage.scope = scope = await stage.house.circle_of(owner, other)
    stage.group = (await owner.do(making(owner))).scope
    await owner.do(seating(owner, stage.group, "invite", other.person))
    await other.do(seating(other, stage.group, "accept"))
    stage.post, stage.prompt = await _made(owner, owner.post(scope)), await _made(owner, owner.prompt(scope))
    stage.reply = await _made(owner, owner.reply(scope, stage.post))
    stage.answer = await _made(owner, owner.answer(scope, stage.prompt))
    stage.dm = await _made(owner, owner.message(other.person))
    stage.asked = await _made(owner, owner.asking(other.person))
    stage.report = await _made(other, other.reporting(scope, "post", stage.post))
    stage.poll = await _made(owner, polling(owner, scope))
    stage.plan = await _made(owner, planning(owner, scope))
    stage.reported = await _decided(stage, owner)
    stage.proposal = await _made(owner, proposing(owner))
    accepted = await _made(owner, proposing(owner))
    await stage.actors["admin"].do(deciding_term(stage.actors["admin"], accepted))
    stage.term = accepted
    stage.card = owner.person
    stage.ticket = await _made(owner, inviting(owner, scope))
    await _wait_outside(stage)


async def _wait_outside(stage: Stage) -> None:
    """Somebody asks to join while the circle lets nobody in without a word; then it is open again."""
    owner, clock = stage.owner, stage.house.clock
    for later, entry in enumerate(("approval", "open"), start=1):
        fields = {"entry": entry}
        wall = clock.now + later
        await owner.do(owner.write(stage.scope, "circle", "set", inside(stage.scope), fields, wall=wall))
        if entry == "approval":
            await stage.shy.do(stage.shy.joining(stage.scope))


async def _come(stage: Stage, kind: str) -> None:
    house = stage.house
    someone = house.stranger(f"10.0.0.{ACTORS.index(kind) + 1}")
    stage.actors[kind] = someone
    if kind == "outsider":
        someone.token = ""
        return
    code = await house.invite()
    if kind == "invited":
        reply = await stage.owner.http.post("/v1/invite", json={}, headers=stage.owner.headers)
        code = reply.json()["code"]
    await someone.join(code)
    await someone.do(someone.profile(mentors=True))


async def _live(stage: Stage, kind: str) -> None:
    who, owner, own = stage.actors[kind], stage.owner, Own()
    stage.own[kind] = own
    if kind in _JOINS:
        await who.do(who.joining(stage.scope))
        own.post = await _made(who, who.post(stage.scope))
        own.reply = await _made(who, who.reply(stage.scope, stage.post))
        own.answered = await _made(owner, owner.reply(stage.scope, own.post))
        own.answer = await _made(who, who.answer(stage.scope, stage.prompt))
        await who.do(voting(who, stage.scope, stage.poll))
    if kind in _IN_GROUP:
        await owner.do(seating(owner, stage.group, "invite", who.person))
        if kind != "guest":
            await who.do(seating(who, stage.group, "accept"))
    if kind != "outsider":
        other = stage.other
        own.proposal = await _made(who, proposing(who))
        own.reported = await _decided(stage, who)
        own.accused = await _made(other, other.reporting(COMMONS, "card", who.person))
    if kind not in _WITHOUT_TALK:
        own.dm = await _made(who, who.message(owner.person))
        own.asked = await _made(who, who.asking(owner.person))
        own.was_asked = await _made(owner, owner.asking(who.person))
        asker = await stage.house.visitor()
        await asker.do(asker.message(who.person))
        own.asker = asker.person


async def _report_to_leaders(stage: Stage) -> None:
    """A report of what the member wrote, which the leaders have not decided."""
    other, scope = stage.other, stage.scope
    sent = other.reporting(scope, "post", stage.own["member"].post)
    stage.led = await _made(other, replace(sent, scope=leaders_scope(inside(scope))))


async def _become(stage: Stage, kind: str) -> None:
    who, owner, scope = stage.actors[kind], stage.owner, stage.scope
    match kind:
        case "left":
            await who.do(who.leaving(scope))
            await who.do(seating(who, stage.group, "quit"))
        case "removed":
            await owner.do(owner.removing(scope, who.person))
            await owner.do(seating(owner, stage.group, "send_away", who.person))
        case "banned":
            await owner.do(owner.banning(scope, who.person))
        case "guest" | "leader":
            await owner.do(owner.promoting(scope, who.person, kind))
            if kind == "leader":
                stage.own[kind].plan = await _made(who, planning(who, scope))
        case "helper":
            await owner.do(owner.promoting(scope, who.person, "moderator"))
        case "blocked":
            await owner.do(owner.blocking(who.person))
        case "revoked":
            await who.http.post("/v1/devices/remove", json={"device": who.device}, headers=who.headers)
        case "suspended" | "moderator":
            await stage.house.home.write(lambda ledger: _decree(ledger, kind, who))


def _decree(ledger: Ledger, kind: str, who: Visitor) -> None:
    """What an administrator would have done at another door."""
    column = "state = 'suspended'" if kind == "suspended" else "role = 'moderator'"
    ledger.connection.execute(f"UPDATE account SET {column} WHERE person_id = ?", (who.person,))
    ledger.news.revoked.append(who.device)
