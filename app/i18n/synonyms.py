"""Other words for what is asked: পেশাগত থেরাপি finds অকুপেশনাল থেরাপি, OT finds ওটি."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from app.i18n.folding import fold
from app.i18n.inflection import stands_in, stems, without_hung_on
from app.i18n.thesaurus import SPELLINGS, THESAURUS

Phrase = tuple[str, ...]
_LONGEST = 6
ENOUGH = 4
"""Letters that stand for the words they begin; fewer stand for themselves, as OT does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """That the next `length` words of a query may as well be any of these phrases, each word as " word"."""

    length: int
    phrases: tuple[Phrase, ...]

    def is_in(self, loose: str) -> bool:
        """Whether a text, loosely folded, says it in one of the ways."""
        return any([held_by(phrase, loose) for phrase in self.phrases])


def held_by(phrase: Phrase, loose: str) -> bool:
    """Whether a text, loosely folded, has all the words of a phrase, the short ones whole."""
    for begun in phrase:
        if begun not in loose or (len(begun) <= ENOUGH and not stands_in(begun, loose)):
            return False
    return True


class Thesaurus:
    """Which words mean the same: lines of them, each word with ? only asked with."""

    def __init__(self, lines: Iterable[Sequence[str]], begun: "Thesaurus | None" = None) -> None:
        self._lines: dict[Phrase, tuple[tuple[Phrase, ...], ...]] = dict(begun._lines) if begun else {}
        for line in lines:
            self._take(line)

    def and_these(self, lines: Iterable[Sequence[str]]) -> "Thesaurus":
        """This one with more lines; itself when there are none."""
        more = [line for line in lines if len(line) > 1]
        return Thesaurus(more, self) if more else self

    def meanings(self, asked: Sequence[str], at: int) -> tuple[Meaning, ...]:
        """What the words of a query, loosely folded, may mean from here on: the longest phrase first."""
        return tuple(self._meanings(asked, at))

    def _take(self, line: Sequence[str]) -> None:
        phrases = (phrase_of(word) for word in line if not word.endswith("?"))
        said = tuple(tuple(f" {each}" for each in phrase) for phrase in phrases if phrase)
        for word in line:
            if phrase := phrase_of(word):
                self._lines[phrase] = (*self._lines.get(phrase, ()), said)

    def _meanings(self, asked: Sequence[str], at: int) -> Iterator[Meaning]:
        for length in range(min(_LONGEST, len(asked) - at), 0, -1):
            phrase = tuple(asked[at : at + length])
            ends = (phrase[-1], *stems(phrase[-1]))
            lines = next(filter(None, (self._lines.get((*phrase[:-1], end)) for end in ends)), ())
            if not lines and at + length == len(asked):
                lines = tuple(_begun(" ".join(phrase), self._lines))
            if lines:
                others = dict.fromkeys(other for line in lines for other in line)
                yield Meaning(length=length, phrases=tuple(others))


def _begun(
    phrase: str, known: Mapping[Phrase, tuple[tuple[Phrase, ...], ...]]
) -> Iterator[tuple[Phrase, ...]]:
    """The lines of a phrase that somebody is still typing."""
    if len(phrase) >= ENOUGH:
        for key, lines in known.items():
            if " ".join(key).startswith(phrase):
                yield from lines


@cache
def of_the_trade() -> Thesaurus:
    """The words that every Setu knows, and how else they are spelled."""
    lines = (THESAURUS + SPELLINGS).strip().splitlines()
    return Thesaurus([word.strip() for word in line.split("|")] for line in lines if line)


def phrase_of(text: str) -> Phrase:
    """The words of a text as the thesaurus knows them."""
    return fold(without_hung_on(text).replace("-", " "), loose=True)
