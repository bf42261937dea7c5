"""What memory holds of one table: which documents there are, where each lies in the file, and the indexes."""

from array import array
from collections.abc import Iterator, Mapping
from typing import Any

from app.store.index import Index, Key
from app.store.journal import Place

IndexSpec = Mapping[str, str | None]
"""Field -> the field with the number that orders it (None: insertion); '' orders the whole table."""

Keys = tuple[Key | None, ...]
"""Where a document stands in each index of its table."""


class Shelf:
    """Ids, places and indexes of one table. A slot is a document's number in order of insertion."""

    __slots__ = ("_ids", "_sizes", "_slots", "_starts", "indexes")

    def __init__(self, spec: IndexSpec) -> None:
        self.indexes = {field: Index(field, number) for field, number in spec.items()}
        self._slots: dict[str, int] = {}
        self._ids: list[str | None] = []
        self._starts = array("q")
        self._sizes = array("I")

    def __len__(self) -> int:
        return len(self._slots)

    def __contains__(self, doc_id: object) -> bool:
        return doc_id in self._slots

    def __iter__(self) -> Iterator[str]:
        """Every id, in order of insertion."""
        return (doc_id for doc_id in self._ids if doc_id is not None)

    def slot(self, doc_id: str) -> int | None:
        """The slot of a document, or None."""
        return self._slots.get(doc_id)

    def place(self, slot: int) -> Place:
        """Where the line of a slot's document lies."""
        return self._starts[slot], self._sizes[slot]

    def slots(self) -> list[int]:
        """Every slot in use, in order of insertion."""
        # Taking back a removal leaves the dict out of order; sorting what is nearly sorted costs little.
        return sorted(self._slots.values())

    def id_at(self, slot: int) -> str | None:
        """Whose slot this is; None once it was removed."""
        return self._ids[slot] if slot < len(self._ids) else None

    def keys(self, document: Mapping[str, Any]) -> Keys:
        """Where a document belongs in the indexes."""
        return tuple(index.key(document) for index in self.indexes.values())

    def add(self, doc_id: str, place: Place, keys: Keys) -> None:
        """Take in a new document."""
        self._file_in(self._new_slot(doc_id, place), keys)

    def take_back(self, doc_id: str, keys: Keys) -> None:
        """Undo `add`, latest first."""
        slot = self._slots.pop(doc_id)
        self._file_out(slot, keys)
        del self._ids[slot], self._starts[slot], self._sizes[slot]

    def move(self, slot: int, place: Place, old: Keys, new: Keys) -> None:
        """Let a document lie somewhere else, and say something else."""
        self._starts[slot], self._sizes[slot] = place
        if old != new:
            self._file_out(slot, old)
            self._file_in(slot, new)

    def remove(self, slot: int, keys: Keys) -> None:
        """Forget a document; its slot stays empty, so the order of the others stays as it is."""
        doc_id = self._ids[slot]
        if doc_id is not None:
            self._ids[slot] = None
            del self._slots[doc_id]
            self._file_out(slot, keys)

    def restore(self, slot: int, doc_id: str, keys: Keys) -> None:
        """Undo `remove`."""
        self._ids[slot] = doc_id
        self._slots[doc_id] = slot
        self._file_in(slot, keys)

    def _file_in(self, slot: int, keys: Keys) -> None:
        for index, key in zip(self.indexes.values(), keys, strict=True):
            index.add(key, slot)

    def _file_out(self, slot: int, keys: Keys) -> None:
        for index, key in zip(self.indexes.values(), keys, strict=True):
            index.discard(key, slot)

    def _new_slot(self, doc_id: str, place: Place) -> int:
        slot = self._slots[doc_id] = len(self._ids)
        self._ids.append(doc_id)
        self._starts.append(place[0])
        self._sizes.append(place[1])
        return slot


class LoadingShelf(Shelf):
    """A shelf being filled from a file: it notes keys, and sorts once at the end."""

    __slots__ = ("_noted",)

    def __init__(self, spec: IndexSpec) -> None:
        super().__init__(spec)
        self._noted: list[Keys] = []

    def put(self, doc_id: str, place: Place, document: Mapping[str, Any]) -> None:
        """Take in a document, or its newer version."""
        keys = self.keys(document)
        slot = self._slots.get(doc_id)
        if slot is None:
            self._new_slot(doc_id, place)
            self._noted.append(keys)
        else:
            self._starts[slot], self._sizes[slot] = place
            self._noted[slot] = keys

    def forget(self, doc_id: str) -> None:
        """Forget a document."""
        self._ids[self._slots.pop(doc_id)] = None

    def finish(self) -> None:
        """Build the indexes from the keys noted, and let those go."""
        for position, index in enumerate(self.indexes.values()):
            noted = ((self._noted[slot][position], slot) for slot in self.slots())
            index.build((key, slot) for key, slot in noted if key is not None)
        self._noted.clear()
