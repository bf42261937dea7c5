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
from app.server.sentences import in_words
from app.server.settings.settings import Settings
from app.server.troubles import CannotServe
from app.storekeeping.terminal import Terminal


def backup(arguments: argparse.Namespace, settings: Settings, terminal: Terminal) -> None:
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
    say, words = terminal.say, terminal.words
    say(words.t("Backed up, checked and on the disk: {file}", file=str(made.file)))
    say(made.contents.said(words))
    for person in made.damaged:
        store = str(settings.data / FOLDER / person)
        say(
            words.t(
                "Not in it, for it is damaged: the store in {store}. Look with {command}.",
                store=store,
                command="setu store verify",
            )
        )
    if target is None:
        for file in clear(
            settings.backups_folder, daily=settings.backups_daily, weekly=settings.backups_weekly
        ):
            say(words.t("No longer kept: {file}", file=file.name))


def bring_back(arguments: argparse.Namespace, settings: Settings, terminal: Terminal) -> None:
    """Restore a back-up, or only try whether it could be restored."""
    if settings.db:
        raise CannotServe("backup.postgres")
    file = Path(arguments.file).expanduser()
    key = Path(arguments.key).expanduser() if arguments.key else settings.backup_key_file
    say, words = terminal.say, terminal.words
    if arguments.verify:
        contents = rehearse(file, key_file=key)
        say(words.t("{file} can be restored. Nothing was changed.", file=str(file)))
        return say(contents.said(words))
    done = restore(file, settings.data, now_ms=wall_clock(), key_file=key)
    say(words.t("Restored: {file}", file=str(file)))
    say(done.contents.said(words))
    if done.stores or done.stores_there:
        say(
            words.t(
                "Of the stores, {brought} were brought back; {there} were there and stay.",
                brought=done.stores,
                there=done.stores_there,
            )
        )
    if done.kept:
        say(words.t("What was here before is kept here: {path}", path=str(done.kept)))
    _say_what_to_check(terminal)


def confirm(settings: Settings, terminal: Terminal) -> None:
    """Let everyone write again after a restore."""
    words = terminal.words
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
        said = words.t("The running server was told. Within some seconds everyone may write.")
    else:
        now = words.t("Confirmed. Within some seconds everyone may write.")
        said = now if settings.db else words.t("Confirmed. When the server starts, everyone may write.")
    terminal.say(said)


def new_epoch(settings: Settings, terminal: Terminal) -> None:
    """Begin a new history where a failover may have lost what was acknowledged."""
    with _database(settings) as connection:
        begin_new_history(connection, wall_clock())
        maintenance.take_note(settings.data)
    terminal.say(terminal.words.t("A new history has begun."))
    if settings.db:
        terminal.say(terminal.words.t("Start every process that serves this database anew."))
    _say_what_to_check(terminal)


def move_to_postgres(source: str, target: str, terminal: Terminal) -> None:
    """Copy a SQLite server into a new PostgreSQL, and say what to do next."""
    kind, _, place = source.partition(":")
    if kind != "sqlite" or not place:
        raise CannotServe("move.from", given=source)
    try:
        from app.server.database.moving import move  # a driver that not everybody installs
    except ImportError as why:
        raise CannotServe("server.driver") from why
    say, words = terminal.say, terminal.words
    move(Path(place).expanduser(), target, lambda told, **parts: say(in_words(told, words, **parts)))
    say(
        words.t(
            "From now on start the server with {option} and that address. Put the old file away: what is "
            "written to it from here on is lost.",
            option="--db",
        )
    )


def _say_what_to_check(terminal: Terminal) -> None:
    """What only people can know again after a part of the past was lost."""
    say, words = terminal.say, terminal.words
    # NOTE: the line after this one is a command
    say(words.t("Start the server. It takes words from staff only, until you have looked at it and run:"))
    say("    setu server confirm-restore")
    say(
        words.t(
            "All devices find out by themselves, and offer again what they had written since the back-up. "
            "What no device can offer again is lost: what was done here at the server, and by those whose "
            "devices are gone. So look before you confirm, and do again what is missing:"
        )
    )
    for lost in (
        words.t("Was somebody suspended since the back-up, or did somebody lose a device?"),
        words.t("Was somebody removed from a circle or banned by a leader whose device is gone?"),
        words.t("Were invites taken back that work again now, or used that can be used again?"),
    ):
        say(f"  - {lost}")


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
