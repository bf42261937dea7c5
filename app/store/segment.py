"""A frozen piece of the index of words: a sorted vocabulary, and for every word the documents that have it.

A segment speaks of `SPAN` slots at most, so that a posting is two bytes, and of all words of a document as it
was read once. Words that begin alike stand side by side, and so do their postings: a prefix is one slice.
Other forms of the words are a second vocabulary, which says whose they are.
"""

from array import array
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from heapq import merge as merged
from itertools import groupby
from operator import itemgetter

from app.store.vocabulary import Numbers, Vocabulary, Writing, decoded, encoded

SPAN_BITS = 16
SPAN = 1 << SPAN_BITS
SLICE = 1 << 14
"""Postings that are merged in one go: some milliseconds. A word counts as `WORD` of them."""
WORD = 32

Parts = Sequence[Numbers]


class Segment:
    """Words with their postings: slots, counted from the `first` of the span.

    `again` are the documents that had been read before: what older segments say of them is past.
    """

    __slots__ = ("_bounds", "_owners", "_postings", "again", "first", "forms", "words")

    def __init__(
        self,
        first: int,
        again: Numbers,
        words: Vocabulary,
        bounds: Numbers,
        postings: Numbers,
        forms: Vocabulary,
        owners: Numbers,
    ) -> None:
        self.first = first
        self.again = again
        self.words = words
        self._bounds = bounds
        self._postings = memoryview(postings)
        self.forms = forms
        self._owners = owners

    def __len__(self) -> int:
        """How many postings."""
        return len(self._postings)

    def postings(self, at: int) -> "memoryview[int]":
        """The documents of one word, ascending."""
        return self._postings[self._bounds[at] : self._bounds[at + 1]]

    def owner(self, at: int) -> int:
        """The word that has this form."""
        return self._owners[at]

    def having(self, groups: Iterable[Parts]) -> set[int]:
        """The slots of the documents that are in some part of every group of these postings of its own."""
        found = common(groups)
        return {self.first + low for low in found} if self.first else found

    def beginning(self, prefix: bytes, agrees: Callable[[str], bool] | None = None) -> Parts:
        """The documents of all words that begin like this, or have another form that does, and agrees."""
        words, forms = self.words.beginning(prefix), self.forms.beginning(prefix)
        if agrees is None:
            parts = [self._postings[self._bounds[words.start] : self._bounds[words.stop]]]
            owners = set(self._owners[forms.start : forms.stop])
        else:
            parts = [self.postings(at) for at in words if agrees(decoded(self.words[at]))]
            owners = {self._owners[at] for at in forms if agrees(decoded(self.forms[at]))}
        return [part for part in (*parts, *map(self.postings, owners)) if part]

    def columns(self) -> list[bytes]:
        """What a hint keeps of this segment, beside its `first`."""
        said = [bytes(self.again), *self.words.columns(), bytes(self._bounds), bytes(self._postings)]
        return [*said, *self.forms.columns(), bytes(self._owners)]


COLUMNS = 8


def taken(first: int, columns: Sequence[memoryview]) -> Segment:
    """The segment of these columns, which stay where they lie."""
    again, words, ends, bounds, postings, forms, form_ends, owners = columns
    return Segment(
        first,
        again.cast("H"),
        Vocabulary(words, ends.cast("I")),
        bounds.cast("I"),
        postings.cast("H"),
        Vocabulary(forms, form_ends.cast("I")),
        owners.cast("I"),
    )


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
    spans: dict[int, list[tuple[bytes, str, list[int]]]] = {}
    for word, slots in words.items():
        for span, lows in _by_span(slots):
            spans.setdefault(span, []).append((encoded(word), word, lows))
    past = dict(_by_span(again))
    for span in sorted({*spans, *past}):
        writer = _Writer()
        named: list[tuple[bytes, bytes]] = []
        for said, word, lows in sorted(spans.get(span, ()), key=itemgetter(0)):
            writer.add(said, lows)
            named += [(encoded(form), said) for form in forms.get(word, ())]
        for form, said in sorted(named):
            writer.name(form, said)
        yield writer.segment(span << SPAN_BITS, past.get(span, ()))


def _by_span(slots: Iterable[int]) -> Iterator[tuple[int, list[int]]]:
    for span, found in groupby(sorted(slots), key=lambda slot: slot >> SPAN_BITS):
        yield span, [slot & (SPAN - 1) for slot in found]


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
    writer = _Writer()
    done = 0
    for word, entries in groupby(merged(*map(_words, range(len(segments)), segments)), key=itemgetter(0)):
        lows: list[int] = []
        for _, age, at in entries:
            found = segments[age].postings(at).tolist()
            lows += [low for low in found if low not in past[age]] if past[age] else found
        if lows:
            writer.add(word, sorted(set(lows)))
        done += WORD + len(lows)
        if done >= SLICE:
            done = 0
            yield
    for named, _ in groupby(merged(*map(_names, segments))):
        writer.name(*named)
        done += WORD
        if done >= SLICE:
            done = 0
            yield
    return writer.segment(segments[0].first, () if oldest else sorted(again))


def _words(age: int, segment: Segment) -> Iterator[tuple[bytes, int, int]]:
    return ((segment.words[at], age, at) for at in range(len(segment.words)))


def _names(segment: Segment) -> Iterator[tuple[bytes, bytes]]:
    return ((segment.forms[at], segment.words[segment.owner(at)]) for at in range(len(segment.forms)))


class _Writer:
    """The columns of a segment, as its words come in order, and then the other forms of these."""

    def __init__(self) -> None:
        self._words, self._forms = Writing(), Writing()
        self._bounds, self._postings, self._owners = array("I", [0]), array("H"), array("I")
        self._places: dict[bytes, int] = {}

    def add(self, word: bytes, lows: Sequence[int]) -> None:
        self._places[word] = len(self._words)
        self._words.add(word)
        self._postings.extend(lows)
        self._bounds.append(len(self._postings))

    def name(self, form: bytes, word: bytes) -> None:
        """Take in a form, if its word is there."""
        place = self._places.get(word)
        if place is not None:
            self._forms.add(form)
            self._owners.append(place)

    def segment(self, first: int, again: Iterable[int]) -> Segment:
        words, forms = self._words.written(), self._forms.written()
        return Segment(first, array("H", again), words, self._bounds, self._postings, forms, self._owners)
