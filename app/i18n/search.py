"""Finding words however they are spelled, in either script, and by other words for the same thing.

Every word of a query has to be found, as the beginning of a word: as it is written, in the strict or the
loose fold (see `folding`), without its ending, by another word of the trade (`synonyms`), or as it sounds in
the other script (`phonetics`). A query is prepared once and compared with texts that were folded before.
"""

from dataclasses import dataclass
from enum import IntEnum

from app.i18n.folding import Words, fold, part_at_hyphens, words
from app.i18n.inflection import stands_in, stems, without_hung_on
from app.i18n.phonetics.sounds import Sound, is_heard, sounds
from app.i18n.phonetics.sounds import sought as sound_sought
from app.i18n.synonyms import Meaning, meanings

__all__ = ["Query", "Rank", "Words", "fold", "match", "rank", "sought", "words"]


class Rank(IntEnum):
    """How well a text matches; the smaller the better, so that results sort by it.

    Another word for the same comes after any spelling of the word itself, what only sounds alike last.
    """

    EXACT = 1
    STRICT = 2
    LOOSE = 3
    SYNONYM = 4
    PHONETIC = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One word of a query, loosely folded: its stems, its sounds, and what may be meant from it on."""

    word: str
    stems: tuple[str, ...]
    sounds: tuple[Sound, ...]
    meanings: tuple[Meaning, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What somebody looks for, prepared to be compared with many texts; false if it has no words."""

    words: Words
    asked: tuple[Asked, ...]

    def __bool__(self) -> bool:
        return bool(self.asked)


def sought(query: str) -> Query:
    """The words of a query; here a hyphen only separates, and an ending written apart is left out."""
    plain = part_at_hyphens(without_hung_on(query))
    strict, loose = fold(plain), fold(plain, loose=True)
    asked = (
        Asked(
            word=loose[at],
            stems=stems(loose[at]),
            sounds=tuple(
                map(sound_sought, [heard for each in (word, *stems(word)) for heard in sounds(each)])
            ),
            meanings=meanings(loose, at),
        )
        for at, word in enumerate(strict)
    )
    return Query(words=words(plain), asked=tuple(asked))


def match(query: str, *texts: str) -> Rank | None:
    """How well the texts, taken together, hold every word of the query; None if they do not."""
    return rank(sought(query), *map(words, texts))


def rank(query: Query, *texts: Words) -> Rank | None:
    """The same as `match` on words folded before: some microseconds a text."""
    if not query:
        return None
    if _holds(query.words.exact, "".join(text.exact for text in texts)):
        return Rank.EXACT
    if _holds(query.words.strict, "".join(text.strict for text in texts)):
        return Rank.STRICT
    loose = "".join(text.loose for text in texts)
    if _holds(query.words.loose, loose):
        return Rank.LOOSE
    return _rank_each(query.asked, loose, "".join(text.sounds for text in texts))


def _holds(wanted: str, found: str) -> bool:
    """Every wanted word begins a found one, or all of them written as one do."""
    each = wanted.split()
    return bool(each) and (all(f" {word}" in found for word in each) or " " + "".join(each) in found)


def _rank_each(asked: tuple[Asked, ...], loose: str, heard: str) -> Rank | None:
    """The rank of the word found worst, if all are found."""
    worst, at = None, 0
    while at < len(asked):
        found, length = _rank_one(asked[at], loose, heard)
        if found is None:
            return None
        worst, at = max(worst or found, found), at + length
    return worst


def _rank_one(asked: Asked, loose: str, heard: str) -> tuple[Rank | None, int]:
    """How a word is found, and for how many words of the query that speaks."""
    for meaning in asked.meanings:
        if meaning.length > 1 and meaning.is_in(loose):
            return Rank.SYNONYM, meaning.length
    if is_spelled(asked, loose):
        return Rank.LOOSE, 1
    if any(meaning.length == 1 and meaning.is_in(loose) for meaning in asked.meanings):
        return Rank.SYNONYM, 1
    return (Rank.PHONETIC if sounds_like(asked, heard) else None), 1


def is_spelled(asked: Asked, loose: str) -> bool:
    """Whether a word begins one of " word word", or has the stem of one."""
    return f" {asked.word}" in loose or any(stands_in(stem, loose) for stem in asked.stems)


def sounds_like(asked: Asked, heard: str) -> bool:
    """Whether a word sounds like one of " sound sound", which are of the other script."""
    return any(is_heard(sound, heard) for sound in asked.sounds)
