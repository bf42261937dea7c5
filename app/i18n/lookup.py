"""What a text is looked up by, and what a query looks up, so that whatever `rank` would find is found.

A text stands in an index by its words as they are written and strictly folded; each of these is known in
other forms as well: loosely folded, and as it sounds. A query asks for beginnings of words or of forms.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b

from app.i18n.folding import fold, spellings
from app.i18n.inflection import stands_in
from app.i18n.phonetics.sounds import Sound, is_heard, sounds
from app.i18n.search import Asked, Depth, Query
from app.i18n.synonyms import ENOUGH, Phrase

LOOSE, HEARD = "\2", "\3"
"""What a form begins with: no word does."""

_VOWELS, _SHORT = "অআইঈউঊঋএঐওঔ\u09df", "0123456789+-"
_SHORTENED, _LENGTHENED = str.maketrans(_VOWELS, _SHORT), str.maketrans(_SHORT, _VOWELS)
"""A sound is kept in one byte a vowel instead of three; there are no such signs in one."""

_SAMPLE = (
    "অআইঈউঊঋএঐওঔ কখগঘঙ চছজঝঞ টঠডঢণ তথদধন পফবভম যরলশষসহড়ঢ়য়ৎ ক্ষ জ্ঞ"
    " ঞ্চ ঙ্ক বৃষ্টি কাঁদে দুঃখ অন্তঃ:কথা এ্যাম্বুলেন্স থেরাপিস্টদের ওয়াশিং"
    " Nasrin's hand-splint café ২০২৬ khub bhalo therapist shikkha quick jump over"
)


@dataclass(frozen=True, slots=True)
class Key:
    """How a word, or a form of one, has to begin; if anything else is asked of it, `agrees` says so."""

    prefix: str
    agrees: Callable[[str], bool] | None = None


Group = tuple[Key, ...]
"""Keys of which one is enough."""


def edition() -> str:
    """Another text when words are read in another way than when an index was made."""
    found = [(word, *forms(word)) for word in spellings(_SAMPLE)]
    return blake2b(repr(found).encode(), digest_size=8).hexdigest()


def forms(word: str) -> Iterator[str]:
    """The other forms of one of the `spellings` of a text."""
    for loose in fold(word, loose=True):
        if loose != word:
            yield LOOSE + loose
    for sound in sounds(word):
        yield HEARD + sound.translate(_SHORTENED)


def ways(query: Query) -> list[tuple[Group, ...]]:
    """The ways in which a text may hold a query, the best first: every group has to be met."""
    found: dict[tuple[Group, ...], None] = {}
    for depth, key in ((query.exact, _spelled), (query.strict, _spelled), (query.loose, _folded)):
        found.update(dict.fromkeys(_at(depth, key)))
    if query:
        found[tuple(_each(query.asked))] = None
    return list(found)


def _at(depth: Depth, key: Callable[[str], Group]) -> Iterator[tuple[Group, ...]]:
    if depth.begun:
        yield tuple(key(word.lstrip()) for word in depth.begun)
        yield (key(depth.joined.lstrip()),)


def _spelled(word: str) -> Group:
    return (Key(word),)


def _folded(loose: str) -> Group:
    return Key(loose), Key(LOOSE + loose)


def _each(asked: tuple[Asked, ...]) -> Iterator[Group]:
    """For every word on its own, how it may be spelled, what else it may mean, how it may sound."""
    for at, word in enumerate(asked):
        meant = _meant(asked[: at + 1])
        spelled = (key for begun in (word.begun, *word.stems) for key in _folded(begun.lstrip()))
        heard = (Key(HEARD + sound.begun.lstrip(), partial(_is_heard, sound)) for sound in word.sounds)
        yield tuple(dict.fromkeys((*spelled, *meant, *heard)))


def _meant(asked: tuple[Asked, ...]) -> Iterator[Key]:
    """What else the last of these words may mean, by itself or with some before it."""
    for before, word in enumerate(reversed(asked)):
        for meaning in word.meanings:
            if meaning.length > before:
                yield from (key for phrase in meaning.phrases for key in _longest(phrase))


def _longest(phrase: Phrase) -> Group:
    """The longest word stands for the phrase: whoever has all of it has that."""
    begun = max(phrase, key=len)
    if len(begun) > ENOUGH:
        return _folded(begun.lstrip())
    return tuple(Key(key.prefix, partial(_stands, begun)) for key in _folded(begun.lstrip()))


def _stands(begun: str, word: str) -> bool:
    return stands_in(begun, f" {word.removeprefix(LOOSE)}")


def _is_heard(sound: Sound, form: str) -> bool:
    return is_heard(sound, f" {form.removeprefix(HEARD).translate(_LENGTHENED)}")
