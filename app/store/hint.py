"""The hint beside a journal: what memory knew at one commit, so that an opening need not read the whole log.

It may be missing, old or damaged: then it is not believed, and the log is read. See docs/store-format.md.
"""

import json
import sys
import zlib
from array import array
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from app.domain.errors import StoreBroken
from app.store.disk import Disk, told
from app.store.lines import intact_so_far
from app.store.shelf import Shelf
from app.store.tables import Tables

VERSION = 3
PIECE = 1 << 20


def hint_path(path: Path) -> Path:
    """Where the hint of this journal lies."""
    return path.with_name(path.name + ".hint")


def fresh_path(path: Path) -> Path:
    """Where its next hint is written."""
    return path.with_name(path.name + ".hint.new")


def save(tables: Tables, disk: Disk) -> Iterator[None]:
    """Write the hint of this moment, in slices. Raises OSError."""
    journal = tables.journal
    for shelf in list(tables.shelves.values()):
        tables.expect_rest()
        shelf.settle()
        yield from shelf.merge()
    tables.expect_rest()
    if tables.journal is not journal or not journal.alive:
        return
    directory, *columns = _body(tables)
    head = _identity(tables) | {"end": journal.end, "seq": journal.seq, "last": journal.last.decode()}
    head |= {"directory": len(directory), "header": journal.header.birth().decode()}
    body = [directory, *columns]
    if journal.seal is not None:
        body = [journal.seal.close(b"".join(body))]
    parts = [json.dumps(head).encode() + b"\n", *body]
    crc = 0
    for part in parts:
        crc = zlib.crc32(part, crc)
    yield
    fresh = fresh_path(tables.journal.path)
    disk.remove(fresh)
    file = disk.open(fresh)
    try:
        at = 0
        for part in [b"%08x\n" % crc, *parts]:
            for first in range(0, len(part), PIECE):
                piece = part[first : first + PIECE]
                file.write_at(at, piece)
                at += len(piece)
                yield
    finally:
        file.close()
    if tables.journal is not journal:
        disk.remove(fresh)
        return
    # Not flushed: a hint that a power cut damages is found out by its checksum.
    disk.replace(fresh, hint_path(tables.journal.path))


def _identity(tables: Tables) -> dict[str, Any]:
    """What a hint must share with who believes it: format, the machine's numbers, file, indexes."""
    spec = {name: list(spec.items()) for name, spec in sorted(tables.indexes.items())}
    sizes = [array(code).itemsize for code in "qIQH"]
    return {
        "setu-hint": VERSION,
        "numbers": f"{sys.byteorder} {sizes}",
        "gen": tables.journal.header.gen,
        "indexes": json.dumps(spec),
    }


def _body(tables: Tables) -> list[bytes]:
    """A directory, and every column it speaks of in its order."""
    directory: dict[str, Any] = {}
    columns: list[bytes] = []
    for name, shelf in tables.shelves.items():
        counts, kept = shelf.keep()
        runs = {}
        for field, index in shelf.indexes.items():
            runs[field], *pair = index.keep()
            kept += pair
        said = None
        if shelf.words is not None:
            said, more = shelf.words.keep()
            kept += more
        directory[name] = [counts, [len(column) for column in kept], runs, said]
        columns += kept
    return [json.dumps(directory).encode(), *columns]


def take(tables: Tables, disk: Disk) -> bool:
    """Believe the hint, if it is whole, and of this very file and these very indexes."""
    with suppress(OSError, ValueError, LookupError, TypeError):
        whole = disk.read(hint_path(tables.journal.path))
        head_at = whole.index(b"\n") + 1
        if b"%08x\n" % zlib.crc32(memoryview(whole)[head_at:]) != whole[:head_at]:
            return False
        body_at = whole.index(b"\n", head_at) + 1
        head = json.loads(whole[head_at:body_at])
        if _identity(tables).items() <= head.items():
            body = memoryview(whole)[body_at:]
            if tables.journal.seal is not None:
                body = memoryview(tables.journal.seal.open(bytes(body)))
            shelves = _shelves(
                tables, json.loads(bytes(body[: head["directory"]])), body[head["directory"] :]
            )
            if tables.journal.resume(head["end"], head["seq"], head["last"].encode()):
                tables.shelves = shelves
                return True
    return False


def check(tables: Tables, until: int) -> Iterator[None]:
    """Read again, in slices, what was taken on a hint's word. Raises `StoreBroken`."""
    journal = tables.journal
    with told(journal.path):
        for intact in intact_so_far(journal.file, len(journal.header.birth()), until):
            if not intact:
                raise StoreBroken("store.broken", path=str(journal.path))
            yield


def _shelves(tables: Tables, directory: dict[str, Any], columns: memoryview) -> dict[str, Shelf]:
    shelves, at = {}, 0
    for name, (counts, sizes, runs, said) in directory.items():
        kept = []
        for size in sizes:
            kept.append(columns[at : at + size])
            at += size
        shelf = shelves[name] = tables.new_shelf(name)
        shelf.take(counts, kept[:4])
        for place, (field, index) in enumerate(shelf.indexes.items()):
            numbers, slots = kept[4 + 2 * place : 6 + 2 * place]
            index.take(runs[field], numbers.cast("q"), slots.cast("I"))
        if shelf.words is not None and said is None:
            shelf.words.begin(len(shelf.places[0]))
        elif shelf.words is not None:
            shelf.words.take(said, kept[4 + 2 * len(shelf.indexes) :])
    return shelves
