"""Bringing a back-up back: a new history begins, and the database that was there is kept beside."""

import os
import secrets
import shutil
import sqlite3
import tempfile
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from app.server import maintenance
from app.server.backups.checking import Contents, check
from app.server.backups.copying import flush
from app.server.backups.sealing import is_sealed, read_key, unseal
from app.server.backups.stores import bring_back
from app.server.backups.stores import rehearse as rehearse_stores
from app.server.database.migrating import begin_new_history
from app.server.database.sqlite import SqliteConnection
from app.server.home import DATABASE, Home, hold
from app.server.troubles import CannotServe, t


@dataclass(frozen=True, slots=True)
class Restored:
    """What was brought back, and where that is which it replaced; how many stores of browsers' accounts were
    brought back, and how many were there and stay."""

    contents: Contents
    kept: Path | None
    stores: int = 0
    stores_there: int = 0


def rehearse(file: Path, *, key_file: Path | None) -> Contents:
    """The drill: bring a back-up back in a folder of its own, open it as a server would, and put it away."""
    with tempfile.TemporaryDirectory(prefix="setu-drill-") as folder:
        place = Path(folder)
        contents = _bring(file, place / DATABASE, key_file)
        bring_back(place / DATABASE, place, kept_as="replaced")
        rehearse_stores(place)
        Home.open(place).close()
        after = check(place / DATABASE)
    if (after.people, after.devices, after.epoch) != (contents.people, contents.devices, contents.epoch):
        raise CannotServe("backup.damaged", file=str(file), what=t("a server that opens it changes it"))
    return contents


def restore(file: Path, data: Path, *, now_ms: int, key_file: Path | None) -> Restored:
    """Put a back-up in the place of the database in `data`, where no server may run meanwhile."""
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    with ExitStack() as undo:
        undo.callback(os.close, hold(data))
        made = data / f".{DATABASE}.{secrets.token_hex(4)}.part"
        undo.callback(made.unlink, missing_ok=True)
        contents = _bring(file, made, key_file)
        with closing(SqliteConnection(made)) as connection:
            begin_new_history(connection, now_ms)
            connection.execute("PRAGMA journal_mode = DELETE")
        brought, there = bring_back(made, data, kept_as=f"replaced-{_moment(now_ms)}")
        flush(made)
        kept = _set_aside(data / DATABASE, now_ms)
        maintenance.take_note(data)  # what was confirmed before says nothing about this
        made.replace(data / DATABASE)
        flush(data)
        return Restored(contents, kept, brought, there)


def _bring(file: Path, target: Path, key_file: Path | None) -> Contents:
    if not file.is_file():
        raise CannotServe("backup.nothing", file=str(file))
    if is_sealed(file):
        if key_file is None:
            raise CannotServe("backup.key_needed", file=str(file))
        unseal(file, target, read_key(key_file))
    else:
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        shutil.copyfile(file, target)
    try:
        return check(target)
    except CannotServe as why:
        raise CannotServe(why.code, **(why.params | {"file": str(file)})) from why


def _set_aside(database: Path, now_ms: int) -> Path | None:
    """Give the present database a second name. Its own name stays until the new one takes it: at no moment
    is there none, which a server that starts would take for a fresh beginning."""
    if not database.exists() or not database.stat().st_size:
        return None
    kept = database.with_name(f"{database.name}.replaced-{_moment(now_ms)}")
    with suppress(sqlite3.DatabaseError), closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for ending in ("-wal", "-shm"):  # of a database too broken to be opened; the new one must not meet them
        with suppress(FileNotFoundError):
            Path(f"{database}{ending}").rename(f"{kept}{ending}")
    os.link(database, kept)
    return kept


def _moment(now_ms: int) -> str:
    return f"{datetime.fromtimestamp(now_ms / 1000, UTC):%Y%m%dT%H%M%SZ}"
