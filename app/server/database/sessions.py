"""A session with PostgreSQL, which speaks our spelling of SQL and gathers what need not be waited for."""

import contextlib
import functools
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import psycopg
from psycopg import errors
from psycopg.pq import TransactionStatus

from app.server.database.addresses import Address, read_address
from app.server.database.migrating import version_of
from app.server.troubles import CannotServe, Rejected, busy

PATIENCE = {"statement_timeout": "15s", "lock_timeout": "5s", "idle_in_transaction_session_timeout": "10s"}
"""Nobody holds a scope for ever: not a slow statement, not a process that stopped between two of them."""
_UNHURRIED = dict.fromkeys(PATIENCE, "0")
"""For migrations, which take as long as there is data."""
_KEEPS_ITS_WORD = """CASE current_setting('synchronous_commit')
    WHEN 'remote_apply' THEN 'remote_apply' ELSE 'on' END"""
_DURABILITY = {"full": _KEEPS_ITS_WORD, "normal": "'off'"}
"""`normal` may lose the last half second of what it acknowledged when the database's machine fails."""


UNFIT = (psycopg.ProgrammingError, psycopg.InternalError)
"""What is raised where there are other tables than ours, or none, or one may not make any."""

# It would tell of values, such as what is there already, when an error meets another error.
logging.getLogger("psycopg").setLevel(logging.CRITICAL)


@functools.cache
def _spelt(sql: str) -> tuple[str, bool]:
    """A statement as the driver wants it, and whether it may write."""
    spelt = sql.replace("%", "%%").replace("?", "%s")
    return spelt, not sql.lstrip().startswith("SELECT")


class _Answer:
    """A statement that is on its way at the latest when somebody wants to know what it gave."""

    __slots__ = ("_flush", "cursor", "parameters", "sql")

    def __init__(self, sql: str, parameters: Sequence[Any], flush: Callable[[], None]) -> None:
        self.sql = sql
        self.parameters = parameters
        self.cursor: psycopg.Cursor[Any] | None = None
        self._flush = flush

    @property
    def rowcount(self) -> int:
        """How many rows were written."""
        return self._given().rowcount

    def fetchone(self) -> Any:
        """The next row, or None."""
        return self._given().fetchone()

    def fetchall(self) -> list[Any]:
        """All rows that are left."""
        return self._given().fetchall()

    def __iter__(self) -> Iterator[Any]:
        return iter(self._given())

    def _given(self) -> psycopg.Cursor[Any]:
        if self.cursor is None:
            self._flush()
        assert self.cursor is not None  # noqa: S101 - what was flushed has one
        return self.cursor


class PostgresConnection:
    """A connection that speaks our spelling of SQL. It is opened when first used, and again when it broke.

    Inside a transaction statements wait until an answer is read or the transaction ends, and then travel
    together: a push of one message waits five times for a database that is elsewhere, not thirteen. In
    between the server sees an idle transaction, and ends it when it stays so; a half-sent pipeline it would
    not, nor one that ends in a flush as the driver's own do.
    """

    for_update = " FOR UPDATE"

    def __init__(
        self, address: Address, *, durability: str = "full", patience: Mapping[str, str] = PATIENCE
    ) -> None:
        self._address = address
        self._raw: psycopg.Connection[Any] | None = None
        self._settings = _settings(patience, durability, local=not address.prepares)
        self._waiting: list[_Answer] = []
        self._pipeline: psycopg.Pipeline | None = None
        self.changes = 0
        self.committing = False

    def execute(self, sql: str, parameters: Sequence[Any] = ()) -> _Answer:
        """Run one statement; a `?` for each value."""
        spelt, writes = _spelt(sql)
        self.changes += writes
        answer = _Answer(spelt, parameters, self._flush)
        self._waiting.append(answer)
        if self._pipeline is None:
            self._send()
        return answer

    def close(self) -> None:
        """Hang up."""
        raw, self._raw = self._raw, None
        if raw is not None:
            raw.close()

    @property
    def alive(self) -> bool:
        """Whether the other end is still there, as far as one knows."""
        return self._raw is not None and not self._raw.closed

    @contextlib.contextmanager
    def transaction(self, begin: str = "BEGIN") -> Iterator[None]:
        """All or nothing; a connection that cannot even be rolled back is given up."""
        self.committing = False
        try:
            with self._open().pipeline() as self._pipeline:
                self._begin(begin)
                yield
                self.committing = True
                end = self.execute("COMMIT")
                self._send()
            if end.cursor is None or end.cursor.statusmessage != "COMMIT":
                raise errors.InFailedSqlTransaction("rolled back instead of committed")
        except BaseException as why:
            self._give_up(why)
            raise
        finally:
            self._pipeline = None

    def start_over(self, begin: str) -> None:
        """Roll back what was done, and go on in a new transaction."""
        self._waiting.clear()
        self.execute("ROLLBACK")
        self._begin(begin)

    def _begin(self, begin: str) -> None:
        self.execute(begin)
        if not self._address.prepares:
            self.execute(self._settings)  # behind a bouncer the session is somebody else's in between

    def _flush(self) -> None:
        self._send()
        if self._pipeline:
            self._pipeline.sync()  # only after that would the server call the transaction idle

    def _send(self) -> None:
        waiting, self._waiting = self._waiting, []
        raw = self._raw if self._raw and self._pipeline else self._open()  # a transaction has one session
        for answer in waiting:
            answer.cursor = raw.execute(answer.sql, answer.parameters)

    def _give_up(self, why: BaseException) -> None:
        self._waiting.clear()
        raw = self._raw
        if raw is None:
            return
        if isinstance(why, psycopg.Error) and raw.prepare_threshold is not None:
            return self.close()  # the driver would believe in statements whose preparing the error cut off
        try:
            if raw.info.transaction_status is not TransactionStatus.IDLE:
                raw.execute("ROLLBACK")
        except psycopg.Error:
            self.close()

    def _open(self) -> psycopg.Connection[Any]:
        if self._raw is None or self._raw.closed:
            often = self._address.prepares and not self._address.serializable  # where few transactions fail
            try:
                self._raw = psycopg.connect(
                    self._address.conninfo, autocommit=True, prepare_threshold=5 if often else None
                )
                if self._address.prepares:
                    self._raw.execute(self._settings)
            except psycopg.OperationalError as why:
                raise busy() from why
        return self._raw


def _settings(patience: Mapping[str, str], durability: str, *, local: bool) -> str:
    """One statement that sets them all, for the session or for the transaction."""
    values = {
        **{name: f"'{value}'" for name, value in patience.items()},
        "synchronous_commit": _DURABILITY[durability],
    }
    each = (f"set_config('{name}', {value}, {str(local).lower()})" for name, value in values.items())
    return f"SELECT {', '.join(each)}"


def reach_server(address: str) -> PostgresConnection:
    """A connection to a database that a server has been in. Raises CannotServe."""
    connection = reach(address)
    try:
        version_of(connection)
    except UNFIT as why:
        connection.close()
        raise CannotServe("server.none_there") from why
    return connection


def reach(address: str) -> PostgresConnection:
    """A connection to bring a database up to date with. Raises CannotServe `server.database`."""
    connection = PostgresConnection(read_address(address), patience=_UNHURRIED)
    try:
        connection.execute("SELECT 1")
    except (psycopg.Error, Rejected) as why:
        raise CannotServe("server.database") from why
    return connection
