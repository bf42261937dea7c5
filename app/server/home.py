"""Where a server lives: its directory, its database, the threads that read and write it, and the bus."""

import fcntl
import os
import sqlite3
import time
from contextlib import ExitStack
from pathlib import Path

from app.server.bus import Bus
from app.server.ledger import Ledger
from app.server.readers import Readers
from app.server.schema import epoch_of, migrate
from app.server.seeds import sow
from app.server.troubles import CannotServe
from app.server.writer import Clock, Writer

DATABASE = "setu.sqlite3"
_LOCK = "setu.lock"
_REMEMBER_MS = 90 * 24 * 3600 * 1000
"""For this long the server knows which mutations it has carried out."""


def wall_clock() -> int:
    """The time in milliseconds since 1970."""
    return time.time_ns() // 1_000_000


class Home:
    """An open server's belongings. `Home.open` makes them ready, `close` puts them away."""

    def __init__(self, connection: sqlite3.Connection, database: Path, *, lock: int, clock: Clock) -> None:
        self.epoch = epoch_of(connection)
        self.clock = clock
        self.bus = Bus()
        self.writer = Writer(connection, clock=clock, publish=self.bus.publish)
        self.readers = Readers(database)
        self._lock = lock

    @classmethod
    def open(cls, data: Path, *, clock: Clock = wall_clock) -> "Home":
        """Open the server's data, made when there is none. Raises CannotServe when another server has it."""
        _prepare(data)
        lock = _lock(data / _LOCK)
        with ExitStack() as undo:
            undo.callback(os.close, lock)
            connection = _connect(data / DATABASE)
            undo.callback(connection.close)
            migrate(connection)
            _tidy(connection, clock())
            undo.pop_all()
        return cls(connection, data / DATABASE, lock=lock, clock=clock)

    def close(self) -> None:
        """End the live channels, finish what was promised, and let go of the data."""
        self.bus.close()
        self.readers.close()
        self.writer.close()
        os.close(self._lock)


def _prepare(data: Path) -> None:
    """A directory only the server's account enters; one that holds other files is left as it is."""
    new = not data.exists()
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    if new or (data / DATABASE).exists() or not any(data.iterdir()):
        data.chmod(0o700)
    os.close(os.open(data / DATABASE, os.O_CREAT | os.O_RDWR, 0o600))
    (data / DATABASE).chmod(0o600)


def _lock(path: Path) -> int:
    descriptor = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as why:
        os.close(descriptor)
        raise CannotServe("server.in_use") from why
    return descriptor


def _connect(database: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(database, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA busy_timeout = 5000")
    return connection


def _tidy(connection: sqlite3.Connection, now_ms: int) -> None:
    connection.execute("BEGIN IMMEDIATE")
    sow(Ledger(connection, now_ms))
    connection.execute("DELETE FROM applied WHERE at < ?", (now_ms - _REMEMBER_MS,))
    connection.execute("COMMIT")
