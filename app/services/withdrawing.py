"""Withdrawing: taking back what one wrote; and what others wrote, in a circle one leads or moderates."""

from dataclasses import replace

from app.domain.circles import May, may, require
from app.domain.errors import Refused
from app.domain.ids import inside, scope_type
from app.domain.records import Record
from app.domain.traces import BY_AUTHOR, BY_LEADER, PLACES, emptied, is_trace, wordless
from app.services import belonging, connecting
from app.services.desk import Desk
from app.services.reacting import Item


def may_withdraw(desk: Desk, item: Item) -> bool:
    """Whether one may take these words away, as far as this device knows."""
    known = _spoken(desk, item)
    if known is None:
        return False
    return known.by == desk.person or (
        scope_type(item.scope) == "c" and may(belonging.role_in(desk, inside(item.scope)), May.TIDY)
    )


def withdraw(desk: Desk, item: Item) -> None:
    """Take words away for everybody: here at once, elsewhere as soon as may be. Nobody gets them back.

    Words that wait to be sent never will be. But they may be on their way, unanswered, so what goes in their
    stead has their name and nothing in it: a server that has them knows it by that, one that gets them late
    has had it already. What takes them back comes right behind.
    """
    with desk.memory.transaction():
        known = _spoken(desk, item)
        if known is None:
            raise Refused("ref.missing")
        if known.by != desk.person:
            require(belonging.role_in(desk, inside(item.scope)), May.TIDY)
        if known.base is None:
            if connecting.server(desk) is None or not known.waiting:
                desk.memory.forget(known)
                return
            waiting = tuple(
                replace(o, args=wordless(o.args), effect=wordless(o.effect)) for o in known.waiting
            )
            desk.memory.put(replace(known, waiting=waiting, refused=()))
        why = BY_AUTHOR if known.by == desk.person else BY_LEADER
        desk.write(*_name(item), "redact", {}, effect=emptied(item.kind, known.values, why))


def _spoken(desk: Desk, item: Item) -> Record | None:
    known = desk.memory.get(*_name(item)) if item.kind in PLACES else None
    return None if known is None or known.gone or is_trace(known.values) else known


def _name(item: Item) -> tuple[str, str, str]:
    return item.scope, item.kind, item.id
