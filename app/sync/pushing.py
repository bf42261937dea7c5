"""Pushing: what was done here goes out in the order in which it was done, and the answers come home."""

import json

from app.domain.errors import Unwelcome
from app.domain.records import Operation, Record
from app.store.memory import Memory
from app.sync.answers import set_aside, take_answers
from app.sync.histories import check_epoch
from app.sync.line import Line
from app.sync.protocol import MAX_MUTATIONS, MAX_SCOPES, Push
from app.sync.reissuing import reissue
from app.sync.rows import mutation_of
from app.sync.wire import to_wire

MOST_BYTES = 200_000
"""Of a request's mutations; a server takes 256 KB, and the rest of the request needs room too."""
NOT_OF_THIS_KIND = {"request.wrong", "too.large"}
"""Troubles that lie in what is sent: sending the same again can never help."""

Batch = list[tuple[Record, Operation]]


async def push_all(line: Line) -> bool:
    """Send all that waits, one request at a time; whether anything was sent and answered."""
    sent = False
    reissue(line)
    while batch := next_batch(line.memory):
        if not await _push(line, batch):
            break  # nothing of it was answered: leave it for later rather than ask without end
        sent = True
    return sent


def next_batch(memory: Memory) -> Batch:
    """As much from the head of the outbox as fits into one request."""
    batch: Batch = []
    scopes: set[str] = set()
    weight = 0
    for record, operation in memory.outbox(MAX_MUTATIONS):
        scopes.add(record.scope)
        weight += len(json.dumps(to_wire(mutation_of(record, operation)), ensure_ascii=False).encode())
        if batch and (len(scopes) > MAX_SCOPES or weight > MOST_BYTES):
            break
        batch.append((record, operation))
    return batch


async def _push(line: Line, batch: Batch) -> bool:
    message = Push(epoch=line.epoch, mutations=[mutation_of(*pair) for pair in batch])
    try:
        reply = await line.ask(line.client.push(message))
    except Unwelcome as why:
        if why.code not in NOT_OF_THIS_KIND or not line.holds:
            raise
        return await _push(line, batch[:1]) if len(batch) > 1 else set_aside(line, batch[0], why)
    if not line.holds:
        return False
    check_epoch(line, message.epoch, reply.epoch)
    return take_answers(line, batch, reply.results)
