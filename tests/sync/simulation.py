"""Two people with two devices each, a bad network and a real server: a random story for each seed."""

import asyncio
import json
import random
import sqlite3
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from sync.fakes import MORNING, Clock, Net

from app.domain.errors import Refused, SyncTrouble, Unwelcome
from app.domain.ids import circle_scope, uuid7
from app.domain.records import Record
from app.domain.starters import STARTER_CIRCLES
from app.server.home import DATABASE, Home
from app.server.http import build
from app.server.invites import operator_code
from app.server.throttle import Limits
from app.services import belonging, connecting, introducing, leading, messaging, posting
from app.services.desk import Desk
from app.store.database import LogDB
from app.store.memory import INDEXES, SCHEMA, Memory
from app.sync import histories
from app.sync.client import Client
from app.sync.joining import join
from app.sync.line import Line, read_server
from app.sync.protocol import Invite, Pull
from app.sync.pulling import pull_all
from app.sync.pushing import push_all
from app.sync.skew import Skew

GENEROUS = Limits(pushes_at_once=10**6, failed_joins_per_hour=10**6)
CIRCLES = [STARTER_CIRCLES[0]["id"], STARTER_CIRCLES[1]["id"]]
ADDRESS = "http://127.0.0.1:1"
RULES = {"circle.not_member", "circle.not_leader", "circle.last_leader", "ref.missing"}
"""What may be refused in these stories: what two people did at the same time."""
DAY = 24 * 3600 * 1000


class Server:
    """The real server, which can be started again, as itself or with another history."""

    def __init__(self, data: Path, clock: Clock) -> None:
        self.data = data
        self.clock = clock
        self.open()

    def open(self) -> None:
        self.home = Home.open(self.data, clock=self.clock)
        self.app = build(self.home, limits=GENEROUS)

    def restart(self, *, epoch: str = "") -> None:
        self.home.close()
        if epoch:
            self.tell_another_history(epoch)
        self.open()

    def tell_another_history(self, epoch: str) -> None:
        """All is there, but numbered anew and closer, so that old numbers mean other rows or none."""
        with sqlite3.connect(self.data / DATABASE, isolation_level=None) as connection:
            connection.execute("UPDATE meta SET epoch = ?", (epoch,))
            connection.execute("UPDATE item SET seq = -seq")
            numbered = """SELECT row_number() OVER (PARTITION BY scope_id ORDER BY seq DESC),
                row_number() OVER (PARTITION BY scope_id ORDER BY pos), scope_id, kind, id FROM item"""
            for row in connection.execute(numbered).fetchall():
                connection.execute(
                    "UPDATE item SET seq = ?, pos = ? WHERE scope_id = ? AND kind = ? AND id = ?", row
                )
            connection.execute(
                "UPDATE scope SET head = (SELECT count(*) FROM item WHERE scope_id = scope.id)"
            )
        connection.close()

    async def code(self) -> str:
        return await self.home.writer.do(lambda ledger: operator_code(ledger, admin=True))

    async def items(self) -> list[tuple[Any, ...]]:
        asked = (
            "SELECT scope_id, kind, id, pos, author, body FROM item WHERE deleted = 0 ORDER BY scope_id, pos"
        )
        return await self.home.readers.ask(lambda connection: connection.execute(asked).fetchall())


class Death(BaseException):
    """The battery is empty."""


class Dying:
    """A memory whose device dies at one of the next puts, before it is committed."""

    def __init__(self, memory: Memory, puts: int) -> None:
        self._memory = memory
        self._puts = puts

    def __getattr__(self, name: str) -> Any:
        return getattr(self._memory, name)

    def put(self, *records: Record) -> None:
        self._memory.put(*records)
        self._puts -= 1
        if self._puts < 0:
            raise Death


class Phone:
    """One device: its desk, and the steps of syncing, taken one at a time when the story says so."""

    def __init__(self, name: str, folder: Path, server: Server, chance: random.Random, ahead: int) -> None:
        self.name = name
        self.path = folder / f"{name}.db"
        self.server = server
        self.chance = chance
        self.clock: Callable[[], int] = lambda: server.clock() + ahead
        self.renamed: dict[str, str] = {}
        self.typed: list[str] = []
        self.memory = self.remember()
        self.fault = 0.3
        self.net = Net(server.app, seed=chance.randrange(2**32), fault=self.fault)

    @property
    def desk(self) -> Desk:
        return Desk(memory=self.memory, clock=self.clock, randomness=self.chance.randbytes)

    def line(self) -> Line:
        self.net._inner.app = self.server.app
        note = read_server(self.memory)
        assert note is not None
        return Line(
            memory=self.memory,
            note=note,
            client=Client(note.address, note.token if note.state == "joined" else "", transport=self.net),
            clock=self.clock,
            new_id=lambda: uuid7(self.clock(), self.chance.randbytes(10)),
            randomness=self.chance.randbytes,
            skew=Skew(),
            renamed=self.renamed,
        )

    def restart(self) -> None:
        self.memory.close()
        self.memory = self.remember()
        self.renamed = {}

    def remember(self) -> Memory:
        """The device's store, which here need not survive a power cut and so need not wait for the disk."""
        return Memory(LogDB(self.path, indexes=INDEXES, schema=SCHEMA, sync=False))

    async def sync(self) -> None:
        """One attempt, as far as the network lets it, and the device, which may die in mid-commit."""
        line = self.line()
        if self.fault and self.chance.random() < 0.1:
            line.memory = Dying(self.memory, self.chance.randrange(5))  # type: ignore[assignment]
        try:
            if line.note.state == "joining":
                return await join(line)
            await pull_all(line)
            if await push_all(line):
                await pull_all(line)
        except Unwelcome as why:
            if why.code != histories.CODE:
                raise
            histories.begin_history(self.memory, str(why.params["epoch"]))
        except SyncTrouble:
            pass
        except Death:
            self.restart()

    async def join(self, code: str) -> None:
        connecting.connect(self.desk, ADDRESS, code)
        while read_server(self.memory).state == "joining":
            await self.sync()
        assert read_server(self.memory).state == "joined", read_server(self.memory)

    def say(self) -> str:
        self.typed.append(f"{self.name}-{len(self.typed)}")
        return self.typed[-1]

    def circles(self) -> list[str]:
        return [circle.id for circle in belonging.mine(self.desk)]


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
                return (await phone.line().client.invite(Invite(device=True))).code

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
