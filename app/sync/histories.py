"""Whose history this device follows: a server that was restored, and another server, tell another one."""

from dataclasses import replace

from app.domain.errors import Unwelcome
from app.store.memory import Memory
from app.sync.line import Line, read_server, write_server

CODE = "epoch"
"""The trouble of a request that names another history than the server's."""


def check_epoch(line: Line, sent: str, told: str) -> None:
    """Take the server's word where this device knows no history; raise where it knows another."""
    if sent and sent != told:
        raise Unwelcome(CODE, epoch=told)
    if not sent:
        _note_epoch(line.memory, told)


def begin_history(memory: Memory, epoch: str) -> None:
    """The server was restored: read it from the beginning, and ask about every scope it may have lost.

    What waits to be sent goes on waiting.
    """
    if read_server(memory) is None:
        return
    with memory.transaction():
        _unnumber(memory)
        memory.set_note("cursors", dict.fromkeys(memory.note("cursors", {}), 0))
        _note_epoch(memory, epoch)


def come_into_history(memory: Memory, epoch: str) -> None:
    """This device has joined a server: go on reading where it stopped if it knows it from before.

    What it has from another server stays: it may be the only copy left.
    """
    if memory.note("history") == epoch:
        return
    with memory.transaction():
        _unnumber(memory)
        memory.set_note("cursors", None)
        memory.set_note("history", epoch)


def ask_about(memory: Memory, scope: str) -> None:
    """Let the next pull ask about this scope, and so be told if it is no longer one's own."""
    places = memory.note("cursors", {})
    if scope not in places:
        memory.set_note("cursors", {**places, scope: 0})


def _unnumber(memory: Memory) -> None:
    """Unlearn a server's numbering, so that the rows of another, whose numbers are lower, count."""
    for scope in memory.note("cursors", {}):
        memory.put(*(replace(record, seq=0) for record in memory.in_scope(scope) if record.seq))


def _note_epoch(memory: Memory, epoch: str) -> None:
    note = read_server(memory)
    if note is not None:
        with memory.transaction():
            write_server(memory, replace(note, epoch=epoch))
            memory.set_note("history", epoch)
