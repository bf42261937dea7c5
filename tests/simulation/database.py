"""The server's database without threads: the shipped writer and its group commits, over SQLite in memory."""

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from app.server import home
from app.server.bus.channels import Bus
from app.server.database.ledger import Ledger
from app.server.database.migrating import migrate
from app.server.database.news import News
from app.server.database.sqlite import SqliteConnection, Writer, _Job
from app.server.health.metrics import Metrics

from .timing import MORNING


class PowerLost(BaseException):
    """The server's machine is gone in the middle of a commit."""


@cache
def template() -> bytes:
    """A database as it is when a server starts for the first time."""
    connection = SqliteConnection(Path(":memory:"))
    migrate(connection)
    home._tidy(connection, MORNING, home._Chosen(None, None))
    content: bytes = connection._raw.serialize()
    return content


class Wire:
    """The one connection, on which a commit can fail, or be the last thing a server does."""

    for_update = ""

    def __init__(self, content: bytes) -> None:
        self.raw = sqlite3.connect(":memory:", isolation_level=None, cached_statements=256)
        self.raw.deserialize(content)
        self.raw.execute("PRAGMA foreign_keys = ON")
        self._execute = self.raw.execute
        self.at_commit: Callable[[], None] | None = None

    def execute(self, sql: str, parameters: Any = ()) -> sqlite3.Cursor:
        if sql == "COMMIT" and self.at_commit is not None:
            self.at_commit()
        return self._execute(sql, parameters)

    @property
    def in_transaction(self) -> bool:
        return self.raw.in_transaction

    @property
    def changes(self) -> int:
        return self.raw.total_changes

    def content(self) -> bytes:
        """All that is committed."""
        assert not self.raw.in_transaction
        return self.raw.serialize()


class InlineWriter(Writer):
    """The shipped writer, whose thread is a timer."""

    def __init__(
        self, database: "InlineDatabase", *, clock: Callable[[], int], bus: Bus, metrics: Metrics
    ) -> None:
        self._metrics = metrics
        self._look = bus.look
        self._database = database
        self._connection: Any = database.wire
        self._clock = clock
        self._publish = bus.publish
        self._group: list[_Job] = []
        self.mute = False

    async def do(self, work: Callable[[Ledger], Any]) -> Any:
        loop = asyncio.get_running_loop()
        job = _Job(work, loop.create_future())
        self._group.append(job)
        if len(self._group) == 1:
            loop.call_later(self._database.moment(), self._flush)
        return await job.future

    def close(self) -> None:
        pass

    def _flush(self) -> None:
        group, self._group = self._group, []
        if not self.mute:
            self._database.commit(self, group)

    def commit(self, group: list[_Job]) -> None:
        self._commit(group)

    def _answer(self, group: list[_Job], news: News | None) -> None:
        if not self.mute:
            self._settle(group, news)


class InlineDatabase:
    """What a server process has of the database; `fate` says what becomes of each commit."""

    def __init__(
        self,
        wire: Wire,
        *,
        clock: Callable[[], int],
        bus: Bus,
        chance: Random,
        fate: Callable[[], str],
        crash: Callable[[], None],
        watch: Any,
        metrics: Metrics,
    ) -> None:
        self.wire = wire
        self._chance, self._fate, self._crash, self._watch = chance, fate, crash, watch
        self.writer = InlineWriter(self, clock=clock, bus=bus, metrics=metrics)
        self.write = self.writer.do

    def moment(self) -> float:
        """How long something takes a machine that does other things too."""
        return self._chance.choice((0.0005, 0.002, 0.02))

    def commit(self, writer: InlineWriter, group: list[_Job]) -> None:
        fate = self._fate()
        if fate == "dies after":
            writer.mute = True
        self.wire.at_commit = {"dies before": _lose_power, "fails": _fail}.get(fate)
        try:
            writer.commit(group)
        except PowerLost:
            self.wire.at_commit = None
            self.wire.execute("ROLLBACK")
        finally:
            self.wire.at_commit = None
        self._watch.committed()
        if fate.startswith("dies"):
            self._crash()

    async def read(self, question: Callable[[Any], Any]) -> Any:
        await asyncio.sleep(self.moment())
        self.wire.raw.execute("BEGIN")
        try:
            answer = question(self.wire)
        finally:
            self.wire.raw.execute("COMMIT")
        self._watch.read(answer)
        await asyncio.sleep(self.moment())
        return answer

    def stored_bytes(self, connection: Any) -> dict[str, int]:
        return {}

    def close(self) -> None:
        self.writer.mute = True


def _lose_power() -> None:
    raise PowerLost


def _fail() -> None:
    raise sqlite3.OperationalError("disk I/O error, as told")


def open_home(
    database: InlineDatabase, bus: Bus, metrics: Metrics, epochs: tuple[str, str], clock: Any
) -> home.Home:
    """The server's belongings around this database."""
    nowhere = Path("/nowhere")
    return home.Home(
        database, data=nowhere, bus=bus, metrics=metrics, epochs=epochs, clock=clock, undo=ExitStack()
    )
