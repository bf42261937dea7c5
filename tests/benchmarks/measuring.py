"""One size: the stores are made, all engines meet every operation in turn, and medians are kept."""

import shutil
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from statistics import median

from counting import Writes, writes_of_inserts
from engines import CACHING, ENGINES, JSON, RAW, build
from workers import GET, INSERT, INSERT_MANY, LAST, OPEN, UPDATE, Seconds, Worker, opened

OPERATIONS = (INSERT, INSERT_MANY, UPDATE, GET, LAST, OPEN)
TIMES = {GET: 20, LAST: 10, UPDATE: 10, INSERT: 10, INSERT_MANY: 1}
"""How often an operation is called in one visit."""
SEED = 1


@dataclass
class Figure:
    """Medians in seconds, and of how many calls."""

    cpu: float
    wall: float
    calls: int


@dataclass
class Size:
    """What was found out with so many documents."""

    documents: int
    figures: dict[str, dict[str, Figure]] = field(default_factory=dict)
    """By operation and engine."""
    held: dict[str, int] = field(default_factory=dict)
    peak: dict[str, int] = field(default_factory=dict)
    file: dict[str, int] = field(default_factory=dict)
    writes: Writes = field(default_factory=Writes)


def measure(documents: int, rounds: int, folder: Path) -> Size:
    """Everything about one size; the stores are made in this folder, and removed."""
    size = Size(documents)
    for name in ENGINES:
        if name == CACHING:
            shutil.copytree(folder / JSON, folder / CACHING)
        else:
            build(name, folder / name, documents)
        size.file[name] = sum(path.stat().st_size for path in (folder / name).iterdir())
        shutil.copytree(folder / name, folder / "working" / name)
    size.writes = writes_of_inserts(folder / "counting", documents)
    took = _visits(documents, rounds, folder / "working")
    took[OPEN] = _openings(size, rounds, folder)
    for operation, found in took.items():
        size.figures[operation] = {name: _figure(calls) for name, calls in found.items() if calls}
    shutil.rmtree(folder)
    return size


def rounds_of(name: str, documents: int, rounds: int) -> int:
    """How many rounds an engine takes part in: few where an operation costs more the more there are."""
    return min(rounds, max(1, 500_000 // documents)) if ENGINES[name].slow else rounds


def _visits(documents: int, rounds: int, folder: Path) -> dict[str, dict[str, list[Seconds]]]:
    """All engines alive at once; in each round all of them, shuffled, do each operation."""
    took: dict[str, dict[str, list[Seconds]]] = defaultdict(lambda: defaultdict(list))
    workers = [Worker(name, folder / name, documents) for name in ENGINES]
    shuffling = Random(SEED)
    for worker in workers:
        # Not timed: what is read or imported once only.
        for operation in _abilities(worker.name, (GET, INSERT)):
            worker.visit(operation, 1, SEED)
    # The large inserts come last, so that the small sizes stay what they are for the others.
    for operations in ((GET, LAST, UPDATE, INSERT), (INSERT_MANY,)):
        for turn in range(rounds):
            for operation in operations:
                for worker in shuffling.sample(workers, len(workers)):
                    able = operation in _abilities(worker.name, operations)
                    if able and turn < rounds_of(worker.name, documents, rounds):
                        times = _times_of(worker.name, documents, operation)
                        took[operation][worker.name] += worker.visit(operation, times, turn)
    for worker in workers:
        worker.end()
    return took


def _times_of(name: str, documents: int, operation: str) -> int:
    """How often an engine is called in one visit."""
    cheap = not ENGINES[name].slow or (name, operation) == (CACHING, GET)
    return TIMES[operation] if cheap else max(1, min(TIMES[operation], 20_000 // documents))


def _abilities(name: str, operations: tuple[str, ...]) -> list[str]:
    """Which of these operations an engine has."""
    return [one for one in operations if name != RAW or one in (INSERT, INSERT_MANY)]


def _openings(size: Size, rounds: int, folder: Path) -> dict[str, list[Seconds]]:
    """Every store as it was closed, opened in fresh processes, engine after engine, shuffled each round."""
    took: dict[str, list[Seconds]] = defaultdict(list)
    held: dict[str, list[int]] = defaultdict(list)
    peak: dict[str, list[int]] = defaultdict(list)
    names = [name for name in ENGINES if name != RAW]
    shuffling = Random(SEED)
    for turn in range(rounds):
        for name in shuffling.sample(names, len(names)):
            if turn < rounds_of(name, size.documents, rounds):
                seconds, after, most = opened(name, folder / name)
                took[name].append(seconds)
                held[name].append(after)
                peak[name].append(most)
    size.held = {name: round(median(found)) for name, found in held.items()}
    size.peak = {name: round(median(found)) for name, found in peak.items()}
    return took


def _figure(calls: list[Seconds]) -> Figure:
    return Figure(median(cpu for cpu, _ in calls), median(wall for _, wall in calls), len(calls))
