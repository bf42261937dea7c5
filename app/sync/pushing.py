"""Pushing: what was done here goes out in the order in which it was done, and the answers come home."""

import json
from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from app.domain.errors import Misunderstood, Unwelcome
from app.domain.records import Operation, Record
from app.store.memory import Memory
from app.sync import reoffering
from app.sync.answers import take_answers
from app.sync.histories import check_epoch
from app.sync.line import Line
from app.sync.metering import accounted
from app.sync.protocol import MAX_MUTATIONS, MAX_SCOPES, SCHEMA, Push, Pushed, Result
from app.sync.reissuing import reissue
from app.sync.rows import mutation_of
from app.sync.wire import to_wire

MOST_BYTES = 200_000
"""Of a request's mutations; a server takes 256 KB, and the rest of the request needs room too."""
TRIES = 3
NOT_OF_THIS_KIND = {"request.wrong", "too.large"}
"""Troubles that lie in what is sent: sending the same again can never help."""

Batch = list[tuple[Record, Operation]]


async def push_all(line: Line) -> bool:
    """Send all that waits, one request at a time; whether anything was sent and answered.

    What a restored server has to be offered again goes first.
    """
    sent = False
    while batch := _fitting(reoffering.offers(line.memory, MAX_MUTATIONS)):
        results = await deliver(line, batch)
        if not (results and _take_offers(line, batch, results)):
            return sent
        sent = True
    reissue(line)
    while batch := next_batch(line.memory):
        results = await deliver(line, batch, waited=_waited(line, batch))
        if not (results and take_answers(line, batch, results)):
            break  # nothing of it was answered: leave it for later rather than ask without end
        sent = True
    return sent


def next_batch(memory: Memory) -> Batch:
    """As much from the head of the outbox as fits into one request."""
    return _fitting(memory.outbox(MAX_MUTATIONS))


async def deliver(line: Line, batch: Batch, *, waited: int = 0) -> list[Result]:
    """What the server says became of a batch, or of its first when there is something amiss in it.

    What the server cannot even read is as good as refused.
    """
    mutations = [mutation_of(*pair) for pair in batch]
    message = Push(epoch=line.epoch, mutations=mutations, schema=SCHEMA, waited=waited)
    try:
        message, reply = await _ask(line, message)
    except Unwelcome as why:
        if why.code not in NOT_OF_THIS_KIND or not line.holds:
            raise
        if len(batch) > 1:
            return await deliver(line, batch[:1], waited=waited)
        return [_unreadable(*batch[0], why)]
    if not line.holds:
        return []
    check_epoch(line, message.epoch, reply.epoch)
    return reply.results


def _waited(line: Line, batch: Batch) -> int:
    """For how long the head of the outbox has waited, as far as this device's clock can tell."""
    said = batch[0][1].said
    return max(0, line.clock() - said) if said else 0


async def _ask(line: Line, message: Push) -> tuple[Push, Pushed]:
    """The reply to this very request; one that was on its way since an earlier one does not count."""
    for _ in range(TRIES):
        asked = replace(message, req=line.new_id())
        reply = await line.ask(line.client.push(asked), partial(_answers, asked))
        if _is_of_now(asked, reply) or not line.holds:
            return asked, reply
    raise Misunderstood("server.not_setu")


def _is_of_now(asked: Push, reply: Pushed) -> bool:
    """Whether this answers this request; a server of an older version does not say what it answers."""
    return reply.req in {"", asked.req}


def _answers(asked: Push, reply: Pushed) -> bool:
    mids = {mutation.mid for mutation in asked.mutations}
    return _is_of_now(asked, reply) and any(result.mid in mids for result in reply.results)


def _take_offers(line: Line, batch: Batch, results: list[Result]) -> bool:
    told = {result.mid for result in results}
    with accounted(line, [pair for pair in batch if pair[1].mid in told]):
        return reoffering.take_offers(line.memory, batch, results, line.server_now)


def _fitting(pairs: Iterable[tuple[Record, Operation]]) -> Batch:
    batch: Batch = []
    scopes: set[str] = set()
    weight = 0
    for record, operation in pairs:
        if operation.seen and any(_name(record) == _name(other) for other, _ in batch):
            break  # it was given in view of what comes before it, and has to be told of that
        scopes.add(record.scope)
        weight += len(json.dumps(to_wire(mutation_of(record, operation)), ensure_ascii=False).encode())
        if batch and (len(scopes) > MAX_SCOPES or weight > MOST_BYTES):
            break
        batch.append((record, operation))
    return batch


def _name(record: Record) -> tuple[str, str, str]:
    return record.scope, record.kind, record.id


def _unreadable(record: Record, operation: Operation, why: Unwelcome) -> Result:
    return Result(mid=operation.mid, st="no", scope=record.scope, code=why.code, params=dict(why.params))
