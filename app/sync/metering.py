"""Metering: what leaves this device and what comes, counted and written down with what it was about.

Bytes are those of bodies on the wire, without headers; of a compressed reply, what came compressed. The
notes `exchange:<n>` are the last hundred requests that sent something, `traffic:<n>` the last month's days.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.domain.records import Operation, Record
from app.store.memory import Memory

if TYPE_CHECKING:
    from app.sync.line import Line

EXCHANGES, DAYS = 100, 31
DAY_MS = 24 * 3600 * 1000


@dataclass(slots=True)
class Meter:
    """Bytes that went and came and are not written down yet."""

    up: int = 0
    down: int = 0


@contextmanager
def accounted(
    line: "Line", sent: Iterable[tuple[Record, Operation]] = (), *, unasked: bool = False
) -> Iterator[None]:
    """A commit of what an exchange brought, with what it cost; without one nothing is lost of the count.

    For what came `unasked` nothing went: what did go meanwhile belongs to a request that is under way.
    """
    meter = line.client.meter
    up, down = 0 if unasked else meter.up, meter.down
    with line.memory.transaction():
        yield
        kinds = Counter(record.kind for record, _ in sent)
        if kinds:
            _note_exchange(line.memory, line.clock(), {"kinds": dict(kinds), "up": up, "down": down})
        if kinds or up or down:
            _note_day(line.memory, line.clock() // DAY_MS, kinds, up, down)
    meter.up -= up
    meter.down -= down


def _note_exchange(memory: Memory, now: int, told: dict[str, Any]) -> None:
    number = int(memory.note("exchanges", 0)) + 1
    memory.set_note("exchanges", number)
    memory.set_note(f"exchange:{number % EXCHANGES}", {"n": number, "at": now, **told})


def _note_day(memory: Memory, day: int, kinds: Counter[str], up: int, down: int) -> None:
    name = f"traffic:{day % DAYS}"
    known = memory.note(name) or {}
    if known.get("day") != day:
        known = {"day": day, "up": 0, "down": 0, "kinds": {}}
    total = {
        "day": day,
        "up": known["up"] + up,
        "down": known["down"] + down,
        "kinds": dict(Counter(known["kinds"]) + kinds),
    }
    memory.set_note(name, total)
