"""Words as they are compared: শ or স, long or short vowel, ৎ or ত্, with or without joiners.

Two folds make keys that are compared by word prefix. The strict one removes what is only encoding; the
loose one also what is commonly misspelled. Neither touches aspirates, ট/ত, ন/ল or vowel quality: শাশা is not
শিশু. A third key says how a word sounds, for words of the other script.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from app.i18n.digits import to_latin
from app.i18n.phonetics.sounds import sounds


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of one text at three depths of folding, and their sounds, each " word word", to be kept."""

    exact: str
    strict: str
    loose: str
    sounds: str


_ZERO_WIDTH = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_LATIN_ACCENTS = re.compile("(?<=[A-Za-z])[\u0300-\u036f]+")
_HYPHENS = re.compile(r"(?<=[\w\u0981-\u09e3])[-\u2010\u2011](?=\w)")  # a vowel sign is no \w
_BENGALI = "[\u0980-\u09ff]"
_ANY_BENGALI = re.compile(_BENGALI)

_STRICT_RULES = (
    (re.compile(f"(?<={_BENGALI}):(?={_BENGALI})"), "ঃ"),
    (re.compile("অা"), "আ"),
    (re.compile("এ্যা"), "অ্যা"),
    (re.compile("ব়"), "র"),
    (re.compile("ৰ"), "র"),
    (re.compile("ৱ"), "ব"),
    (re.compile("ৎ"), "ত্"),
    (re.compile(f"্(?!{_BENGALI})"), ""),  # a hasanta at the end of a word is not heard
)
_LOOSE_LETTERS = str.maketrans("ীঈূঊণশষ", "িইুউনসস")
_LOOSE_RULES = (
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


_JOINERS = (0x200C, 0x200D)
_CURRENCY_AS_DANDA = 0x09F7


class _WordSigns(dict[int, str | int]):
    """Letters, marks and digits stay, all else parts words: `\\w` would cut Bengali at every vowel sign."""

    def __missing__(self, code: int) -> str | int:
        stays = unicodedata.category(chr(code))[0] in "LMN" or code in _JOINERS
        self[code] = code if stays and code != _CURRENCY_AS_DANDA else " "
        return self[code]


_WORD_SIGNS = _WordSigns()


def words(text: str) -> Words:
    """All forms under which the words of a text are found; hyphenated words also joined."""
    text = _composed(text)
    strict = _strict_words(text)
    return Words(
        exact=_key(_split(text.casefold())),
        strict=_key(strict),
        loose=_loosen(_key(strict)),
        sounds=_key(sound for word in strict for sound in sounds(word)),
    )


def together(texts: Iterable[Words]) -> Words:
    """The words of several texts as if they were one."""
    each = tuple(texts)
    return Words(
        exact="".join([text.exact for text in each]),
        strict="".join([text.strict for text in each]),
        loose="".join([text.loose for text in each]),
        sounds="".join([text.sounds for text in each]),
    )


def spellings(text: str) -> tuple[str, ...]:
    """The words of a text as they are written, and strictly folded."""
    text = _composed(text)
    return tuple(dict.fromkeys((*_split(text.casefold()), *_strict_words(text))))


def fold(text: str, *, loose: bool = False) -> tuple[str, ...]:
    """The folded words of a text: spelled as one would look them up."""
    strict = _strict_words(_composed(text))
    return tuple(_loosen(" ".join(strict)).split(" ")) if loose and strict else strict


def in_order(text: str) -> tuple[str, ...]:
    """The words of a text, loosely folded, as often and in the order in which they come."""
    plain = _strict_text(_composed(text)).translate(_WORD_SIGNS).split()
    begun = (word if word[0].isalnum() else _from_first_letter(word) for word in plain)
    return tuple(_loosen(" ".join(filter(None, begun))).split())


def is_in_a_word(char: str) -> bool:
    """Whether a sign may stand in a word: letters, their marks, digits, joiners."""
    return char.translate(_WORD_SIGNS) != " "


def part_at_hyphens(text: str) -> str:
    """The text with its hyphenated words as separate ones."""
    return _HYPHENS.sub(" ", text)


def _composed(text: str) -> str:
    """In NFC, and without the one mark that casefolding would make a letter of."""
    return unicodedata.normalize("NFC", text).replace("\u0345", "")


def _key(each: Iterable[str]) -> str:
    return "".join(f" {word}" for word in each)


def _strict_words(text: str) -> tuple[str, ...]:
    return _split(_strict_text(text))


def _strict_text(text: str) -> str:
    text = _ZERO_WIDTH.sub("", text)
    if _ANY_BENGALI.search(text):
        for pattern, plain in _STRICT_RULES:
            text = pattern.sub(plain, text)
    text = to_latin(text).casefold()
    if not text.isascii():
        text = unicodedata.normalize("NFC", _LATIN_ACCENTS.sub("", unicodedata.normalize("NFD", text)))
    return text


def _loosen(words: str) -> str:
    """Strictly folded words, folded loosely all at once: no rule looks across a space."""
    if words.isascii():
        return words
    words = words.translate(_LOOSE_LETTERS)
    for pattern, plain in _LOOSE_RULES:
        words = pattern.sub(plain, words)
    return words


def _split(text: str) -> tuple[str, ...]:
    """The different words of a text, each beginning with a letter or digit; an emoji's marks are no word."""
    joined = _HYPHENS.sub("", text)
    texts = (text, joined) if joined != text else (text,)
    split = (word for each in texts for word in each.translate(_WORD_SIGNS).split())
    begun = (word if word[0].isalnum() else _from_first_letter(word) for word in split)
    return tuple(dict.fromkeys(filter(None, begun)))


def _from_first_letter(word: str) -> str:
    return next((word[at:] for at, char in enumerate(word) if char.isalnum()), "")
