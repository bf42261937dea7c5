"""PostgreSQL: a few threads, each with a connection of its own; one transaction a push, in READ COMMITTED.

The driver's blocking calls run in threads, so that what is done inside a transaction is the same code as
on SQLite. Several server processes may use one database.
"""

import asyncio
import functools
import queue
import random
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import psycopg
from psycopg import errors

from app.server.database.addresses import read_address
from app.server.database.engine import TRIES, Clock, Connection, Publish, Terms, transact
from app.server.database.ledger import Ledger
from app.server.database.news import News
from app.server.database.sessions import PATIENCE, PostgresConnection
from app.server.health.metrics import Metrics
from app.server.troubles import Rejected, busy

T = TypeVar("T")
THREADS = 8
GET_IN_THE_WAY = (errors.SerializationFailure, errors.DeadlockDetected, errors.UniqueViolation)
"""Two transactions met: the one that lost begins again, and then sees what the other did."""

LOST = (
    errors.AdminShutdown,
    errors.CrashShutdown,
    errors.IdleInTransactionSessionTimeout,
    errors.ReadOnlySqlTransaction,
)
"""The server is about to hang up, or is no primary any more: this connection is of no more use."""

ONE_AT_A_TIME = "BEGIN;SELECT pg_advisory_xact_lock(5748)"
"""Of several processes that start at once one brings the database up to date, and the others wait."""


class PostgresDatabase:
    """A pool of threads with a connection each."""

    def __init__(
        self,
        address: str,
        *,
        clock: Clock,
        publish: Publish,
        metrics: Metrics | None = None,
        durability: str = "full",
        patience: Mapping[str, str] = PATIENCE,
        threads: int = THREADS,
    ) -> None:
        place = read_address(address)
        self._metrics = metrics or Metrics()
        self._begin = "BEGIN ISOLATION LEVEL " + ("SERIALIZABLE" if place.serializable else "READ COMMITTED")
        self._clock = clock
        self._publish = publish
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="setu-postgres")
        self._idle: queue.LifoQueue[PostgresConnection] = queue.LifoQueue()
        self._all = [
            PostgresConnection(place, durability=durability, patience=patience) for _ in range(threads)
        ]
        for connection in self._all:
            self._idle.put(connection)

    async def write(self, work: Callable[[Ledger], T]) -> T:
        """The outcome of this work, once committed. Raises what the work raised, or 503 `server.busy`."""
        outcome, news = await self._run(functools.partial(self._write, work))
        self._publish(news)
        return outcome

    async def read(self, question: Callable[[Connection], T]) -> T:
        """The answer to a question put to one snapshot of the primary: a replica may lag behind a removal."""
        return await self._run(functools.partial(self._read, question))

    def stored_bytes(self, connection: Connection) -> dict[str, int]:
        """The whole database, indexes included."""
        found = connection.execute("SELECT pg_database_size(current_database())").fetchone()
        return {"database": int(found[0])}

    def close(self) -> None:
        """Finish what is under way, then hang up."""
        self._pool.shutdown()
        for connection in self._all:
            connection.close()

    async def _run(self, doing: Callable[[PostgresConnection], T]) -> T:
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, self._with_one, doing)
        except RuntimeError as why:  # the pool was shut down
            raise busy() from why

    def _with_one(self, doing: Callable[[PostgresConnection], T]) -> T:
        connection = self._idle.get()
        try:
            return self._persist(doing, connection)
        finally:
            self._idle.put(connection)

    def _persist(self, doing: Callable[[PostgresConnection], T], connection: PostgresConnection) -> T:
        """Begin again where another transaction got in the way, or where the connection was lost before the
        end was asked for. Past that nobody knows the outcome: the device asks again, and is not doubled.
        """
        for attempt in range(TRIES):
            try:
                return doing(connection)
            except GET_IN_THE_WAY:
                pass
            except psycopg.DataError as why:  # such as a NUL, which its texts cannot hold
                raise Rejected(400, "request.wrong") from why
            except psycopg.Error as why:
                lost = isinstance(why, LOST) or not connection.alive
                if not lost and not isinstance(why, psycopg.OperationalError):
                    raise
                if lost:
                    connection.close()
                if not lost or connection.committing:
                    raise busy() from why
            self._metrics.retried()
            time.sleep(random.random() * 0.01 * 2**attempt)  # noqa: S311 - only not all at once
        raise busy()

    def _write(self, work: Callable[[Ledger], T], connection: PostgresConnection) -> tuple[T, News]:
        def begin(terms: Terms) -> Ledger:
            return Ledger(connection, self._clock(), terms)

        with connection.transaction(self._begin):
            done = transact(begin, functools.partial(connection.start_over, self._begin), work)
            began = time.perf_counter()
        self._metrics.committed(1, time.perf_counter() - began)
        return done

    @staticmethod
    def _read(question: Callable[[Connection], T], connection: PostgresConnection) -> T:
        with connection.transaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"):
            return question(connection)
