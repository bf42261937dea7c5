"""A row of the `item` table as it travels."""

from typing import Any

import msgspec

from app.domain.stamps import Stamp
from app.server.database.engine import Connection
from app.sync.protocol import Row

COLUMNS = "kind, id, seq, pos, author, at, said, body, hlc, deleted, why"


def as_row(found: tuple[Any, ...]) -> Row:
    """The row that these `COLUMNS` spell."""
    kind, identifier, seq, pos, author, at, said, body, hlc, deleted, why = found
    return Row(
        k=kind,
        id=identifier,
        seq=seq,
        pos=pos,
        by=author,
        at=at,
        said=said,
        v=msgspec.json.decode(body),
        h=msgspec.json.decode(hlc, type=dict[str, tuple[int, int, str]]) if hlc != "{}" else {},
        x=bool(deleted),
        why=why,
    )


def as_json(value: object) -> str:
    """How fields and stamps stand in a column."""
    return msgspec.json.encode(value).decode()


def find_row(connection: Connection, scope: str, kind: str, identifier: str) -> Row | None:
    """One row, be it a tombstone."""
    found = connection.execute(
        f"SELECT {COLUMNS} FROM item WHERE scope_id = ? AND kind = ? AND id = ?",  # noqa: S608 - a constant
        (scope, kind, identifier),
    ).fetchone()
    return as_row(found) if found else None


def stamps_of(row: Row | None) -> dict[str, Stamp]:
    """The stamps of a row's fields; none when there is no row."""
    return {name: Stamp(*stamp) for name, stamp in row.h.items()} if row else {}
