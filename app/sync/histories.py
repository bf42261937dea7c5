"""Whose history this device follows: a server that was restored, and another server, tell another one.

    the server knows the history this device names    it answers a pull in the new one: `follow`
    it never heard of it                              409 `epoch`, and all is read anew: `begin_history`

Either way what the server agreed to before is offered to it again (see `reoffering.py`).
"""

from collections.abc import Collection
from dataclasses import replace

from app.domain.errors import Unwelcome
from app.store.memory import Memory
from app.sync import reoffering
from app.sync.line import Line, read_server, write_server
from app.sync.places import CURSORS, START_OVER, WINDOWS, start_over, to_start_over
from app.sync.rows import keep, without_base

CODE = "epoch"
"""The trouble of a request that names another history than the server's."""


def check_epoch(line: Line, sent: str, told: str) -> None:
    """Take the server's word where this device knows no history; raise where it knows another."""
    if sent and sent != told:
        raise Unwelcome(CODE, epoch=told)
    if not sent:
        _note_epoch(line.memory, told)


def follow(memory: Memory, epoch: str) -> None:
    """The server was restored, and what its answer does not say to forget is as this device has it.

    Only rows that came beside the pulls, as answers to what was done here, may be of the lost time.
    """
    with memory.transaction():
        for scope in memory.note(CURSORS, {}).keys() - to_start_over(memory):
            forget_beyond(memory, scope)
        _note_epoch(memory, epoch)
        reoffering.begin(memory, epoch)


def begin_history(memory: Memory, epoch: str) -> None:
    """The server tells a history that has nothing to do with this device's: read it from the beginning.

    It is asked about every scope, since it may have lost some. What waits to be sent goes on waiting.
    """
    if read_server(memory) is None:
        return
    with memory.transaction():
        start_over(memory, memory.note(CURSORS, {}))
        unsee(memory)
        _note_epoch(memory, epoch)
        reoffering.begin(memory, epoch)


def unsee(memory: Memory, gone: Collection[str] = ()) -> None:
    """Let no waiting command claim to have seen numbers that in this history mean something else.

    Of scopes that are `gone` in it, nothing is known.
    """
    cursors = memory.note(CURSORS, {})
    for record in memory.all_waiting():
        known = 0 if record.scope in gone else cursors.get(record.scope, 0)
        if any(operation.seen > known for operation in record.waiting):
            waiting = (replace(o, seen=min(o.seen, known)) for o in record.waiting)
            memory.put(replace(record, waiting=tuple(waiting)))


def forget_beyond(memory: Memory, scope: str) -> None:
    """Forget the rows of a scope that no pull has vouched for."""
    cursor = memory.note(CURSORS, {}).get(scope, 0)
    for record in memory.in_scope(scope):
        if record.seq > cursor:
            keep(memory, without_base(record))


def come_into_history(memory: Memory, epoch: str) -> None:
    """This device has joined a server: go on reading where it stopped if it knows it from before.

    What it has from another server stays: it may be the only copy left.
    """
    if memory.note("history") == epoch:
        return
    with memory.transaction():
        _unnumber(memory)
        for name in (CURSORS, WINDOWS, START_OVER, reoffering.NOTE, reoffering.HELD):
            memory.set_note(name, None)
        memory.sent.clear()
        memory.set_note("history", epoch)


def _unnumber(memory: Memory) -> None:
    """Unlearn a server's numbering, so that the rows of another, whose numbers are lower, count."""
    for scope in memory.note(CURSORS, {}):
        memory.put(*(replace(record, seq=0) for record in memory.in_scope(scope) if record.seq))


def _note_epoch(memory: Memory, epoch: str) -> None:
    note = read_server(memory)
    if note is not None:
        with memory.transaction():
            write_server(memory, replace(note, epoch=epoch))
            memory.set_note("history", epoch)
