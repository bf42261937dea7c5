"""What memory holds of one table: which documents there are, where each lies in the file, and the indexes."""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from hashlib import blake2b
from typing import Any

from app.domain.errors import StoreFull
from app.store.index import Index, Key
from app.store.journal import Place
from app.store.words import WordIndex

IndexSpec = Mapping[str, str | None]
"""Field -> the field with the number that orders it (None: insertion); '' orders the whole table."""

Keys = tuple[Key | None, ...]
"""Where a document stands in each index of its table."""

SLOT_BITS = 26
SLOT = (1 << SLOT_BITS) - 1
NOWHERE = -1
RECENT, LARGE, PARTS = 1 << 12, 1 << 17, 32
"""So many ids are packed away at once, and lists of so many are not merged: milliseconds, either of them."""


class Shelf:
    """Places and indexes of one table. A slot is a document's number in order of insertion.

    Ids are not held, but for recent ones: the others are found by 38 bits of their hash, packed above the
    slot into a few sorted lists, and then read in the file, which tells one from another of the same hash.
    """

    __slots__ = (
        "_count",
        "_indexes",
        "_read_id",
        "_recent",
        "_settled",
        "_settled_to",
        "indexes",
        "moved",
        "places",
        "words",
    )

    def __init__(
        self, spec: IndexSpec, read_id: Callable[[Place], str], words: WordIndex | None = None
    ) -> None:
        self.indexes = {field: Index(field, number) for field, number in spec.items()}
        self._indexes = tuple(self.indexes.values())
        self.places = array("q"), array("I"), array("I")
        self.words = words
        self.moved: set[int] | None = None
        self._read_id = read_id
        self._recent: dict[str, int] = {}
        self._settled: list[array[int]] = []
        self._settled_to = 0
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def __contains__(self, doc_id: object) -> bool:
        return isinstance(doc_id, str) and self.slot(doc_id) is not None

    def slot(self, doc_id: str) -> int | None:
        """The slot of a document, or None."""
        recent = self._recent.get(doc_id)
        if recent is not None or not self._settled:
            return recent
        for slot in self.candidates(doc_id):
            if self._read_id(self.place(slot)) == doc_id:
                return slot
        return None

    def candidates(self, doc_id: str) -> list[int]:
        """The slots that may be of this document: it is in one of them, or there is none such."""
        recent = self._recent.get(doc_id)
        if recent is not None:
            return [recent]
        hashed = _fingerprint(doc_id)
        starts, found = self.places[0], []
        for settled in self._settled:
            at = bisect_left(settled, hashed)
            while at < len(settled) and settled[at] <= hashed | SLOT:
                if starts[settled[at] & SLOT] != NOWHERE:
                    found.append(settled[at] & SLOT)
                at += 1
        return found

    def place(self, slot: int) -> Place:
        """Where the line of a slot's document lies."""
        starts, sizes, crcs = self.places
        return starts[slot], sizes[slot], crcs[slot]

    def slots(self) -> list[int]:
        """Every slot in use, in order of insertion."""
        return [slot for slot, start in enumerate(self.places[0]) if start != NOWHERE]

    def lives(self, slot: int) -> bool:
        """Whether the document of a slot has not been removed."""
        return slot < len(self.places[0]) and self.places[0][slot] != NOWHERE

    def keys(self, document: Mapping[str, Any]) -> Keys:
        """Where a document belongs in the indexes."""
        return tuple([index.key(document) for index in self._indexes])

    # Changes, each with its way back

    def add(self, doc_id: str, place: Place, keys: Keys) -> None:
        """Take in a new document."""
        starts, sizes, crcs = self.places
        if len(starts) > SLOT:
            raise StoreFull("store.full")
        slot = self._recent[doc_id] = len(starts)
        starts.append(place[0])
        sizes.append(place[1])
        crcs.append(place[2])
        if self.words is not None:
            self.words.add()
        self._count += 1
        self._file_in(slot, keys)

    def take_back(self, doc_id: str, keys: Keys) -> None:
        """Undo `add`, latest first."""
        slot = self._recent.pop(doc_id)
        self._file_out(slot, keys)
        for column in self.places:
            column.pop()
        if self.words is not None:
            self.words.take_back()
        self._count -= 1

    def move(self, slot: int, place: Place, old: Keys, new: Keys) -> None:
        """Let a document lie somewhere else, and say something else."""
        self._put(slot, place)
        if old != new:
            self._file_out(slot, old)
            self._file_in(slot, new)

    def remove(self, slot: int, doc_id: str, keys: Keys) -> None:
        """Forget a document; its slot stays empty, so the order of the others stays as it is."""
        self._recent.pop(doc_id, None)
        self._put(slot, (NOWHERE, 0, 0))
        self._count -= 1
        self._file_out(slot, keys)

    def restore(self, slot: int, doc_id: str, place: Place, keys: Keys) -> None:
        """Undo `remove`."""
        if slot >= self._settled_to:
            self._recent[doc_id] = slot
        self._put(slot, place)
        self._count += 1
        self._file_in(slot, keys)

    def settle(self) -> None:
        """Pack the recent ids away with the others."""
        packed = array("Q", sorted(_fingerprint(doc_id) | slot for doc_id, slot in self._recent.items()))
        while self._settled and len(self._settled[-1]) <= len(packed) <= LARGE - len(self._settled[-1]):
            packed = array("Q", sorted([*self._settled.pop(), *packed]))
        if packed:
            self._settled.append(packed)
        self._recent.clear()
        self._settled_to = len(self.places[0])

    def settle_many(self) -> None:
        """Pack the recent ids away once they are many; the memory they take is what matters then."""
        if len(self._recent) > RECENT:
            self.settle()

    def merge(self) -> Iterator[None]:
        """Make one list of those with packed ids, in slices, so that finding one looks in one place."""
        lists, ends = list(self._settled), [0] * len(self._settled)
        if len(lists) < 2:
            return
        whole = array("Q")
        for part in range(1, PARTS + 1):
            found: list[int] = []
            for place, settled in enumerate(lists):
                end = bisect_left(settled, (part << 64) // PARTS) if part < PARTS else len(settled)
                found += settled[ends[place] : end]
                ends[place] = end
            whole.extend(sorted(found))
            yield
        # What was packed away meanwhile may have been merged with one of these.
        if all(old is now for old, now in zip(lists, self._settled, strict=False)):
            self._settled[: len(lists)] = [whole]

    # For a hint

    def keep(self) -> tuple[list[int], list[bytes]]:
        """How many documents, how many ids in each list; and the columns: ids, starts, sizes, sums."""
        self.settle()
        counts = [self._count, *map(len, self._settled)]
        return counts, [b"".join(map(bytes, self._settled)), *map(bytes, self.places)]

    def take(self, counts: list[int], columns: list[memoryview]) -> None:
        """Become what `keep` gave, the indexes apart."""
        self._count, *lengths = counts
        at = 0
        for length in lengths:
            self._settled.append(array("Q", bytes(columns[0][at : at + 8 * length])))
            at += 8 * length
        for column, kept in zip(self.places, columns[1:], strict=True):
            column.frombytes(kept)
        self._settled_to = len(self.places[0])

    def _put(self, slot: int, place: Place) -> None:
        starts, sizes, crcs = self.places
        starts[slot], sizes[slot], crcs[slot] = place
        if self.words is not None:
            self.words.change(slot)
        if self.moved is not None:
            self.moved.add(slot)

    def _file_in(self, slot: int, keys: Keys) -> None:
        if self.moved is not None:
            self.moved.add(slot)
        for index, key in zip(self._indexes, keys, strict=True):
            if key is not None:
                index.add(key, slot)

    def _file_out(self, slot: int, keys: Keys) -> None:
        for index, key in zip(self._indexes, keys, strict=True):
            if key is not None:
                index.discard(key, slot)


def _fingerprint(doc_id: str) -> int:
    """38 bits of the id's hash, with room for a slot below them."""
    digest = blake2b(doc_id.encode(errors="surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> SLOT_BITS << SLOT_BITS
