"""Where a person sits down to do something: their memory, a clock, and a source of ids.

Every verb of this room takes a desk first. The clock and the randomness are handed in, so that a story
in a test happens at the time and with the ids that the test says.
"""

import secrets
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.domain import records
from app.domain.ids import own_scope, uuid7
from app.domain.records import Operation, Record
from app.domain.stamps import NEVER, Stamp, next_stamp
from app.services.calls import Calls
from app.services.tending import Tending
from app.services.wordbook import Wordbook
from app.store import seal
from app.store.memory import Memory


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """What this device has to protect a file with. Asking takes a moment: nobody asks before it matters."""

    browser: bool = sys.platform == "emscripten"
    cipher: Callable[[], bool] = seal.available
    keystore: Callable[[], bool] = seal.keystore_available


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """One person's place on one device. `clock` gives milliseconds since 1970."""

    memory: Memory
    clock: Callable[[], int]
    randomness: Callable[[int], bytes] = secrets.token_bytes
    means: Means = Means()
    tending: Tending = field(default_factory=Tending)
    wordbook: Wordbook = field(default_factory=Wordbook)
    calls: Calls = field(default_factory=Calls)

    @property
    def person(self) -> str:
        """The id of the person this device belongs to; empty before they have introduced themselves."""
        return str(self.memory.note("person", ""))

    @property
    def device(self) -> str:
        """The id of this device, made when first asked for."""
        known = self.memory.note("device")
        if not known:
            known = self.new_id()
            self.memory.set_note("device", known)
        return str(known)

    @property
    def own(self) -> str:
        """The scope that only this person's devices see."""
        return own_scope(self.person)

    def new_id(self) -> str:
        """A fresh UUIDv7."""
        return uuid7(self.clock(), self.randomness(10))

    def write(
        self,
        scope: str,
        kind: str,
        identifier: str,
        op: str,
        args: Mapping[str, Any],
        *,
        effect: Mapping[str, Any] | None = None,
    ) -> Record:
        """Do one operation: durably here and at once, on its way to the others as soon as may be.

        A `set` stamps each field, so that of two devices' writes the later one wins field by field.
        """
        with self.memory.transaction():
            now = self.clock()
            known = self.memory.get(scope, kind, identifier)
            record = known or Record(scope=scope, kind=kind, id=identifier, by=self.person, said=now)
            operation = Operation(
                mid=self.new_id(),
                op=op,
                args=dict(args),
                stamps={name: self._stamp(now) for name in args} if op == "set" else {},
                effect=dict(effect or {}),
                said=now,
                queue=self.next_in_queue(),
                seen=self.seen(scope, op, known),
            )
            written = records.write(record, operation)
            self.memory.put(written)
        return written

    def next_in_queue(self) -> int:
        """The next number in this device's own order of doing."""
        number = int(self.memory.note("queue", 0)) + 1
        self.memory.set_note("queue", number)
        return number

    def seen(self, scope: str, op: str, known: Record | None) -> int:
        """How far this device knows what a command is about, which is given in view of that."""
        if op in records.CHANGES_ONLY:
            return 0
        cursors = self.memory.note("cursors", {})
        if scope not in cursors and scope in self.memory.note("parted", ()):
            return records.SEEN_ALL
        return max(int(cursors.get(scope, 0)), known.seq if known else 0)

    def _stamp(self, now: int) -> Stamp:
        stamp = next_stamp(Stamp(*self.memory.note("stamp", NEVER)), now, self.device)
        self.memory.set_note("stamp", list(stamp))
        return stamp
