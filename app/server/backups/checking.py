"""Whether a database file is whole: what SQLite says of it, and what is true of every database of ours."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from app.server.backups.stores import count as count_stores
from app.server.database.schema import MIGRATIONS
from app.server.troubles import CannotServe


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

    def __str__(self) -> str:
        return (
            f"{self.people} people with {self.devices} devices, {self.scopes} scopes, "
            f"{self.rows} rows and {self.tombstones} tombstones"
            + (f", and {self.stores} stores of browsers' accounts" if self.stores else "")
        )


_MUST_BE_NONE = {
    "scopes that stand lower than their rows": """SELECT count(*) FROM scope
        WHERE head < (SELECT coalesce(max(seq), 0) FROM item WHERE scope_id = scope.id)""",
    "numbers given twice": """SELECT count(*) FROM
        (SELECT 1 FROM item GROUP BY scope_id, seq HAVING count(*) > 1)""",
    "rows older than their first number": "SELECT count(*) FROM item WHERE pos > seq OR seq < 1",
    "rows that cannot be read": """SELECT count(*) FROM item
        WHERE NOT json_valid(body) OR NOT json_valid(hlc) OR deleted NOT IN (0, 1)""",
    "scopes with a floor above their head": """SELECT count(*) FROM scope
        WHERE max(gc_floor, base_head) > head""",
    "rows of a scope that is not there": """SELECT count(*) FROM item
        WHERE scope_id NOT IN (SELECT id FROM scope)""",
    "members without an account": """SELECT count(*) FROM member
        WHERE person_id NOT IN (SELECT person_id FROM account)""",
    "names of this history beside the one": "SELECT abs(count(*) - 1) FROM meta",
}


def check(file: Path) -> Contents:
    """What the file holds. Raises CannotServe `backup.damaged`, or `backup.newer` for one of a later Setu."""
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            return _check(connection, file)
    except sqlite3.DatabaseError as why:
        raise CannotServe(
            "backup.damaged", file=str(file), what="it is no database that can be read"
        ) from why


def _check(connection: sqlite3.Connection, file: Path) -> Contents:
    def count(sql: str) -> int:
        return int(connection.execute(sql).fetchone()[0])

    if connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
        raise CannotServe("backup.damaged", file=str(file), what="SQLite finds its pages damaged")
    if connection.execute("PRAGMA foreign_key_check").fetchone():
        raise CannotServe("backup.damaged", file=str(file), what="rows point to others that are not there")
    if count("SELECT coalesce(max(schema_version), 0) FROM meta") > len(MIGRATIONS):
        raise CannotServe("backup.newer", file=str(file))
    wrong = [f"{found} {what}" for what, sql in _MUST_BE_NONE.items() if (found := count(sql))]
    if wrong:
        raise CannotServe("backup.damaged", file=str(file), what=", ".join(wrong))
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
