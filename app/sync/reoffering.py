"""Re-offering: a server restored from a back-up is told again what it had agreed to, before anything else.

Every operation is idempotent and keeps its `mid`, so offering it once more does no harm; not offering it
loses what one wrote, and lets those back in whom one had removed. The note `reoffer` says how far it is, and
`reoffer:held` where in the order the first is that waits for a scope.
"""

from collections.abc import Iterable
from dataclasses import replace

from app.domain.editing import EDITABLE
from app.domain.records import Operation, Record
from app.store.memory import Memory
from app.sync.parting import CODE as NOT_A_MEMBER
from app.sync.places import ask_about, take_answer
from app.sync.protocol import Result
from app.sync.rows import keep

NOTE, HELD = "reoffer", "reoffer:held"
KEPT_MS = 14 * 24 * 3600 * 1000
"""How long what was agreed to is kept: twice as long as anybody should go without a back-up."""
FORGOTTEN_AT_ONCE = 200
UNSEEN = 0
"""What a command has `seen` when it is offered again: the numbers it knew are of the lost time. So a wish
to come in loses to a removal that was offered again before it, and a removal loses to nothing."""

Offer = tuple[Record, Operation]


def begin(memory: Memory, epoch: str) -> None:
    """Offer everything again, once for this history."""
    memory.set_note(HELD, None)
    if len(memory.sent):
        memory.set_note(NOTE, {"epoch": epoch, "after": -1})


def resume(memory: Memory, scope: str) -> None:
    """The scope is there: what was turned down because one did not belong to it is offered once more.

    It may be another device of the same person that had come in, and had to say so first.
    """
    held = dict(memory.note(HELD, {}))
    if scope not in held:
        return
    first, note = held.pop(scope), memory.note(NOTE)
    memory.set_note(HELD, held or None)
    if note:
        memory.set_note(NOTE, {**note, "after": min(note["after"], first - 1)})
    else:
        memory.set_note(NOTE, {"after": first - 1, "again": True})


def is_pending(memory: Memory) -> bool:
    """Whether the server has not been offered everything yet."""
    return memory.note(NOTE) is not None


def forget_old(memory: Memory, now: int) -> None:
    """Let go of what was agreed to too long ago; not of what the server is still to be offered."""
    while not is_pending(memory) and memory.sent.forget_before(now - KEPT_MS, FORGOTTEN_AT_ONCE):
        pass


def offers(memory: Memory, limit: int) -> list[Offer]:
    """The next to be offered again; when there is none left, it is over."""
    note = memory.note(NOTE)
    if note is None:
        return []
    found = memory.sent.after(int(note["after"]), limit)
    if not found:
        memory.set_note(NOTE, None)
    return [(record, _as_of_long_ago(operation)) for record, operation in found]


def take_offers(memory: Memory, batch: Iterable[Offer], results: Iterable[Result], now: int) -> bool:
    """Save what became of these, as far as they were answered one after another; whether any was.

    A server that only now agreed to them may be restored once more: what stays remembered is as if new.
    """
    note, told = dict(memory.note(NOTE) or {}), {result.mid: result for result in results}
    held = dict(memory.note(HELD, {}))
    reached: list[str] = []
    for record, operation in batch:
        result = told.get(operation.mid)
        if result is None or result.st not in {"ok", "dup", "no"}:
            break
        if result.row:
            scope = result.scope or record.scope
            take_answer(memory, scope, result.row)
            ask_about(memory, scope)
        if result.st == "no" and _may_yet_be_taken(operation, result) and not note.get("again"):
            held.setdefault(record.scope, operation.queue)
        elif result.st == "no":
            _give_up(memory, record, operation, result)
        note["after"] = operation.queue
        reached.append(operation.mid)
    if reached:
        memory.sent.renew(reached, now)
        memory.set_note(NOTE, note)
        memory.set_note(HELD, held or None)
    return bool(reached)


def _may_yet_be_taken(operation: Operation, result: Result) -> bool:
    """Words go back to whoever wrote them; a command can wait for one's membership to be there again."""
    return result.code == NOT_A_MEMBER and operation.op not in {"create", "join"}


def _give_up(memory: Memory, record: Record, operation: Operation, result: Result) -> None:
    """The server takes it no more. A command is past; words are kept, with the reason.

    That words were taken back stays remembered: another back-up may have them, and they are not offered here.
    """
    if operation.op == "redact":
        return
    memory.sent.forget([operation.mid])
    if operation.op != "create" and not (operation.op == "set" and record.kind in EDITABLE):
        return
    known = memory.get(record.scope, record.kind, record.id) or replace(record, said=operation.said)
    told = replace(operation, code=result.code, params=dict(result.params))
    if all(other.mid != operation.mid for other in known.refused):
        keep(memory, replace(known, refused=(*known.refused, told)))


def _as_of_long_ago(operation: Operation) -> Operation:
    return replace(operation, seen=UNSEEN)
