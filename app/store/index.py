"""Sorted indexes in memory: per value of a field, the documents that have it, in the order of a number."""

from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, MutableSequence
from typing import Any

Scalar = str | int | float | bool | None
Key = tuple[Scalar, int | float]
"""Where a document stands in an index: the value of its field, and its number."""

WHOLE = ""
"""The field name that stands for the whole table in one order."""

UNNUMBERED = -(2**63)
"""The number of a document without one: it comes before all others, so equality still finds it."""


class Run:
    """The documents of one value, as slots of a table, ascending by number and then by slot."""

    __slots__ = ("_numbers", "slots")

    def __init__(self, pairs: Iterable[tuple[int | float, int]] = ()) -> None:
        ordered = sorted(pairs)
        numbers = [number for number, _ in ordered]
        self._numbers: MutableSequence[Any]
        try:
            self._numbers = array("q", numbers)
        except (TypeError, OverflowError):
            # Fractions and giants keep their exact value at the price of memory.
            self._numbers = numbers
        self.slots = array("I", (slot for _, slot in ordered))

    def __len__(self) -> int:
        return len(self.slots)

    def add(self, number: int | float, slot: int) -> None:
        """Put a document in its place."""
        at = self._find(number, slot)
        try:
            self._numbers.insert(at, number)
        except (TypeError, OverflowError):
            self._numbers = list(self._numbers)
            self._numbers.insert(at, number)
        self.slots.insert(at, slot)

    def discard(self, number: int | float, slot: int) -> None:
        """Take a document out."""
        at = self._find(number, slot)
        del self._numbers[at]
        del self.slots[at]

    def between(self, before: float | None, after: float | None) -> range:
        """The positions whose numbers lie strictly after one and strictly before the other."""
        low = 0 if after is None else bisect_right(self._numbers, after)
        high = len(self.slots) if before is None else bisect_left(self._numbers, before)
        return range(low, max(low, high))

    def _find(self, number: int | float, slot: int) -> int:
        low = bisect_left(self._numbers, number)
        high = bisect_right(self._numbers, number, low)
        return bisect_left(self.slots, slot, low, high)


class Index:
    """One field's index, ordered by the number in another field, or by insertion where that is None."""

    __slots__ = ("_field", "_number", "_runs")

    def __init__(self, field: str, number: str | None) -> None:
        self._field = field
        self._number = number
        self._runs: dict[Scalar, Run] = {}

    def key(self, document: Mapping[str, Any]) -> Key | None:
        """Where a document belongs; None if this index does not hold it."""
        number = 0 if self._number is None else _number(document.get(self._number))
        if self._field == WHOLE:
            return None if number is None else (WHOLE, number)
        if self._field not in document or not indexable(document[self._field]):
            return None
        return document[self._field], UNNUMBERED if number is None else number

    def build(self, keys: Iterable[tuple[Key, int]]) -> None:
        """Begin anew with these documents, faster than one by one."""
        pairs: defaultdict[Scalar, list[tuple[int | float, int]]] = defaultdict(list)
        for (value, number), slot in keys:
            pairs[value].append((number, slot))
        self._runs = {value: Run(found) for value, found in pairs.items()}

    def add(self, key: Key | None, slot: int) -> None:
        """Take a document in."""
        if key is not None:
            value, number = key
            run = self._runs.get(value)
            if run is None:
                run = self._runs[value] = Run()
            run.add(number, slot)

    def discard(self, key: Key | None, slot: int) -> None:
        """Take a document out."""
        if key is not None:
            value, number = key
            run = self._runs[value]
            run.discard(number, slot)
            if not run:
                del self._runs[value]

    def run(self, value: Scalar) -> Run:
        """The documents whose field equals a value."""
        return self._runs.get(value, Run())


def indexable(value: object) -> bool:
    """Whether equality with this value can be looked up: a scalar that equals itself."""
    return value is None or (isinstance(value, str | int | float) and value == value)


def _number(value: object) -> int | float | None:
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None
