"""One write transaction: the rows it changes, the numbers they get, and the news for the live channel."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from app.domain.circles import Role
from app.domain.errors import Refused
from app.domain.ids import scope_type
from app.domain.stamps import NEVER, Stamp
from app.server.database.engine import BeginAgain, Connection, Cursor, Terms
from app.server.database.heads import write_down
from app.server.database.memberships import Membership, membership
from app.server.database.news import Move, News
from app.server.database.rows import as_json, find_row
from app.sync.protocol import CREATE_AHEAD_MS, Row, WireStamp

PLAIN = Terms()


class Ledger:
    """A write transaction under way. Every row it puts gets the next number of its scope.

    The numbers of a scope are this transaction's alone from `lock` on, until it ends: whoever sees a number
    sees all that are lower. That is why a scope must be locked before it is written, and why what a person
    may do there is judged only after that.
    """

    def __init__(
        self, connection: Connection, now_ms: int, terms: Terms = PLAIN, moved: dict[str, int] | None = None
    ) -> None:
        # `moved` is where others left scopes in the same commit; who commits writes it down, once for all.
        self.connection = connection
        self.now_ms = now_ms
        self.news = News()
        self._terms = terms
        self._moved = moved
        self._told: dict[str, int] = {}
        self._known: dict[str, int] = {}
        self._asked: list[tuple[str, Cursor]] = []
        self._stored: dict[str, int] = {}
        self._found_stored: dict[str, int] = {}
        self._member: tuple[tuple[str, str, int], Membership] | None = None
        self.lock(terms.also)

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """What is refused inside leaves no trace.

        Most refusals come before anything was written. Savepoints, which cost more than they are used, are
        only there in a transaction that was begun again because one of its refusals came later than that.
        """
        before, heads, stored = self.news.copy(), dict(self._heads), dict(self._stored)
        changes = self.connection.changes
        if self._terms.careful:
            self.connection.execute("SAVEPOINT attempt")
        try:
            yield
        except Refused as why:
            if self._terms.careful:
                self.connection.execute("ROLLBACK TO SAVEPOINT attempt")
                self.connection.execute("RELEASE SAVEPOINT attempt")
            elif self.connection.changes != changes:
                raise BeginAgain(replace(self._terms, careful=True)) from why
            self.news, self._told, self._stored, self._member = before, heads, stored, None
            raise
        if self._terms.careful:
            self.connection.execute("RELEASE SAVEPOINT attempt")

    # Scopes and their numbers

    def lock(self, scopes: Iterable[str]) -> None:
        """Lock those that exist, in their order, so that no two transactions ever wait for each other."""
        sql = f"SELECT head FROM scope WHERE id = ?{self.connection.for_update}"  # noqa: S608 - a constant
        moved = self._moved or {}
        for scope in sorted(set(scopes) - self._heads.keys()):
            if scope in moved:
                self._told[scope] = self._known[scope] = moved[scope]
            else:
                self._asked.append((scope, self.connection.execute(sql, (scope,))))

    @property
    def _heads(self) -> dict[str, int]:
        """Where the locked scopes stand. What `lock` asked is read as late as this: a database that is not
        on this machine is then asked several things in one go.
        """
        if self._asked:
            for scope, answer in self._asked:
                if found := answer.fetchone():
                    self._told[scope] = self._known[scope] = int(found[0])
            self._asked = []
        return self._told

    def has_scope(self, scope: str) -> bool:
        """Whether this scope exists."""
        if scope in self._heads:
            return True
        return self.connection.execute("SELECT 1 FROM scope WHERE id = ?", (scope,)).fetchone() is not None

    def open_scope(self, scope: str) -> None:
        """Begin a new scope."""
        self.connection.execute("INSERT INTO scope (id, type) VALUES (?, ?)", (scope, scope_type(scope)))
        self._heads[scope] = self._known[scope] = 0

    def write_heads(self) -> None:
        """Make known where scopes stand and what people store; the last thing a transaction does."""
        moved = {scope: head for scope, head in self._heads.items() if head != self._known[scope]}
        if self._moved is None:
            write_down(self.connection, moved)
        else:
            self._moved |= moved
        for person, more in sorted(self._stored.items()):  # sorted, as the scopes are
            sql = "UPDATE account SET bytes = CASE WHEN bytes + ? > 0 THEN bytes + ? ELSE 0 END"
            self.connection.execute(f"{sql} WHERE person_id = ?", (more, more, person))

    def head(self, scope: str) -> int:
        """Where a locked scope stands now."""
        heads = self._heads
        if scope not in heads:
            raise BeginAgain(replace(self._terms, also=self._terms.also | {scope, *heads}))
        return heads[scope]

    def is_new(self, scope: str, seq: int) -> bool:
        """Whether this number of a scope was given in this very transaction."""
        return seq > self._known.get(scope, seq)

    def store(self, person: str, more: int) -> None:
        """What this person stores here grows (or shrinks) by so many bytes."""
        self._stored[person] = self._stored.get(person, 0) + more

    def found_stored(self, person: str, stored: int) -> None:
        """When this transaction looked, this person stored so many bytes here."""
        self._found_stored[person] = stored

    def stored(self, person: str) -> int:
        """How many bytes this person stores here now."""
        if person not in self._found_stored:
            sql = "SELECT bytes FROM account WHERE person_id = ?"
            found = self.connection.execute(sql, (person,)).fetchone()
            self.found_stored(person, int(found[0]) if found else 0)
        return self._found_stored[person] + self._stored.get(person, 0)

    def _next(self, scope: str) -> int:
        seq = self.head(scope) + 1
        self._told[scope] = self.news.heads[scope] = seq
        return seq

    # Rows

    def row(self, scope: str, kind: str, identifier: str) -> Row | None:
        """One row as it is now, be it a tombstone."""
        return find_row(self.connection, scope, kind, identifier)

    def insert(
        self, scope: str, kind: str, identifier: str, values: Mapping[str, Any], *, by: str, said: int = 0
    ) -> Row:
        """Write a row that is known not to be there yet."""
        row = self._fresh(scope, kind, identifier, values, by=by, said=said)
        self._store(scope, row, new=True)
        return row

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
        marks: dict[str, WireStamp] = {
            name: (stamp.wall, stamp.counter, stamp.device)
            for name, stamp in (stamps or {}).items()
            if stamp != NEVER
        }
        if known and not known.x and known.v == values and known.h == marks:
            return known
        if known is None:
            row = replace(self._fresh(scope, kind, identifier, values, by=by, said=said), h=marks)
        else:
            row = replace(known, seq=self._next(scope), v=dict(values), h=marks, x=False, why="")
        self._store(scope, row, new=known is None)
        return row

    def bury(self, scope: str, kind: str, identifier: str, why: str) -> Row | None:
        """Leave a tombstone where a row was; nothing where none was."""
        known = self.row(scope, kind, identifier)
        if known is None or known.x:
            return known
        row = replace(known, seq=self._next(scope), v={}, h={}, x=True, why=why)
        self._store(scope, row, new=False)
        return row

    def _fresh(
        self, scope: str, kind: str, identifier: str, values: Mapping[str, Any], *, by: str, said: int
    ) -> Row:
        seq = self._next(scope)
        told = max(0, min(said, self.now_ms + CREATE_AHEAD_MS))
        return Row(
            k=kind, id=identifier, seq=seq, pos=seq, by=by, at=self.now_ms, said=told, v=dict(values), h={}
        )

    def _store(self, scope: str, row: Row, *, new: bool) -> None:
        self.news.written.append((scope, row))
        written = (row.seq, as_json(row.v), as_json(row.h), int(row.x), row.why, scope, row.k, row.id)
        if new:
            self.connection.execute(
                """INSERT INTO item (seq, body, hlc, deleted, why, scope_id, kind, id, pos, author, at, said)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                (*written, row.pos, row.by, row.at, row.said),
            )
        else:
            self.connection.execute(
                """UPDATE item SET seq = ?, body = ?, hlc = ?, deleted = ?, why = ?
                WHERE scope_id = ? AND kind = ? AND id = ?""",
                written,
            )

    # Who is where

    def role(self, scope: str, person: str) -> Role | None:
        """What this person is in this scope now."""
        return self.membership(scope, person).role

    def membership(self, scope: str, person: str) -> Membership:
        """What this person is in this scope now, and what of it they may see.

        One mutation asks this several times. What was found is good for as long as the scope is locked, so
        that nobody else can change it, and nothing at all was written here.
        """
        asked = (scope, person, self.connection.changes)
        if self._member and self._member[0] == asked:
            return self._member[1]
        found = membership(self.connection, scope, person)
        self._member = (asked, found) if scope in self._heads else None
        return found

    def seat(self, scope: str, person: str, role: Role) -> None:
        """Let a person into a scope, or change their role there."""
        self.connection.execute(
            """INSERT INTO member (scope_id, person_id, role, since_pos, state, changed)
            VALUES (?, ?, ?, ?, 'in', ?)
            ON CONFLICT (scope_id, person_id) DO UPDATE SET role = excluded.role, state = 'in',
            since_pos = CASE WHEN member.state = 'in' THEN member.since_pos ELSE excluded.since_pos END,
            changed = CASE WHEN member.state = 'in' AND member.role = excluded.role THEN member.changed
            ELSE excluded.changed END""",
            (scope, person, role.value, self.head(scope), self.head(scope) + 1),
        )
        self.news.moves.append(Move(person, scope, True, self.head(scope)))

    def unseat(self, scope: str, person: str, state: str = "out") -> None:
        """Take a person out of a scope; `removed` tells an old wish to be in, `banned` keeps them out."""
        sql = "UPDATE member SET state = ?, changed = ? WHERE scope_id = ? AND person_id = ?"
        self.connection.execute(sql, (state, self.head(scope) + 1, scope, person))
        self.news.moves.append(Move(person, scope, False, self.head(scope)))

    def send_after(self, scope: str, person: str) -> None:
        """Have somebody who left count as removed since they did: their old wish to be in is told."""
        sql = "UPDATE member SET state = 'removed' WHERE scope_id = ? AND person_id = ? AND state = 'out'"
        self.connection.execute(sql, (scope, person))
