"""SQLite: one thread writes, and commits what is queued in groups, because a disk's flush costs most.

Only that one connection writes and checkpoints; the readers are query-only. SQLite before 3.51.3 can
damage a file whose log is checkpointed from two connections at once (the WAL-reset bug).
"""

import asyncio
import queue
import sqlite3
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from app.server.database.engine import Clock, Connection, Look, Publish, Terms, transact
from app.server.database.heads import write_down
from app.server.database.ledger import Ledger
from app.server.database.news import News
from app.server.health.metrics import Metrics
from app.server.troubles import busy

GROUP = 128
"""Jobs in one commit at most."""
CROWD = 4
GATHER_S = 0.002
"""When so many jobs were in the last commit, the next one waits so long for more: where many write at once,
fewer flushes are fewer waits for all of them. Who writes alone waits for nobody."""

T = TypeVar("T")


class SqliteConnection:
    """A connection that locks nothing row by row: who writes has the whole database."""

    for_update = ""

    def __init__(self, path: Path, *, durability: str = "full", query_only: bool = False) -> None:
        self._raw = sqlite3.connect(
            path, isolation_level=None, check_same_thread=False, cached_statements=256
        )
        self._raw.execute("PRAGMA busy_timeout = 5000")
        if query_only:
            self._raw.execute("PRAGMA query_only = ON")
            self._raw.execute("PRAGMA wal_autocheckpoint = 0")
        else:
            self._raw.execute("PRAGMA journal_mode = WAL")
            self._raw.execute(f"PRAGMA synchronous = {durability.upper()}")
            self._raw.execute("PRAGMA foreign_keys = ON")
        self.execute: Callable[..., sqlite3.Cursor] = self._raw.execute
        self.close = self._raw.close
        self.backup = self._raw.backup

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open."""
        return self._raw.in_transaction

    @property
    def changes(self) -> int:
        """Grows with every row that is written."""
        return self._raw.total_changes


@dataclass(slots=True)
class _Job:
    work: Callable[[Ledger], Any]
    future: asyncio.Future[Any]
    result: Any = None
    trouble: Exception | None = None
    news: News = field(default_factory=News)


class _Entangled(Exception):
    """A job that wrote among others has to be undone: the group is run again, each under a savepoint."""


class Writer:
    """Takes jobs, runs them in groups, and answers only when they are durably committed."""

    def __init__(
        self,
        connection: SqliteConnection,
        *,
        clock: Clock,
        publish: Publish,
        look: Look,
        metrics: Metrics,
    ) -> None:
        self._metrics = metrics
        self._look = look
        self._connection = connection
        self._clock = clock
        self._publish = publish
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._moved: dict[str, int] = {}
        self._closed = False
        self._door = threading.Lock()
        self._thread = threading.Thread(target=self._run, name="setu-writer", daemon=True)
        self._thread.start()

    async def do(self, work: Callable[[Ledger], T]) -> T:
        """The outcome of this work, once committed. Raises what the work raised, or 503 `server.busy`."""
        job = _Job(work, asyncio.get_running_loop().create_future())
        with self._door:
            if self._closed:
                raise busy()
            self._jobs.put(job)
        result: T = await job.future
        return result

    def close(self) -> None:
        """Finish what is queued, then stop. Twice is once."""
        with self._door:
            if self._closed:
                return
            self._closed = True
            self._jobs.put(None)
        self._thread.join()
        self._connection.close()

    def _run(self) -> None:
        group: list[_Job] = []
        while (first := self._jobs.get()) is not None:
            if len(group) >= CROWD:
                time.sleep(GATHER_S)
            group = [first]
            last = False
            while len(group) < GROUP and not last and not self._jobs.empty():
                job = self._jobs.get()
                last = job is None
                if job is not None:
                    group.append(job)
            self._commit(group)
            if last:
                return

    def _commit(self, group: list[_Job]) -> None:
        news, self._moved = None, {}
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                self._together(group)
            except _Entangled:
                self._start_over()
                self._apart(group)
            write_down(self._connection, self._moved)
            news = self._news(group)
            began = time.perf_counter()
            self._connection.execute("COMMIT")
            self._metrics.committed(len(group), time.perf_counter() - began)
        except sqlite3.Error:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            news = None
            for job in group:
                job.trouble = busy()
        self._answer(group, news)

    def _news(self, group: list[_Job]) -> News | None:
        """What the group has done, as one; None when it is nothing."""
        done = [job.news for job in group if job.trouble is None]
        if not done:
            return None
        news = News.of(done)
        news.fresh = self._look(self._connection, news)
        return news

    def _together(self, group: list[_Job]) -> None:
        """Without savepoints, which cost a quarter of a push: hardly a job ever has to be undone."""
        undo = self._start_over if len(group) == 1 else _entangled
        for job in group:
            self._attempt(job, undo)

    def _apart(self, group: list[_Job]) -> None:
        for job in group:
            self._connection.execute("SAVEPOINT job")
            self._attempt(job, self._to_savepoint)
            self._connection.execute("RELEASE job")

    def _start_over(self) -> None:
        self._moved = {}
        self._connection.execute("ROLLBACK")
        self._connection.execute("BEGIN IMMEDIATE")

    def _to_savepoint(self) -> None:
        self._connection.execute("ROLLBACK TO job")

    def _attempt(self, job: _Job, take_back: Callable[[], None]) -> None:
        changes = self._connection.changes

        def undo() -> None:
            if self._connection.changes != changes:
                take_back()

        try:
            job.result, job.news = transact(self._begin, undo, job.work)
            job.trouble = None
        except (sqlite3.OperationalError, _Entangled):
            raise  # a full or failing disk: nobody in this group is told that they are saved
        except Exception as why:  # handed whole to whoever asked; the thread must outlive one bad job
            job.trouble = why
            undo()

    def _begin(self, terms: Terms) -> Ledger:
        return Ledger(self._connection, self._clock(), terms, self._moved)

    def _answer(self, group: list[_Job], news: News | None) -> None:
        """Wake the event loop once for all of them."""
        loop = group[0].future.get_loop()
        if not loop.is_closed():
            loop.call_soon_threadsafe(self._settle, group, news)

    def _settle(self, group: list[_Job], news: News | None) -> None:
        if news:
            self._publish(news)
        for job in group:
            if job.future.done():
                continue
            if job.trouble is not None:
                job.future.set_exception(job.trouble)
            else:
                job.future.set_result(job.result)


def _entangled() -> None:
    raise _Entangled


class Readers:
    """Runs questions, each in one read transaction: who may see, and what there is, are one snapshot."""

    def __init__(self, path: Path, *, threads: int = 2) -> None:
        self._path = path
        self._own = threading.local()
        self._opened: list[SqliteConnection] = []
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="setu-reader", initializer=self._open)

    async def ask(self, question: Callable[[Connection], T]) -> T:
        """The answer to a question put to one snapshot of the database."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, self._answer, question)

    def close(self) -> None:
        """Stop, and let go of the database."""
        self._pool.shutdown()
        for connection in self._opened:
            connection.close()

    def _open(self) -> None:
        self._own.connection = SqliteConnection(self._path, query_only=True)
        self._opened.append(self._own.connection)

    def _answer(self, question: Callable[[Connection], T]) -> T:
        connection: SqliteConnection = self._own.connection
        connection.execute("BEGIN")
        try:
            return question(connection)
        finally:
            connection.execute("COMMIT")


class SqliteDatabase:
    """The file, its one writer and its readers."""

    def __init__(
        self,
        path: Path,
        writing: SqliteConnection,
        *,
        clock: Clock,
        publish: Publish,
        look: Look,
        metrics: Metrics,
    ) -> None:
        self._path = path
        self.writer = Writer(writing, clock=clock, publish=publish, look=look, metrics=metrics)
        self.readers = Readers(path)
        self.write = self.writer.do
        self.read = self.readers.ask

    def stored_bytes(self, connection: Connection) -> dict[str, int]:
        """The file, and its log that is yet to be worked into it."""
        log = Path(f"{self._path}-wal")
        return {"database": self._path.stat().st_size, "log": log.stat().st_size if log.exists() else 0}

    def close(self) -> None:
        """Finish what was promised, and let go of the file."""
        self.readers.close()
        self.writer.close()
