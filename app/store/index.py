"""Sorted indexes in memory: per value of a field, the documents that have it, in the order of a number."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any, Union

Scalar = str | int | float | bool | None
Key = tuple[Scalar, int | float]
"""Where a document stands in an index: the value of its field, and its number."""

WHOLE = ""
"""The field name that stands for the whole table in one order."""

UNNUMBERED = -(2**63)
"""The number of a document without one: it comes before all others, so equality still finds it."""

CHUNK = 1024
"""Entries in a piece of a run, so that putting one in moves no more than twice as many."""

_MISSING: Any = object()
Numbers = Union["array[int]", list[Any], "memoryview[int]"]
Slots = Union["array[int]", "memoryview[int]"]
Kept = tuple[Scalar, int] | tuple[Scalar, list[int | float], list[int]]
"""A run in a hint: its value, with how many entries it has in the two columns, or the entries themselves."""


class Run:
    """The documents of one value, as slots of a table, ascending by number and then by slot."""

    __slots__ = ("_count", "_numbers", "_slots", "_tops")

    def __init__(self, numbers: Numbers | None = None, slots: Slots | None = None) -> None:
        """Take over what is in order already."""
        numbers, slots = numbers or array("q"), slots or array("I")
        pieces = range(0, len(slots), CHUNK)
        self._numbers: list[Numbers] = [numbers[at : at + CHUNK] for at in pieces]
        self._slots: list[Slots] = [slots[at : at + CHUNK] for at in pieces]
        self._tops = [(piece[-1], found[-1]) for piece, found in zip(self._numbers, self._slots, strict=True)]
        self._count = len(slots)

    def __len__(self) -> int:
        return self._count

    def add(self, number: int | float, slot: int) -> None:
        """Put a document in its place."""
        if not self._tops:
            self._numbers.append(array("q"))
            self._slots.append(array("I"))
            self._tops.append((number, slot))
        newest = (number, slot) > self._tops[-1]
        piece = len(self._tops) - 1 if newest else bisect_left(self._tops, (number, slot))
        numbers: Any = self._numbers[piece]
        slots: Any = self._slots[piece]
        if type(slots) is memoryview or type(numbers) is memoryview:
            numbers, slots = self._writable(piece)
        at = len(slots) if newest else _find(numbers, slots, number, slot)
        try:
            numbers.insert(at, number)
        except (TypeError, OverflowError):
            # Fractions and giants keep their exact value at the price of memory.
            numbers = self._numbers[piece] = list(numbers)
            numbers.insert(at, number)
        slots.insert(at, slot)
        self._count += 1
        self._tops[piece] = numbers[-1], slots[-1]
        if len(slots) > 2 * CHUNK:
            self._split(piece)

    def discard(self, number: int | float, slot: int) -> None:
        """Take a document out."""
        piece = bisect_left(self._tops, (number, slot))
        numbers, slots = self._writable(piece)
        at = _find(numbers, slots, number, slot)
        del numbers[at], slots[at]
        self._count -= 1
        if slots:
            self._tops[piece] = numbers[-1], slots[-1]
        else:
            del self._numbers[piece], self._slots[piece], self._tops[piece]

    def slots(
        self, before: float | None = None, after: float | None = None, *, latest_first: bool = False
    ) -> Iterator[int]:
        """The documents whose numbers lie strictly after one and strictly before the other."""
        low = (0, 0) if after is None else self._edge(after, behind=True)
        high = (len(self._tops), 0) if before is None else self._edge(before, behind=False)
        pieces = range(low[0], min(high[0], len(self._tops) - 1) + 1)
        for piece in reversed(pieces) if latest_first else pieces:
            first = low[1] if piece == low[0] else 0
            found = self._slots[piece][first : high[1] if piece == high[0] else None]
            yield from reversed(found) if latest_first else found

    def kept(self, value: Scalar) -> tuple[Kept, bytes, bytes]:
        """What a hint says of this run, and what it adds to the columns of numbers and of slots."""
        if any(isinstance(piece, list) for piece in self._numbers):
            numbers, slots = list(chain(*self._numbers)), list(chain(*self._slots))
            return (value, numbers, slots), b"", b""
        return (value, self._count), b"".join(map(bytes, self._numbers)), b"".join(map(bytes, self._slots))

    def _edge(self, number: float, *, behind: bool) -> tuple[int, int]:
        """Where this number begins, or ends, as a piece and a position in it."""
        piece = bisect_left(self._tops, (number, 2**32) if behind else (number, -1))
        if piece == len(self._tops):
            return piece, 0
        find = bisect_right if behind else bisect_left
        return piece, find(self._numbers[piece], number)

    def _writable(self, piece: int) -> "tuple[array[int] | list[Any], array[int]]":
        numbers, slots = self._numbers[piece], self._slots[piece]
        if isinstance(numbers, memoryview):
            numbers = self._numbers[piece] = array("q", numbers.tobytes())
        if isinstance(slots, memoryview):
            slots = self._slots[piece] = array("I", slots.tobytes())
        return numbers, slots

    def _split(self, piece: int) -> None:
        columns: tuple[list[Any], list[Any]] = self._numbers, self._slots
        for pieces in columns:
            whole = pieces[piece]
            pieces[piece : piece + 1] = [whole[:CHUNK], whole[CHUNK:]]
        tops = [(self._numbers[at][-1], self._slots[at][-1]) for at in (piece, piece + 1)]
        self._tops[piece : piece + 1] = tops


def _find(numbers: Numbers, slots: Slots, number: int | float, slot: int) -> int:
    low = bisect_left(numbers, number)
    if low == len(numbers) or numbers[low] != number:
        return low
    return bisect_left(slots, slot, low, bisect_right(numbers, number, low))


class Index:
    """One field's index, ordered by the number in another field, or by insertion where that is None."""

    __slots__ = ("_field", "_kept", "_number", "_runs")

    def __init__(self, field: str, number: str | None) -> None:
        self._field = field
        self._number = number
        self._runs: dict[Scalar, Run] = {}
        self._kept: dict[Scalar, tuple[memoryview, memoryview]] = {}

    def key(self, document: Mapping[str, Any]) -> Key | None:
        """Where a document belongs; None if this index does not hold it."""
        number = 0 if self._number is None else document.get(self._number)
        if type(number) is not int and type(number) is not float:
            number = _plain(number)
        if self._field == WHOLE:
            return None if number is None else (WHOLE, number)
        value = document.get(self._field, _MISSING)
        if type(value) is not str and not indexable(value):
            return None
        return value, UNNUMBERED if number is None else number

    def add(self, key: Key, slot: int) -> None:
        """Take a document in."""
        value, number = key
        run = self._runs.get(value)
        if run is None:
            run = self._runs[value] = self.run(value)
        run.add(number, slot)

    def discard(self, key: Key, slot: int) -> None:
        """Take a document out."""
        value, number = key
        run = self.run(value)
        run.discard(number, slot)
        if not run:
            del self._runs[value]

    def run(self, value: Scalar) -> Run:
        """The documents whose field equals a value."""
        run = self._runs.get(value)
        if run is None:
            columns = self._kept.pop(value, None)
            run = Run(*columns) if columns else Run()
            if columns:
                self._runs[value] = run
        return run

    def keep(self) -> tuple[list[Kept], bytes, bytes]:
        """The whole index for a hint: a list of its runs, and the two columns of their entries."""
        parts = [self.run(value).kept(value) for value in [*self._kept, *self._runs]]
        directory, numbers, slots = zip(*parts, strict=True) if parts else ((), (), ())
        return list(directory), b"".join(numbers), b"".join(slots)

    def take(self, directory: Iterable[Kept], numbers: memoryview, slots: memoryview) -> None:
        """Become what `keep` gave, without touching a run before it is asked for."""
        at = 0
        for value, count, *listed in directory:
            if isinstance(count, int):
                self._kept[value] = numbers[at : at + count], slots[at : at + count]
                at += count
            else:
                self._runs[value] = Run(count, array("I", *listed))


def indexable(value: object) -> bool:
    """Whether equality with this value can be looked up: a scalar that equals itself."""
    return value is None or (isinstance(value, str | int | float) and value == value)


def _plain(value: object) -> int | float | None:
    """The number that JSON makes of it: it knows no kinds of numbers, and true and false are none."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return int(value) if isinstance(value, int) else float(value)
