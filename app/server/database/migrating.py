"""Bringing a database to the newest schema, and the name of its history."""

import secrets
from collections.abc import Callable

from app.server.database.engine import Connection
from app.server.database.schema import META, MIGRATIONS
from app.server.troubles import CannotServe

_RESETS_WAIT = 4
"""From this schema on a code for somebody who lost everything waits, and can be stopped."""


def migrate(connection: Connection, *, begin: str = "BEGIN IMMEDIATE") -> None:
    """Bring the database to the newest schema, one transaction a step. Raises CannotServe `server.newer`.

    `begin` must keep out every other process that wants to do the same.
    """
    _in_transaction(connection, begin, lambda: _begin_history(connection))
    if (version := version_of(connection)) > len(MIGRATIONS):
        raise CannotServe("server.newer", version=version)
    for number in range(version, len(MIGRATIONS)):
        _in_transaction(connection, begin, lambda number=number: _step(connection, number))  # type: ignore[misc]


def version_of(connection: Connection) -> int:
    """How many migrations this database has seen."""
    return int(connection.execute("SELECT schema_version FROM meta").fetchone()[0])


def epoch_of(connection: Connection) -> tuple[str, str]:
    """The name of this history of this server, and of the one before the last restore."""
    epoch, parent = connection.execute("SELECT epoch, parent_epoch FROM meta").fetchone()
    return str(epoch), str(parent)


def store_of(connection: Connection) -> str:
    """A name of this database that nobody outside is told."""
    return str(connection.execute("SELECT store_id FROM meta").fetchone()[0])


def new_epoch() -> str:
    """A name no other history has."""
    return secrets.token_hex(16)


def begin_new_history(connection: Connection, now_ms: int) -> str:
    """Say that what comes is another history than what devices may have seen last; its name.

    Up to where each scope stands now the two are one: a device that saw no more keeps what it has.
    """
    name = new_epoch()

    def begin() -> None:
        connection.execute("UPDATE scope SET base_head = head")
        connection.execute("UPDATE meta SET parent_epoch = epoch, epoch = ?, restored_at = ?", (name, now_ms))
        if version_of(connection) >= _RESETS_WAIT:  # some may have been stopped since the back-up
            sql = "UPDATE invite SET revoked_at = ? WHERE kind = 'device' AND by_person <> for_person"
            connection.execute(f"{sql} AND used_at = 0 AND revoked_at = 0", (now_ms,))

    _in_transaction(connection, "BEGIN", begin)
    return name


def _begin_history(connection: Connection) -> None:
    connection.execute(META)
    if connection.execute("SELECT 1 FROM meta").fetchone() is None:
        names = (secrets.token_hex(16), new_epoch())
        connection.execute("INSERT INTO meta (store_id, epoch, schema_version) VALUES (?, ?, 0)", names)


def _step(connection: Connection, number: int) -> None:
    if version_of(connection) > number:
        return  # another process was quicker
    for statement in MIGRATIONS[number]:
        connection.execute(statement)
    connection.execute("UPDATE meta SET schema_version = ?", (number + 1,))


def _in_transaction(connection: Connection, begin: str, work: Callable[[], None]) -> None:
    for statement in begin.split(";"):
        connection.execute(statement)
    try:
        work()
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
