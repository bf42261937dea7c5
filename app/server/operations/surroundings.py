"""What was around a row when it was reported: no more of it than the reporter could see."""

from typing import Any

from app.domain.reporting import SURROUNDED
from app.domain.traces import is_trace
from app.server.database.ledger import Ledger
from app.server.database.rows import COLUMNS, as_json, as_row
from app.sync.protocol import Row

EACH_WAY = 20
"""Rows before what was reported, and as many after it."""
WEIGHT = 32_768
"""What the rows before it, or those after it, weigh at most: the nearest are kept."""
_KINDS = ", ".join(f"'{kind}'" for kind in sorted(SURROUNDED))


def around(ledger: Ledger, person: str, scope: str, row: Row) -> dict[str, list[dict[str, Any]]]:
    """Copies of what was written just before and after a row, each in the order of its place.

    Nothing from before the reporter came where they do not see that, nothing that was withdrawn, and nothing
    at all around what is not read in a row: a card, a circle, a member.
    """
    if row.k not in SURROUNDED:
        return {}
    since = ledger.membership(scope, person).since
    before = _nearest(ledger, scope, "pos < ? AND pos > ? ORDER BY pos DESC", row.pos, since)
    after = _nearest(ledger, scope, "pos > ? AND pos > ? ORDER BY pos", row.pos, since)
    return {"before": before[::-1], "after": after}


def copied(row: Row) -> dict[str, Any]:
    """What moderators get to see of a row, which stays if its author withdraws it."""
    return {"by": row.by, "at": row.at, "said": row.said, "v": row.v}


def _nearest(ledger: Ledger, scope: str, where: str, pos: int, since: int) -> list[dict[str, Any]]:
    found = ledger.connection.execute(
        f"""SELECT {COLUMNS} FROM item WHERE scope_id = ? AND deleted = 0 AND kind IN ({_KINDS})
        AND {where} LIMIT ?""",  # noqa: S608 - constants
        (scope, pos, since, EACH_WAY),
    ).fetchall()
    kept: list[dict[str, Any]] = []
    weight = 0
    for row in map(as_row, found):
        if is_trace(row.v):
            continue
        weight += len(as_json(row.v).encode())
        if weight > WEIGHT:
            break
        kept.append({"k": row.k, "id": row.id, **copied(row)})
    return kept
