"""Read receipts: in a conversation of two, and only while both want them."""

from app.domain.ids import pair_scope, scope_type
from app.domain.kinds import check_fields
from app.domain.records import Record
from app.services import talking
from app.services.desk import Desk

_KIND = "receipt"


def wants(desk: Desk, with_person: str) -> bool:
    """Whether one wants receipts with this person."""
    return _wants(desk, pair_scope(desk.person, with_person), desk.person)


def want(desk: Desk, with_person: str, *, on: bool) -> None:
    """Want receipts with this person, or no more. They work once both do."""
    scope = pair_scope(desk.person, with_person)
    desk.write(scope, _KIND, desk.person, "set", check_fields(_KIND, {"on": on}))


def are_on(desk: Desk, with_person: str) -> bool:
    """Whether both want receipts, as far as this device knows."""
    return _both(desk, pair_scope(desk.person, with_person), with_person)


def read_by(desk: Desk, with_person: str) -> int:
    """Up to where the other has read; 0 unless both want receipts."""
    scope = pair_scope(desk.person, with_person)
    if not _both(desk, scope, with_person):
        return 0
    known = desk.memory.get(scope, _KIND, with_person)
    return int(known.values.get("pos", 0)) if known else 0


def tell(desk: Desk, scope: str, pos: int) -> None:
    """Tell the other that one has read up to here, if both want that."""
    if scope_type(scope) != "d":
        return
    other = next((row.id for row in desk.memory.page(f"{scope}/{_KIND}", 4) if row.id != desk.person), "")
    if other and _both(desk, scope, other) and not talking.is_blocked(desk, other):
        mine = desk.memory.get(scope, _KIND, desk.person)
        if mine and pos > int(mine.values.get("pos", 0)):
            desk.write(scope, _KIND, desk.person, "set", check_fields(_KIND, {"pos": pos}))


def _both(desk: Desk, scope: str, other: str) -> bool:
    return _wants(desk, scope, desk.person) and _wants(desk, scope, other)


def _wants(desk: Desk, scope: str, person: str) -> bool:
    known: Record | None = desk.memory.get(scope, _KIND, person)
    return bool(known and known.values.get("on"))
