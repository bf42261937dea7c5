"""The figures as Markdown: a table for each size, CPU and wall, and the bars."""

import os
import platform
import sqlite3
from collections.abc import Iterable, Sequence
from importlib.metadata import version

from engines import CACHING, ENGINES, RAW, SQLITE
from judging import judge
from measuring import OPERATIONS, Size

TITLES = {name: name for name in ENGINES} | {CACHING: "CachingMiddleware (not durable)"}


def tell(sizes: Sequence[Size]) -> str:
    """Everything found out, to be read."""
    parts = [_heading(), *(_size(size) for size in sizes), _verdicts(sizes)]
    return "\n\n".join(parts) + "\n"


def _heading() -> str:
    return (
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version} (WAL, synchronous=FULL), "
        f"TinyDB {version('tinydb')}, {platform.system()}, {os.cpu_count()} cores. "
        "One run for each size: every engine alive in a process of its own, their operations interleaved, "
        "the order shuffled each round. Medians in milliseconds; × is the ratio to SQLite in the same run; "
        "the small number says of how many calls it is the median. "
        "CPU (user + system) is what is judged: the wall time of a disk is noise. "
        "Documents of 267 bytes on average, in English and Bengali, in 40 circles, the largest with 23 %."
    )


def _size(size: Size) -> str:
    cpu = [[TITLES[name], *(_time(size, one, name, "cpu") for one in OPERATIONS)] for name in ENGINES]
    wall = [[TITLES[name], *(_time(size, one, name, "wall") for one in OPERATIONS)] for name in ENGINES]
    space = [
        [TITLES[name], _mega(size.held.get(name)), _mega(size.peak.get(name)), _mega(size.file.get(name))]
        for name in ENGINES
        if name != RAW
    ]
    return "\n\n".join(
        [
            f"### {size.documents:,} documents",
            table(["CPU, ms", *OPERATIONS], cpu),
            table(["wall, ms", *OPERATIONS], wall),
            table(["MB", "memory after the first page", "peak until then", "files"], space),
        ]
    )


def _time(size: Size, operation: str, name: str, kind: str) -> str:
    figure = size.figures[operation].get(name)
    if figure is None:
        return "–"
    times = getattr(figure, kind) / getattr(size.figures[operation][SQLITE], kind)
    many = f" <sub>{figure.calls}</sub>" if kind == "cpu" else ""
    return f"{_short(getattr(figure, kind) * 1000)} ({_short(times)}×){many}"


def _short(number: float) -> str:
    return f"{number:,.0f}" if number >= 100 else f"{number:.1f}" if number >= 10 else f"{number:.3g}"


def _mega(size: int | None) -> str:
    return f"{size / 1e6:,.1f}" if size else "–"


def _verdicts(sizes: Sequence[Size]) -> str:
    words = {True: "PASS", False: "**miss**"}
    rows = [[f"{one.documents:,}", one.bar, one.found, words[one.passed]] for one in judge(sizes)]
    return "### Bars\n\n" + table(["documents", "bar", "found", ""], rows)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
