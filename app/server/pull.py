"""Pull: the rows of a person's scopes that their device has not seen, fairly shared over the scopes."""

import sqlite3
from dataclasses import dataclass

from app.domain.ids import COMMONS, own_scope
from app.server.rows import COLUMNS, as_row
from app.server.troubles import Rejected
from app.sync.protocol import MAX_CURSORS, MAX_PAGE, SCHEMA, Page, Pull, Pulled, Row

BYTES = 262_144
"""What the rows of one reply weigh at most, unless a single one is heavier."""
_ROW_BYTES = 240
"""What a row weighs beside its fields, roughly."""
_BIGGEST = 2**53


@dataclass(slots=True)
class _Budget:
    rows: int
    weight: int = BYTES
    empty: bool = True

    def share(self, scopes: int) -> "_Budget":
        return _Budget(-(-self.rows // scopes), self.weight // scopes, self.empty)

    def take(self, weight: int) -> bool:
        """Whether one more row fits; the first row of a reply always does."""
        if not self.empty and (self.rows < 1 or self.weight < weight):
            return False
        self.rows, self.weight, self.empty = self.rows - 1, self.weight - weight, False
        return True


def check_pull(pull: Pull) -> None:
    """Turn down a request from before this protocol, or one that is not shaped like it."""
    if pull.schema < SCHEMA:
        raise Rejected(426, "upgrade", min=SCHEMA)
    if len(pull.cur) > MAX_CURSORS or len(pull.req) > 64 or pull.limit < 1:
        raise Rejected(400, "request.wrong")
    if any(not 0 <= seq < _BIGGEST or len(scope) > 128 for scope, seq in pull.cur.items()):
        raise Rejected(400, "request.wrong")


def read(connection: sqlite3.Connection, person: str, pull: Pull, *, epoch: str, now_ms: int) -> Pulled:
    """The pages for this person, out of one snapshot of who may read and of what there is."""
    heads = _heads(connection, person)
    waiting = [scope for scope, head in heads.items() if head > pull.cur.get(scope, 0)]
    budget, pages = _Budget(min(pull.limit, MAX_PAGE)), []
    for place, scope in enumerate(waiting):
        share = budget.share(len(waiting) - place)
        before = (share.rows, share.weight)
        page = _page(connection, scope, pull.cur.get(scope, 0), heads[scope], share)
        budget.rows -= before[0] - share.rows
        budget.weight -= before[1] - share.weight
        budget.empty = share.empty
        if page.rows:
            pages.append(page)
    more = len(pages) < len(waiting) or any(page.more for page in pages)
    gone = sorted(scope for scope in pull.cur if scope not in heads)
    return Pulled(epoch=epoch, req=pull.req, now=now_ms, pages=pages, gone=gone, more=more)


def _heads(connection: sqlite3.Connection, person: str) -> dict[str, int]:
    """Where each scope of this person stands: their own first, then the commons, then the others."""
    found = connection.execute(
        """SELECT 0, id, head FROM scope WHERE id = ?
        UNION ALL SELECT 1, id, head FROM scope WHERE id = ?
        UNION ALL SELECT 2, scope.id, scope.head FROM member JOIN scope ON scope.id = member.scope_id
        WHERE member.person_id = ? AND member.state = 'in' ORDER BY 1, 2""",
        (own_scope(person), COMMONS, person),
    )
    return {scope: head for _, scope, head in found}


def _page(connection: sqlite3.Connection, scope: str, cursor: int, head: int, share: _Budget) -> Page:
    found = connection.execute(
        f"SELECT {COLUMNS} FROM item WHERE scope_id = ? AND seq > ? ORDER BY seq LIMIT ?",  # noqa: S608 - a constant
        (scope, cursor, max(1, share.rows) + 1),
    )
    rows: list[Row] = []
    for columns in found:
        if not share.take(_ROW_BYTES + len(columns[7].encode()) + len(columns[8])):
            return Page(scope=scope, to=rows[-1].seq if rows else cursor, head=head, rows=rows, more=True)
        rows.append(as_row(columns))
    return Page(scope=scope, to=head, head=head, rows=rows)
