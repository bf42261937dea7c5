"""Whether a database file is whole: what SQLite says of it, and what is true of every database of ours."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from app.i18n.catalogs import Translator
from app.server.backups.stores import count as count_stores
from app.server.database.schema import MIGRATIONS
from app.server.troubles import CannotServe, t


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What a database holds, in numbers: nobody's words."""

    people: int
    devices: int
    scopes: int
    rows: int
    tombstones: int
    epoch: str
    newest: int
    stores: int = 0

    def said(self, words: Translator) -> str:
        """All of it in one line."""
        told = words.t(
            "It holds {people} people with {devices} devices, {scopes} scopes, {rows} rows "
            "and {tombstones} tombstones.",
            people=self.people,
            devices=self.devices,
            scopes=self.scopes,
            rows=self.rows,
            tombstones=self.tombstones,
        )
        # NOTE: what somebody keeps on a server whose app they use in a browser
        stores = words.tn(
            "And {n} store of browsers' accounts.", "And {n} stores of browsers' accounts.", self.stores
        )
        return f"{told} {stores}" if self.stores else told


_MUST_BE_NONE = {
    t("{n} scopes that stand lower than their rows"): """SELECT count(*) FROM scope
        WHERE head < (SELECT coalesce(max(seq), 0) FROM item WHERE scope_id = scope.id)""",
    t("{n} numbers given twice"): """SELECT count(*) FROM
        (SELECT 1 FROM item GROUP BY scope_id, seq HAVING count(*) > 1)""",
    t("{n} rows older than their first number"): "SELECT count(*) FROM item WHERE pos > seq OR seq < 1",
    t("{n} rows that cannot be read"): """SELECT count(*) FROM item
        WHERE NOT json_valid(body) OR NOT json_valid(hlc) OR deleted NOT IN (0, 1)""",
    t("{n} scopes with a floor above their head"): """SELECT count(*) FROM scope
        WHERE max(gc_floor, base_head) > head""",
    t("{n} rows of a scope that is not there"): """SELECT count(*) FROM item
        WHERE scope_id NOT IN (SELECT id FROM scope)""",
    t("{n} members without an account"): """SELECT count(*) FROM member
        WHERE person_id NOT IN (SELECT person_id FROM account)""",
    t("{n} names of this history beside the one"): "SELECT abs(count(*) - 1) FROM meta",
}


def check(file: Path) -> Contents:
    """What the file holds. Raises CannotServe `backup.damaged`, or `backup.newer` for one of a later Setu."""
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            return _check(connection, file)
    except sqlite3.DatabaseError as why:
        raise CannotServe(
            "backup.damaged", file=str(file), what=t("it is no database that can be read")
        ) from why


def _check(connection: sqlite3.Connection, file: Path) -> Contents:
    def count(sql: str) -> int:
        return int(connection.execute(sql).fetchone()[0])

    if connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
        raise CannotServe("backup.damaged", file=str(file), what=t("SQLite finds its pages damaged"))
    if connection.execute("PRAGMA foreign_key_check").fetchone():
        what = t("rows point to others that are not there")
        raise CannotServe("backup.damaged", file=str(file), what=what)
    if count("SELECT coalesce(max(schema_version), 0) FROM meta") > len(MIGRATIONS):
        raise CannotServe("backup.newer", file=str(file))
    for what, sql in _MUST_BE_NONE.items():
        if found := count(sql):
            raise CannotServe("backup.damaged", file=str(file), what=what, n=found)
    try:
        stores = count_stores(connection)
    except ValueError as why:
        raise CannotServe("backup.damaged", file=str(file), what=str(why)) from why
    return Contents(
        stores=stores,
        people=count("SELECT count(*) FROM account"),
        devices=count("SELECT count(*) FROM device"),
        scopes=count("SELECT count(*) FROM scope"),
        rows=count("SELECT count(*) FROM item WHERE deleted = 0"),
        tombstones=count("SELECT count(*) FROM item WHERE deleted = 1"),
        epoch=str(connection.execute("SELECT epoch FROM meta").fetchone()[0]),
        newest=count("SELECT coalesce(max(at), 0) FROM item"),
    )
