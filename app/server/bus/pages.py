"""Pages in the live channel: what a pull would bring, and to nobody a pull would not bring it to."""

import asyncio
import sqlite3
from collections.abc import Mapping, Set
from dataclasses import replace
from functools import partial

import msgspec

from app.domain.arranging import PIN
from app.domain.ids import COMMONS, MODERATION, inside, scope_type
from app.server.bus.channels import Bus
from app.server.bus.listeners import Listener
from app.server.database.engine import Connection
from app.server.database.fresh import Fresh, Wanted
from app.server.database.memberships import FROM_JOINING
from app.server.database.rows import COLUMNS, as_row
from app.server.directory.cards import ONLINE, faded
from app.server.home import Home
from app.server.logs import LOG
from app.sync.protocol import CONTENT, Page, Row

HEAVIEST = 24_576
"""Bytes of a page as it travels at most: some forty messages, which many people at once write in one commit.
What weighs more is fetched by a pull, which can be cut into pieces."""
_MOST_ROWS = 50
_A_FEW = 16
"""So many people are asked about by name, be there thousands of others in their scope."""
_NOT_ASKED = 2**53
"""A number after all others: who was not asked about sees no content."""
_REMEMBERED = 1_000


class Pages:
    """Reads what is new, once for all who listen; what becomes new meanwhile is read the next time."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self._wanted: dict[str, int] = {}
        self._reading: Mapping[str, int] = {}
        self._shown: dict[str, int] = {}
        self._looked: dict[str, int] = {}
        self._covered = 0
        self._task: asyncio.Task[None] | None = None

    @property
    def covered(self) -> int:
        """The newest publication of which, and before which, nothing is still being read."""
        return self._covered if self._task else self._home.bus.count

    def fetch(self, scope: str, after: int) -> None:
        """Something is new in this scope after this seq."""
        self._wanted.setdefault(scope, after)
        if self._task is None:
            self._covered = self._home.bus.count - 1
            self._task = asyncio.get_running_loop().create_task(self._serve())

    def look(self, connection: Connection, scopes: Mapping[str, Wanted]) -> dict[str, Fresh]:
        """What a commit that is about to be made brings into these scopes. In the writing thread.

        That the commits before it are known to listeners may not have come about yet, so it goes on where it
        looked last. Where that is wrong, such as after a commit that failed, the page is not shown.
        """
        looked = self._looked.get
        wanted = {
            scope: replace(want, after=max(want.after, looked(scope, 0))) for scope, want in scopes.items()
        }
        try:
            found = read_fresh(connection, wanted)
        except sqlite3.Error:
            raise
        except Exception as why:  # a page is never worth a commit
            LOG.warning("page not shown", exc_info=why)
            return {}
        if len(self._looked) >= _REMEMBERED:
            self._looked.clear()
        self._looked |= {scope: fresh.head for scope, fresh in found.items()}
        return found

    def show(self, scope: str, fresh: Fresh) -> None:
        """Show this to who may see it, unless something older of the scope is still being read."""
        if scope in self._wanted or scope in self._reading:
            self.fetch(scope, fresh.after)
        else:
            self._tell(self._home.bus, scope, fresh)

    async def _serve(self) -> None:
        bus = self._home.bus
        try:
            while self._wanted:
                wanted, self._wanted, up_to = self._wanted, {}, bus.count
                self._reading = wanted
                fresh = await self._read(wanted)
                self._reading = {}
                for scope in wanted:
                    self._tell(bus, scope, fresh.get(scope))
                self._covered = up_to
        finally:
            self._reading, self._task = {}, None

    async def _read(self, wanted: Mapping[str, int]) -> dict[str, Fresh]:
        unseen = {
            scope: Wanted(max(after, self._shown.get(scope, 0)), self._home.bus.eager_for(scope))
            for scope, after in wanted.items()
        }
        try:
            return await self._home.read(partial(read_fresh, wanted=unseen))
        except Exception as why:  # a database that is away: then only the heads are told
            LOG.warning("page not shown", exc_info=why)
            return {}

    def _tell(self, bus: Bus, scope: str, fresh: Fresh | None) -> None:
        for listener in bus.listening_to(scope):
            if not listener.wants_pages:
                continue
            if fresh:
                _show(fresh, listener, scope)
            else:
                listener.tell(scope, bus.head(scope))
        if fresh:
            if len(self._shown) >= _REMEMBERED:
                self._shown.clear()
            self._shown[scope] = fresh.head


def _show(fresh: Fresh, listener: Listener, scope: str) -> None:
    """Show it to this listener as far as they may see it; who came while one looked is told to ask."""
    since = 0 if fresh.readers is None else fresh.readers.get(listener.person, _NOT_ASKED)
    if since is None:
        return
    if fresh.event and since <= fresh.after:
        listener.show(scope, fresh.event, fresh.head)
    else:
        listener.tell(scope, fresh.head)


def read_fresh(connection: Connection, wanted: Mapping[str, Wanted]) -> dict[str, Fresh]:
    """What is new in these scopes, and who of those who want it may see it: all of it one snapshot."""
    found: dict[str, Fresh] = {}
    for scope, want in wanted.items():
        standing = connection.execute(
            "SELECT head, gc_floor, policy FROM scope WHERE id = ?", (scope,)
        ).fetchone()
        if standing:
            head, floor, policy = standing
            rows = _rows(connection, scope, want) if head > want.after >= floor else None  # else: start over
            if rows and policy == ONLINE:
                rows = list(map(faded, rows))
            if rows and policy in FROM_JOINING and any(row.k == PIN for row in rows):
                rows = None  # of which posts somebody is told that they are pinned, a pull knows
            page = rows and Page(scope=scope, to=head, head=head, rows=rows, after=want.after)
            readers = _readers(connection, scope, want.people, since_joining=policy in FROM_JOINING)
            found[scope] = Fresh(head, want.after, _light_event(page) if page else b"", readers)
    return found


def _light_event(page: Page) -> bytes:
    event = page_event(page)
    return event if len(event) <= HEAVIEST else b""


def page_event(page: Page) -> bytes:
    """A page as it travels: JSON on one line, without the letters that some readers take for its end."""
    said = msgspec.json.encode(page)
    for letter in ("\u0085", "\u2028", "\u2029"):
        if (raw := letter.encode()) in said:
            said = said.replace(raw, f"\\u{ord(letter):04x}".encode())
    return b"event: page\ndata: " + said + b"\n\n"


def _rows(connection: Connection, scope: str, want: Wanted) -> list[Row] | None:
    """The rows after this seq; None when they are too many for an event, or may lie outside a window.

    Content that is new lies in every device's window. Of what was there before, only the device knows.
    """
    rows = _just_written(want) or _stored(connection, scope, want.after)
    old = any(row.pos <= want.after and row.k in CONTENT for row in rows)
    return None if old or len(rows) > _MOST_ROWS else rows


def _just_written(want: Wanted) -> list[Row]:
    """The rows, out of memory, when this commit wrote all of them; of one that it wrote twice the last."""
    if not want.written or want.written[0].seq != want.after + 1:
        return []
    last = {(row.k, row.id): row for row in want.written}
    return sorted(last.values(), key=lambda row: row.seq)


def _stored(connection: Connection, scope: str, after: int) -> list[Row]:
    found = connection.execute(
        f"SELECT {COLUMNS} FROM item WHERE scope_id = ? AND seq > ? ORDER BY seq LIMIT ?",  # noqa: S608
        (scope, after, _MOST_ROWS + 1),
    )
    return [as_row(columns) for columns in found]


def _readers(
    connection: Connection, scope: str, people: Set[str], *, since_joining: bool
) -> dict[str, int | None] | None:
    """Who of these people may read this scope, and from which seq on; None for everyone."""
    if scope == COMMONS:
        return None
    nobody: dict[str, int | None] = dict.fromkeys(people)
    if scope_type(scope) == "u":
        return nobody | {inside(scope): 0}
    if scope == MODERATION:
        found = connection.execute("SELECT person_id FROM account WHERE role <> '' AND state = 'active'")
        return nobody | {person: 0 for (person,) in found}
    if not people:  # they have left meanwhile
        return {}
    sql, asked = "SELECT person_id, since_pos FROM member WHERE scope_id = ? AND state = 'in'", [scope]
    if len(people) <= _A_FEW:
        sql, asked = f"{sql} AND person_id IN ({','.join('?' * len(people))})", [scope, *people]
    found = connection.execute(sql, asked)
    return nobody | {person: since if since_joining else 0 for person, since in found}
