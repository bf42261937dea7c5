"""The tables of a journal: what is read of them, and how they change together or not at all."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from app.domain.errors import StoreBroken
from app.store.format import drop_line, empty_line, put_line, remove_line
from app.store.journal import BATCH, Journal, Place
from app.store.shelf import IndexSpec, Keys, Shelf
from app.store.words import Lexicon, WordIndex

Changes = Iterable[tuple[str, Mapping[str, Any] | None]]
"""Ids with what their documents shall be; None removes."""


class Tables:
    """Documents stay in the journal; memory knows where each lies, and the indexes."""

    def __init__(
        self,
        journal: Journal,
        indexes: Mapping[str, IndexSpec],
        lexicons: Mapping[str, Lexicon] | None = None,
    ) -> None:
        self.journal = journal
        self.indexes = indexes
        self.lexicons = lexicons or {}
        self.shelves: dict[str, Shelf] = {}
        self.revision = 0
        self._undo: list[tuple[Any, ...]] = []
        self._depth = 0
        self.known = False

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All changes inside are one commit or none; one inside another joins it. Never await inside."""
        if not self.known:
            raise ValueError("the store is not loaded yet")
        mark, undone_from = self.journal.mark(), len(self._undo)
        self._depth += 1
        kept = False
        try:
            yield
            if self._depth == 1:
                self.journal.commit()
            kept = True
        finally:
            self._depth -= 1
            if not kept:
                self._roll_back(mark, undone_from)
            if not self._depth:
                self._undo.clear()
                for shelf in self.shelves.values():
                    shelf.settle_many()

    def expect_rest(self) -> None:
        """Raise ValueError inside a transaction: what it changed may yet be undone."""
        if self._depth:
            raise ValueError("a transaction is open")

    def amend(self, name: str, changes: Changes, *, cleared: bool = False, fresh: bool = False) -> None:
        """Put and remove documents of one table, after emptying it if `cleared`; a missing table is made.

        Raises ValueError where a `fresh` document has the id of one that is there.
        """
        with self.transaction():
            if cleared and self.shelf(name):
                self._reshelve(name, empty_line(name), self.new_shelf(name))
            for doc_id, document in changes:
                if document is None:
                    self._remove(name, doc_id)
                else:
                    self._put(name, doc_id, document, fresh)
            if name not in self.shelves:
                self._reshelve(name, empty_line(name), self.new_shelf(name))

    def shelf(self, name: str) -> Shelf:
        """What memory holds of a table; an empty shelf if there is no such table."""
        shelf = self.shelves.get(name)
        return self.new_shelf(name) if shelf is None else shelf

    def documents(self, name: str, slots: Sequence[int]) -> Iterator[tuple[str, dict[str, Any]]]:
        """Ids and fresh documents of these slots, read many at a time, without those removed meanwhile."""
        shelf = self.shelf(name)
        for first in range(0, len(slots), BATCH):
            if first and self.shelves.get(name) is not shelf:
                return
            places = [shelf.place(slot) for slot in slots[first : first + BATCH] if shelf.lives(slot)]
            for entry in self.journal.entries(places):
                if len(entry) != 3 or entry[0] != name:
                    raise StoreBroken("store.broken", path=str(self.journal.path))
                yield entry[1], entry[2]

    def take_out(
        self, name: str, slots: Sequence[int], unless: Callable[[Mapping[str, Any]], bool]
    ) -> Iterator[Mapping[str, Any]]:
        """Remove the documents of these slots but those of which `unless` is true; gives what was removed.

        Each is read once, many at a time, where `amend` looks for each by its id. Inside a transaction.
        """
        shelf = self.shelf(name)
        for first in range(0, len(slots), BATCH):
            some = [slot for slot in slots[first : first + BATCH] if shelf.lives(slot)]
            places = [shelf.place(slot) for slot in some]
            for slot, place, entry in zip(some, places, self.journal.entries(places), strict=True):
                if len(entry) != 3 or entry[0] != name:
                    raise StoreBroken("store.broken", path=str(self.journal.path))
                if not unless(entry[2]):
                    self._take_out(name, shelf, slot, place, entry[1], shelf.keys(entry[2]))
                    yield entry[2]

    def document(self, name: str, doc_id: str) -> dict[str, Any] | None:
        """One fresh document, or None."""
        shelf = self.shelves.get(name)
        if shelf is not None:
            for slot in shelf.candidates(doc_id):
                found, document = self._at(name, shelf.place(slot))
                if found == doc_id:
                    return document
        return None

    def drop(self, name: str) -> None:
        """Forget a table."""
        with self.transaction():
            self._reshelve(name, drop_line(name), None)

    # Changes, each with the way back

    def _put(self, name: str, doc_id: str, document: Mapping[str, Any], fresh: bool) -> None:
        line, document = put_line(name, doc_id, document)
        shelf = self.shelves.get(name)
        if shelf is None:
            shelf = self.new_shelf(name)
            self._shelve(name, shelf)
        new = shelf.keys(document)
        slot = shelf.slot(doc_id)
        if slot is None:
            shelf.add(doc_id, self.journal.append(line), new)
            self._changed(shelf.take_back, doc_id, new)
            return
        if fresh:
            raise ValueError(f"Document with ID {doc_id} already exists")
        before = shelf.place(slot)
        if self.journal.lines([before])[0] == line:
            return
        old = self._keys(name, shelf, before)
        shelf.move(slot, self.journal.append(line), old, new)
        self._changed(shelf.move, slot, before, new, old)

    def _remove(self, name: str, doc_id: str) -> None:
        shelf = self.shelf(name)
        slot = shelf.slot(doc_id)
        if slot is not None:
            place = shelf.place(slot)
            self._take_out(name, shelf, slot, place, doc_id, self._keys(name, shelf, place))

    def _take_out(self, name: str, shelf: Shelf, slot: int, place: Place, doc_id: str, keys: Keys) -> None:
        self.journal.append(remove_line(name, doc_id))
        shelf.remove(slot, doc_id, keys)
        self._changed(shelf.restore, slot, doc_id, place, keys)

    def _reshelve(self, name: str, line: bytes, shelf: Shelf | None) -> None:
        self.journal.append(line)
        self._shelve(name, shelf)

    def _shelve(self, name: str, shelf: Shelf | None) -> None:
        before = dict(self.shelves)
        if shelf is None:
            del self.shelves[name]
        else:
            self.shelves[name] = shelf
        self._changed(self._put_shelves_back, before)

    def _put_shelves_back(self, shelves: dict[str, Shelf]) -> None:
        self.shelves = shelves

    def _changed(self, *way_back: Any) -> None:
        """Note what has changed, as a function that undoes it and what to call that with."""
        self._undo.append(way_back)
        self.revision += 1

    def _roll_back(self, mark: int, undone_from: int) -> None:
        self.revision += 1
        while len(self._undo) > undone_from:
            undo, *last = self._undo.pop()
            undo(*last)
        self.journal.rewind(mark)

    # Documents and shelves

    def _at(self, name: str, place: Place) -> tuple[str, dict[str, Any]]:
        table, doc_id, document = self.journal.put(place)
        if table != name:
            raise StoreBroken("store.broken", path=str(self.journal.path))
        return doc_id, document

    def _keys(self, name: str, shelf: Shelf, place: Place) -> Keys:
        """The index keys of a stored document, which only the file still knows."""
        return shelf.keys(self._at(name, place)[1]) if shelf.indexes else ()

    def new_shelf(self, name: str) -> Shelf:
        """An empty shelf with the indexes of this table."""
        words = WordIndex(self.lexicons[name]) if name in self.lexicons else None
        return Shelf(self.indexes.get(name, {}), lambda place: self._at(name, place)[0], words)

    # Words

    def words(self) -> list[tuple[str, WordIndex]]:
        """The tables that have an index of words, with that."""
        return [(name, shelf.words) for name, shelf in self.shelves.items() if shelf.words is not None]

    def read_words(self, name: str, limit: int) -> int:
        """Read the next unread documents of a table for their words, so many at most; how many there were.

        None inside a transaction: what it changed may yet be undone.
        """
        shelf = self.shelves.get(name)
        if shelf is None or shelf.words is None or self._depth:
            return 0
        slots = shelf.words.next_unread(limit)
        for slot in slots:
            document = None
            try:
                if shelf.lives(slot):
                    _, document = self._at(name, shelf.place(slot))
            finally:  # what is damaged is told once, and keeps nobody from the rest
                shelf.words.read(slot, document)
        return len(slots)

    def hear(self, entry: list[Any], place: Place) -> None:
        """Take in a line of the log."""
        name = entry[0]
        match entry:
            case [_, None]:
                self.shelves.pop(name, None)
            case [_]:
                self.shelves[name] = self.new_shelf(name)
            case [_, doc_id, *document]:
                shelf = self.shelves.get(name) or self.shelves.setdefault(name, self.new_shelf(name))
                slot = shelf.slot(doc_id)
                old = () if slot is None else self._keys(name, shelf, shelf.place(slot))
                if document and slot is None:
                    shelf.add(doc_id, place, shelf.keys(document[0]))
                elif slot is not None and document:
                    shelf.move(slot, place, old, shelf.keys(document[0]))
                elif slot is not None:
                    shelf.remove(slot, doc_id, old)
                shelf.settle_many()
