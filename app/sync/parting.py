"""Parting: a scope that is no longer one's own is forgotten, all but what one typed there."""

from dataclasses import replace

from app.domain.records import OF_ONE_TAP, SEEN_ALL, Operation, Record
from app.store.memory import Memory
from app.sync.rows import keep, without_base

CODE = "circle.not_member"
PARTED, MOST_PARTED = "parted", 200
"""The note with the scopes one was told are no longer one's own: who wants back in knows of that."""


def part(memory: Memory, scope: str) -> None:
    """Forget the records of this scope. What still waited to be sent there is kept, as refused.

    A wish to come back in stays a wish, with all that was written after it; a wish to leave has come true.
    That one last came in is past: a server that was restored must not be asked for it again.
    """
    with memory.transaction():
        memory.forget_scope(scope)
        records = memory.in_scope(scope)  # with something of one's own
        returning = min(
            (o.queue for record in records for o in record.waiting if o.op == "join"), default=None
        )
        for record in records:
            keep(memory, _parted(record, returning))
        past = [other for other in memory.note(PARTED, []) if other != scope]
        memory.set_note(PARTED, [*past, scope][-MOST_PARTED:])
        _forget_coming(memory, scope)


def _forget_coming(memory: Memory, scope: str) -> None:
    """Do not offer again that one came in, unless one left after that, and did things there in between."""
    sent = [o for record, o in memory.sent.after(-1, 1_000_000) if record.scope == scope]
    left = max((o.queue for o in sent if o.op == "leave"), default=-1)
    memory.sent.forget(o.mid for o in sent if o.op == "join" and o.queue > left)


def come_back(memory: Memory, scope: str, to: int) -> None:
    """The scope is one's own again: a wish to come back in was made before it had come to this number.

    Its answer may have been lost, and it must not bring anybody back who is sent away after that.
    """
    for record in memory.all_waiting() if memory.count_waiting() else ():
        if record.scope == scope and any(o.seen == SEEN_ALL for o in record.waiting):
            waiting = (replace(o, seen=min(o.seen, to)) for o in record.waiting)
            memory.put(replace(record, waiting=tuple(waiting)))


def _parted(record: Record, returning: int | None) -> Record:
    waiting: list[Operation] = []
    refused = list(record.refused)
    for operation in record.waiting:
        if returning is not None and operation.queue >= returning:
            waiting.append(operation)
        elif operation.op != "leave" and record.kind not in OF_ONE_TAP:
            refused.append(replace(operation, code=CODE, params={}))
    return replace(without_base(record), waiting=tuple(waiting), refused=tuple(refused))
