"""Records as they travel: a row becomes a record, an operation becomes a mutation."""

from dataclasses import replace

from app.domain.ids import own_scope
from app.domain.peers import AUTHORED, UNNAMED
from app.domain.records import Operation, Record, folded
from app.domain.stamps import Stamp
from app.domain.traces import is_trace
from app.store.memory import Memory
from app.sync.protocol import Mutation, Row


def record_of(scope: str, row: Row) -> Record:
    """What the server says of a record. Kinds this version does not know are kept as they are."""
    return Record(
        scope=scope,
        kind=row.k,
        id=row.id,
        by=row.by,
        said=row.said,
        at=row.at,
        seq=row.seq,
        pos=row.pos,
        base=None if row.x else row.v,
        stamps={name: Stamp(*stamp) for name, stamp in row.h.items()},
        gone=row.x,
    )


def mutation_of(record: Record, operation: Operation) -> Mutation:
    """What the server is told of an operation."""
    return Mutation(
        mid=operation.mid,
        op=operation.op,
        scope=record.scope,
        kind=record.kind,
        id=record.id,
        args=dict(operation.args),
        h={name: (stamp.wall, stamp.counter, stamp.device) for name, stamp in operation.stamps.items()},
        said=operation.said,
        seen=operation.seen,
    )


def without_base(record: Record) -> Record:
    """The record with nothing of what the server said; what waits and what was refused stays."""
    return replace(record, base=None, seq=0, pos=0, stamps={}, gone=False)


def fold(memory: Memory, scope: str, row: Row) -> None:
    """Take in what the server says of a record, under what still waits here.

    Words of one's own that are gone are not offered again to a server that was restored.
    """
    row = as_ones_own(memory, scope, row)
    if (row.x or is_trace(row.v)) and row.by == memory.note("person"):
        memory.sent.forget_words(scope, row.k, row.id)
    keep(memory, folded(memory.get(scope, row.k, row.id), record_of(scope, row)))
    if row.k == AUTHORED and not row.x:
        _make_ones_own(memory, row)


def as_ones_own(memory: Memory, scope: str, row: Row) -> Row:
    """What one wrote without a name is one's own on one's own devices, whoever sent it here."""
    person = memory.note("person")
    if row.by or row.k not in UNNAMED or not person:
        return row
    known = memory.get(scope, row.k, row.id)
    mine = known is not None and known.by == person
    if mine or memory.get(own_scope(person), AUTHORED, row.id):
        return replace(row, by=person)
    return row


def _make_ones_own(memory: Memory, row: Row) -> None:
    """The news that one wrote it may come after the words."""
    known = memory.get(str(row.v.get("scope", "")), str(row.v.get("kind", "")), row.id)
    if known is not None and not known.by:
        memory.put(replace(known, by=row.by))


def keep(memory: Memory, record: Record) -> None:
    """Remember a record; a withdrawn one only as long as something of one's own hangs on it."""
    if record.base is not None or record.waiting or record.refused:
        memory.put(record)
    else:
        memory.forget(record)
