"""Names in dictionary order: Bengali as CLDR has it (ং ঃ ঁ before ক), then Latin; digits by value.

Code-point order would put ৎ after everything, ঁ before ং, and ড় by how it was encoded.
"""

import unicodedata

SortKey = tuple[tuple[int, ...], tuple[int, ...], str]

_ALPHABET = (
    "অআইঈউঊঋৠঌৡএঐওঔংঃঁকখগঘঙচছজঝঞটঠডঢণতথদধনপফবভমযরলশষসহ"
    "\u09be\u09bf\u09c0\u09c1\u09c2\u09c3\u09c4\u09e2\u09e3\u09c7\u09c8\u09cb\u09cc\u09d7\u09cd"
)
_SPACE, _DIGITS, _BENGALI, _LATIN, _OTHER = 0, 10, 100, 1_000, 10_000
_RANKS = {letter: _BENGALI + place for place, letter in enumerate(_ALPHABET)}
_RANKS |= {"ৰ": _RANKS["র"], "ৱ": _RANKS["ব"]}


def sort_key(text: str) -> SortKey:
    """Letters first, then accents and nuktas, then the spelling itself, small letters before capitals."""
    primary: list[int] = []
    secondary: list[int] = []
    plain = unicodedata.normalize("NFC", text).casefold().replace("ৎ", "ত্")
    for char in _decomposed_latin(plain):
        if weight := _primary(char):
            primary.append(weight - 1)
            secondary.append(0)
        elif secondary and unicodedata.category(char) == "Mn":
            secondary[-1] = secondary[-1] * 0x1000 + ord(char) % 0x1000
    return tuple(primary), tuple(secondary), text.swapcase()


def _decomposed_latin(text: str) -> str:
    """Accents apart from their letters; Bengali ো and ৌ stay whole."""
    return "".join(
        char if "\u0980" <= char <= "\u09ff" else unicodedata.normalize("NFD", char) for char in text
    )


def _primary(char: str) -> int:
    """The place of a letter in the order, counted from 1; 0 for what does not count by itself."""
    if char in _RANKS:
        return _RANKS[char] + 1
    if char.isspace():
        return _SPACE + 1
    if (digit := unicodedata.digit(char, None)) is not None:
        return _DIGITS + digit + 1
    if not char.isalpha():
        return 0
    return (_LATIN if char.isascii() else _OTHER) + ord(char) + 1
