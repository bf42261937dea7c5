"""Marking: how far one has read in a conversation or a thread, for all of one's devices."""

from dataclasses import dataclass, replace

from app.domain.kinds import check_fields
from app.domain.records import AFTER_ALL_NUMBERED, Record
from app.services import receipts
from app.services.desk import Desk

COUNTED = 100
"""Unread things are counted up to here; more is many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """What others wrote since one last read there: the first of it, and how much of it this device has."""

    first: str = ""
    count: int = 0


def place_of(scope: str, thread: str = "") -> str:
    """The name of the mark: of a whole scope, or of a post or a prompt in it."""
    return f"{scope}/{thread}" if thread else scope


def read_to(desk: Desk, place: str) -> int:
    """Up to which place in the server's numbering one has read; 0 for nothing."""
    known = desk.memory.get(desk.own, "mark", place)
    told = [known.base or {}, *(operation.args for operation in known.waiting)] if known else []
    here = int(desk.memory.note(f"seen:{place}", 0))  # as devices noted it before there were marks
    return max(here, *(int(values.get("pos", 0)) for values in told), 0)


def unread(desk: Desk, place: str, thread: str) -> Unread:
    """What others wrote in a thread behind one's mark; what is only here yet is nobody else's."""
    behind = desk.memory.page_behind(thread, COUNTED, read_to(desk, place))
    theirs = [record for record in behind if record.by != desk.person and record.pos and not record.gone]
    return Unread(first=theirs[0].id if theirs else "", count=len(theirs))


def mark(desk: Desk, place: str, thread: str, upto: int | None = None) -> None:
    """Take note that one has read a thread up to a place in it, or to its end."""
    latest = _last_numbered(desk, thread, upto)
    receipts.tell(desk, place, latest)
    note(desk, place, latest)


def note(desk: Desk, place: str, pos: int) -> None:
    """Take note that one has read up to this place in the server's numbering."""
    if pos <= read_to(desk, place):
        return
    with desk.memory.transaction():
        written = desk.write(desk.own, "mark", place, "set", check_fields("mark", {"pos": pos}))
        desk.memory.put(_with_few_waiting(written))


def _last_numbered(desk: Desk, thread: str, upto: int | None) -> int:
    before = None if upto is None else min(upto, AFTER_ALL_NUMBERED) + 1
    page = desk.memory.page(thread, 1, before)
    if page and not page[0].pos:  # one's own words that still wait stand behind all that is numbered
        page = desk.memory.page(thread, 1, AFTER_ALL_NUMBERED)
    return page[0].pos if page else 0


def _with_few_waiting(record: Record) -> Record:
    """Without the marks that a later one makes needless; the first may be on its way just now."""
    if len(record.waiting) <= 2:
        return record
    return replace(record, waiting=(record.waiting[0], record.waiting[-1]))
