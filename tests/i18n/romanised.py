"""How many romanised words of a list the matcher finds, and how many it finds by mistake.

    python tests/i18n/romanised.py tuning     # also names the misses; never ask that of the held-out list

Only the sounds are asked, neither spelling nor synonyms. Each spelling counts twice: it has to be found by
the Bengali word and has to find it. A false pair is any spelling and any Bengali word of different lines.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.i18n.folding import fold
from app.i18n.phonetics.sounds import Sound, is_heard, sought, sounds
from app.i18n.search import match, narrow


@dataclass(frozen=True, slots=True)
class Spelled:
    """One spelling, as a query and as a text."""

    word: str
    asked: tuple[Sound, ...]
    text: str

    def finds(self, other: "Spelled") -> bool:
        return any(is_heard(sound, other.text) for sound in self.asked)


@dataclass(frozen=True, slots=True)
class Outcome:
    found: int
    spellings: int
    missed: list[tuple[str, str]]
    false: list[tuple[str, str]]
    pairs: int

    @property
    def recall(self) -> float:
        return self.found / self.spellings


def outcome(name: str) -> Outcome:
    lines = list(_lines(name))
    found, false, missed, spellings, pairs = 0, [], [], 0, 0
    for bengali, own in lines:
        for _, others in lines:
            for latin in others:
                hits = [(a.word, b.word) for a, b in ((bengali, latin), (latin, bengali)) if a.finds(b)]
                if others is own:
                    spellings, found = spellings + 2, found + len(hits)
                    missed += [(bengali.word, latin.word)] * (len(hits) < 2)
                else:
                    pairs += 2
                    false += hits
    return Outcome(found, spellings, missed, false, pairs)


def typed(name: str, letters: int) -> tuple[int, int]:
    """Of the words that are found when they are typed whole, how many a short list still holds when this many
    letters have been typed, and how many words that are."""
    pairs = [(bengali, latin) for bengali, own in _texts(name) for latin in own]
    both = [*pairs, *((latin, bengali) for bengali, latin in pairs)]
    asked = [(way, other) for way, other in both if match(way, other) is not None]
    return sum(narrow(way[:letters], other) is not None for way, other in asked), len(asked)


def stays(name: str, letters: int) -> float:
    """How much of a list of all its Bengali words stays when so many letters of a spelling have been typed
    that are of none of them."""
    lines = _texts(name)
    others = [(latin[0][:letters], other) for word, latin in lines for other, _ in lines if other != word]
    return sum(narrow(query, other) is not None for query, other in others) / len(others)


def _texts(name: str) -> list[tuple[str, list[str]]]:
    return [(bengali.word, [latin.word for latin in own]) for bengali, own in _lines(name)]


def _lines(name: str) -> Iterator[tuple[Spelled, list[Spelled]]]:
    for line in (Path(__file__).parent / f"romanised_{name}.tsv").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            bengali, latin = line.split("\t")
            yield _spelled(bengali), [_spelled(word) for word in latin.split()]


def _spelled(word: str) -> Spelled:
    heard = [sound for folded in fold(word) for sound in sounds(folded)]
    return Spelled(word, tuple(map(sought, heard)), "".join(f" {sound}" for sound in heard))


if __name__ == "__main__":
    result = outcome(sys.argv[1])
    print(
        f"recall {result.found}/{result.spellings} = {result.recall:.3f};",
        f"{len(result.false)} false of {result.pairs} pairs",
    )
    if sys.argv[1] == "tuning":
        print("missed:", *map(" ".join, result.missed), sep="\n  ")
        print("false:", *map(" ".join, result.false), sep="\n  ")
