"""What tests of the screens of those who look after a server share: a desk with a role, answers by hand."""

from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import Any

import examples as eg
from ui.harness import App

from app.domain.asking import Answer, Question
from app.domain.connection import Connection, Phase, ServerNote
from app.domain.ids import MODERATION, circle_scope, leaders_scope
from app.domain.records import Record
from app.services.desk import Desk
from app.sync.accounts import PersonSeen

STAFF = "/me/settings/staff"
DAY = 86_400_000


def desk_with(role: str, folder: Any) -> Iterator[Desk]:
    """Nasrin's desk, joined to a server on which she has this role, until the test is over."""
    desk = joined(role, folder)
    yield desk
    desk.memory.close()


def joined(role: str, folder: Any) -> Desk:
    """Nasrin's desk, joined to a server on which she has this role."""
    desk = eg.desk_of(eg.NASRIN, folder)
    note = ServerNote(address="https://setu.example.org", device="d", token="t", state="joined")
    desk.memory.set_note("server", asdict(note))
    desk.memory.set_sign("sync", Connection(phase=Phase.LIVE))
    account = Record(scope=desk.own, kind="account", id=desk.person, seq=1, pos=1, base={"role": role})
    desk.memory.put(account)
    eg.deliver(desk)
    return desk


def asked(desk: Desk, name: str) -> list[Question]:
    """The questions of this name that wait for sync, oldest first."""
    return [one for one in desk.memory.sign("ask", {}).values() if one.name == name]


async def answered(app: App, desk: Desk, name: str, told: Any = None, why: str = "") -> None:
    """The server answers the latest question of this name."""
    desk.memory.set_sign(f"answer:{asked(desk, name)[-1].id}", Answer(told=told, why=why))
    await app.settle()


def account(person: str, **differs: Any) -> PersonSeen:
    """An account as the server tells of it."""
    plain = PersonSeen(
        person=person,
        name_en="Rina Chakma",
        name_bn="রিনা চাকমা",
        discipline="slt",
        role="",
        state="active",
        credential="stated",
        created=eg.MORNING - 40 * DAY,
        seen=eg.MORNING - DAY,
        devices=2,
        bytes=1_234_567,
    )
    return replace(plain, **differs)


def reported(
    desk: Desk, category: str = "harmful", kind: str = "post", *, office: str = MODERATION, **differs: Any
) -> str:
    """A report arrives on this desk, as the server would send it; its id."""
    number = len(desk.memory.in_scope(office)) + 1
    said = {"title": "A strong remedy", "body": "Take three times as much.", "tab": "topic"}
    copy = {"by": desk.new_id(), "at": eg.MORNING - DAY, "said": eg.MORNING - DAY, "v": said}
    told = {
        "scope": f"c.{desk.new_id()}",
        "kind": kind,
        "id": desk.new_id(),
        "category": category,
        "note": "This could hurt somebody.",
        "state": "open",
        "copy": copy,
    }
    row = Record(
        scope=office,
        kind="report",
        id=desk.new_id(),
        by=desk.new_id(),
        at=eg.MORNING - DAY + number,
        seq=number,
        pos=number,
        base={**told, **differs},
    )
    desk.memory.put(row)
    return row.id


def led(desk: Desk, circle: str, **differs: Any) -> str:
    """A report to the leaders of this circle arrives on this desk."""
    return reported(desk, office=leaders_scope(circle), scope=circle_scope(circle), **differs)


def asks(desk: Desk, circle: str, name: str = "Tania Rahman") -> str:
    """Somebody of this name asks to join a circle; their id."""
    person = desk.new_id()
    values = {"card": {"name_en": name, "discipline": "ot"}}
    row = {"scope": leaders_scope(circle), "kind": "applicant", "id": person, "by": person}
    desk.memory.put(Record(**row, base=values, seq=6, pos=6))
    return person
