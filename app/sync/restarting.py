"""Restarting: a store that was put back from a back-up, or rescued, may not know all it once knew."""

from app.store.memory import Memory
from app.store.restored import NOTE
from app.sync.places import CURSORS, start_over


def see_to_restored(memory: Memory) -> None:
    """Have everything told anew, and number and stamp what is done here like no earlier doing of it.

    Until a server tells it anew, what is here stays to be read.
    """
    if not memory.note(NOTE):
        return
    with memory.transaction():
        start_over(memory, memory.note(CURSORS, {}))
        memory.set_note("queue", _last_in_queue(memory))
        memory.set_note("device", None)
        memory.set_note(NOTE, None)


def _last_in_queue(memory: Memory) -> int:
    known = int(memory.note("queue", 0))
    pending = (
        o.queue for r in (*memory.all_waiting(), *memory.all_refused()) for o in (*r.waiting, *r.refused)
    )
    agreed = (operation.queue for _, operation in memory.sent.after(known, 1_000_000))
    return max(known, *pending, *agreed, 0)
