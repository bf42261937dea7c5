"""Writing the file out anew: a compaction, a migration to a newer schema, another seal.

What lives is copied to a file beside the old one, in slices between which the store is used as ever; then
what was committed meanwhile is copied after it, and the new file takes the old one's place. A crash at
any moment leaves one of the two, whole.
"""

from array import array
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from app.domain.errors import StoreTrouble
from app.store.disk import Disk, told
from app.store.format import empty_line, parse_lines, put_line
from app.store.header import Header
from app.store.journal import BATCH, Journal, Place
from app.store.seal import Seal
from app.store.shelf import NOWHERE, Shelf
from app.store.tables import Tables

Document = dict[str, Any]
Migration = Callable[[str, str, Document], Document | None]
"""From one schema to the next: given table, id and document, what it becomes; None removes it."""

Migrations = Mapping[int, Migration]
"""By the schema that each leads to."""

Columns = tuple["array[int]", "array[int]", "array[int]"]


def migration(steps: Migrations, old: int, new: int) -> Migration:
    """All the steps from one schema to another as one; a schema without a step needs none."""

    def change(table: str, doc_id: str, document: Document) -> Document | None:
        changed: Document | None = document
        for schema in range(old + 1, new + 1):
            if changed is not None and schema in steps:
                changed = steps[schema](table, doc_id, changed)
        return changed

    return change


class Copy:
    """A new file with what lives in the store, as it grows."""

    def __init__(self, tables: Tables, disk: Disk, path: Path) -> None:
        tables.expect_rest()
        self._tables = tables
        self._disk = disk
        self._old = tables.journal
        self._from = self._old.end
        self._tail: dict[int, Place] = {}
        with told(path):
            disk.remove(path)
            self.journal = Journal(disk.open(path), path=path, sync=self._old.sync)
        self._shelves = dict(tables.shelves)
        self._columns: dict[Shelf, Columns] = {}
        for shelf in self._shelves.values():
            starts, sizes, crcs = shelf.places
            self._columns[shelf] = starts[:], sizes[:], crcs[:]
            shelf.moved = set()

    def documents(self, change: Migration | None) -> Iterator[float]:
        """Copy what lived at the beginning; gives the share done."""
        done, count = 0, sum(map(len, self._shelves.values()))
        for name, shelf in self._shelves.items():
            self.journal.append(empty_line(name))
            starts, sizes, crcs = columns = self._columns[shelf]
            for first in range(0, len(starts), BATCH):
                batch = [slot for slot in range(first, min(first + BATCH, len(starts))) if starts[slot] >= 0]
                lines = self._old.lines([(starts[slot], sizes[slot], crcs[slot]) for slot in batch])
                for slot, line in zip(batch, lines, strict=True):
                    if change is None:
                        _set(columns, slot, self.journal.append(line))
                    elif changed := _changed(change, line):
                        self.journal.append(changed)
                self.journal.commit()
                done += len(batch)
                yield done / count if count else 1.0
            self.journal.commit()

    def rest(self) -> Iterator[None]:
        """Copy what was committed since, until nothing is left to copy; what follows must not wait."""
        at = self._from
        while at < self._old.end:
            end = self._old.end
            for number, (start, line) in enumerate(self._old.tail(at), 1):
                if line is not None:
                    self._tail[start] = self.journal.append(line)
                if number % BATCH == 0:
                    # Many transactions become one: none of them counts before the file is installed.
                    self.journal.commit()
                    yield
            self.journal.commit()
            at = end

    def install(self) -> None:
        """Let the new file take the place of the old one."""
        self._tables.expect_rest()
        if not self._old.alive or self._tables.journal is not self._old:
            raise ValueError("the store was closed, or written out anew by somebody else")
        disk, path = self._disk, self._old.path
        try:
            self._old.close()
            self.journal.close()
            with told(path):
                disk.replace(self.journal.path, path)
        except StoreTrouble:
            self._old.reopen(disk.open, path)
            raise
        # From here on the new file is the store, whether or not it can be opened.
        self._tables.journal = self.journal
        self.journal.reopen(disk.open, path)
        for shelf in self._tables.shelves.values():
            self._move(shelf)
        self.journal.recovered = self._old.recovered

    def _move(self, shelf: Shelf) -> None:
        """Tell a table where its documents lie now."""
        now = shelf.places
        after = self._columns.get(shelf) or (array("q"), array("I"), array("I"))
        known = len(after[0])
        for column, current in zip(after, now, strict=True):
            column.extend(current[known:])
        moved = range(len(now[0])) if shelf.moved is None else shelf.moved
        for slot in {*moved, *range(known, len(now[0]))}:
            if slot < len(now[0]) and (now[0][slot] == NOWHERE or now[0][slot] >= self._from):
                start = now[0][slot]
                _set(after, slot, (NOWHERE, 0, 0) if start == NOWHERE else self._tail[start])
        shelf.places = after

    def leave(self) -> None:
        """Forget the new file, unless it was installed."""
        for shelf in self._columns:
            shelf.moved = None
        if self._tables.journal is not self.journal:
            self.journal.close()
            # Where the store was closed meanwhile, the name may be another one's by now.
            if self._old.alive:
                self._disk.remove(self.journal.path)


def rewrite(
    tables: Tables,
    disk: Disk,
    path: Path,
    *,
    header: Header,
    seal: Seal | None,
    change: Migration | None = None,
) -> Iterator[float]:
    """Write a journal out anew under this header, by way of `path`; gives the share done.

    Raises `StoreTrouble`. With `change`, what memory knows is out of date afterwards: read it again.
    """
    copy = Copy(tables, disk, path)
    try:
        copy.journal.begin(header, seal)
        yield from copy.documents(change)
        for _ in copy.rest():
            yield 1.0
        copy.install()
    finally:
        copy.leave()


def _changed(change: Migration, line: bytes) -> bytes | None:
    table, doc_id, document = parse_lines([line])[0]
    changed = change(table, doc_id, document)
    return None if changed is None else put_line(table, doc_id, changed)[0]


def _set(columns: Columns, slot: int, place: Place) -> None:
    for column, part in zip(columns, place, strict=True):
        column[slot] = part
