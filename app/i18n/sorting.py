"""Names in dictionary order: signs, digits by value, Bengali as CLDR has it (ং ঃ ঁ before ক), then Latin.

Code-point order would put ৎ after everything, ঁ before ং, and ড় by how it was encoded.
"""

import unicodedata

SortKey = tuple[tuple[int, ...], tuple[int, ...], str]

_ALPHABET = (
    "অআইঈউঊঋৠঌৡএঐওঔংঃঁকখগঘঙচছজঝঞটঠডঢণতথদধনপফবভমযরৰলৱশষসহঽ"
    "\u09be\u09bf\u09c0\u09c1\u09c2\u09c3\u09c4\u09e2\u09e3\u09c7\u09c8\u09cb\u09cc\u09cd\u09d7"
)
_SIGNS = "_-\u2010\u2013\u2014\u2015,;:!¡?¿.…·।॥'‹›\"„«»()[]{}§¶@*/\\&#%•`´^¯¨°©®→+±<=>¬|¦~"
_MONEY = "¤¢$£¥৲৳€₹"
_LIKE = {"‘": ("'", 1), "’": ("'", 2), "“": ('"', 1), "”": ('"', 2), "\u2011": ("\u2010", 1)}
"""Signs that count as another one, unless there is nothing else to tell by."""

_SPACE, _SIGN, _SYMBOL, _CURRENCY, _DIGITS, _BENGALI, _LATIN, _OTHER = (
    0, 10, 1_000, 2_000_000, 2_000_100, 2_000_200, 2_001_000, 2_010_000,
)  # fmt: skip
_RANKS = {letter: _BENGALI + place for place, letter in enumerate(_ALPHABET)}
_RANKS |= {sign: _SIGN + place for place, sign in enumerate(_SIGNS)}
_RANKS |= {sign: _CURRENCY + place for place, sign in enumerate(_MONEY)}


def sort_key(text: str) -> SortKey:
    """Letters first, then accents and nuktas, then the spelling itself, small letters before capitals."""
    primary: list[int] = []
    secondary: list[int] = []
    plain = unicodedata.normalize("NFC", text).casefold().replace("ৎ", "ত্")
    for each in _decomposed_latin(plain):
        char, variant = _LIKE.get(each, (each, 0))
        if weight := _primary(char):
            primary.append(weight - 1)
            secondary.append(variant)
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
    if unicodedata.category(char)[0] in "PS":
        return _SYMBOL + ord(char) + 1
    if not char.isalpha():
        return 0
    return (_LATIN if char.isascii() else _OTHER) + ord(char) + 1
