"""Names that change: an id is made anew, or this device turns out to be a further one of somebody known."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from app.domain.records import Operation, Record
from app.store.memory import Memory

Names = Mapping[str, str]
"""New names by old ones: ids of records and people, and the scopes called after them."""


def rename(memory: Memory, names: Names) -> None:
    """Call things by their new names wherever this device wrote the old ones, in one commit."""
    with memory.transaction():
        pairs = [(record, renamed(record, names)) for record in own_writing(memory)]
        changed = [(old, new) for old, new in pairs if old != new]
        memory.forget(*(old for old, _ in changed))
        for _, new in changed:
            memory.put(_joined(memory.get(new.scope, new.kind, new.id), new))
        _move_drafts(memory, names)


def _move_drafts(memory: Memory, names: Names) -> None:
    """What is being typed somewhere, in the note `draft:<place>`, moves along; nothing is written over."""
    for name in memory.notes("draft:"):
        moved = ":".join(names.get(part, part) for part in name.split(":"))
        if moved != name and memory.note(moved) is None:
            memory.set_note(moved, memory.note(name))
            memory.set_note(name, None)


def own_writing(memory: Memory) -> list[Record]:
    """Every record with something of this device's own that waits or was refused."""
    found = {(r.scope, r.kind, r.id): r for r in (*memory.all_waiting(), *memory.all_refused())}
    return list(found.values())


def renamed(record: Record, names: Names) -> Record:
    """The record under its new names. What the server said, `base`, is left to the server."""
    return replace(
        record,
        scope=names.get(record.scope, record.scope),
        id=_id(record.id, names),
        by=names.get(record.by, record.by),
        waiting=tuple(_operation(operation, names) for operation in record.waiting),
        refused=tuple(_operation(operation, names) for operation in record.refused),
    )


def _id(identifier: str, names: Names) -> str:
    """The new id; one that is made of several, such as a reaction's, changes where they do."""
    whole = names.get(identifier)
    return whole or ".".join(names.get(part, part) for part in identifier.split("."))


def _operation(operation: Operation, names: Names) -> Operation:
    return replace(operation, args=_named(operation.args, names), effect=_named(operation.effect, names))


def _named(value: Any, names: Names) -> Any:
    match value:
        case str():
            return names.get(value, value)
        case Mapping():
            return {key: _named(inner, names) for key, inner in value.items()}
        case list() | tuple():
            return [_named(inner, names) for inner in value]
    return value


def _joined(known: Record | None, record: Record) -> Record:
    if known is None:
        return record
    waiting = sorted((*known.waiting, *record.waiting), key=lambda operation: operation.queue)
    return replace(known, waiting=tuple(waiting), refused=(*known.refused, *record.refused))
