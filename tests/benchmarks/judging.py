"""The bars: what our store must reach beside SQLite and TinyDB's own storages, judged by CPU time."""

from collections.abc import Sequence
from dataclasses import dataclass

from engines import JSON, OURS, SQLITE
from measuring import Size
from workers import GET, INSERT, INSERT_MANY, LAST, OPEN, UPDATE

AGAINST_SQLITE = {INSERT: 1.1, INSERT_MANY: 1.0, UPDATE: 2.0, GET: 1.1, LAST: 1.4}
FLAT = 1.3
BEYOND_JSON = 64
LARGE = 100_000
OPENING, WISH, MEMORY = 1 / 12, 1 / 36, 1 / 5


@dataclass
class Verdict:
    """One bar: what was found, what it may be at most, and what was judged."""

    documents: int
    bar: str
    found: str
    passed: bool


def judge(sizes: Sequence[Size]) -> list[Verdict]:
    """Every bar at every size it is meant for."""
    beside = (verdict for size in sizes for verdict in (*_beside_sqlite(size), *_beside_json(size)))
    return [*beside, *_flat(sizes)]


def ratio(size: Size, operation: str, engine: str) -> float:
    """CPU time of ours for one of the other's."""
    figures = size.figures[operation]
    return figures[OURS].cpu / figures[engine].cpu


def _beside_sqlite(size: Size) -> list[Verdict]:
    verdicts = [
        Verdict(size.documents, f"{operation} ≤ {most} × SQLite", f"{found:.2f} ×", found <= most)
        for operation, most in AGAINST_SQLITE.items()
        for found in [ratio(size, operation, SQLITE)]
    ]
    writes = size.writes
    flushes = f"{writes.fewest}" if writes.fewest == writes.most else f"{writes.fewest} to {writes.most}"
    once = writes.fewest == writes.most == 1
    return [
        *verdicts,
        Verdict(size.documents, "one insert: exactly 1 flush", flushes, once),
        Verdict(
            size.documents,
            f"one insert: bytes ≤ JSON + {BEYOND_JSON}",
            f"JSON + {writes.beyond}",
            writes.beyond <= BEYOND_JSON,
        ),
    ]


def _beside_json(size: Size) -> list[Verdict]:
    if size.documents != LARGE:
        return []
    opening = ratio(size, OPEN, JSON)
    bars = [(OPEN, opening, OPENING), (f"{OPEN} (a wish)", opening, WISH)]
    if size.held[JSON]:
        bars.append(("memory after it", size.held[OURS] / size.held[JSON], MEMORY))
    return [
        Verdict(size.documents, f"{bar} ≤ 1/{round(1 / most)} of JSONStorage", _part(found), found <= most)
        for bar, found, most in bars
    ]


def _flat(sizes: Sequence[Size]) -> list[Verdict]:
    small, large = min(sizes, key=_documents), max(sizes, key=_documents)
    if small is large:
        return []
    found = large.figures[LAST][OURS].cpu / small.figures[LAST][OURS].cpu
    bar = f"{LAST}: t({large.documents:,}) ≤ {FLAT} t({small.documents:,})"
    return [Verdict(large.documents, bar, f"{found:.2f} ×", found <= FLAT)]


def _documents(size: Size) -> int:
    return size.documents


def _part(share: float) -> str:
    return f"1/{1 / share:.1f}" if share > 0 else "–"
