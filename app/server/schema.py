"""The server's tables, and the runner that brings an older database up to date.

Only what SQLite, PostgreSQL and its distributed kin have in common: no triggers, sequences or arrays.
A migration, once released, never changes; the next one has the next number.
"""

import secrets
import sqlite3

from app.server.troubles import CannotServe

_FIRST = (
    """CREATE TABLE scope (
        id TEXT PRIMARY KEY, type TEXT NOT NULL, head BIGINT NOT NULL DEFAULT 0,
        base_head BIGINT NOT NULL DEFAULT 0, gc_floor BIGINT NOT NULL DEFAULT 0,
        policy TEXT NOT NULL DEFAULT '{}')""",
    """CREATE TABLE item (
        scope_id TEXT NOT NULL REFERENCES scope (id), kind TEXT NOT NULL, id TEXT NOT NULL,
        seq BIGINT NOT NULL, pos BIGINT NOT NULL, author TEXT NOT NULL,
        at BIGINT NOT NULL, said BIGINT NOT NULL, body TEXT NOT NULL, hlc TEXT NOT NULL,
        deleted SMALLINT NOT NULL DEFAULT 0, why TEXT NOT NULL DEFAULT '',
        PRIMARY KEY (scope_id, kind, id))""",
    "CREATE UNIQUE INDEX item_by_seq ON item (scope_id, seq)",
    """CREATE TABLE account (
        person_id TEXT PRIMARY KEY, admin SMALLINT NOT NULL DEFAULT 0, created_at BIGINT NOT NULL)""",
    """CREATE TABLE device (
        id TEXT PRIMARY KEY, person_id TEXT NOT NULL REFERENCES account (person_id),
        token_hash TEXT NOT NULL UNIQUE, name TEXT NOT NULL, created_at BIGINT NOT NULL)""",
    """CREATE TABLE member (
        scope_id TEXT NOT NULL REFERENCES scope (id),
        person_id TEXT NOT NULL REFERENCES account (person_id),
        role TEXT NOT NULL, since_pos BIGINT NOT NULL, state TEXT NOT NULL,
        PRIMARY KEY (scope_id, person_id))""",
    "CREATE INDEX member_by_person ON member (person_id)",
    """CREATE TABLE applied (
        device_id TEXT NOT NULL REFERENCES device (id), mid TEXT NOT NULL, at BIGINT NOT NULL,
        scope_id TEXT NOT NULL, kind TEXT NOT NULL, item_id TEXT NOT NULL, PRIMARY KEY (device_id, mid))""",
    """CREATE TABLE invite (
        hash TEXT PRIMARY KEY, kind TEXT NOT NULL, by_person TEXT NOT NULL, for_person TEXT NOT NULL,
        created_at BIGINT NOT NULL, until BIGINT NOT NULL, used_at BIGINT NOT NULL DEFAULT 0,
        used_for TEXT NOT NULL DEFAULT '', used_by TEXT NOT NULL DEFAULT '',
        used_device TEXT NOT NULL DEFAULT '', used_token TEXT NOT NULL DEFAULT '')""",
    "CREATE INDEX invite_by_person ON invite (by_person, created_at)",
)

MIGRATIONS: tuple[tuple[str, ...], ...] = (_FIRST,)

_META = """CREATE TABLE IF NOT EXISTS meta (
    store_id TEXT PRIMARY KEY, epoch TEXT NOT NULL, parent_epoch TEXT NOT NULL DEFAULT '',
    schema_version INTEGER NOT NULL, restored_at BIGINT NOT NULL DEFAULT 0)"""


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the database to the newest schema, one transaction a step."""
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(_META)
    found = connection.execute("SELECT schema_version FROM meta").fetchone()
    if found is None:
        names = (secrets.token_hex(16), secrets.token_hex(16))
        connection.execute("INSERT INTO meta (store_id, epoch, schema_version) VALUES (?, ?, 0)", names)
    connection.execute("COMMIT")
    version = found[0] if found else 0
    if version > len(MIGRATIONS):
        raise CannotServe("server.newer", version=version)
    for number, statements in enumerate(MIGRATIONS[version:], start=version + 1):
        connection.execute("BEGIN IMMEDIATE")
        for statement in statements:
            connection.execute(statement)
        connection.execute("UPDATE meta SET schema_version = ?", (number,))
        connection.execute("COMMIT")


def epoch_of(connection: sqlite3.Connection) -> str:
    """The name of this history of this server."""
    return str(connection.execute("SELECT epoch FROM meta").fetchone()[0])
