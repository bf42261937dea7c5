"""Who takes part in a random story: a server that can be restarted, and phones that can die at any commit."""

import random
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sync.fakes import Clock
from sync.nets import Net

from app.domain.errors import SyncTrouble, Unwelcome
from app.domain.ids import uuid7
from app.domain.records import Record
from app.domain.starters import STARTER_CIRCLES
from app.server.accounts.invites import operator_code
from app.server.doors.http import build
from app.server.doors.throttle import Limits
from app.server.home import DATABASE, Home
from app.services import belonging, connecting
from app.services.desk import Desk
from app.store.database import LogDB
from app.store.memory import INDEXES, SCHEMA, Memory
from app.sync import histories
from app.sync.client import Client
from app.sync.joining import join
from app.sync.line import Line, read_server
from app.sync.pulling import pull_all
from app.sync.pushing import push_all
from app.sync.skew import Skew

GENEROUS = Limits(pushes_at_once=10**6, failed_joins_per_hour=10**6)
CIRCLES = [STARTER_CIRCLES[0]["id"], STARTER_CIRCLES[1]["id"]]
ADDRESS = "http://127.0.0.1:1"
RULES = {"changed", "circle.not_member", "circle.not_leader", "circle.last_leader", "ref.missing"}
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
        return await self.home.write(lambda ledger: operator_code(ledger, admin=True))

    async def items(self) -> list[tuple[Any, ...]]:
        asked = (
            "SELECT scope_id, kind, id, pos, author, body FROM item WHERE deleted = 0 ORDER BY scope_id, pos"
        )
        return await self.home.read(lambda connection: connection.execute(asked).fetchall())


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
