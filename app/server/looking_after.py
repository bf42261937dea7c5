"""`setu server backup`, `restore`, `confirm-restore` and `new-epoch`: what they do and what they say."""

import argparse
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from app.server import maintenance
from app.server.backups.making import back_up
from app.server.backups.restoring import rehearse, restore
from app.server.backups.shelf import clear
from app.server.backups.stores import FOLDER
from app.server.database.engine import Connection
from app.server.database.ledger import Ledger
from app.server.database.migrating import begin_new_history
from app.server.database.sqlite import SqliteConnection
from app.server.home import DATABASE, hold, require_server, wall_clock
from app.server.settings.settings import Settings
from app.server.troubles import CannotServe

CHECK = """\
Now start the server. It takes words from staff only, until you have looked at it and run
    setu server confirm-restore
Everybody's devices find out by themselves and offer again what they had written since the back-up.
What a device of nobody's can offer again is lost: what was done here at the server, and by those whose
devices are gone. So look, before you confirm, whether since the back-up
  - somebody was suspended, or lost a device: do that again in the app;
  - somebody was removed from a circle or banned by a leader whose device is gone;
  - invites were made that must not work any more, or used ones work again: withdraw them.
"""


def backup(arguments: argparse.Namespace, settings: Settings) -> None:
    """Copy the database, even while a server runs on it."""
    if settings.db:
        raise CannotServe("backup.postgres")
    target = Path(arguments.to).expanduser() if arguments.to else None
    made = back_up(
        settings.data,
        target,
        settings.backups_folder,
        now_ms=wall_clock(),
        key_file=settings.backup_key_file,
    )
    print(f"Backed up, checked and on the disk: {made.file}")
    print(f"It holds {made.contents}.")
    for person in made.damaged:
        store = settings.data / FOLDER / person
        print(f"Not in it, for it is damaged: the store in {store}. See `setu store verify`.")
    if target is None:
        for file in clear(
            settings.backups_folder, daily=settings.backups_daily, weekly=settings.backups_weekly
        ):
            print(f"No longer kept: {file.name}")


def bring_back(arguments: argparse.Namespace, settings: Settings) -> None:
    """Restore a back-up, or only try whether it could be restored."""
    if settings.db:
        raise CannotServe("backup.postgres")
    file = Path(arguments.file).expanduser()
    key = Path(arguments.key).expanduser() if arguments.key else settings.backup_key_file
    if arguments.verify:
        print(f"{file} can be restored. It holds {rehearse(file, key_file=key)}. Nothing was changed.")
        return
    done = restore(file, settings.data, now_ms=wall_clock(), key_file=key)
    print(f"Restored: {done.contents}.")
    if done.stores or done.stores_there:
        print(f"Of the stores, {done.stores} were brought back; {done.stores_there} were there and stay.")
    if done.kept:
        print(f"What was there before is kept: {done.kept}")
    print(CHECK, end="")


def confirm(settings: Settings) -> None:
    """Let everyone write again after a restore."""
    try:
        with _database(settings) as connection:
            _require_waiting(connection)
            connection.execute("BEGIN")
            maintenance.confirm(Ledger(connection, wall_clock()))
            connection.execute("COMMIT")
    except CannotServe as why:
        if why.code != "server.in_use":
            raise
        _ask_the_running(settings.data)
        print("The running server was told. Within some seconds everyone may write.")
    else:
        when = "Within some seconds" if settings.db else "When the server starts,"
        print(f"Confirmed. {when} everyone may write.")


def new_epoch(settings: Settings) -> None:
    """Begin a new history where a failover may have lost what was acknowledged."""
    with _database(settings) as connection:
        begin_new_history(connection, wall_clock())
        maintenance.take_note(settings.data)
    print("A new history has begun.", end=" " if settings.db else "\n")
    if settings.db:
        print("Start every process that serves this database anew.")
    print(CHECK, end="")


def move_to_postgres(source: str, target: str) -> None:
    """Copy a SQLite server into a new PostgreSQL, and say what to do next."""
    kind, _, place = source.partition(":")
    if kind != "sqlite" or not place:
        raise CannotServe("move.from", given=source)
    try:
        from app.server.database.moving import move  # a driver that not everybody installs
    except ImportError as why:
        raise CannotServe("server.driver") from why
    move(Path(place).expanduser(), target, lambda said: print(said, flush=True))
    print("From now on start the server with --db and that address. Put the old file away: what is written")
    print("to it from here on is lost.")


def _ask_the_running(data: Path) -> None:
    """Leave a note for the server that runs, which alone may write, if it waits for one."""
    with closing(SqliteConnection(data / DATABASE, query_only=True)) as reader:
        _require_waiting(reader)
    maintenance.leave_note(data)


def _require_waiting(connection: Connection) -> None:
    if not maintenance.waits(connection):
        raise CannotServe("restore.not_waiting")


@contextmanager
def _database(settings: Settings) -> Iterator[Connection]:
    """The database of a server that rests and stays so meanwhile; or a PostgreSQL, which more may use."""
    require_server(settings.data, settings.db)
    if settings.db:
        from app.server.database.sessions import reach

        with closing(reach(settings.db)) as connection:
            yield connection
        return
    held = hold(settings.data)
    try:
        with closing(SqliteConnection(settings.data / DATABASE)) as connection:
            yield connection
    except sqlite3.DatabaseError as why:
        raise CannotServe("server.broken") from why
    finally:
        os.close(held)
