"""The stores of accounts that come by browser, as pieces inside a back-up: sealed, checked and kept with it.

They are taken before the database is, so that it knows the device of each. A store that is still there when a
back-up is brought back stays: like every device it holds what was written since, and offers that again.
"""

import hashlib
import os
import sqlite3
import tempfile
from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from app.domain.errors import StoreTrouble
from app.domain.ids import is_uuid7
from app.server.troubles import CannotServe, t
from app.store.memory import SCHEMA
from app.storekeeping import keeping
from app.storekeeping.survey import inspect

FOLDER = "people"
"""The folder, in the server's own, with a folder for each account that came by browser."""
FILE = "setu.db"
_PIECE = 1 << 20
_TABLES = (
    "CREATE TABLE web_store (person_id TEXT PRIMARY KEY, size INTEGER NOT NULL, sha256 TEXT NOT NULL)",
    """CREATE TABLE web_piece (person_id TEXT NOT NULL, number INTEGER NOT NULL, body BLOB NOT NULL,
        PRIMARY KEY (person_id, number))""",
)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Taken:
    """Copies of stores in a folder of their own, and whose store is damaged and so was not copied."""

    copies: dict[str, Path]
    damaged: list[str]


def sizes(data: Path) -> int:
    """What all stores weigh."""
    return sum(path.stat().st_size for path in _stores(data).values())


def take(data: Path, folder: Path) -> Taken:
    """Copy every store into `folder`, every whole transaction of it, also while somebody writes."""
    copies: dict[str, Path] = {}
    damaged = []
    for person, path in sorted(_stores(data).items()):
        try:
            _finish(keeping.backup(path, folder / person))
            copies[person] = folder / person
        except StoreTrouble as why:
            if why.code == "store.missing":
                continue  # it was just being begun
            if why.code in ("store.unwritable", "store.full"):
                raise CannotServe("backup.full", file=str(folder)) from why
            damaged.append(person)
    return Taken(copies, damaged)


def put_in(file: Path, taken: Taken) -> None:
    """Lay the copies into a back-up."""
    if not taken.copies:
        return
    with closing(sqlite3.connect(file)) as connection:
        for sql in _TABLES:
            connection.execute(sql)
        for person, copy in taken.copies.items():
            size, total = 0, hashlib.sha256()
            with copy.open("rb") as source:
                for number, piece in enumerate(iter(lambda: source.read(_PIECE), b"")):
                    size += len(piece)
                    total.update(piece)
                    connection.execute("INSERT INTO web_piece VALUES (?, ?, ?)", (person, number, piece))
            told = (person, size, total.hexdigest())
            connection.execute("INSERT INTO web_store VALUES (?, ?, ?)", told)
        connection.commit()


def count(connection: sqlite3.Connection) -> int:
    """How many stores lie in a back-up. Raises ValueError when one of them is not whole."""
    found = _listed(connection)
    for person, size, sha256 in found:
        total, weight = hashlib.sha256(), 0
        for piece in _pieces(connection, person):
            total.update(piece)
            weight += len(piece)
        if (weight, total.hexdigest()) != (size, sha256) or not is_uuid7(person):
            raise ValueError(t("a store of a browser's account is not whole"))
    return len(found)


def bring_back(file: Path, data: Path, *, kept_as: str) -> tuple[int, int]:
    """Put the stores out of a back-up into the data folder, and out of that file; how many, and how many of
    them were there still and stay.
    """
    brought = there = 0
    with closing(sqlite3.connect(file)) as connection:
        for person, _, _ in _listed(connection):
            place = data / FOLDER / person / FILE
            if place.exists():
                there += 1
                continue
            with tempfile.TemporaryDirectory(prefix=".store-", dir=data) as folder:
                source = Path(folder) / FILE
                _write(source, _pieces(connection, person))
                kept = place.with_name(f"{FILE}.{kept_as}")
                put = keeping.restore(source, place, kept=kept, schema=SCHEMA, agree=lambda _: False)
                _finish(_told(put))
            brought += 1
        for table in ("web_store", "web_piece"):
            connection.execute(f"DROP TABLE IF EXISTS {table}")
        connection.commit()
        if brought or there:
            connection.execute("VACUUM")
    return brought, there


def rehearse(data: Path) -> None:
    """Read every store that was brought back. Raises CannotServe when one of them could not be opened."""
    for path in _stores(data).values():
        if _finish(_told(inspect(path))).damage:
            raise CannotServe("backup.damaged", file=str(path), what=t("a store in it cannot be opened"))


def _stores(data: Path) -> dict[str, Path]:
    folders = (data / FOLDER).iterdir() if (data / FOLDER).is_dir() else ()
    found = {each.name: each / FILE for each in folders if is_uuid7(each.name)}
    return {person: path for person, path in found.items() if path.is_file()}


def _listed(connection: sqlite3.Connection) -> list[tuple[str, int, str]]:
    sql = "SELECT count(*) FROM sqlite_master WHERE name = 'web_store'"
    if not connection.execute(sql).fetchone()[0]:
        return []
    sql = "SELECT person_id, size, sha256 FROM web_store ORDER BY person_id"
    return list(connection.execute(sql).fetchall())


def _pieces(connection: sqlite3.Connection, person: str) -> Iterator[bytes]:
    sql = "SELECT body FROM web_piece WHERE person_id = ? ORDER BY number"
    for (body,) in connection.execute(sql, (person,)):
        yield body


def _write(path: Path, pieces: Iterator[bytes]) -> None:
    with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as out:
        for piece in pieces:
            out.write(piece)


def _told(steps: Generator[float, None, T]) -> Generator[float, None, T]:
    try:
        return (yield from steps)
    except StoreTrouble as why:
        what = t("a store in it cannot be brought back")
        raise CannotServe("backup.damaged", file=str(why.params.get("path", "")), what=what) from why


def _finish(steps: Generator[float, None, T]) -> T:
    while True:
        try:
            next(steps)
        except StopIteration as done:
            return done.value  # type: ignore[no-any-return]
