"""Ready-made examples for tests: a clock one can turn, a desk in a folder, people and what they say."""

import asyncio
import random
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from gettext import NullTranslations
from pathlib import Path
from typing import Any

import flet as ft

from app import config
from app.domain import directory, signposts
from app.domain.ids import COMMONS, circle_scope, inside, pair_scope
from app.domain.people import Audience, card
from app.domain.records import Record, declined
from app.domain.talks import ASKED
from app.i18n import catalogs
from app.i18n.languages import LANGUAGES, Language
from app.services import introducing
from app.services.desk import Desk
from app.services.searching import LEXICONS
from app.store.memory import Memory
from app.ui.window import open_window

MORNING = 1_795_000_000_000
"""18 November 2026, 11:06 UTC: the time at which stories in tests begin."""

NASRIN = {
    "name_en": "Nasrin Akter",
    "name_bn": "নাসরিন আক্তার",
    "discipline": "ot",
    "roles": ["practitioner"],
    "areas": ["hand"],
    "district": "rajshahi",
    "tongues": ["bn", "en"],
    "ask": "স্প্লিন্ট তৈরি",
}
DAVID = {
    "name_en": "David Mitra",
    "discipline": "physio",
    "roles": ["practitioner", "mentor"],
    "areas": ["neuro"],
    "district": "dhaka",
    "tongues": ["en"],
}
RINA: dict[str, Any] = {
    "name_en": "Rina Chakma",
    "name_bn": "রিনা চাকমা",
    "discipline": "slt",
    "areas": ["paediatrics", "autism"],
    "district": "rangamati",
    "tongues": ["bn", "ccp"],
    "learn": "Splinting",
}


class Clock:
    """A clock that stands still until it is turned."""

    def __init__(self, now: int = MORNING) -> None:
        self.now = now

    def __call__(self) -> int:
        return self.now

    def turn(self, *, seconds: float = 0, hours: float = 0, days: float = 0) -> None:
        self.now += int((seconds + 3600 * hours + 86_400 * days) * 1000)


_seeds: Iterator[int] = iter(range(1, 10**9))


def randomness(seed: int | None = None) -> Callable[[int], bytes]:
    """Bytes that look random, are the same in every run, and others in every source."""
    return random.Random(seed or next(_seeds)).randbytes


def desk(folder: Path, *, clock: Callable[[], int] | None = None, seed: int | None = None) -> Desk:
    """A desk in this folder; nobody has introduced themselves yet."""
    folder.mkdir(parents=True, exist_ok=True)
    memory = Memory.open(folder / "setu.db", lexicons=LEXICONS)
    return Desk(memory=memory, clock=clock or Clock(), randomness=randomness(seed))


def desk_of(person: dict[str, Any], folder: Path, *, clock: Callable[[], int] | None = None) -> Desk:
    """The desk of somebody who has introduced themselves."""
    opened = desk(folder, clock=clock)
    introducing.introduce(opened, person)
    return opened


def catalogs_of_both() -> dict[Language, NullTranslations]:
    """The words of the interface in both languages."""
    return {lang: catalogs.load(lang, config.locales_folder()) for lang in LANGUAGES}


def window(
    desk: Desk,
    *,
    hosted: bool = False,
    browser: str = "",
    words: dict[Language, NullTranslations] | None = None,
) -> Callable[[ft.Page], Awaitable[None]]:
    """What the harness opens to see this desk's app."""
    words = words or catalogs_of_both()

    async def main(page: ft.Page) -> None:
        await open_window(page, desk, words, data="/data/setu", hosted=hosted, browser=browser)

    return main


def meet(desk: Desk, *people: dict[str, Any]) -> list[str]:
    """The cards of these people arrive on this desk, as the server would send them; their ids."""
    cards = [
        Record(
            scope=COMMONS,
            kind="card",
            id=desk.new_id(),
            seq=number,
            pos=number,
            base=card(person, Audience.EVERYONE),
        )
        for number, person in enumerate(people, start=1)
    ]
    desk.memory.put(*cards)
    return [arrived.id for arrived in cards]


def hear(desk: Desk, person: str, *texts: str, at: int | None = None) -> list[Record]:
    """These messages from this person arrive on this desk, as the server would send them."""
    scope = pair_scope(desk.person, person)
    known = desk.memory.get(COMMONS, "card", person)
    values = {"state": "in", "role": "member", "card": dict(known.values) if known else {}}
    member = Record(scope=scope, kind="member", id=person, seq=1, pos=1, base=values)
    begun = desk.memory.count(f"{scope}/dm") + 2
    arrived = [
        Record(
            scope=scope,
            kind="dm",
            id=desk.new_id(),
            by=person,
            at=desk.clock() if at is None else at,
            seq=number,
            pos=number,
            base={"e": 0, "b": {"text": text, "lang": "und"}},
        )
        for number, text in enumerate(texts, start=begun)
    ]
    desk.memory.put(member, *arrived)
    return arrived


def acquaint(desk: Desk, person: str) -> str:
    """A circle arrives in which one is with this person, so that one may simply write to them; its id."""
    circle, seat = desk.new_id(), {"state": "in", "role": "member", "card": {}}
    place = {"scope": circle_scope(circle), "seq": 1, "pos": 1}
    desk.memory.put(
        Record(**place, kind="circle", id=circle, base={"name_en": "Hands"}),
        *(Record(**place, kind="member", id=one, base=seat) for one in (desk.person, person)),
    )
    return circle


def ask_to_write(desk: Desk, person: str, text: str) -> None:
    """This person, who is new to the reader, asks to write to them."""
    scope = pair_scope(desk.person, person)
    request = Record(scope=scope, kind="request", id=inside(scope), by=person, base={"state": ASKED})
    hear(desk, person, text)
    desk.memory.put(replace(request, seq=1, pos=1))


def propose(desk: Desk, person: str, **fields: Any) -> str:
    """A proposal of this person's for the glossary arrives, and one may decide on it; its id."""
    account = {"scope": desk.own, "kind": "account", "id": desk.person, "base": {"role": "moderator"}}
    row = {"scope": COMMONS, "kind": "proposal", "id": desk.new_id(), "by": person}
    proposal = Record(**row, base={**fields, "state": "open"}, seq=50, pos=50, at=desk.clock())
    desk.memory.put(Record(**account, seq=1, pos=1), proposal)
    return proposal.id


def answer(desk: Desk, circle: str, post: str, person: str, body: str) -> None:
    """This person's answer to one's own question arrives, and one has said that it helped."""
    values = {"post": post, "body": body, "lang": "en"}
    helped = {"post": post, "because": "It lasts", "on": True}
    row = {"scope": circle_scope(circle), "id": desk.new_id(), "seq": 70, "pos": 70}
    desk.memory.put(
        Record(**row, kind="reply", by=person, base=values, at=desk.clock()),
        Record(**row, kind="helped", by=desk.person, base=helped),
    )


def vote(desk: Desk, circle: str, prompt: str, choice: int = 1) -> None:
    """One has voted, and the server told what it has counted."""
    counts = [{"of": "ot", "counts": [3, 1, 0]}, {"of": "others", "counts": [1, 2, 1]}]
    told = {"counts": [4, 3, 1], "groups": counts}
    base = {"circle": circle, "choice": choice, "told": told}
    row = {"scope": desk.own, "kind": "vote", "id": prompt, "by": desk.person}
    desk.memory.put(Record(**row, base=base, seq=60, pos=60))


def deliver(desk: Desk) -> None:
    """The server takes everything that waits, and says so."""
    for record in desk.memory.all_waiting():
        values = {name: value for op in record.waiting for name, value in op.change.items() if name != "to"}
        numbered = record.pos or desk.memory.count(record.thread) + 2
        base = {**(record.base or {}), **values}
        desk.memory.put(replace(record, waiting=(), base=base, at=desk.clock(), seq=numbered, pos=numbered))


def refuse(desk: Desk, code: str, kind: str = "", **params: Any) -> list[Record]:
    """The server says no to everything (of this kind) that waits; what it was."""
    refused = []
    for record in desk.memory.all_waiting():
        if kind not in ("", record.kind):
            continue
        told = record
        for operation in record.waiting:
            told = declined(told, operation.mid, code, params)
        desk.memory.put(told)
        refused.append(told)
    return refused


async def until(holds: Callable[[], Any]) -> None:
    """Let everything run, a slice at a time, until something holds."""
    for _ in range(100_000):
        if holds():
            return
        await asyncio.sleep(0)
    raise AssertionError("it never held")


def language_switch(app: Any) -> ft.BaseControl:
    """What one taps in the top bar to change the language."""
    found = app.find_all(identifier="language-switch")
    return next(control for control in found if getattr(control, "on_click", None))


HELP_LINE = {
    "name_en": "Listening line (example)",
    "name_bn": "শোনার লাইন (উদাহরণ)",
    "number": "01700 000000",
    "hours_en": "Every day, 9 to 5",
    "hours_bn": "প্রতিদিন ৯টা থেকে ৫টা",
    "district": "",
}


def list_help(desk: Desk, *lines: dict[str, str]) -> None:
    """Whoever runs the server listed these numbers, or one that is nobody's."""
    told = {"lines": list(lines or (HELP_LINE,))}
    desk.memory.put(Record(scope=COMMONS, kind=signposts.KIND, id=COMMONS, seq=98, pos=98, base=told))


def hear_of_report(desk: Desk, scope: str, kind: str, identifier: str, **differs: Any) -> str:
    """One's own report to the leaders of a circle was decided, as the server tells; its id."""
    told = {"scope": scope, "kind": kind, "id": identifier, "category": "harmful", "to": "leaders"}
    decided = {**told, "state": "decided", "outcome": "kept", "answer": "We spoke about it.", **differs}
    mine = Record(scope=desk.own, kind="myreport", id=desk.new_id(), by=desk.person, seq=97, pos=97)
    desk.memory.put(replace(mine, at=desk.clock(), base=decided))
    return mine.id


def speak(desk: Desk, circle: str, thread: str, *texts: str) -> list[str]:
    """These replies without a name arrive on this desk, each of another voice; their ids."""
    said = [
        Record(
            scope=circle_scope(circle),
            kind="reply",
            id=desk.new_id(),
            at=desk.clock(),
            seq=number,
            pos=number,
            base={"post": thread, "body": text, "lang": "en", "voice": number},
        )
        for number, text in enumerate(texts, start=71)
    ]
    desk.memory.put(*said)
    return [record.id for record in said]


def outgrow(desk: Desk) -> None:
    """The directory has become too large for devices: from now on the server is asked."""
    row = Record(scope=COMMONS, kind=directory.KIND, id=COMMONS, seq=99, pos=99, base={"online": True})
    desk.memory.put(row)
