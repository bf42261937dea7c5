"""Other words for what is asked: পেশাগত থেরাপি finds অকুপেশনাল থেরাপি, OT finds ওটি."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from app.i18n.folding import fold
from app.i18n.inflection import stands_in, stems
from app.i18n.thesaurus import THESAURUS

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


def meanings(asked: Sequence[str], at: int) -> tuple[Meaning, ...]:
    """What the words of a query, loosely folded, may mean from this place on: the longest phrase first."""
    return tuple(_meanings(asked, at))


def _meanings(asked: Sequence[str], at: int) -> Iterator[Meaning]:
    for length in range(min(_LONGEST, len(asked) - at), 0, -1):
        phrase = tuple(asked[at : at + length])
        ends = (phrase[-1], *stems(phrase[-1]))
        lines = next(filter(None, (_lines().get((*phrase[:-1], end)) for end in ends)), ())
        if not lines and at + length == len(asked):
            lines = tuple(_begun(" ".join(phrase)))
        if lines:
            others = dict.fromkeys(other for line in lines for other in line)
            yield Meaning(length=length, phrases=tuple(others))


def _begun(phrase: str) -> Iterator[tuple[Phrase, ...]]:
    """The lines of a phrase that somebody is still typing."""
    if len(phrase) >= ENOUGH:
        for key, lines in _lines().items():
            if " ".join(key).startswith(phrase):
                yield from lines


@cache
def _lines() -> dict[Phrase, tuple[tuple[Phrase, ...], ...]]:
    """For each phrase the lines of the thesaurus it stands in, without what is only asked with."""
    lines: dict[Phrase, tuple[tuple[Phrase, ...], ...]] = {}
    for line in THESAURUS.strip().splitlines():
        words = [word.strip() for word in line.split("|")]
        phrases = (phrase_of(word) for word in words if not word.endswith("?"))
        said = tuple(tuple(f" {each}" for each in phrase) for phrase in phrases)
        for word in words:
            phrase = phrase_of(word)
            lines[phrase] = (*lines.get(phrase, ()), said)
    return lines


def phrase_of(text: str) -> Phrase:
    """The words of a text as the thesaurus knows them."""
    return fold(text.replace("-", " "), loose=True)
