"""Moving a server's data from SQLite to PostgreSQL: numbers, history and accounts stay what they are.

Everything happens in one transaction of the new database: it is all there or nothing is. A server may be
running at the beginning; what it has written meanwhile is copied once it has been stopped.
"""

import itertools
import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from app.server.backups.copying import open_reader
from app.server.database.addresses import read_address
from app.server.database.schema import META, MIGRATIONS
from app.server.home import DATABASE, hold
from app.server.settings.showing import masked
from app.server.troubles import CannotServe, t
from app.sync.digests import digest_of

Tell = Callable[..., None]
"""Is told a sentence for the catalog, and the numbers in it."""
_ASK_AGAIN_S = 0.2
_LARGE = "item"
"""The one table of which only what has changed is copied in the end; it hangs on `scope`."""


def move(source: Path, target: str, tell: Tell) -> None:
    """Copy the data of a server in `source` to the empty PostgreSQL at `target`. Raises CannotServe."""
    try:
        _move(source, target, tell)
    except psycopg.Error as why:
        said = why.diag.message_primary or type(why).__name__
        raise CannotServe("move.stopped", what=said) from why


def _move(source: Path, target: str, tell: Tell) -> None:
    file = source / DATABASE if source.is_dir() else source
    if not file.is_file():
        raise CannotServe("backup.nothing", file=str(file))
    with ExitStack() as undo:
        new = undo.enter_context(_connect(target))
        _prepare(new)
        held = _try_to_hold(file.parent)
        if held is None:
            tell(t("A server is running here. Copying what it has so far; it may go on."))
            first = _Copy(new, file, undo)
            first.all()
            tell(t("Copied {rows} rows. Now stop the server, and this goes on by itself."), rows=first.copied)
            held = _wait_to_hold(file.parent)
            undo.callback(os.close, held)
            last = _Copy(new, file, undo)
            last.what_changed_since(first)
        else:
            undo.callback(os.close, held)
            last = _Copy(new, file, undo)
            last.all()
        tell(t("Copied {rows} rows. Comparing."), rows=last.copied)
        rows, scopes = last.compare()
        new.commit()
        new.autocommit = True
        new.execute("ANALYZE")
    tell(t("Moved {rows} rows; the sums of {scopes} scopes agree."), rows=rows, scopes=scopes)


def _connect(target: str) -> "psycopg.Connection[Any]":
    try:
        connection = psycopg.connect(read_address(target).conninfo)
    except psycopg.OperationalError as why:
        raise CannotServe("server.database", data=masked(target)) from why
    for setting in ("statement_timeout", "idle_in_transaction_session_timeout"):
        connection.execute("SELECT set_config(%s, '0', false)", (setting,))
    connection.commit()
    return connection


def _prepare(new: "psycopg.Connection[Any]") -> None:
    there = "SELECT 1 FROM information_schema.tables WHERE table_schema = current_schema() LIMIT 1"
    if new.execute(there).fetchone():
        raise CannotServe("move.not_empty", target=new.info.dbname)
    for statement in (META, *itertools.chain.from_iterable(MIGRATIONS)):
        new.execute(statement.encode())


def _try_to_hold(folder: Path) -> int | None:
    try:
        return hold(folder)
    except CannotServe:
        return None


def _wait_to_hold(folder: Path) -> int:
    while (held := _try_to_hold(folder)) is None:
        time.sleep(_ASK_AGAIN_S)
    return held


class _Copy:
    """One look at the file, and what of it is written to the new database."""

    def __init__(self, new: "psycopg.Connection[Any]", file: Path, undo: ExitStack) -> None:
        self.copied = 0
        self._new = new
        self._old = undo.enter_context(closing(open_reader(file)))
        try:
            self._old.execute("BEGIN")  # one snapshot from here on
            version = self._old.execute("SELECT schema_version FROM meta").fetchone()[0]
        except sqlite3.DatabaseError as why:
            raise CannotServe("server.broken", data=str(file)) from why
        if version != len(MIGRATIONS):
            raise CannotServe("move.version", version=version, wanted=len(MIGRATIONS))
        self._tables = self._in_order()
        self._scopes = {row[0]: row for row in self._old.execute("SELECT * FROM scope")}

    def all(self) -> None:
        """Copy everything."""
        for table in self._tables:
            self._copy(table)

    def what_changed_since(self, before: "_Copy") -> None:
        """Bring an earlier look's copy to what this one sees: each scope that is not as it was, anew."""
        names = self._scopes.keys() | before._scopes.keys()
        changed = [name for name in names if self._scopes.get(name) != before._scopes.get(name)]
        self._new.execute("DELETE FROM item WHERE scope_id = ANY(%s)", (changed,))
        for table in reversed(self._tables):
            if table not in ("scope", _LARGE):
                self._new.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table)))
        self._new.execute("DELETE FROM scope WHERE id = ANY(%s)", (changed,))
        for table in self._tables:
            if table not in ("scope", _LARGE):
                continue
            column = "id" if table == "scope" else "scope_id"
            for name in changed:
                self._copy(table, f"WHERE {column} = ?", (name,))
        for table in self._tables:
            if table not in ("scope", _LARGE):
                self._copy(table)

    def compare(self) -> tuple[int, int]:
        """How many rows and scopes there are in both. Raises CannotServe `move.differs`."""
        rows = 0
        for table in self._tables:
            count = f"SELECT count(*) FROM {table}"  # noqa: S608 - a table of ours
            here = self._old.execute(count).fetchone()[0]
            there = self._new.execute(count.encode()).fetchone()
            if there is None or there[0] != here:
                raise CannotServe("move.differs", where=table)
            rows += here
        every = "SELECT scope_id, kind, id, seq FROM item ORDER BY scope_id"
        old = _digests(self._old.execute(every))
        with self._new.cursor("digests") as found:
            found.itersize = 10_000
            new = _digests(found.execute(every))
        differing = [name for name in old.keys() | new.keys() if old.get(name) != new.get(name)]
        if differing:
            raise CannotServe("move.differs", where=differing[0])
        return rows, len(self._scopes)

    def _copy(self, table: str, where: str = "", values: tuple[str, ...] = ()) -> None:
        columns = [row[1] for row in self._old.execute(f"PRAGMA table_info({table})")]
        if table == "meta":
            self._new.execute("DELETE FROM meta")
        found = self._old.execute(f"SELECT {', '.join(columns)} FROM {table} {where}", values)  # noqa: S608
        names = sql.SQL(", ").join(map(sql.Identifier, columns))
        into = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), names)
        with self._new.cursor() as cursor, cursor.copy(into) as copy:
            for row in found:
                copy.write_row([_without_nul(value) for value in row])
                self.copied += 1

    def _in_order(self) -> list[str]:
        """Every table, after those it refers to."""
        wanted = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY 1"
        left = [name for (name,) in self._old.execute(wanted)]
        refers = {
            name: {row[2] for row in self._old.execute(f"PRAGMA foreign_key_list({name})")} for name in left
        }
        ordered: list[str] = []
        while left:
            ready = [name for name in left if refers[name] <= set(ordered)]
            ordered += ready
            left = [name for name in left if name not in ready]
        return ordered


def _without_nul(value: object) -> object:
    """PostgreSQL's texts can hold any letter but this, which means nothing in any of ours."""
    return value.replace("\0", "") if isinstance(value, str) else value


def _digests(rows: Iterable[tuple[str, str, str, int]]) -> dict[str, str]:
    def inside(group: Iterator[tuple[str, str, str, int]]) -> Iterator[tuple[str, str, int]]:
        return ((kind, identifier, seq) for _, kind, identifier, seq in group)

    return {scope: digest_of(inside(group)) for scope, group in itertools.groupby(rows, lambda row: row[0])}
