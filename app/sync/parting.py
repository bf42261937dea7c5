"""Parting: a scope that is no longer one's own is forgotten, all but what one typed there."""

from dataclasses import replace

from app.domain.records import Operation, Record
from app.store.memory import Memory
from app.sync.rows import keep

CODE = "circle.not_member"


def part(memory: Memory, scope: str) -> None:
    """Forget the records of this scope. What still waited to be sent there is kept, as refused.

    A wish to come back in stays a wish, with all that was written after it; a wish to leave has come true.
    """
    records = memory.in_scope(scope)
    returning = min((o.queue for record in records for o in record.waiting if o.op == "join"), default=None)
    with memory.transaction():
        for record in records:
            keep(memory, _parted(record, returning))


def _parted(record: Record, returning: int | None) -> Record:
    waiting: list[Operation] = []
    refused = list(record.refused)
    for operation in record.waiting:
        if returning is not None and operation.queue >= returning:
            waiting.append(operation)
        elif operation.op != "leave":
            refused.append(replace(operation, code=CODE, params={}))
    return replace(record, base=None, seq=0, pos=0, stamps={}, waiting=tuple(waiting), refused=tuple(refused))
