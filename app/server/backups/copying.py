"""A copy of a database that others are writing to, by a connection that can neither write nor checkpoint."""

import os
import sqlite3
import time
from contextlib import closing
from pathlib import Path

from app.server.troubles import CannotServe

_PAGES = 1000
"""Pages of 4 KB copied at a time; between two slices the disk is everybody's."""


def copy(source: Path, target: Path, *, pause_s: float = 0.001) -> None:
    """Copy what is committed at this moment, the log included.

    One read transaction spans all slices: without it, a copy begins again at every commit and under load
    never ends. It is opened read-only, so that even as the last connection it does not touch the log.
    """
    if not source.is_file():
        raise CannotServe("backup.nothing", file=str(source))
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    with closing(open_reader(source)) as reader, closing(sqlite3.connect(target)) as copied:
        _begin(reader)
        reader.backup(copied, pages=_PAGES, progress=lambda *_: time.sleep(pause_s))
        copied.execute("PRAGMA journal_mode = DELETE")  # one file, with no log beside it


def _begin(reader: sqlite3.Connection) -> None:
    try:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM meta").fetchone()
    except sqlite3.DatabaseError as why:
        raise CannotServe("server.broken") from why


def open_reader(source: Path) -> sqlite3.Connection:
    """A connection that can only read."""
    reader = sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)
    reader.execute("PRAGMA busy_timeout = 5000")
    reader.execute("PRAGMA query_only = ON")
    reader.execute("PRAGMA wal_autocheckpoint = 0")
    return reader


def flush(path: Path) -> None:
    """Have a file, or the names in a folder, on the disk before going on."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
