"""PostgreSQL: a few threads, each with a connection of its own; one transaction a push, in READ COMMITTED.

The driver's blocking calls run in threads, so that what is done inside a transaction is the same code as
on SQLite. Several server processes may use one database.
"""

import asyncio
import contextlib
import functools
import queue
import random
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import psycopg
from psycopg import errors

from app.server.database.engine import TRIES, Clock, Connection, Publish, transact
from app.server.database.ledger import Ledger, News
from app.server.health.metrics import Metrics
from app.server.troubles import CannotServe, busy

T = TypeVar("T")
THREADS = 8
GET_IN_THE_WAY = (errors.SerializationFailure, errors.DeadlockDetected, errors.UniqueViolation)
"""Two transactions met: the one that lost begins again, and then sees what the other did."""


@functools.cache
def _spelt(sql: str) -> str:
    return sql.replace("?", "%s")


class PostgresConnection:
    """A connection that speaks our spelling of SQL. It is opened when first used, and again when it broke."""

    for_update = " FOR UPDATE"

    def __init__(self, address: str) -> None:
        self._address = address
        self._raw: psycopg.Connection[Any] | None = None

    def execute(self, sql: str, parameters: Sequence[Any] = ()) -> psycopg.Cursor[Any]:
        """Run one statement; a `?` for each value."""
        if self._raw is None or self._raw.closed:
            self._raw = psycopg.connect(self._address, autocommit=True, connect_timeout=5)
        return self._raw.execute(_spelt(sql), parameters or None)

    def close(self) -> None:
        """Hang up."""
        if self._raw is not None:
            self._raw.close()
            self._raw = None

    @contextlib.contextmanager
    def transaction(self, begin: str = "BEGIN") -> Iterator[None]:
        """All or nothing; a connection that cannot even be rolled back is given up."""
        self.execute(begin)
        try:
            yield
            self.execute("COMMIT")
        except BaseException:
            try:
                self.execute("ROLLBACK")
            except psycopg.Error:
                self.close()
            raise


class PostgresDatabase:
    """A pool of threads with a connection each."""

    def __init__(
        self,
        address: str,
        *,
        clock: Clock,
        publish: Publish,
        metrics: Metrics | None = None,
        threads: int = THREADS,
    ) -> None:
        self._metrics = metrics or Metrics()
        self._clock = clock
        self._publish = publish
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="setu-postgres")
        self._idle: queue.LifoQueue[PostgresConnection] = queue.LifoQueue()
        self._all = [PostgresConnection(address) for _ in range(threads)]
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
            return doing(connection)
        except psycopg.OperationalError as why:
            connection.close()
            raise busy() from why
        finally:
            self._idle.put(connection)

    def _write(self, work: Callable[[Ledger], T], connection: PostgresConnection) -> tuple[T, News]:
        for attempt in range(TRIES):
            try:
                return self._transact(work, connection)
            except GET_IN_THE_WAY:
                self._metrics.retried()
                time.sleep(random.random() * 0.01 * 2**attempt)  # noqa: S311 - only not all at once
        raise busy()

    def _transact(self, work: Callable[[Ledger], T], connection: PostgresConnection) -> tuple[T, News]:
        def begin(also: frozenset[str]) -> Ledger:
            if also:
                connection.execute("ROLLBACK")
                connection.execute("BEGIN")
            return Ledger(connection, self._clock(), also)

        with connection.transaction():
            done = transact(begin, work)
            began = time.perf_counter()
        self._metrics.committed(1, time.perf_counter() - began)
        return done

    @staticmethod
    def _read(question: Callable[[Connection], T], connection: PostgresConnection) -> T:
        with connection.transaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"):
            return question(connection)


def reach(address: str) -> PostgresConnection:
    """A connection to a database that answers. Raises CannotServe `server.database`."""
    connection = PostgresConnection(address)
    try:
        connection.execute("SELECT 1")
    except psycopg.Error as why:
        raise CannotServe("server.database") from why
    return connection
