"""Adopting: this device turns out to be a further one of somebody the server knows."""

from dataclasses import replace

from app.domain.ids import own_scope, pair_scope
from app.domain.records import Operation
from app.store.memory import Memory
from app.store.rename import own_writing, rename
from app.sync.rows import keep


def adopt(memory: Memory, old: str, new: str) -> None:
    """Make everything written here as `old` the writing of `new`, in one commit.

    Of the profile typed here only the fields that say something go on: a blank of this device's first
    minutes must not wipe out what the person wrote elsewhere. Between two texts the later one wins.
    """
    with memory.transaction():
        names = {old: new, own_scope(old): own_scope(new)}
        for record in own_writing(memory):
            for operation in (*record.waiting, *record.refused):
                to = operation.args.get("to")
                if record.kind == "dm" and isinstance(to, str):
                    names[record.scope] = pair_scope(new, to)
        rename(memory, names)
        memory.set_note("person", new)
        profile = memory.get(own_scope(new), "me", new)
        if profile:
            told = (_without_blanks(operation) for operation in profile.waiting)
            keep(memory, replace(profile, waiting=tuple(operation for operation in told if operation.args)))


def _without_blanks(operation: Operation) -> Operation:
    args = {name: value for name, value in operation.args.items() if value not in ("", [], {}, None)}
    stamps = {name: stamp for name, stamp in operation.stamps.items() if name in args}
    return replace(operation, args=args, stamps=stamps)
