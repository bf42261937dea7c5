"""A TinyDB storage on a journal: every change is one durable transaction of what it touched."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from itertools import chain
from os import PathLike
from pathlib import Path
from typing import Any, cast

from tinydb.storages import Storage

from app.domain.errors import StoreBroken
from app.store.disk import DiskFile, LogFile, trouble
from app.store.format import drop_line, empty_line, put_line, remove_line
from app.store.journal import BATCH, Journal, Place
from app.store.lock import Lock
from app.store.shelf import IndexSpec, Keys, LoadingShelf, Shelf
from app.store.view import TableView

Changes = Iterable[tuple[str, Mapping[str, Any] | None]]
"""Ids with what their documents shall be; None removes."""


class LogStorage(Storage):
    """The tables of one file: documents stay on the disk, memory knows where each lies and the indexes.

    Works under a stock `TinyDB(path, storage=LogStorage)` too: `write` then finds the difference, slowly but
    as safely. Raises `StoreTrouble`; a file it refuses is left as it was.
    """

    def __init__(
        self,
        path: str | PathLike[str],
        *,
        indexes: Mapping[str, IndexSpec] | None = None,
        schema: int = 1,
        sync: bool = True,
        open_file: Callable[[Path], LogFile] = DiskFile,
    ) -> None:
        self.path = Path(path)
        self.revision = 0
        self._indexes = dict(indexes or {})
        self._shelves: dict[str, Shelf] = {}
        self._undo: list[Callable[[], object]] = []
        self._depth = 0
        with ExitStack() as opening:
            try:
                self._lock = Lock(self.path)
                opening.callback(self._lock.release)
                file = open_file(self.path)
            except OSError as error:
                raise trouble(error, self.path) from error
            opening.callback(file.close)
            loading: dict[str, LoadingShelf] = {}
            replay = partial(self._replay, loading)
            self._journal = Journal(file, path=self.path, schema=schema, sync=sync, replay=replay)
            opening.pop_all()
        for shelf in loading.values():
            shelf.finish()
        self._shelves.update(loading)

    @property
    def recovered(self) -> int:
        """Bytes of an unfinished transaction that opening cut off."""
        return self._journal.recovered

    @property
    def schema(self) -> int:
        """The schema the file's header names."""
        return self._journal.header.schema

    def close(self) -> None:
        """Let go of the file and its lock."""
        try:
            self._journal.close()
        finally:
            self._lock.release()

    # TinyDB's contract

    def read(self) -> dict[str, dict[str, Any]] | None:
        """Every table as a lazy mapping of fresh documents; None where there is none yet."""
        if not self._shelves:
            return None
        return cast(dict[str, dict[str, Any]], {name: TableView(self, name) for name in self._shelves})

    def write(self, data: Mapping[str, Mapping[Any, Mapping[str, Any]]]) -> None:
        """Make the tables what `data` says: what differs is journaled, as one transaction."""
        with self.transaction():
            for name in [name for name in self._shelves if name not in data]:
                self._reshelve(name, drop_line(name), None)
            for name, documents in data.items():
                if not (isinstance(documents, TableView) and documents.shows(self, name)):
                    wanted = {str(doc_id) for doc_id in documents}
                    gone = [doc_id for doc_id in self.shelf(name) if doc_id not in wanted]
                    kept = ((str(doc_id), document) for doc_id, document in documents.items())
                    self.amend(name, chain(((doc_id, None) for doc_id in gone), kept))

    # What our own tables use

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All changes inside are one commit or none; one inside another joins it. Never await inside."""
        mark, undone_from = self._journal.mark(), len(self._undo)
        self._depth += 1
        kept = False
        try:
            yield
            if self._depth == 1:
                self._journal.commit()
            kept = True
        finally:
            self._depth -= 1
            if not kept:
                self._roll_back(mark, undone_from)
            if not self._depth:
                self._undo.clear()

    def amend(self, name: str, changes: Changes, *, cleared: bool = False) -> None:
        """Put and remove documents of one table, after emptying it if `cleared`; a missing table is made."""
        with self.transaction():
            if cleared and self.shelf(name):
                self._reshelve(name, empty_line(name), self._new_shelf(name))
            for doc_id, document in changes:
                if document is None:
                    self._remove(name, doc_id)
                else:
                    self._put(name, doc_id, document)
            if name not in self._shelves:
                self._reshelve(name, empty_line(name), self._new_shelf(name))

    def shelf(self, name: str) -> Shelf:
        """What memory holds of a table; an empty shelf if there is no such table."""
        shelf = self._shelves.get(name)
        return self._new_shelf(name) if shelf is None else shelf

    def documents(self, name: str, slots: Sequence[int]) -> Iterator[tuple[str, dict[str, Any]]]:
        """Ids and fresh documents of these slots, read many at a time, without those removed meanwhile."""
        shelf = self.shelf(name)
        for first in range(0, len(slots), BATCH):
            found = [(shelf.id_at(slot), slot) for slot in slots[first : first + BATCH]]
            known = [(doc_id, shelf.place(slot)) for doc_id, slot in found if doc_id is not None]
            entries = self._journal.entries([place for _, place in known])
            for (doc_id, _), entry in zip(known, entries, strict=True):
                yield doc_id, self._document(name, doc_id, entry)

    def document(self, name: str, doc_id: str) -> dict[str, Any] | None:
        """One fresh document, or None."""
        shelf = self._shelves.get(name)
        slot = None if shelf is None else shelf.slot(doc_id)
        return None if shelf is None or slot is None else self._at(name, doc_id, shelf.place(slot))

    # Changes, each with the way back

    def _put(self, name: str, doc_id: str, document: Mapping[str, Any]) -> None:
        line = put_line(name, doc_id, document)
        shelf = self._shelves.get(name)
        if shelf is None:
            shelf = self._new_shelf(name)
            self._shelve(name, shelf)
        slot = shelf.slot(doc_id)
        if slot is None:
            place = self._journal.append(line), len(line)
            keys = shelf.keys(document)
            shelf.add(doc_id, place, keys)
            self._changed(partial(shelf.take_back, doc_id, keys))
            return
        before = shelf.place(slot)
        if self._journal.read(*before) == line:
            return
        old, new = self._keys(name, doc_id, shelf, before), shelf.keys(document)
        shelf.move(slot, (self._journal.append(line), len(line)), old, new)
        self._changed(partial(shelf.move, slot, before, new, old))

    def _remove(self, name: str, doc_id: str) -> None:
        shelf = self.shelf(name)
        slot = shelf.slot(doc_id)
        if slot is not None:
            keys = self._keys(name, doc_id, shelf, shelf.place(slot))
            self._journal.append(remove_line(name, doc_id))
            shelf.remove(slot, keys)
            self._changed(partial(shelf.restore, slot, doc_id, keys))

    def _reshelve(self, name: str, line: bytes, shelf: Shelf | None) -> None:
        self._journal.append(line)
        self._shelve(name, shelf)

    def _shelve(self, name: str, shelf: Shelf | None) -> None:
        before = dict(self._shelves)
        if shelf is None:
            del self._shelves[name]
        else:
            self._shelves[name] = shelf
        self._changed(partial(self._put_shelves_back, before))

    def _put_shelves_back(self, shelves: dict[str, Shelf]) -> None:
        self._shelves = shelves

    def _changed(self, way_back: Callable[[], object]) -> None:
        self._undo.append(way_back)
        self.revision += 1

    def _roll_back(self, mark: int, undone_from: int) -> None:
        self.revision += 1
        while len(self._undo) > undone_from:
            self._undo.pop()()
        self._journal.rewind(mark)

    # Documents and shelves

    def _at(self, name: str, doc_id: str, place: Place) -> dict[str, Any]:
        return self._document(name, doc_id, self._journal.entries([place])[0])

    def _document(self, name: str, doc_id: str, entry: list[Any]) -> dict[str, Any]:
        match entry:
            case [table, key, dict() as document] if table == name and key == doc_id:
                return document
            case _:
                raise StoreBroken("store.broken", path=str(self.path))

    def _keys(self, name: str, doc_id: str, shelf: Shelf, place: Place) -> Keys:
        """The index keys of a stored document, which only the file still knows."""
        return shelf.keys(self._at(name, doc_id, place)) if shelf.indexes else ()

    def _new_shelf(self, name: str) -> Shelf:
        return Shelf(self._indexes.get(name, {}))

    def _replay(self, loading: dict[str, LoadingShelf], entry: list[Any], start: int, size: int) -> None:
        name = entry[0]
        match entry:
            case [_, None]:
                loading.pop(name, None)
                return
            case [_]:
                loading[name] = LoadingShelf(self._indexes.get(name, {}))
                return
        shelf = loading.get(name)
        if shelf is None:
            shelf = loading[name] = LoadingShelf(self._indexes.get(name, {}))
        if len(entry) == 2:
            shelf.forget(entry[1])
        else:
            shelf.put(entry[1], (start, size), entry[2])
