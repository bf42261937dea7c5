"""Re-issuing: ids made by a clock that was far off are made anew before the server has to refuse them."""

from collections.abc import Iterable

from app.domain.ids import is_uuid7, scope_of_its_own, time_of, uuid7
from app.domain.records import Operation, Record
from app.store.rename import Names, rename, renamed
from app.sync.line import Line
from app.sync.protocol import CREATE_AHEAD_MS, CREATE_BEHIND_MS

FIRST_SETU_MS = 1_704_067_200_000
"""The year 2024: an id from before it comes from a clock that had lost its time."""


def reissue(line: Line) -> None:
    """Give what waits here an id of the right time, wherever its own is too far from the server's time."""
    waiting = line.memory.all_waiting()
    if line.renamed and any(renamed(record, line.renamed) != record for record in waiting):
        rename(line.memory, line.renamed)  # written meanwhile, on a screen that still showed the old id
    late = [record for record in waiting if any(_is_off(line, record, o) for o in record.waiting)]
    if late:
        rename(line.memory, anew(line, late, line.server_now))


def anew(line: Line, records: Iterable[Record], now: int) -> Names:
    """New names of this time for these records, remembered, and told in the sign `renamed` to screens."""
    names: dict[str, str] = {}
    for record in sorted(records, key=lambda record: record.order):
        made = names[record.id] = uuid7(now, line.randomness(10))
        if own := scope_of_its_own(record.kind, record.id):
            names[own] = scope_of_its_own(record.kind, made)
    line.renamed.update(names)
    line.memory.set_sign("renamed", dict(line.renamed))
    return names


def go_by(line: Line, names: Names) -> None:
    """Call these as the server does, which knew them before they were named anew."""
    for old in [old for old, new in line.renamed.items() if new in names]:
        del line.renamed[old]
    rename(line.memory, names)
    line.memory.set_sign("renamed", {**line.renamed, **names})


def _is_off(line: Line, record: Record, operation: Operation) -> bool:
    known = record.base is not None or record.gone
    if operation.op != "create" or known or not is_uuid7(record.id):
        return False
    made, now = time_of(record.id), line.server_now
    if made > now + CREATE_AHEAD_MS:
        return True
    if made >= now - CREATE_BEHIND_MS:
        return False
    age = line.clock() - made  # by the clock that made it, unless that was set since
    by_this_clock = line.skew.ahead_ms < -CREATE_BEHIND_MS and 0 <= age < CREATE_BEHIND_MS
    return by_this_clock or made < FIRST_SETU_MS
