"""Finding words however they are spelled: শ or স, long or short vowel, ৎ or ত্, with or without joiners.

Two folds make keys that are compared by word prefix. The strict one removes what is only encoding; the
loose one also what is commonly misspelled. Neither touches aspirates, ট/ত, ন/ল or vowel quality: শাশা is not
শিশু. Bengali is suffixing, so a prefix finds থেরাপিস্টদের from থেরাপিস্ট; one ending is taken off the query for
the other way. Romanised Bengali is not matched yet.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from app.i18n.digits import to_latin


class Rank(IntEnum):
    """How well a text matches; the smaller the better, so that results sort by it."""

    EXACT = 1
    STRICT = 2
    LOOSE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of one text at three depths of folding, each " word word", to be kept and matched often."""

    exact: str
    strict: str
    loose: str


_ZERO_WIDTH = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_LATIN_ACCENTS = re.compile("(?<=[A-Za-z])[\u0300-\u036f]+")
_HYPHENS = re.compile(r"(?<=\w)[-\u2010\u2011](?=\w)")
_BENGALI = "[\u0980-\u09ff]"

# Case endings and the like, as the loose fold spells them; longer ones first. A stem has four signs at least.
_SUFFIXES = "দেরকে|গুলোতে|গুলিতে|গুলোর|গুলির|গুলো|গুলি|দের|ের|রা|কে|তে|টি|টা|য়|র|ে|ও|ই"
_INFLECTED = re.compile(rf"([\u0980-\u09ff]{{4,}}?)(?:{_SUFFIXES})")

_STRICT_RULES = (
    (re.compile(f"(?<={_BENGALI}):(?={_BENGALI})"), "ঃ"),
    (re.compile("অা"), "আ"),
    (re.compile("এ্যা"), "অ্যা"),
    (re.compile("ব়"), "র"),
    (re.compile("ৰ"), "র"),
    (re.compile("ৱ"), "ব"),
    (re.compile("\u09f7"), "।"),
    (re.compile("ৎ"), "ত্"),
    (re.compile(f"্(?!{_BENGALI})"), ""),  # a hasanta at the end of a word is not heard
)
_LOOSE_RULES = (
    (re.compile("ী"), "ি"),
    (re.compile("ঈ"), "ই"),
    (re.compile("ূ"), "ু"),
    (re.compile("ঊ"), "উ"),
    (re.compile("ণ"), "ন"),
    (re.compile("[শষ]"), "স"),
    (re.compile("[ড\u09a2]\u09bc"), "র"),  # ড় ঢ়
    (re.compile("(?<!্)য(?!\u09bc)"), "জ"),  # neither য-ফলা nor য়
    (re.compile("ঙ্?"), "ং"),
    (re.compile("ঞ্"), "ন"),
    (re.compile("ৃ"), "রি"),
    (re.compile("ঋ"), "রি"),
    (re.compile("[ঁঃ]"), ""),
    (re.compile("([ক-হ])্(?=\\1)"), ""),  # a doubled consonant; শশী has no hasanta and stays
    (re.compile("্"), ""),
)


def words(text: str) -> Words:
    """All forms under which the words of a text are found; hyphenated words also joined."""
    text = unicodedata.normalize("NFC", text)
    strict = _strict_words(text)
    return Words(exact=_key(_split(text.casefold())), strict=_key(strict), loose=_key(map(_loosen, strict)))


def fold(text: str, *, loose: bool = False) -> tuple[str, ...]:
    """The folded words of a text: spelled as one would look them up."""
    strict = _strict_words(unicodedata.normalize("NFC", text))
    return tuple(map(_loosen, strict)) if loose else strict


def match(query: str, *texts: str) -> Rank | None:
    """How well the texts, taken together, hold every word of the query; None if they do not."""
    return rank(sought(query), *map(words, texts))


def sought(query: str) -> Words:
    """The words of a query; here a hyphen only separates."""
    return words(_HYPHENS.sub(" ", query))


def rank(query: Words, *texts: Words) -> Rank | None:
    """The same as `match` on words folded before: some microseconds a text."""
    if _holds(query.exact, "".join(text.exact for text in texts)):
        return Rank.EXACT
    if _holds(query.strict, "".join(text.strict for text in texts)):
        return Rank.STRICT
    loose = "".join(text.loose for text in texts)
    if _holds(query.loose, loose) or _holds_inflected(query.loose, loose):
        return Rank.LOOSE
    return None


def _holds(wanted: str, found: str) -> bool:
    """Every wanted word begins a found one, or all of them written as one do."""
    each = wanted.split()
    return bool(each) and (all(f" {word}" in found for word in each) or " " + "".join(each) in found)


def _holds_inflected(wanted: str, found: str) -> bool:
    """Asked for থেরাপিস্টদের, find থেরাপিস্ট and থেরাপিস্টকে, but not a longer word of another stem."""
    each = wanted.split()
    return bool(each) and all(f" {word}" in found or _stem_is_in(word, found) for word in each)


def _stem_is_in(word: str, found: str) -> bool:
    inflected = _INFLECTED.fullmatch(word)
    return bool(inflected and re.search(rf" {inflected[1]}(?:{_SUFFIXES})?(?: |$)", found))


def _key(each: Iterable[str]) -> str:
    return "".join(f" {word}" for word in each)


def _strict_words(text: str) -> tuple[str, ...]:
    text = _ZERO_WIDTH.sub("", text)
    for pattern, plain in _STRICT_RULES:
        text = pattern.sub(plain, text)
    text = _LATIN_ACCENTS.sub("", unicodedata.normalize("NFD", to_latin(text).casefold()))
    return _split(unicodedata.normalize("NFC", text))


def _loosen(word: str) -> str:
    for pattern, plain in _LOOSE_RULES:
        word = pattern.sub(plain, word)
    return word


def _split(text: str) -> tuple[str, ...]:
    """Words are runs of letters, marks and digits: `\\w` alone would cut Bengali at every vowel sign."""
    joined = _HYPHENS.sub("", text)
    texts = (text, joined) if joined != text else (text,)
    return tuple(dict.fromkeys(word for each in texts for word in _only_words(each).split()))


def _only_words(text: str) -> str:
    return "".join(char if _is_in_a_word(char) else " " for char in text)


def _is_in_a_word(char: str) -> bool:
    return unicodedata.category(char)[0] in "LMN" or char in "\u200c\u200d"
