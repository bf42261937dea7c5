"""Answers: what the server says became of each operation, taken into the records it was done to."""

from collections.abc import Iterable
from dataclasses import replace

from app.domain.ids import is_uuid7, time_of
from app.domain.records import Operation, Record, answered, declined
from app.store.rename import Names, rename, renamed
from app.sync.line import Line
from app.sync.metering import accounted
from app.sync.places import ask_about, take_answer
from app.sync.protocol import CONTENT, CREATE_AHEAD_MS, Result
from app.sync.reissuing import anew, go_by
from app.sync.rows import keep

Sent = tuple[Record, Operation]

WRONG_TIME = "clock"


def take_answers(line: Line, batch: Iterable[Sent], results: Iterable[Result]) -> bool:
    """Save what became of a batch, in one commit; whether anything did.

    What the server did not answer, or in words this version does not know, goes on waiting.
    """
    told = {result.mid: result for result in results}
    answers = [(*sent, told[sent[1].mid]) for sent in batch if sent[1].mid in told]
    answers = [answer for answer in answers if not _is_about_the_name_before(*answer)]
    known = _known_as(answers)
    late = [answer for answer in answers if _is_late(line, *answer)]
    with accounted(line, [(record, operation) for record, operation, _ in answers]):
        if known:
            go_by(line, known)
        made = anew(line, [record for record, *_ in late], _time_told(line, late)) if late else {}
        names: Names = {**known, **made}
        done = [
            _take(line, renamed(record, known), operation, result)
            for record, operation, result in answers
            if not _hangs_on(names, (record, operation, result))
        ]
        if made:
            rename(line.memory, made)
    return any(done) or bool(late)


def _known_as(answers: Iterable[tuple[Record, Operation, Result]]) -> Names:
    """Under which names the server has what was named anew here when its answer had been lost."""
    return {
        record.id: result.row.id
        for record, operation, result in answers
        if operation.op == "create" and result.st == "dup" and result.row and result.row.id != record.id
    }


def _take(line: Line, record: Record, operation: Operation, result: Result) -> bool:
    memory = line.memory
    if result.st not in {"ok", "dup", "no"}:
        return False
    if result.st != "no":
        memory.sent.keep(record, operation, line.server_now)
    scope = result.scope or record.scope
    if result.row:
        take_answer(memory, scope, result.row)
    if result.row or result.st != "no":  # a yes without a row may be about a scope that is not one's own
        ask_about(memory, scope)
    known = memory.get(record.scope, record.kind, record.id)
    if known is None:
        return True  # forgotten here meanwhile
    if result.st == "no":
        keep(memory, declined(known, operation.mid, result.code, result.params))
    else:
        keep(memory, _seen(_accepted(answered(known, operation.mid), operation), result))
    return True


def _seen(record: Record, result: Result) -> Record:
    """The record whose waiting commands were given in view of what has been agreed to now.

    A wish to come in was not: who left is told yes also where somebody had sent them away meanwhile, and that
    has to win over a wish that knew nothing of it.
    """
    at = result.row.seq if result.row else 0
    if not any(0 < operation.seen < at for operation in record.waiting):
        return record
    waiting = (replace(o, seen=max(o.seen, at)) if o.seen and o.op != "join" else o for o in record.waiting)
    return replace(record, waiting=tuple(waiting))


def _accepted(record: Record, operation: Operation) -> Record:
    """The record after a yes. A yes without a row is shown as it was sent until the row comes by pull.

    But words without a row are not for their author any more, who left the circle meanwhile, or are for the
    history to bring.
    """
    if record.base is None and not record.gone and operation.op == "create" and record.kind not in CONTENT:
        return replace(record, base=operation.change)
    return record


def _is_about_the_name_before(record: Record, operation: Operation, result: Result) -> bool:
    """Whether this no for the clock's sake came late, and is about the id before it was made anew."""
    if not _is_of_the_wrong_time(operation, result) or not is_uuid7(record.id):
        return False
    now = result.params.get("now")
    return isinstance(now, int) and time_of(record.id) <= now + CREATE_AHEAD_MS


def _time_told(line: Line, late: Iterable[tuple[Record, Operation, Result]]) -> int:
    """What time it is for a server that turned down ids of the wrong time; a clock may just have been set."""
    told = [result.params.get("now") for _, _, result in late]
    return max((now for now in told if isinstance(now, int)), default=line.server_now)


def _is_late(line: Line, record: Record, operation: Operation, result: Result) -> bool:
    """Whether this id is of the wrong time, and was not made anew for it already."""
    return _is_of_the_wrong_time(operation, result) and record.id not in line.renamed.values()


def _is_of_the_wrong_time(operation: Operation, result: Result) -> bool:
    return result.st == "no" and result.code == WRONG_TIME and operation.op == "create"


def _hangs_on(names: Names, answer: tuple[Record, Operation, Result]) -> bool:
    """Whether something was refused only because what it belongs to will be called otherwise."""
    record, _, result = answer
    return result.st == "no" and renamed(record, names) != record
