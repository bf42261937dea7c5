"""Checking: now and then two ends compare sums over what they have, and what differs is read anew."""

import asyncio
from collections.abc import Iterable

from app.domain import directory
from app.domain.ids import COMMONS
from app.domain.records import Record
from app.store.memory import Memory
from app.sync.digests import digest_of
from app.sync.line import Line
from app.sync.places import Places, start_over, to_start_over
from app.sync.protocol import CONTENT, Page, Pulled

CHECKED, WRONG = "checked", "wrong_sums"
"""The notes with the day of each scope's last check, and with how many sums did not agree."""
DAY_MS = 24 * 3600 * 1000
AT_ONCE = 8
SLICE = 500


def due(line: Line) -> list[str]:
    """A few scopes that were not checked today."""
    day, checked = line.clock() // DAY_MS, line.memory.note(CHECKED, {})
    places, pending = Places.read(line.memory), to_start_over(line.memory)
    unchecked = [scope for scope, cursor in places.cursors.items() if cursor and checked.get(scope) != day]
    return [scope for scope in unchecked if scope not in pending][:AT_ONCE]


async def compare(line: Line, asked: Iterable[str], reply: Pulled) -> None:
    """Compare the sums that came with a reply; a scope that differs will be read from the beginning.

    It is a sum over many rows, so it is taken in slices; what changes meanwhile is checked another time.
    """
    if not (asked := list(asked)):
        return
    wrong = []
    for page in reply.pages:
        if page.digest and page.scope in asked and page.to >= page.head:
            own = await _sum(line, page)
            if own not in ("", page.digest):
                wrong.append(page.scope)
    with line.memory.transaction():
        places, day = Places.read(line.memory), line.clock() // DAY_MS
        checked = {
            scope: at for scope, at in line.memory.note(CHECKED, {}).items() if scope in places.cursors
        }
        line.memory.set_note(CHECKED, {**checked, **dict.fromkeys(asked, day)})
        wrong = [scope for scope in wrong if scope in places.cursors]
        if wrong:
            line.memory.set_note(WRONG, int(line.memory.note(WRONG, 0)) + len(wrong))
            start_over(line.memory, wrong)


async def _sum(line: Line, page: Page) -> str:
    """The sum over what is here of a scope as this page left it; empty when it did not stay so."""
    rows: list[tuple[str, str, int]] = []
    after, left_out = 0, _left_out(line.memory, page.scope)
    while True:
        found = line.memory.in_scope(page.scope, SLICE, after)
        counted = (record for record in found if _counts(record, page.start) and record.kind != left_out)
        rows += [(record.kind, record.id, record.seq) for record in counted]
        if any(record.seq > page.to for record in found):
            return ""
        if len(found) < SLICE:
            break
        after = found[-1].order
        await asyncio.sleep(0)
    return digest_of(rows) if line.memory.note("cursors", {}).get(page.scope) == page.to else ""


def _left_out(memory: Memory, scope: str) -> str:
    """The kind of which everybody has others: cards that were found in a directory that is asked online."""
    said = memory.get(COMMONS, directory.KIND, COMMONS) if scope == COMMONS else None
    return "card" if said and directory.is_online(said.base or {}) else ""


def _counts(record: Record, start: int) -> bool:
    if record.base is None or record.gone or not record.seq:
        return False
    return record.kind not in CONTENT or record.pos >= start
