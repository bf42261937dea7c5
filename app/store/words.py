"""The index of words over one table: which documents have words that begin like this, the latest first.

It is kept beside what is written, and behind it: a write only marks its document, which is read for its words
when there is time, the latest first. What was read lies in a small dictionary, then in segments, which are
merged in time. So what the index tells are candidates: a document may have changed, or gone, since it was
read, and whoever asks reads it anyway. What it does not tell is only in documents that are still unread.
"""

from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from heapq import nlargest
from typing import Any

from app.store.segment import COLUMNS, Parts, Segment, common, frozen, merge, taken
from app.store.vocabulary import encoded

NEW, CHANGED, READ = 0, 1, 2
"""Marks of a document: never read for its words, changed since it was, or read."""

DELTA = 128
"""So many documents are read before their words are frozen: a few milliseconds."""

MANY = 16
"""So many segments more, and it is time to merge."""

PAST = 8
"""Postings that are past, about, where a document is read again; merging does away with them."""

Between = tuple[int, int]
LAST = 2**32 - 1
EVER: Between = (0, LAST)


@dataclass(frozen=True, slots=True)
class Begun:
    """How a word, or another form of it, has to begin; if anything else is asked of it, `agrees` says so."""

    prefix: str
    agrees: Callable[[str], bool] | None = None

    def fits(self, word: str) -> bool:
        """Whether a word, or a form of one, is as it has to be."""
        return word.startswith(self.prefix) and (self.agrees is None or self.agrees(word))


Way = Sequence[Sequence[Begun]]
"""One way to fit: groups of beginnings, and of each group one must be met."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What of a document is looked up: its words, and a number by which the latest of them is first."""

    words: Iterable[str] = ()
    number: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """How the words of a document are found, and in which other `forms` each of these is known.

    Under another `edition`, what was read is read anew.
    """

    read: Callable[[Mapping[str, Any]], Entry]
    edition: str
    forms: Callable[[str], Iterable[str]] = lambda _word: ()


class WordIndex:
    """The words of one table's documents, by slot."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.unsaved = 0
        self._marks = bytearray()
        self._numbers = array("I")
        self._delta: dict[str, array[int]] = {}
        self._forms: dict[str, tuple[str, ...]] = {}
        self._again: set[int] = set()
        self._in_delta: dict[int, frozenset[str]] = {}
        self._segments: list[Segment] = []
        self._merged = 0

    # Writing: what a commit pays for

    def add(self) -> None:
        """A document was added."""
        self._marks.append(NEW)
        self._numbers.append(0)

    def take_back(self) -> None:
        """The last one added was not."""
        self._marks.pop()
        self._numbers.pop()

    def change(self, slot: int) -> None:
        """A document is another now, or is gone, or back."""
        if self._marks[slot] == READ:
            self._marks[slot] = CHANGED

    # Reading for words

    @property
    def count(self) -> int:
        """How many documents there are, or were."""
        return len(self._marks)

    def unread(self) -> int:
        """How many documents are still to be read."""
        return len(self._marks) - self._marks.count(READ)

    def next_unread(self, limit: int) -> list[int]:
        """The slots of the next documents to read, the last added first."""
        found: list[int] = []
        end = len(self._marks)
        while len(found) < limit:
            end = max(self._marks.rfind(NEW, 0, end), self._marks.rfind(CHANGED, 0, end))
            if end < 0:
                break
            found.append(end)
        return found

    def read(self, slot: int, document: Mapping[str, Any] | None) -> None:
        """Take in the words of a document; None is one that is gone."""
        if self._marks[slot] == CHANGED:
            self._again.add(slot)
            for word in self._in_delta.pop(slot, ()):
                self._delta[word].remove(slot)
        entry = Entry() if document is None else self.lexicon.read(document)
        self._marks[slot] = READ
        self._numbers[slot] = min(max(entry.number, 0), LAST)
        self._in_delta[slot] = words = frozenset(entry.words)
        for word in words:
            slots = self._delta.get(word)
            if slots is None:
                slots = self._delta[word] = array("I")
                if forms := tuple(self.lexicon.forms(word)):
                    self._forms[word] = forms
            slots.append(slot)
        self.unsaved += 1
        if len(self._in_delta) >= DELTA:
            self.settle()

    def settle(self) -> None:
        """Freeze what was read last."""
        self._segments += frozen(self._delta, self._forms, self._again)
        self._delta, self._forms, self._again, self._in_delta = {}, {}, set(), {}

    @property
    def crowded(self) -> bool:
        """Whether there are many segments more than merging left."""
        return len(self._segments) >= self._merged + MANY

    def merge(self) -> Iterator[None]:
        """Merge the segments of a span that have become many, in slices; what is past goes with it."""
        for first in sorted({segment.first for segment in self._segments}):
            ours = [segment for segment in self._segments if segment.first == first]
            due = ours[_due([len(segment) + PAST * len(segment.again) for segment in ours]) :]
            if len(due) > 1:
                whole = yield from merge(due, oldest=len(due) == len(ours))
                if all(segment in self._segments for segment in due):  # nobody else has merged them
                    at = self._segments.index(due[0])
                    kept = [segment for segment in self._segments if segment not in due]
                    self._segments = [*kept[:at], whole, *kept[at:]]
        self._merged = len(self._segments)

    # Asking

    def find(self, ways: Iterable[Way], between: Between = EVER) -> Iterator[set[int]]:
        """For each way to fit, the slots of the documents that may, without those of the ways before it.

        `between` is where the number of each has to lie.
        """
        known: set[int] = set()
        looked_up: list[dict[Begun, Parts]] = [{} for _ in range(len(self._segments) + 1)]
        for way in ways:
            # All words of a document, as it is now, are in one segment, or in the delta.
            found = common(_parts(way, self._beginning, looked_up[-1]))
            for segment, parts in zip(self._segments, looked_up, strict=False):
                found.update(segment.having(_parts(way, partial(_beginning, segment), parts)))
            found -= known
            if between != EVER:
                low, high = between
                found = {slot for slot in found if low <= self._numbers[slot] <= high}
            known |= found
            yield found

    def latest(self, slots: Collection[int], limit: int, lives: Callable[[int], bool]) -> list[int]:
        """The first so many living of these, the greatest number first, and of equals the one added last."""
        numbers, wanted = self._numbers, limit
        while True:
            best = nlargest(wanted, slots, key=lambda slot: (numbers[slot], slot))
            living = [slot for slot in best if lives(slot)]
            if len(living) >= limit or len(best) < wanted:
                return living[:limit]
            wanted *= 4

    def _beginning(self, begun: Begun) -> Parts:
        words = set(filter(begun.fits, self._delta))
        words.update(word for word, forms in self._forms.items() if any(map(begun.fits, forms)))
        return [self._delta[word] for word in words]

    # For a hint

    def keep(self) -> tuple[list[Any], list[bytes]]:
        """The edition and the segments; and the columns: marks, numbers, and those of each segment."""
        self.settle()
        self.unsaved = 0
        columns = [bytes(self._marks), bytes(self._numbers)]
        for segment in self._segments:
            columns += segment.columns()
        return [self.lexicon.edition, [segment.first for segment in self._segments]], columns

    def take(self, said: Sequence[Any], columns: Sequence[memoryview]) -> None:
        """Become what `keep` gave; if that was another edition, all is to be read anew."""
        edition, firsts = said
        if edition == self.lexicon.edition:
            self._marks[:] = columns[0]
            self._numbers = array("I", bytes(columns[1]))
            of_each = [columns[at : at + COLUMNS] for at in range(2, len(columns), COLUMNS)]
            self._segments = [taken(*pair) for pair in zip(firsts, of_each, strict=True)]
        else:
            self.begin(len(columns[0]))

    def begin(self, count: int) -> None:
        """So many documents are there, and none of them was read."""
        self._marks[:] = bytes(count)
        self._numbers = array("I", bytes(4 * count))


def _beginning(segment: Segment, begun: Begun) -> Parts:
    return segment.beginning(encoded(begun.prefix), begun.agrees)


def _parts(
    groups: Sequence[Sequence[Begun]], look_up: Callable[[Begun], Parts], known: dict[Begun, Parts]
) -> list[Parts]:
    """The postings of each group; nothing is looked up behind a group that has none, nor twice."""
    found: list[Parts] = []
    for group in groups:
        for begun in group:
            if begun not in known:
                known[begun] = look_up(begun)
        found.append([part for begun in group for part in known[begun]])
        if not found[-1]:
            return [()]
    return found


def _due(sizes: Sequence[int]) -> int:
    """Where the last segments begin that are together at least half as large as the one before them."""
    first = len(sizes) - 1
    while first > 0 and sizes[first - 1] <= 2 * sum(sizes[first:]):
        first -= 1
    return first
