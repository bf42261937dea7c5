"""Which font Flutter asks for when its own lack a character: the table is in the client that Flet ships.

Read from the JavaScript build; the other one is compiled from the same sources. The encoding is that of
Flutter's `font_fallbacks.dart`: runs of code points, each with the number of a set of fonts.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from flet_web import get_package_web_dir

_FONT = re.compile(r'\("(Noto [^"]+)","([^"]+\.(?:woff2|ttf|otf))"\)')
_SETS = re.compile(r'"([0-9a-z,]{20000,})"')
_RUNS = re.compile(r'"([0-9A-Za-z]{20000,})"')
LAST = 0x10FFFF


@dataclass(frozen=True, slots=True, kw_only=True)
class Fallback:
    """One font Flutter may ask for: its name, its address, and the runs of characters it expects in it."""

    name: str
    address: str
    runs: tuple[range, ...]

    @property
    def characters(self) -> set[int]:
        """All of those characters."""
        return {character for run in self.runs for character in run}


@cache
def fallbacks() -> list[Fallback]:
    """All of them, in Flutter's order."""
    client = (Path(get_package_web_dir()) / "main.dart.js").read_text("utf-8")
    named = _FONT.findall(client)
    sets = [list(_fonts(each)) for each in _SETS.search(client)[1].split(",")]
    found: list[list[range]] = [[] for _ in named]
    for (start, group), (end, _) in pairwise([*_runs(_RUNS.search(client)[1]), (LAST + 1, 0)]):
        for font in sets[group]:
            found[font].append(range(start, end))
    return [
        Fallback(name=name, address=address, runs=tuple(runs))
        for (name, address), runs in zip(named, found, strict=True)
    ]


def _fonts(packed: str) -> Iterator[int]:
    font = -1
    for number in re.findall(r"\d*[a-z]", packed):
        font += 1 + 26 * int(number[:-1] or 0) + ord(number[-1]) - ord("a")
        yield font


def _runs(packed: str) -> Iterator[tuple[int, int]]:
    """Where each run begins, and the number of its set."""
    start, size = 0, 1
    for number in re.findall(r"\d*[A-Za-z]", packed):
        value, letter = 26 * int(number[:-1] or 0), number[-1]
        if letter.islower():
            size = value + ord(letter) - ord("a") + 2
        else:
            yield start, value + ord(letter) - ord("A")
            start, size = start + size, 1
    if start != LAST + 1:
        raise ValueError(f"Flutter's table ends at {start:x}")
