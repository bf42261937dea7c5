"""Searching as one types beside SQLite's FTS5, in one run: `.venv/bin/python tests/benchmarks/search.py`.

Asked are words of the messages as they are typed, from two letters on, alone and behind another word.
Setu answers with `services.searching`: the index, the records read, ranked over five kinds of matching. FTS5
is asked for the same words as prefixes (unicode61 with marks as letters, prefix indexes of 2 and 3), and for
the latest 50 of what it finds.
"""

import argparse
import gc
import sqlite3
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from messages import circle_of, message, words_asked

from app.domain.records import Record
from app.i18n.search import sought
from app.services import searching
from app.services.desk import Desk
from app.services.searching import Filters
from app.store.memory import Memory

BATCH = 500
FTS = (
    "CREATE VIRTUAL TABLE words USING fts5(text, content='messages', prefix='2 3',"
    " tokenize=\"unicode61 remove_diacritics 0 categories 'L* M* N* Co'\")"
)
ASK = (
    "SELECT messages.text FROM messages JOIN words ON words.rowid = messages.rowid"
    " WHERE words MATCH ? ORDER BY at DESC LIMIT 50"
)


@dataclass
class Size:
    """What was found out with so many messages: milliseconds, unless it says otherwise."""

    messages: int
    ours: list[float] = field(default_factory=list)
    index: list[float] = field(default_factory=list)
    fts: list[float] = field(default_factory=list)
    filtered: list[float] = field(default_factory=list)
    slices: list[float] = field(default_factory=list)
    facts: dict[str, str] = field(default_factory=dict)


def main() -> None:
    asked = _arguments()
    for count in map(int, asked.sizes.split(",")):
        with TemporaryDirectory(prefix="setu-bench-", dir=asked.folder) as folder:
            print(f"{count:,} messages …", file=sys.stderr, flush=True)
            print(told(measured(count, asked.queries, Path(folder))), flush=True)


def measured(count: int, queries: int, folder: Path) -> Size:
    """Both are filled with the same messages, and asked the same in turn."""
    size = Size(count)
    size.facts["put, µs a message without an index"] = f"{fill(folder / 'bare.db', count, indexed=False):.0f}"
    size.facts["put, µs a message with it"] = f"{fill(folder / 'setu.db', count):.0f}"
    read(size, folder / "setu.db")
    desk = opened(size, folder / "setu.db")
    fts = filled_fts(size, folder / "fts.db", count)
    narrow = Filters(scope=circle_of(0))
    for query in words_asked(queries, count):
        match = " AND ".join(f'"{word}" *' for word in query.split())
        size.ours.append(took(partial(searching.search, desk, query)))
        size.index.append(took(partial(look_up, desk, query)))
        size.filtered.append(took(partial(searching.search, desk, query, narrow)))
        size.slices.append(longest_slice(desk, query))
        size.fts.append(took(partial(ask_fts, fts, match)))
    desk.memory.close()
    fts.close()
    return size


def longest_slice(desk: Desk, query: str) -> float:
    """Milliseconds of CPU for which nothing else gets its turn while a window searches."""
    longest, begun = 0.0, process_time()
    for _ in searching.in_slices(desk, query):
        longest, begun = max(longest, process_time() - begun), process_time()
    return max(longest, process_time() - begun) * 1e3


def look_up(desk: Desk, query: str) -> object:
    """The candidates, counted and not read."""
    return desk.memory.find(searching.ways(sought(query), Filters()), 0)


def ask_fts(database: sqlite3.Connection, match: str) -> object:
    """The latest 50 of what FTS5 finds."""
    return database.execute(ASK, (match,)).fetchall()


def fill(path: Path, count: int, *, indexed: bool = True) -> float:
    """Put all the messages, a page a commit; CPU µs a message."""
    memory = Memory.open(path, lexicons=searching.LEXICONS if indexed else None)
    cpu = 0.0
    for first in range(0, count, BATCH):
        page = [record(number) for number in range(first, min(first + BATCH, count))]
        begun = process_time()
        memory.put(*page)
        cpu += process_time() - begun
    memory.close()
    return cpu / count * 1e6


def record(number: int) -> Record:
    """The message of this number, as the server would send it."""
    said = message(number)
    base = {"tab": "topic", "title": "…", "body": said.text, "lang": said.lang}
    place = {"seq": number + 1, "pos": number + 1, "at": said.at}
    return Record(scope=said.scope, kind="post", id=f"{number:032x}", by=said.by, base=base, **place)


def read(size: Size, path: Path) -> None:
    """The index is made of all messages, in slices, and kept in the hint."""
    memory = Memory.open(path, lexicons=searching.LEXICONS)
    longest, begun, cpu = 0.0, perf_counter(), process_time()
    for _ in memory.read_words():
        longest, begun = max(longest, perf_counter() - begun), perf_counter()
    size.facts["rebuilding, s of CPU"] = f"{process_time() - cpu:.1f}"
    size.facts["its longest slice, ms"] = f"{longest * 1e3:.0f}"
    ((_, words),) = memory._db.storage.tables.words()
    _, columns = words.keep()
    size.facts["index, bytes a message"] = f"{sum(map(len, columns)) / size.messages:.0f}"
    for _ in memory._db.storage.save_hint():
        pass
    memory.close()


def opened(size: Size, path: Path) -> Desk:
    """The store is opened with its hint, as every day, and again without an index of words, to compare."""
    best: list[str] = []
    for name, lexicons in ((path, searching.LEXICONS), (path.with_name("bare.db"), None)):
        times = []
        for _ in range(5):
            begun = perf_counter()
            memory = Memory.open(name, lexicons=lexicons)
            times.append(perf_counter() - begun)
            memory.close()
        best.append(f"{min(times) * 1e3:.0f}")
    size.facts["opening, ms, with an index and without"] = ", ".join(best)
    memory = Memory.open(path, lexicons=searching.LEXICONS)
    assert memory.count_unread() == 0
    return Desk(memory=memory, clock=lambda: 0)


def filled_fts(size: Size, path: Path, count: int) -> sqlite3.Connection:
    """SQLite with the same messages in a table, and FTS5 over it."""
    database = sqlite3.connect(path)
    database.execute("CREATE TABLE messages (text TEXT, scope TEXT, at INTEGER)")
    rows = ((said.text, said.scope, said.at) for said in map(message, range(count)))
    database.executemany("INSERT INTO messages VALUES (?, ?, ?)", rows)
    database.execute("CREATE INDEX latest ON messages (at)")
    database.commit()
    before = path.stat().st_size
    database.execute(FTS)
    begun = process_time()
    database.execute("INSERT INTO words(words) VALUES ('rebuild')")
    database.commit()
    size.facts["FTS5: rebuilding, s of CPU"] = f"{process_time() - begun:.1f}"
    size.facts["FTS5: bytes a message"] = f"{(path.stat().st_size - before) / count:.0f}"
    return database


def took(ask: Callable[[], object]) -> float:
    """Milliseconds of the second of two times: both engines have read what they need of the file."""
    ask()
    begun = perf_counter()
    ask()
    return (perf_counter() - begun) * 1e3


def told(size: Size) -> str:
    """The size as two tables."""
    gc.collect()
    lines = [
        f"\n### {size.messages:,} messages, {len(size.ours)} queries\n",
        "| | p50 ms | p95 ms | most ms |",
        "|---|---|---|---|",
    ]
    lines += _rows(size)
    lines += ["", "| | |", "|---|---|", *(f"| {name} | {fact} |" for name, fact in size.facts.items())]
    return "\n".join(lines)


def _rows(size: Size) -> Iterator[str]:
    fts = quantiles(size.fts)
    for name, times in (
        ("Setu: searched, read and ranked", size.ours),
        ("Setu: the same in one circle", size.filtered),
        ("Setu: the longest slice of a search", size.slices),
        ("Setu: index alone", size.index),
        ("SQLite FTS5", size.fts),
    ):
        cells = (f"{one:.1f} ({one / other:.1f}×)" for one, other in zip(quantiles(times), fts, strict=True))
        yield f"| {name} | {' | '.join(cells)} |"


def quantiles(times: list[float]) -> list[float]:
    """The middle, the 95th of a hundred, and the longest."""
    ordered = sorted(times)
    return [ordered[len(ordered) // 2], ordered[len(ordered) * 95 // 100], ordered[-1]]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--sizes", default="20000,200000", metavar="N,N")
    parser.add_argument("--queries", type=int, default=60, help="words asked; each is typed letter by letter")
    parser.add_argument("--folder", type=Path, help="where the stores are made: on the disk that counts")
    return parser.parse_args()


if __name__ == "__main__":
    main()
