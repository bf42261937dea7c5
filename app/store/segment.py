"""A frozen piece of the index of words: a sorted vocabulary, and for every word the documents that have it.

A segment speaks of `SPAN` slots at most, so that a posting is two bytes, and of all words of a document as it
was read once. Words that begin alike stand side by side, and so do their postings: a prefix is one slice.
Another form of a word is a word of the vocabulary too, which has no postings but says whose it is.
"""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from heapq import merge as merged
from itertools import groupby
from operator import itemgetter
from typing import Union

SPAN_BITS = 16
SPAN = 1 << SPAN_BITS
SLICE = 1 << 14
"""Postings that are merged in one go: some milliseconds. A word counts as `WORD` of them."""
WORD = 32

Numbers = Union["array[int]", "memoryview[int]"]
Parts = Sequence[Numbers]

FORM = b"\0"
"""Stands before another form of a word in the vocabulary, and between the two."""

AFTER = b"\xff"
"""Comes after whatever UTF-8 may go on with."""


class Segment:
    """Words with their postings: slots, counted from the `first` of the span.

    `again` are the documents that had been read before: what older segments say of them is past.
    """

    __slots__ = ("_bounds", "_ends", "_postings", "_words", "again", "first")

    def __init__(
        self,
        first: int,
        again: Numbers,
        words: bytes | memoryview,
        ends: Numbers,
        bounds: Numbers,
        postings: Numbers,
    ) -> None:
        self.first = first
        self.again = again
        self._words = memoryview(words)
        self._ends = ends
        self._bounds = bounds
        self._postings = memoryview(postings)

    def __len__(self) -> int:
        """How many postings."""
        return len(self._postings)

    @property
    def vocabulary(self) -> int:
        """How many words."""
        return len(self._ends) - 1

    def word(self, at: int) -> bytes:
        """One word of the vocabulary."""
        return bytes(self._words[self._ends[at] : self._ends[at + 1]])

    def postings(self, at: int) -> "memoryview[int]":
        """The documents of one word, ascending."""
        return self._postings[self._bounds[at] : self._bounds[at + 1]]

    def having(self, groups: Iterable[Parts]) -> set[int]:
        """The slots of the documents that are in some part of every group of these postings of its own."""
        found = common(groups)
        return {self.first + low for low in found} if self.first else found

    def beginning(self, prefix: bytes, agrees: Callable[[str], bool] | None = None) -> Parts:
        """The documents of all words that begin like this, or have another form that does, and agrees."""
        low, high = self._range(prefix)
        if agrees is None:
            parts = [self._postings[self._bounds[low] : self._bounds[high]]]
        else:
            parts = [self.postings(at) for at in range(low, high) if agrees(decoded(self.word(at)))]
        low, high = self._range(FORM + prefix)
        forms = (self.word(at).split(FORM) for at in range(low, high))
        for word in {word for _, form, word in forms if agrees is None or agrees(decoded(form))}:
            at = bisect_left(range(self.vocabulary), word, key=self.word)
            if at < self.vocabulary and self.word(at) == word:
                parts.append(self.postings(at))
        return [part for part in parts if part]

    def _range(self, prefix: bytes) -> tuple[int, int]:
        every = range(self.vocabulary)
        low = bisect_left(every, prefix, key=self.word)
        return low, bisect_left(every, prefix + AFTER, low, key=self.word)

    def columns(self) -> list[bytes]:
        """What a hint keeps of this segment, beside its `first`."""
        return [bytes(part) for part in (self.again, self._words, self._ends, self._bounds, self._postings)]


COLUMNS = 5


def taken(first: int, columns: Sequence[memoryview]) -> Segment:
    """The segment of these columns, which stay where they lie."""
    again, words, ends, bounds, postings = columns
    return Segment(first, again.cast("H"), words, ends.cast("I"), bounds.cast("I"), postings.cast("H"))


def common(groups: Iterable[Parts]) -> set[int]:
    """What is in some part of every group, the smallest group first."""
    few, *others = sorted(groups, key=lambda parts: sum(map(len, parts))) or [()]
    found = set().union(*(part.tolist() for part in few))
    for parts in others:
        if not found:
            break
        found = set().union(*(found.intersection(part.tolist()) for part in parts))
    return found


def frozen(
    words: Mapping[str, Iterable[int]], forms: Mapping[str, Iterable[str]], again: Iterable[int]
) -> Iterator[Segment]:
    """Words with the slots of the documents that have them, and their other forms: a segment a span."""
    spans: dict[int, dict[bytes, Sequence[int]]] = {}
    for word, slots in words.items():
        said = encoded(word)
        named = [FORM + encoded(form) + FORM + said for form in forms.get(word, ())]
        for span, lows in _by_span(slots):
            vocabulary = spans.setdefault(span, {})
            vocabulary[said] = lows
            vocabulary.update(dict.fromkeys(named, ()))
    past = dict(_by_span(again))
    for span in sorted({*spans, *past}):
        writer = _Writer()
        for said, found in sorted(spans.get(span, {}).items()):
            writer.add(said, found)
        yield writer.segment(span << SPAN_BITS, past.get(span, ()))


def _by_span(slots: Iterable[int]) -> Iterator[tuple[int, list[int]]]:
    for span, found in groupby(sorted(slots), key=lambda slot: slot >> SPAN_BITS):
        yield span, [slot & (SPAN - 1) for slot in found]


def encoded(word: str) -> bytes:
    """A word as it stands in a vocabulary, where bytes sort as letters do."""
    return word.encode(errors="surrogatepass")


def decoded(word: bytes) -> str:
    """A word of a vocabulary."""
    return word.decode(errors="surrogatepass")


def merge(segments: Sequence[Segment], *, oldest: bool) -> Generator[None, None, Segment]:
    """One segment of these, of one span and in the order of reading; without what is past. In slices.

    Where they are the `oldest` there are, nothing is left of which they could say that it is past.
    """
    again: set[int] = set()
    past: list[frozenset[int]] = []
    for segment in reversed(segments):
        past.append(frozenset(again))
        again.update(segment.again)
    past.reverse()
    ordered = merged(*(_entries(age, segment) for age, segment in enumerate(segments)))
    writer = _Writer()
    done = 0
    for word, entries in groupby(ordered, key=itemgetter(0)):
        lows: list[int] = []
        for _, age, at in entries:
            found = segments[age].postings(at).tolist()
            lows += [low for low in found if low not in past[age]] if past[age] else found
        if lows or word.startswith(FORM):
            writer.add(word, sorted(set(lows)))
        done += WORD + len(lows)
        if done >= SLICE:
            done = 0
            yield
    return writer.segment(segments[0].first, () if oldest else sorted(again))


def _entries(age: int, segment: Segment) -> Iterator[tuple[bytes, int, int]]:
    return ((segment.word(at), age, at) for at in range(segment.vocabulary))


class _Writer:
    """The columns of a segment, as its words come in order."""

    def __init__(self) -> None:
        self._words = bytearray()
        self._ends, self._bounds, self._postings = array("I", [0]), array("I", [0]), array("H")

    def add(self, word: bytes, lows: Sequence[int]) -> None:
        self._words += word
        self._ends.append(len(self._words))
        self._postings.extend(lows)
        self._bounds.append(len(self._postings))

    def segment(self, first: int, again: Iterable[int]) -> Segment:
        return Segment(first, array("H", again), bytes(self._words), self._ends, self._bounds, self._postings)
