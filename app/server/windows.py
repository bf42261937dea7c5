"""Windows: which content of a scope a device has asked for, its older history, and sums over what it has."""

from collections.abc import Iterator

from app.domain.arranging import PIN
from app.domain.ids import holds_reports
from app.server.database.authors import is_about
from app.server.database.engine import Connection
from app.server.database.rows import COLUMNS, as_row
from app.server.troubles import Rejected
from app.sync.digests import digest_of
from app.sync.protocol import BESIDE, CONTENT, MAX_PAGE, Historied, History, Row

_KINDS = ", ".join(f"'{kind}'" for kind in sorted(CONTENT))
_COUNTED = ", ".join(f"'{kind}'" for kind in sorted(CONTENT - BESIDE))
IN_WINDOW = f"(pos >= ? OR kind NOT IN ({_KINDS}))"
"""A condition on rows: state always, content from a `pos` on."""


def told_of(since: int) -> str:
    """A condition on rows for who sees only what was written after this number: of the posts before it they
    are not told either that they are pinned. Nothing for who sees all."""
    if not since:
        return ""
    return f"""AND (kind <> '{PIN}' OR EXISTS (SELECT 1 FROM item AS post WHERE post.scope_id = item.scope_id
        AND post.kind = 'post' AND post.id = item.id AND post.pos > {since:d}))"""  # noqa: S608 - a constant and a number


BYTES = 262_144
_ROW_BYTES = 240
_BIGGEST = 2**53


def tail_start(connection: Connection, scope: str, tail: int, since: int) -> int:
    """The `pos` of the last `tail` rows of live content; 0 when there is nothing older to be had.

    What hangs on other content is not counted.
    """
    if not tail:
        return 0
    found = connection.execute(
        f"""SELECT pos FROM item WHERE scope_id = ? AND pos > ? AND kind IN ({_COUNTED}) AND deleted = 0
        ORDER BY pos DESC LIMIT ?""",  # noqa: S608 - a constant
        (scope, since, tail + 1),
    ).fetchall()
    return int(found[tail - 1][0]) if len(found) > tail else 0


def check_history(asked: History) -> None:
    """Turn down a request that is not shaped like one."""
    if not (0 < asked.before < _BIGGEST and 0 < asked.limit < _BIGGEST) or len(asked.scope) > 128:
        raise Rejected(400, "request.wrong")


def read_history(
    connection: Connection, asked: History, *, head: int, since: int, epoch: str, now_ms: int
) -> Historied:
    """Live content below a position, newest first, as much as fits into one reply."""
    limit = min(asked.limit, MAX_PAGE)
    found = connection.execute(
        f"""SELECT {COLUMNS} FROM item WHERE scope_id = ? AND pos < ? AND pos > ? AND kind IN ({_KINDS})
        AND deleted = 0 ORDER BY pos DESC LIMIT ?""",  # noqa: S608 - constants
        (asked.scope, asked.before, since, limit + 1),
    )
    rows: list[Row] = []
    weight, start = 0, 0
    for columns in found:
        weight += _ROW_BYTES + len(columns[7].encode())
        if rows and (len(rows) == limit or weight > BYTES):
            start = rows[-1].pos
            break
        rows.append(as_row(columns))
    return Historied(
        epoch=epoch, req=asked.req, now=now_ms, scope=asked.scope, at=head, start=start, rows=rows
    )


def digest(
    connection: Connection, scope: str, lowest: int, person: str, *, since: int = 0, online: bool = False
) -> str:
    """The sum over the live rows of a window as this person, who sees what was written `since`, sees it, to
    compare with what a device has.

    Of a directory that is asked `online` every device has other cards: they are not counted.
    """
    if holds_reports(scope):
        return digest_of((row.k, row.id, row.seq) for row in _reports_for(connection, scope, person))
    found = connection.execute(
        f"""SELECT kind, id, seq FROM item WHERE scope_id = ? AND deleted = 0
        AND {IN_WINDOW} {told_of(since)}""",  # noqa: S608 - constants and a number
        (scope, lowest),
    )
    return digest_of(row for row in found if not (online and row[0] == "card"))


def hidden_from(connection: Connection, person: str, scope: str, row: Row) -> bool:
    """Whether this row is a report about this very person."""
    return holds_reports(scope) and is_about(connection, person, row.v)


def _reports_for(connection: Connection, scope: str, person: str) -> Iterator[Row]:
    sql = f"SELECT {COLUMNS} FROM item WHERE scope_id = ? AND deleted = 0"  # noqa: S608 - constants
    for columns in connection.execute(sql, (scope,)).fetchall():
        row = as_row(columns)
        if not hidden_from(connection, person, scope, row):
            yield row
