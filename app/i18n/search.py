"""Finding words however they are spelled, in either script, and by other words for the same thing.

Every word of a query has to be found, as the beginning of a word: as it is written, in the strict or the
loose fold (see `folding`), without its ending, by another word of the trade (`synonyms`), or as it sounds in
the other script (`phonetics`). A query is prepared once and compared with texts that were folded before.
"""

from dataclasses import dataclass
from enum import IntEnum

from app.i18n.folding import Words, fold, part_at_hyphens, together, words
from app.i18n.inflection import stands_in, stems, without_hung_on
from app.i18n.phonetics.sounds import Sound, begun, is_begun, is_heard, sounds
from app.i18n.phonetics.sounds import sought as sound_sought
from app.i18n.synonyms import Meaning, Thesaurus, of_the_trade

__all__ = ["Query", "Rank", "Words", "begins", "fold", "match", "narrow", "rank", "sought", "words"]


class Rank(IntEnum):
    """How well a text matches; the smaller the better, so that results sort by it.

    Another word for the same comes after any spelling of the word itself, what only sounds alike after that,
    and last, where one picks from a short list, what only may come to sound alike.
    """

    EXACT = 1
    STRICT = 2
    LOOSE = 3
    SYNONYM = 4
    PHONETIC = 5
    BEGUN = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One word of a query, loosely folded: it and its stems as " word", its sounds, those of what is still
    being `typed`, what may be meant."""

    begun: str
    stems: tuple[str, ...]
    sounds: tuple[Sound, ...]
    typed: tuple[Sound, ...]
    meanings: tuple[Meaning, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Depth:
    """What the words of a query begin with at one depth of folding, each " word", and all written as one."""

    begun: tuple[str, ...]
    joined: str

    def is_in(self, found: str) -> bool:
        """Whether every word begins one of " word word", or all of them as one do."""
        for each in self.begun:
            if each not in found:
                return self.joined in found
        return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What somebody looks for, prepared to be compared with many texts; false if it has no words."""

    exact: Depth
    strict: Depth
    loose: Depth
    asked: tuple[Asked, ...]

    def __bool__(self) -> bool:
        return bool(self.asked)


def sought(query: str, thesaurus: Thesaurus | None = None) -> Query:
    """The words of a query; here a hyphen only separates, and an ending written apart is left out.

    The `thesaurus` knows other words for them; without one, those of the trade that every Setu knows.
    """
    known = thesaurus or of_the_trade()
    plain = part_at_hyphens(without_hung_on(query))
    folded, strict, loose = words(plain), fold(plain), fold(plain, loose=True)
    return Query(
        exact=_depth(folded.exact),
        strict=_depth(folded.strict),
        loose=_depth(folded.loose),
        asked=tuple(_asked(word, loose, at, known) for at, word in enumerate(strict)),
    )


def match(query: str, *texts: str) -> Rank | None:
    """How well the texts, taken together, hold every word of the query; None if they do not."""
    return rank(sought(query), *map(words, texts))


def narrow(query: str, *texts: str) -> Rank | None:
    """The same as `match` for a short list, of which one picks: what has been typed may also be the beginning
    of a word as it sounds in the other script, so that "nas" leaves নাসরিন there."""
    asked, text = sought(query), together(map(words, texts))
    found = rank(asked, text)
    return Rank.BEGUN if found is None and begins(asked, text) else found


def begins(query: Query, text: Words) -> bool:
    """Whether every word of a query is there or may be about to sound like one that is. Little is enough for
    that, so ask it of names and other short texts only."""
    return bool(query) and all(
        is_spelled(asked, text.loose) or any(is_begun(sound, text.sounds) for sound in asked.typed)
        for asked in query.asked
    )


def rank(query: Query, *texts: Words) -> Rank | None:
    """The same as `match` on words folded before: some microseconds a text."""
    text = texts[0] if len(texts) == 1 else together(texts)
    if not query:
        return None
    if query.exact.is_in(text.exact):
        return Rank.EXACT
    if query.strict.is_in(text.strict):
        return Rank.STRICT
    if query.loose.is_in(text.loose):
        return Rank.LOOSE
    return _rank_each(query.asked, text)


def _depth(folded: str) -> Depth:
    each = folded.split()
    return Depth(begun=tuple(f" {word}" for word in each), joined=" " + "".join(each))


def _asked(word: str, loose: tuple[str, ...], at: int, known: Thesaurus) -> Asked:
    heard = (sound for each in (word, *stems(word)) for sound in sounds(each))
    return Asked(
        begun=f" {loose[at]}",
        stems=tuple(f" {stem}" for stem in stems(loose[at])),
        sounds=tuple(map(sound_sought, heard)),
        typed=begun(word),
        meanings=known.meanings(loose, at),
    )


def _rank_each(asked: tuple[Asked, ...], text: Words) -> Rank | None:
    """The rank of the word found worst, if all are found."""
    worst, at = Rank.LOOSE, 0
    while at < len(asked):
        found, length = _rank_one(asked[at], text)
        if found is None:
            return None
        worst, at = max(worst, found), at + length
    return worst


def _rank_one(asked: Asked, text: Words) -> tuple[Rank | None, int]:
    """How a word is found, and for how many words of the query that speaks."""
    for meaning in asked.meanings:
        if meaning.length > 1 and meaning.is_in(text.loose):
            return Rank.SYNONYM, meaning.length
    if is_spelled(asked, text.loose):
        return Rank.LOOSE, 1
    for meaning in asked.meanings:
        if meaning.length == 1 and meaning.is_in(text.loose):
            return Rank.SYNONYM, 1
    return (Rank.PHONETIC if sounds_like(asked, text.sounds) else None), 1


def is_spelled(asked: Asked, loose: str) -> bool:
    """Whether a word begins one of " word word", or has the stem of one."""
    return asked.begun in loose or any([stands_in(stem, loose) for stem in asked.stems])


def sounds_like(asked: Asked, heard: str) -> bool:
    """Whether a word sounds like one of " sound sound", which are of the other script."""
    return any([sound.begun in heard and is_heard(sound, heard) for sound in asked.sounds])
