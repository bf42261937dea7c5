"""Pull: the rows of a person's scopes that their device has not seen, fairly shared over the scopes."""

from dataclasses import dataclass, replace

from app.domain.ids import COMMONS, MODERATION, own_scope
from app.server.database.engine import Connection
from app.server.database.memberships import FROM_JOINING, moderates
from app.server.database.rows import COLUMNS, as_row
from app.server.directory.cards import ONLINE, faded
from app.server.troubles import Rejected
from app.server.windows import IN_WINDOW, digest, hidden_from, read_history, tail_start, told_of
from app.sync.protocol import (
    MAX_CURSORS,
    MAX_PAGE,
    MAX_WAIT_S,
    Historied,
    History,
    Page,
    Pull,
    Pulled,
    Row,
)

BYTES = 262_144
"""What the rows of one reply weigh at most, unless a single one is heavier."""
_ROW_BYTES = 240
"""What a row weighs beside its fields, roughly."""
_BIGGEST = 2**53
_SCOPE_LIMIT = 128
_FIRST_LIMIT, _DIGEST_LIMIT = 20, 8


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one of a person's scopes stands, and what is particular about it.

    `floor` is the highest number of a collected tombstone, `base` where the scope stood when the server was
    restored, `since` the number after which this person may see content (0: all of it). `online` says that
    its cards are a directory that is asked online.
    """

    head: int
    floor: int
    base: int
    since: int
    online: bool = False


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
    """Turn down a request that is not shaped like one."""
    places = {**pull.cur, **pull.window}
    numbers = (pull.limit - 1, pull.tail, pull.wait, pull.wrong, *pull.cur.values(), *pull.window.values())
    named = (*places, *pull.first, *pull.digest)
    if (
        len(places) > MAX_CURSORS
        or len(pull.req) > 64
        or pull.wait > MAX_WAIT_S
        or len(pull.first) > _FIRST_LIMIT
        or len(pull.digest) > _DIGEST_LIMIT
        or not all(0 <= number < _BIGGEST for number in numbers)
        or any(len(scope) > _SCOPE_LIMIT for scope in named)
    ):
        raise Rejected(400, "request.wrong")


def read(
    connection: Connection, person: str, pull: Pull, *, epoch: str, now_ms: int, restored: bool = False
) -> Pulled:
    """The pages for this person, out of one snapshot of who may read and of what there is.

    `restored` says that the device's cursors are of the history before the last restore.
    """
    scopes = standings(connection, person)
    resync = sorted(
        scope
        for scope, cursor in pull.cur.items()
        if scope in scopes and _means_nothing(cursor, scopes[scope], restored=restored)
    )
    cursors = {scope: 0 if scope in resync else pull.cur.get(scope, 0) for scope in scopes}
    waiting = [s for s in _in_order(scopes, pull) if scopes[s].head > cursors[s] or s in pull.digest]
    budget, pages = _Budget(min(pull.limit, MAX_PAGE)), []
    for place, scope in enumerate(waiting):
        share = budget.share(len(waiting) - place)
        before = (share.rows, share.weight)
        page = _page(connection, person, scope, scopes[scope], cursors[scope], pull, share)
        budget.rows -= before[0] - share.rows
        budget.weight -= before[1] - share.weight
        budget.empty = share.empty
        if page.rows or page.to > page.after or page.digest:
            pages.append(page)
    return Pulled(
        epoch=epoch,
        req=pull.req,
        now=now_ms,
        pages=pages,
        gone=sorted(scope for scope in pull.cur if scope not in scopes),
        more=len(pages) < len(waiting) or any(page.more for page in pages),
        resync=resync,
    )


def history(connection: Connection, person: str, asked: History, *, epoch: str, now_ms: int) -> Historied:
    """Older content of one of this person's scopes. Raises 403 `unavailable` for all others."""
    standing = standings(connection, person).get(asked.scope)
    if standing is None:
        raise Rejected(403, "unavailable")
    return read_history(
        connection, asked, head=standing.head, since=standing.since, epoch=epoch, now_ms=now_ms
    )


def standings(connection: Connection, person: str) -> dict[str, Standing]:
    """Where each scope of this person stands: their own first, then the commons, then the others."""
    watched = [own_scope(person), COMMONS, *([MODERATION] if moderates(connection, person) else [])]
    found = connection.execute(
        f"""SELECT 0, id, head, gc_floor, base_head, 0, policy FROM scope WHERE id IN ({_marks(watched)})
        UNION ALL SELECT 2, scope.id, scope.head, scope.gc_floor, scope.base_head, member.since_pos,
        scope.policy
        FROM member JOIN scope ON scope.id = member.scope_id
        WHERE member.person_id = ? AND member.state = 'in' ORDER BY 1, 2""",  # noqa: S608 - question marks only
        (*watched, person),
    )
    met = {
        scope: Standing(head, floor, base, since if policy in FROM_JOINING else 0, policy == ONLINE)
        for _, scope, head, floor, base, since, policy in found
    }
    return {scope: met[scope] for scope in sorted(met, key=lambda scope: scope != own_scope(person))}


def _means_nothing(cursor: int, standing: Standing, *, restored: bool) -> bool:
    """Whether a cursor is from before a collected tombstone, or from a history that a restore has ended."""
    return 0 < cursor < standing.floor or (restored and cursor > standing.base)


def _in_order(scopes: dict[str, Standing], pull: Pull) -> list[str]:
    """The person's own scope and the commons, then what they look at, then the rest."""
    first = [scope for scope in pull.first if scope in scopes]
    shared = [scope for scope in scopes if scope[0] in "uklm" and scope not in first]
    return [*shared, *first, *(scope for scope in scopes if scope not in {*shared, *first})]


def _page(
    connection: Connection,
    person: str,
    scope: str,
    standing: Standing,
    cursor: int,
    pull: Pull,
    share: _Budget,
) -> Page:
    start = (
        pull.window.get(scope, 0)
        if cursor
        else tail_start(connection, scope, min(pull.tail, MAX_PAGE), standing.since)
    )
    lowest = max(start, standing.since + 1)
    cards = _cards_that_travel(cursor) if standing.online else ""
    found = connection.execute(
        f"""SELECT {COLUMNS} FROM item WHERE scope_id = ? AND seq > ? AND {IN_WINDOW} {cards}
        {told_of(standing.since)} ORDER BY seq LIMIT ?""",  # noqa: S608 - constants and a number
        (scope, cursor, lowest, max(1, share.rows) + 1),
    )
    rows: list[Row] = []
    page = Page(
        scope=scope,
        to=standing.head,
        head=standing.head,
        rows=rows,
        start=start,
        after=cursor,
        since=standing.since,
    )
    reached = cursor
    for columns in found:
        if not share.take(_ROW_BYTES + len(columns[7].encode()) + len(columns[8])):
            return replace(page, to=reached, more=True)
        row = faded(as_row(columns)) if standing.online else as_row(columns)
        reached = row.seq  # past what is hidden, too
        if not hidden_from(connection, person, scope, row):
            rows.append(row)
    if scope not in pull.digest:
        return page
    return replace(
        page, digest=digest(connection, scope, lowest, person, since=standing.since, online=standing.online)
    )


def _cards_that_travel(cursor: int) -> str:
    """Of a directory that is asked online: the cards of which a device may have an older one."""
    return "AND (kind <> 'card' OR deleted = 1 OR seq > pos)" if cursor else "AND kind <> 'card'"


def _marks(values: list[str]) -> str:
    return ",".join("?" * len(values))
