"""Clients and servers that are wrong in one way each, for the stories to notice."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from typing import Any
from unittest.mock import patch

from app.domain.errors import Unwelcome
from app.domain.ids import uuid7
from app.server import push as server_push
from app.server.database.ledger import Ledger
from app.server.doors import answers as server_answers
from app.server.operations import changes
from app.sync import histories, pulling, pushing
from app.sync.protocol import Pull

from . import database


@dataclass(frozen=True, slots=True)
class Mutant:
    """How to put the wrong code in the place of the right one."""

    wrong: Callable[[], AbstractContextManager[Any]]


def instead(owner: Any, name: str, wrong: Any) -> Callable[[], AbstractContextManager[Any]]:
    """The wrong function in the place of this one."""
    return lambda: patch.object(owner, name, wrong)


def around(owner: Any, name: str, wrong: Any) -> Callable[[], AbstractContextManager[Any]]:
    """The same where the wrong one makes use of the right one."""
    return lambda: patch.object(owner, name, wrong(getattr(owner, name)))


# The server


class GapDatabase(database.InlineDatabase):
    """Hands out numbers at once, and lets what they were for be seen only later: no lock on the scope."""

    def commit(self, writer: Any, group: Any) -> None:
        raw = self.wire.raw
        before = dict(raw.execute("SELECT id, head FROM scope").fetchall())
        super().commit(writer, group)
        if self._chance.random() > 0.3:
            return
        late = []
        for scope, head in before.items():
            found = raw.execute(
                """SELECT * FROM item WHERE scope_id = ? AND seq > ? AND pos = seq
                AND kind IN ('post', 'dm')""",
                (scope, head),
            ).fetchall()
            raw.execute(
                "DELETE FROM item WHERE scope_id = ? AND seq > ? AND pos = seq AND kind IN ('post', 'dm')",
                (scope, head),
            )
            late += found

        def commit_late() -> None:
            if self.wire is raw_of and late:
                marks = ",".join("?" * len(late[0]))
                raw.executemany(f"INSERT OR IGNORE INTO item VALUES ({marks})", late)

        raw_of = self.wire
        asyncio.get_running_loop().call_later(self._chance.random() * 0.3, commit_late)


@contextmanager
def no_scope_lock() -> Iterator[None]:
    from . import server

    with patch.object(server, "InlineDatabase", GapDatabase):
        yield


@contextmanager
def no_dedupe() -> Iterator[None]:
    count = iter(range(1 << 62))

    def fresh(ledger: Any, person: str, mutation: Any, fields: Any = None) -> Any:
        made = uuid7(ledger.now_ms, next(count).to_bytes(10, "big"))
        if mutation.kind not in {"post", "reply", "answer", "dm"}:
            made = mutation.id
        return right(ledger, person, replace(mutation, id=made), fields)

    right = changes.create
    from app.server.operations import posting

    with (
        patch.object(posting, "create", fresh),
        patch.object(server_push, "_done_before", lambda *asked: {}),
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


def last_arrived(values: Any, stamps: Any, change: Any, marks: Any, *, now_ms: int) -> Any:
    return {**values, **change}, {**stamps, **{name: marks[name] for name in change if name in marks}}


# The device


def drop_on_send(right: Any) -> Any:
    async def deliver(line: Any, batch: Any) -> Any:
        for record, operation in batch:
            known = line.memory.get(record.scope, record.kind, record.id)
            if known is None:
                continue
            left = tuple(each for each in known.waiting if each.mid != operation.mid)
            line.memory.put(replace(known, base=known.values, waiting=left))
        return await right(line, batch)

    return deliver


def without_epoch(right: Any) -> Any:
    def ask(**named: Any) -> Any:
        return right(**{**named, "epoch": ""})

    return ask


async def any_reply(line: Any, cursors: Any) -> Any:
    """The reply to some question or other."""
    asked = Pull(epoch=line.epoch, req=line.new_id(), cur=cursors)
    reply = await line.ask(line.client.pull(asked))
    histories.check_epoch(line, asked.epoch, reply.epoch)
    return reply


@contextmanager
def no_epoch() -> Iterator[None]:
    with (
        patch.object(server_answers, "_check_epoch", lambda home, epoch: None),
        patch.object(pulling, "check_epoch", lambda *asked: None),
        patch.object(pushing, "check_epoch", lambda *asked: None),
    ):
        yield


MUTANTS = {
    "no scope lock": Mutant(no_scope_lock),
    "no dedupe": Mutant(no_dedupe),
    "outbox dropped on send": Mutant(around(pushing, "deliver", drop_on_send)),
    "cached authorization": Mutant(around(Ledger, "role", cached_role)),
    "no purge": Mutant(instead(pulling, "part", lambda memory, scope: None)),
    "no epoch": Mutant(no_epoch),
    "no epoch in a push": Mutant(around(pushing, "Push", without_epoch)),
    "a late pull reply is taken": Mutant(instead(pulling, "_ask", any_reply)),
    "last arrived wins": Mutant(instead(changes, "merge_fields", last_arrived)),
}

assert Unwelcome
