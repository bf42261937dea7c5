"""Where a server lives: its directory or its database server, the lock on it, and the bus."""

import fcntl
import os
import sqlite3
import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from app.domain.signposts import HelpLine
from app.server.accounts.desk import Desk
from app.server.accounts.invites import name_invites
from app.server.bus.channels import Bus
from app.server.database.engine import Clock, Connection, Database
from app.server.database.ledger import Ledger
from app.server.database.migrating import epoch_of, migrate
from app.server.database.sqlite import SqliteConnection, SqliteDatabase
from app.server.directory.cards import prepare
from app.server.health.metrics import Metrics
from app.server.seeds import post_signposts, sow
from app.server.troubles import CannotServe

DATABASE = "setu.sqlite3"
_LOCK = "setu.lock"
_REMEMBER_MS = 90 * 24 * 3600 * 1000
"""For this long the server knows which mutations it has carried out."""


def wall_clock() -> int:
    """The time in milliseconds since 1970."""
    return time.time_ns() // 1_000_000


@dataclass(frozen=True, slots=True)
class _Chosen:
    """What whoever runs the server chose of what the database keeps; None: as until now."""

    cards: int | None
    help_lines: tuple[HelpLine, ...] | None


class Home:
    """An open server's belongings. `Home.open` makes them ready, `close` puts them away."""

    def __init__(
        self,
        database: Database,
        *,
        data: Path,
        bus: Bus,
        metrics: Metrics,
        epochs: tuple[str, str],
        clock: Clock,
        undo: ExitStack,
    ) -> None:
        self.data = data
        self.metrics = metrics
        self.closing = False
        self.maintenance = False
        self.staff_needs_two_steps = False
        self.epoch, self.parent_epoch = epochs
        self.clock = clock
        self.bus = bus
        self.database = database
        self.write = database.write
        self.read = database.read
        self.desk = Desk(database.write, clock=clock)
        hashing = self.desk.hashing
        metrics.watch(
            "passwords_waiting", "Passwords that are being checked, or wait for it.", lambda: hashing.at_work
        )
        self._undo = undo

    @classmethod
    def open(
        cls,
        data: Path,
        *,
        address: str = "",
        durability: str = "full",
        clock: Clock = wall_clock,
        cards: int | None = None,
        help_lines: tuple[HelpLine, ...] | None = None,
    ) -> "Home":
        """Open the server's data, made when there is none: a file in `data`, or a PostgreSQL at `address`.

        Up to so many `cards` the directory lies on every device, and devices show these `help_lines`;
        without a word, as until now.
        Raises CannotServe when another server has the file, or the database does not answer or is none.
        """
        chosen = _Chosen(cards, help_lines)
        try:
            if address:
                return _in_postgres(data, address, durability, clock, chosen)
            return _in_sqlite(data, durability, clock, chosen)
        except ImportError as why:
            raise CannotServe("server.driver") from why
        except OSError as why:
            raise CannotServe("server.forbidden") from why
        except sqlite3.DatabaseError as why:
            raise CannotServe("server.broken") from why

    def close(self) -> None:
        """End the live channels, finish what was promised, and let go of the data. Twice is once."""
        self.closing = True
        self.bus.close()
        self.desk.close()
        self._undo.close()

    async def stored_bytes(self) -> dict[str, int]:
        """What the data takes up, by what it is."""
        return await self.read(self.database.stored_bytes)


def _in_sqlite(data: Path, durability: str, clock: Clock, chosen: _Chosen) -> Home:
    _prepare(data)
    with ExitStack() as undo:
        undo.callback(os.close, hold(data))
        with ExitStack() as unready:
            connection = SqliteConnection(data / DATABASE, durability=durability)
            unready.callback(connection.close)
            migrate(connection)
            _tidy(connection, clock(), chosen)
            epochs, bus = epoch_of(connection), Bus()
            unready.pop_all()
        metrics = Metrics()
        database = SqliteDatabase(
            data / DATABASE,
            connection,
            clock=clock,
            publish=bus.publish,
            look=bus.look,
            metrics=metrics,
        )
        undo.callback(database.close)
        return Home(
            database, data=data, bus=bus, metrics=metrics, epochs=epochs, clock=clock, undo=undo.pop_all()
        )


def _in_postgres(data: Path, address: str, durability: str, clock: Clock, chosen: _Chosen) -> Home:
    from app.server.database import postgres, sessions  # a driver that not everybody installs

    connection = sessions.reach(address)
    try:
        migrate(connection, begin=postgres.ONE_AT_A_TIME)
        _tidy(connection, clock(), chosen, begin=postgres.ONE_AT_A_TIME)
        epochs, bus = epoch_of(connection), Bus(lossy=True)
    except sessions.UNFIT as why:
        raise CannotServe("server.foreign") from why
    finally:
        connection.close()
    metrics = Metrics()
    database = postgres.PostgresDatabase(
        address, clock=clock, publish=bus.publish, metrics=metrics, durability=durability
    )
    undo = ExitStack()
    undo.callback(database.close)
    return Home(database, data=data, bus=bus, metrics=metrics, epochs=epochs, clock=clock, undo=undo)


def require_server(data: Path, address: str = "") -> None:
    """Raises CannotServe where there is no server yet, lest who wants to look after one makes one."""
    if address:
        from app.server.database.sessions import reach_server

        reach_server(address).close()
    elif not (data / DATABASE).exists():
        raise CannotServe("server.none")


def hold(data: Path) -> int:
    """Keep every other server away from this data until what is given is closed.

    Raises CannotServe `server.in_use` when one is there.
    """
    return _lock(data / _LOCK)


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


def _tidy(connection: Connection, now_ms: int, chosen: _Chosen, *, begin: str = "BEGIN IMMEDIATE") -> None:
    for statement in begin.split(";"):
        connection.execute(statement)
    ledger = Ledger(connection, now_ms)
    sow(ledger)
    name_invites(ledger)
    prepare(ledger, chosen.cards)
    if chosen.help_lines is not None:
        post_signposts(ledger, chosen.help_lines)
    ledger.write_heads()
    connection.execute("DELETE FROM applied WHERE at < ?", (now_ms - _REMEMBER_MS,))
    connection.execute("COMMIT")
