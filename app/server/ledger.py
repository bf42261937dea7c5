"""One write transaction: the rows it changes, the numbers they get, and the news for the live channel."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import msgspec

from app.domain.circles import Role
from app.domain.errors import Refused
from app.domain.ids import scope_type
from app.domain.stamps import NEVER, Stamp
from app.server.memberships import role_in
from app.server.rows import find_row
from app.sync.protocol import CREATE_AHEAD_MS, Row


@dataclass(slots=True)
class News:
    """What a transaction changed: where scopes stand, and who came (True) or went (False) where, in order."""

    heads: dict[str, int] = field(default_factory=dict)
    moves: list[tuple[str, str, bool]] = field(default_factory=list)


class Ledger:
    """A write transaction under way. Every row it puts gets the next number of its scope."""

    def __init__(self, connection: sqlite3.Connection, now_ms: int) -> None:
        self.connection = connection
        self.now_ms = now_ms
        self.news = News()

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """A savepoint: what is refused inside leaves no trace."""
        before = News(dict(self.news.heads), list(self.news.moves))
        self.connection.execute("SAVEPOINT attempt")
        try:
            yield
        except Refused:
            self.connection.execute("ROLLBACK TO attempt")
            self.connection.execute("RELEASE attempt")
            self.news = before
            raise
        self.connection.execute("RELEASE attempt")

    def lock(self, scopes: Iterable[str]) -> None:
        """Take the row locks of these scopes, sorted so that two transactions never wait for each other."""
        for scope in sorted(scopes):
            self.connection.execute("UPDATE scope SET head = head WHERE id = ?", (scope,))

    def has_scope(self, scope: str) -> bool:
        """Whether this scope exists."""
        return self.connection.execute("SELECT 1 FROM scope WHERE id = ?", (scope,)).fetchone() is not None

    def open_scope(self, scope: str) -> None:
        """Begin a new scope."""
        self.connection.execute("INSERT INTO scope (id, type) VALUES (?, ?)", (scope, scope_type(scope)))

    def row(self, scope: str, kind: str, identifier: str) -> Row | None:
        """One row as it is now, be it a tombstone."""
        return find_row(self.connection, scope, kind, identifier)

    def put(
        self,
        scope: str,
        kind: str,
        identifier: str,
        values: Mapping[str, Any],
        *,
        by: str = "",
        said: int = 0,
        stamps: Mapping[str, Stamp] | None = None,
    ) -> Row:
        """Write a row whole. Author, time and place stay those of its creation; no change, no new number."""
        known = self.row(scope, kind, identifier)
        marks = {name: tuple(stamp) for name, stamp in (stamps or {}).items() if stamp != NEVER}
        if known and not known.x and known.v == values and known.h == marks:
            return known
        seq = self._next(scope)
        place = (seq, by, self.now_ms, max(0, min(said, self.now_ms + CREATE_AHEAD_MS)))
        self.connection.execute(
            """INSERT INTO item (scope_id, kind, id, seq, pos, author, at, said, body, hlc)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (scope_id, kind, id) DO UPDATE
            SET seq = excluded.seq, body = excluded.body, hlc = excluded.hlc, deleted = 0, why = ''""",
            (scope, kind, identifier, seq, *place, _json(values), _json(marks)),
        )
        written = self.row(scope, kind, identifier)
        assert written is not None  # noqa: S101 - it was written a line ago
        return written

    def bury(self, scope: str, kind: str, identifier: str, why: str) -> None:
        """Leave a tombstone where a row was; nothing where none was."""
        known = self.row(scope, kind, identifier)
        if known and not known.x:
            self.connection.execute(
                """UPDATE item SET seq = ?, body = '{}', hlc = '{}', deleted = 1, why = ?
                WHERE scope_id = ? AND kind = ? AND id = ?""",
                (self._next(scope), why, scope, kind, identifier),
            )

    def role(self, scope: str, person: str) -> Role | None:
        """What this person is in this scope now."""
        return role_in(self.connection, scope, person)

    def seat(self, scope: str, person: str, role: Role) -> None:
        """Let a person into a scope, or change their role there."""
        self.connection.execute(
            """INSERT INTO member (scope_id, person_id, role, since_pos, state)
            VALUES (?, ?, ?, (SELECT head FROM scope WHERE id = ?), 'in')
            ON CONFLICT (scope_id, person_id) DO UPDATE SET role = excluded.role, state = 'in',
            since_pos = CASE WHEN member.state = 'in' THEN member.since_pos ELSE excluded.since_pos END""",
            (scope, person, role.value, scope),
        )
        self.news.moves.append((person, scope, True))

    def unseat(self, scope: str, person: str) -> None:
        """Take a person out of a scope."""
        self.connection.execute(
            "UPDATE member SET state = 'out' WHERE scope_id = ? AND person_id = ?", (scope, person)
        )
        self.news.moves.append((person, scope, False))

    def _next(self, scope: str) -> int:
        sql = "UPDATE scope SET head = head + 1 WHERE id = ? RETURNING head"
        seq = int(self.connection.execute(sql, (scope,)).fetchone()[0])
        self.news.heads[scope] = seq
        return seq


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
