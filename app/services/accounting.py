"""Accounting: what left this device for its server, in plain terms.

Bytes are those of the bodies of requests and replies; a reply that came compressed counts as it came.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.services.desk import Desk

EXCHANGES, DAYS = 100, 31
DAY_MS = 24 * 3600 * 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One request that took something away: when, how many of which kind, and bytes that went and came."""

    at: int
    kinds: Mapping[str, int]
    up: int
    down: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """All that went and came on one day (UTC), which begins at `at`."""

    at: int
    kinds: Mapping[str, int] = field(default_factory=dict)
    up: int = 0
    down: int = 0


def exchanges(desk: Desk) -> list[Exchange]:
    """The last requests that took something away, the latest first."""
    notes = (desk.memory.note(f"exchange:{place}") for place in range(EXCHANGES))
    found = sorted((note for note in notes if note), key=lambda note: int(note["n"]), reverse=True)
    return [Exchange(at=it["at"], kinds=it["kinds"], up=it["up"], down=it["down"]) for it in found]


def days(desk: Desk) -> list[Day]:
    """The days of the last month on which something went or came, the latest first."""
    today = desk.clock() // DAY_MS
    notes = (desk.memory.note(f"traffic:{place}") for place in range(DAYS))
    recent = [note for note in notes if note and today - DAYS < note["day"] <= today]
    recent.sort(key=lambda note: int(note["day"]), reverse=True)
    return [Day(at=it["day"] * DAY_MS, kinds=it["kinds"], up=it["up"], down=it["down"]) for it in recent]
