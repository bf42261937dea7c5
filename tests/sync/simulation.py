"""Two people with two devices each, a bad network and a real server: a random story for each seed."""

import asyncio
import json
import random
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Any

from sync.fakes import MORNING, Clock
from sync.players import DAY, RULES, Phone, Server

from app.domain.errors import Refused, SyncTrouble
from app.domain.ids import circle_scope
from app.domain.records import Record
from app.domain.starters import STARTER_CIRCLES
from app.services import belonging, introducing, leading, messaging, posting
from app.sync.accounts import Invite
from app.sync.protocol import Pull


class Story:
    """What happens, drawn from a seed."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.chance = random.Random(seed)
        self.clock = Clock(MORNING)
        self.server = Server(folder / "server", self.clock)
        far = 400 * DAY if self.chance.random() < 0.3 else 0
        self.phones = [
            Phone(name, folder, self.server, self.chance, self.chance.choice([0, 0, 30_000, -30_000, far]))
            for name in ("a1", "a2", "b1", "b2")
        ]
        self.epochs = iter(range(1, 100))

    async def tell(self, length: int = 60) -> None:
        """Things happen; then the network heals and all come to agree."""
        await self.begin()
        for _ in range(length):
            await self.happen()
        await self.heal()

    async def begin(self) -> None:
        """Everyone does a few things alone, then joins."""
        for phone in self.phones:
            introducing.introduce(phone.desk, {"name_en": phone.name[0].upper(), "discipline": "ot"})
            for _ in range(self.chance.randrange(4)):
                self.act(phone)
        await self.come_together()

    async def come_together(self) -> None:
        for first, second in (self.phones[:2], self.phones[2:]):
            await first.join(await self.server.code())
            second_code = await self.device_code(first)
            await second.join(second_code)

    async def device_code(self, phone: Phone) -> str:
        while True:
            with suppress(SyncTrouble):
                return (await phone.line().client.ask(Invite(device=True))).code

    async def happen(self) -> None:
        phone = self.chance.choice(self.phones)
        draw = self.chance.random()
        self.clock.turn(seconds=self.chance.random() * 60)
        if draw < 0.50:
            self.act(phone)
        elif draw < 0.92:
            await phone.sync()
        elif draw < 0.97:
            phone.restart()
        elif draw < 0.985:
            self.server.restart()
        else:
            self.server.restart(epoch=f"history-{next(self.epochs)}")

    def act(self, phone: Phone) -> None:
        """Something a person does; what a rule of the house forbids is not done."""
        actions = [
            self.post,
            self.post,
            self.post,
            self.reply,
            self.reply,
            self.ask,
            self.message,
            self.describe,
            self.found,
        ]
        actions += [self.join, self.join, self.leave, self.remove, self.rename]
        with suppress(Refused):
            self.chance.choice(actions)(phone)

    def some_circle(self, phone: Phone) -> str:
        circles = phone.circles()
        if not circles:
            raise Refused("nowhere")
        return self.chance.choice(circles)

    def post(self, phone: Phone) -> None:
        circle = self.some_circle(phone)
        posting.post(phone.desk, circle, "topic", "title", phone.say())

    def reply(self, phone: Phone) -> None:
        circle = self.some_circle(phone)
        posts = posting.posts(phone.desk, circle, "topic")
        if posts:
            posting.reply(phone.desk, circle, self.chance.choice(posts).id, phone.say())

    def ask(self, phone: Phone) -> None:
        circle = self.some_circle(phone)
        belonging.rules.require_leader(belonging.role_in(phone.desk, circle))
        leading.ask(phone.desk, circle, en=phone.say(), bn="")

    def message(self, phone: Phone) -> None:
        others = {r.id for r in phone.memory.of_kind("card")} - {phone.desk.person}
        if others:
            messaging.send(phone.desk, self.chance.choice(sorted(others)), phone.say())

    def describe(self, phone: Phone) -> None:
        field = self.chance.choice(["ask", "learn", "name_bn"])
        text = "নাম" if field == "name_bn" else f"{phone.name} {self.chance.random()}"
        introducing.describe(phone.desk, {field: text})

    def found(self, phone: Phone) -> None:
        if len(phone.circles()) < 4:
            belonging.found(phone.desk, {"name_en": f"Circle of {phone.name}"})

    def join(self, phone: Phone) -> None:
        known = sorted(
            {circle.id for circle in belonging.every(phone.desk)} - {c["id"] for c in STARTER_CIRCLES[2:]}
        )
        belonging.join(phone.desk, self.chance.choice(known))

    def leave(self, phone: Phone) -> None:
        belonging.leave(phone.desk, self.some_circle(phone))

    def remove(self, phone: Phone) -> None:
        circle = self.some_circle(phone)
        others = [
            m.person.id for m in belonging.members(phone.desk, circle) if m.person.id != phone.desk.person
        ]
        if others:
            belonging.remove(phone.desk, circle, self.chance.choice(others))

    def rename(self, phone: Phone) -> None:
        circle = self.some_circle(phone)
        belonging.rules.require_leader(belonging.role_in(phone.desk, circle))
        phone.desk.write(
            circle_scope(circle), "circle", circle, "set", {"name_en": f"{phone.name} {self.chance.random()}"}
        )

    async def heal(self) -> None:
        for phone in self.phones:
            phone.net.fault = phone.fault = 0
        for _ in range(4):
            for phone in self.phones:
                await phone.sync()

    # What must be so at the end

    async def check(self) -> None:
        items = await self.server.items()
        self.check_once_and_no_loss(items)
        self.check_order(items)
        for phone in self.phones:
            assert phone.memory.count_waiting() == 0, phone.memory.all_waiting()
            refused = {o.code for r in phone.memory.all_refused() for o in r.refused}
            assert refused <= RULES, f"{phone.name}: {refused}"
            await self.check_agreement(phone)
        assert self.phones[0].desk.person == self.phones[1].desk.person != self.phones[2].desk.person

    def check_once_and_no_loss(self, items: list[tuple[Any, ...]]) -> None:
        there = Counter(text for item in items for text in [spoken(json.loads(item[5]))] if text)
        for phone in self.phones:
            refused = Counter(spoken(o.args) for r in phone.memory.all_refused() for o in r.refused)
            for text in phone.typed:
                assert there[text] <= 1, f"{text} is there {there[text]} times"
                assert refused[text] <= 1, f"{text} is refused {refused[text]} times"
                assert there[text] + refused[text] >= 1, f"{text} is lost"

    def check_order(self, items: list[tuple[Any, ...]]) -> None:
        for phone in self.phones:
            for scope in {item[0] for item in items}:
                said = [spoken(json.loads(item[5])) for item in items if item[0] == scope]
                mine = [text for text in said if text in phone.typed]
                assert mine == sorted(mine, key=phone.typed.index), f"{phone.name} in {scope}: {mine}"

    async def check_agreement(self, phone: Phone) -> None:
        """What the device has is what the server would tell a new one, and nothing of scopes not its own."""
        theirs = await self.told(phone)
        mine = {name(r): dict(r.base) for r in self.known(phone) if r.base is not None}
        assert mine == theirs, f"{phone.name}: {mine.keys() ^ theirs.keys()}"
        assert all(r.base is not None or r.refused for r in self.known(phone)), "a ghost"
        seqs = Counter((r.scope, r.seq) for r in self.known(phone) if r.base is not None)
        assert not seqs or max(seqs.values()) == 1

    def known(self, phone: Phone) -> list[Record]:
        documents = list(phone.memory._records)
        return [phone.memory.get(d["scope"], d["kind"], d["id"]) for d in documents]

    async def told(self, phone: Phone) -> dict[tuple[str, str, str], dict[str, Any]]:
        line = phone.line()
        cursors: dict[str, int] = {}
        rows: dict[tuple[str, str, str], dict[str, Any]] = {}
        while True:
            reply = await line.client.pull(Pull(epoch="", req="check", cur=cursors))
            for page in reply.pages:
                cursors[page.scope] = page.to
                rows.update({(page.scope, row.k, row.id): row.v for row in page.rows if not row.x})
            if not reply.more:
                return rows

    async def close(self) -> None:
        for phone in self.phones:
            phone.memory.close()
        await asyncio.to_thread(self.server.home.close)


def spoken(values: Any) -> str:
    """The unique words in a record's fields, if it has any."""
    envelope = values.get("b")
    if isinstance(envelope, dict):
        return str(envelope.get("text", ""))
    return str(values.get("body") or values.get("text_en") or "")


def name(record: Record) -> tuple[str, str, str]:
    return record.scope, record.kind, record.id
