"""A server that was restored from a back-up tells another history: what this device must then unlearn."""

from dataclasses import replace

from app.domain.errors import Unwelcome
from app.store.memory import Memory
from app.sync.line import Line, read_server, write_server

CODE = "epoch"
"""The trouble of a request that names another history than the server's."""


def check_epoch(line: Line, sent: str, told: str) -> None:
    """Take the server's word where this device knows no history; raise where it knows another."""
    if not sent:
        note = read_server(line.memory)
        if note and note.epoch != told:
            write_server(line.memory, replace(note, epoch=told))
    elif sent != told:
        raise Unwelcome(CODE, epoch=told)


def begin_history(memory: Memory, epoch: str) -> None:
    """Follow this history from its beginning. What waits to be sent goes on waiting."""
    note = read_server(memory)
    if note is None:
        return
    with memory.transaction():
        write_server(memory, replace(note, epoch=epoch))
        forget_places(memory)


def forget_places(memory: Memory) -> None:
    """Unlearn how far this device has read, and the server's old numbering, so that its new rows count."""
    with memory.transaction():
        for scope in memory.note("cursors", {}):
            memory.put(*(replace(record, seq=0) for record in memory.in_scope(scope) if record.seq))
        memory.set_note("cursors", None)
