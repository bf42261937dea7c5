"""A record: one row of one scope as this device knows it, with what still waits to be agreed.

A record is what the server last said (`base`), plus the operations written here that the server has
not answered yet (`waiting`), plus those it said no to (`refused`). What a person sees, `values`, is
the base with the waiting operations laid over it, so nobody waits for a network to see their own words.

         write here                  server: ok
    (new) ---------> WAITING --------------------------> DELIVERED
                       ^  |      server: no
              try again|  `--------------------> REFUSED (kept, with the reason)
                       `--------------------------'
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from app.domain.stamps import Stamp

Values = Mapping[str, Any]
Stamps = Mapping[str, Stamp]

AFTER_ALL_NUMBERED = 10**15
"""What the server has not numbered sorts behind everything it has."""


CHANGES_ONLY = frozenset({"create", "set", "redact"})
"""Operations that say all there is to say; every other is a command, given in view of how things stood."""
OF_ONE_TAP = frozenset({"react", "mark", "talk", "level", "vote", "receipt"})
"""Kinds in which there are no words of anybody's: what is refused of them is undone, and not kept."""
SEEN_ALL = 2**53 - 1
"""What was `seen` by who was told that a scope is no longer theirs: whatever led to it is past."""


class Delivery(StrEnum):
    """How far a record has come on its way to the others."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One thing a person did to one record, as it travels: idempotent, named by `mid`.

    `args` are the fields the server is told; `effect` those a command changes on this device until the
    server answers (empty when they are the same). `queue` is this device's own order of doing. `seen` is the
    seq up to which this device knew the scope when a command was given.
    """

    mid: str
    op: str
    args: Values
    stamps: Stamps = field(default_factory=dict)
    effect: Values = field(default_factory=dict)
    said: int = 0
    queue: int = 0
    seen: int = 0
    code: str = ""
    params: Values = field(default_factory=dict)

    @property
    def change(self) -> Values:
        """What this operation changes in what is shown."""
        return self.effect or self.args


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why the server said no, as a code with parameters."""

    code: str
    params: Values = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One row of one scope. Times are milliseconds since 1970; `seq` and `pos` are 0 until numbered."""

    scope: str
    kind: str
    id: str
    by: str = ""
    said: int = 0
    at: int = 0
    seq: int = 0
    pos: int = 0
    base: Values | None = None
    stamps: Stamps = field(default_factory=dict)
    gone: bool = False
    waiting: tuple[Operation, ...] = ()
    refused: tuple[Operation, ...] = ()

    @property
    def values(self) -> Values:
        """What a person sees: the base with the waiting operations laid over it."""
        shown = dict(self.base or {})
        for operation in self.waiting:
            shown.update(operation.change)
        if self.base is None and not self.waiting:
            for operation in self.refused:
                shown.update(operation.change)
        return shown

    @property
    def delivery(self) -> Delivery:
        """How far it has come."""
        if self.refused:
            return Delivery.REFUSED
        return Delivery.WAITING if self.waiting else Delivery.DELIVERED

    @property
    def why(self) -> Reason | None:
        """The reason of the latest refusal, if something was refused."""
        return Reason(code=self.refused[-1].code, params=self.refused[-1].params) if self.refused else None

    @property
    def when(self) -> int:
        """The server's time when it has one, else what this device's clock said."""
        return self.at or self.said

    @property
    def order(self) -> int:
        """Its place among its neighbours: the server's numbering, then this device's own."""
        if self.pos:
            return self.pos
        operations = self.waiting or self.refused
        return AFTER_ALL_NUMBERED + (operations[0].queue if operations else 0)

    @property
    def thread(self) -> str:
        """The list it is read in; `thread_of` says which."""
        return thread_of(self.kind, self.scope, self.values)


def thread_of(kind: str, scope: str, values: Values) -> str:
    """The name of the list in which a record is read."""
    match kind:
        case "post":
            return f"{scope}/{values.get('tab', 'topic')}"
        case "reply":
            return str(values.get("post", ""))
        case "answer":
            return str(values.get("prompt", ""))
        case "helped":
            return f"{values.get('post', '')}/helped"
        case "moved":
            return f"{values.get('post', '')}/moved"
        case "react":
            return f"{values.get('item', '')}/react"
        case _:
            return f"{scope}/{kind}"


def write(record: Record, operation: Operation) -> Record:
    """The record with one more operation waiting."""
    return replace(record, waiting=(*record.waiting, operation))


def answered(record: Record, mid: str) -> Record:
    """The record without the waiting operation that the server has accepted."""
    return replace(record, waiting=tuple(o for o in record.waiting if o.mid != mid))


def declined(record: Record, mid: str, code: str, params: Values) -> Record:
    """The record with one operation moved from waiting to refused, its words kept, with the reason.

    What was a tap is only undone: nobody wants to be asked about it again.
    """
    if record.kind in OF_ONE_TAP or _never_came_to_be(record, mid):
        done = answered(record, mid)
        return done if record.kind in OF_ONE_TAP else replace(done, refused=())
    told = tuple(replace(o, code=code, params=params) for o in record.waiting if o.mid == mid)
    return replace(answered(record, mid), refused=(*record.refused, *told))


def _never_came_to_be(record: Record, mid: str) -> bool:
    """Whether this would have taken back what was refused itself."""
    withdraws = any(o.mid == mid and o.op == "redact" for o in record.waiting)
    return withdraws and any(o.op == "create" for o in record.refused)


def dismissed(record: Record) -> Record | None:
    """The record without what was refused; nothing when that was all there was."""
    left = replace(record, refused=())
    return left if left.base is not None or left.waiting else None


def folded(known: Record | None, row: Record) -> Record:
    """What the server says, under what still waits here. An older row than the known one changes nothing.

    Nor does a tombstone of the known row itself: it is for those who know an older one (`sync/directory.py`).
    """
    if known is None:
        return row
    if row.seq < known.seq or (row.gone and row.seq == known.seq):
        return known
    return replace(row, waiting=known.waiting, refused=known.refused)
