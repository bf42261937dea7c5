"""What the mutants put in the place of parts of the server."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any
from unittest.mock import patch

from app.domain.ids import COMMONS, uuid7
from app.server import pull as server_pull
from app.server import push as server_push
from app.server.bus import pages as server_pages
from app.server.operations import posting

from .database import InlineDatabase

LATE = "kind IN ('post', 'dm') AND scope_id = ? AND seq > ? AND pos = seq"


class GapDatabase(InlineDatabase):
    """Hands out numbers at once, and lets what they were for be seen only later."""

    def commit(self, writer: Any, group: Any) -> None:
        raw = self.wire.raw
        before = raw.execute("SELECT id, head FROM scope").fetchall()
        super().commit(writer, group)
        late: list[Any] = []
        if self._chance.random() < 0.3:
            for place in before:
                late += raw.execute(f"SELECT * FROM item WHERE {LATE}", place).fetchall()
                raw.execute(f"DELETE FROM item WHERE {LATE}", place)

        def commit_late() -> None:
            for row in late:
                marks = ",".join("?" * len(row))
                raw.execute(f"INSERT OR IGNORE INTO item VALUES ({marks})", row)

        if late:
            self._watch.later(self._chance.random() * 0.3, commit_late)


class HastyDatabase(InlineDatabase):
    """Says that it is saved, and then loses its power before it is."""

    def commit(self, writer: Any, group: Any) -> None:
        lies = self._chance.random() < 0.02
        before = self.wire.content() if lies else b""
        super().commit(writer, group)
        if lies:
            self._watch.later(1, lambda: self._lose(before))

    def _lose(self, before: bytes) -> None:
        self._crash()
        self.wire.raw.deserialize(before)


@contextmanager
def no_dedupe() -> Iterator[None]:
    """The server makes the ids, and does not look what it has done before."""
    count, right = iter(range(1 << 62)), posting.create

    def fresh(ledger: Any, person: str, mutation: Any, fields: Any = None) -> Any:
        made = mutation.id
        if mutation.kind != "prompt":
            made = uuid7(ledger.now_ms, next(count).to_bytes(10, "big"))
        return right(ledger, person, replace(mutation, id=made), fields)

    with (
        patch.object(posting, "create", fresh),
        patch.object(server_push, "_done_before", forgetful(lambda row: True)),
    ):
        yield


def cached_role(right: Any) -> Any:
    known: dict[tuple[Any, str, str], Any] = {}

    def role(ledger: Any, scope: str, person: str) -> Any:
        key = (ledger.connection, scope, person)
        if known.get(key) is None:
            known[key] = right(ledger, scope, person)
        return known[key]

    return role


def cached_block(right: Any) -> Any:
    known: dict[tuple[Any, str, str], Any] = {}

    def has_blocked(connection: Any, person: str, other: str) -> Any:
        key = (connection, person, other)
        if key not in known:
            known[key] = right(connection, person, other)
        return known[key]

    return has_blocked


def without_floor(right: Any) -> Any:
    def collect(ledger: Any, scope: str, before: int) -> Any:
        ask = ledger.connection.execute
        (floor,) = ask("SELECT gc_floor FROM scope WHERE id = ?", (scope,)).fetchone()
        gone = right(ledger, scope, before)
        ask("UPDATE scope SET gc_floor = ? WHERE id = ?", (floor, scope))
        return gone

    return collect


def last_arrived(values: Any, stamps: Any, change: Any, marks: Any, *, now_ms: int) -> Any:
    """Whatever comes last is the last word."""
    return {**values, **change}, {**stamps, **{name: marks[name] for name in change if name in marks}}


def never_changed(right: Any) -> Any:
    return lambda *asked: (right(*asked)[0], 0)


@contextmanager
def revive() -> Iterator[None]:
    """What was done is forgotten with what was withdrawn, and then done again."""
    known_before = posting.already_there

    def already_there(ledger: Any, person: str, mutation: Any) -> Any:
        known = known_before(ledger, person, mutation)
        if known is not None and known.x:
            told = {name: value for name, value in mutation.args.items() if name != "to"}
            return ledger.put(mutation.scope, mutation.kind, mutation.id, told)
        return known

    with (
        patch.object(posting, "already_there", already_there),
        patch.object(server_push, "_done_before", forgetful(lambda row: row is None or row.x)),
    ):
        yield


def forgetful(forgets: Any) -> Any:
    """A look at what was done before that forgets some of it."""
    right = server_push._done_before

    def done_before(ledger: Any, device: Any, mutations: Any) -> Any:
        done = right(ledger, device, mutations)
        for (scope, mid), place in list(done.items()):
            if forgets(ledger.row(scope, *place)):
                asked = "DELETE FROM applied WHERE scope_id = ? AND device_id = ? AND mid = ?"
                ledger.connection.execute(asked, (scope, device.id, mid))
                del done[scope, mid]
        return done

    return done_before


def since_ever(right: Any) -> Any:
    def standings(connection: Any, person: str) -> Any:
        return {scope: replace(at, since=0) for scope, at in right(connection, person).items()}

    return standings


@contextmanager
def silent_about_cards() -> Iterator[None]:
    """Of a directory that is asked online nothing travels but what was withdrawn."""
    with (
        patch.object(server_pull, "_cards_that_travel", lambda cursor: "AND (kind <> 'card' OR deleted = 1)"),
        patch.object(server_pages, "_MOST_ROWS", -1),
    ):
        yield


def without_beginning(right: Any) -> Any:
    def weigh(ledger: Any) -> None:
        asked = "SELECT gc_floor FROM scope WHERE id = ?"
        before = ledger.connection.execute(asked, (COMMONS,)).fetchone()[0]
        right(ledger)
        ledger.connection.execute("UPDATE scope SET gc_floor = ? WHERE id = ?", (before, COMMONS))

    return weigh
