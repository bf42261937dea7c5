"""Sorted words as one piece of UTF-8, in which those that begin alike stand side by side."""

from array import array
from bisect import bisect_left
from typing import Union

Numbers = Union["array[int]", "memoryview[int]"]

AFTER = b"\xff"
"""Comes after whatever UTF-8 may go on with."""


class Vocabulary:
    """Words by their place in the order of their bytes, which is that of their letters."""

    __slots__ = ("_ends", "_words")

    def __init__(self, words: bytes | memoryview, ends: Numbers) -> None:
        """Take over the words, one behind the other, and where each ends, behind a zero."""
        self._words = memoryview(words)
        self._ends = ends

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, at: int) -> bytes:
        return bytes(self._words[self._ends[at] : self._ends[at + 1]])

    def beginning(self, prefix: bytes) -> range:
        """The places of all words that begin like this."""
        every = range(len(self))
        low = bisect_left(every, prefix, key=self.__getitem__)
        return range(low, bisect_left(every, prefix + AFTER, low, key=self.__getitem__))

    def columns(self) -> list[bytes]:
        """What a hint keeps of it."""
        return [bytes(self._words), bytes(self._ends)]


class Writing:
    """A vocabulary, as its words come in their order."""

    def __init__(self) -> None:
        self._words, self._ends = bytearray(), array("I", [0])

    def __len__(self) -> int:
        return len(self._ends) - 1

    def add(self, word: bytes) -> None:
        """Take in the next word."""
        self._words += word
        self._ends.append(len(self._words))

    def written(self) -> Vocabulary:
        """All of it."""
        return Vocabulary(bytes(self._words), self._ends)


def encoded(word: str) -> bytes:
    """A word as it stands in a vocabulary."""
    return word.encode(errors="surrogatepass")


def decoded(word: bytes) -> str:
    """A word of a vocabulary."""
    return word.decode(errors="surrogatepass")
