"""How a word in Bengali script sounds: its consonants by class, and the vowels written between them.

Aspirates are merged with their plain letters, as are ট and ত, জ and য, স and শ: informal spelling keeps
none of them apart. ক্ষ is said kh, জ্ঞ g; a ব or ম below another consonant is often silent,
and চাঁদ is often written chand.
"""

import re

INHERENT = "."
"""The vowel that no sign writes; it may be silent."""

SILENT_BA = "\u09f1"
"""A ব below another letter that is not said, but may be romanised as w."""

_CLASSES = {
    "K": "কখ", "G": "গঘ", "C": "চছ", "J": "জঝয", "T": "টঠতথৎ", "D": "ডঢদধ", "N": "ঙঞণন", "P": "প", "F": "ফ",
    "B": "বভ", "M": "ম", "R": "রৰ\u09dc\u09dd", "L": "ল", "S": "শষস", "H": "H",
}  # fmt: skip
_CONSONANTS = {letter: sound for sound, letters in _CLASSES.items() for letter in letters}
_VOWEL_SIGNS = {
    "\u09be": "আ", "\u09bf": "ই", "\u09c0": "ই", "\u09c1": "উ", "\u09c2": "উ", "\u09c7": "এ", "\u09c8": "ওই",
    "\u09cb": "ও", "\u09cc": "ওউ",
}  # fmt: skip
_VOWELS = {
    "অ": "অ",
    "আ": "আ",
    "ই": "ই",
    "ঈ": "ই",
    "উ": "উ",
    "ঊ": "উ",
    "এ": "এ",
    "ঐ": "ওই",
    "ও": "ও",
    "ঔ": "ওউ",
}
_HASANTA, _YA, _GLIDE = "\u09cd", "য", "\u09df"
_APART = _VOWELS | {letter: letter + INHERENT for letter in (_GLIDE, _YA, SILENT_BA, "হ")}
"""Letters that are no consonants of their own; a হ is one only where a word begins, written H."""
_UNHEARD = "ঁঃ\u09bc\u200c\u200d"

_LETTERS = (
    ("য\u09bc", _GLIDE),
    ("ড\u09bc", "\u09dc"),
    ("\u09a2\u09bc", "\u09dc"),
    ("ং", "ঙ্"),
    ("ৃ", "্রি"),
    ("ঋ", "রি"),
)
_CONJUNCTS = (("ক্ষ", "খ"), ("জ্ঞ", "গ্য"), ("ঙ্গ", "ঙ"), ("ঙ্ঘ", "ঙ"), ("য্য", "জ"))
_REPH_YA = re.compile("(?<=[^্]র্)য")
_SILENT_BA = re.compile("(?<=[কখজতধনশষস])্ব|(?<=^দ)্ব")
_MAYBE_SILENT = re.compile("(?<=[তদখশষস])্ম|(?<=দ)্ব")


def heard(word: str) -> tuple[str, ...]:
    """The ways a Bengali word may sound: consonants in capitals, vowels as letters between them."""
    for letters, plain in _LETTERS:
        word = word.replace(letters, plain)
    if word.startswith("হ"):
        word = f"H{word[1:]}"
    ways = [word]
    if _HASANTA in word:
        for letters, plain in _CONJUNCTS:
            word = word.replace(letters, plain)
        word = _SILENT_BA.sub(_HASANTA + SILENT_BA, _REPH_YA.sub("জ", word))
        ways = [_MAYBE_SILENT.sub("", word), word]
    if "ঁ" in word:
        ways += [way.replace("ঁ", "ন্") for way in ways]
    if "ছ" in word:
        ways += [way.replace("ছ", "স") for way in ways]
    return tuple(dict.fromkeys(filter(None, map(_sound, ways))))


def _sound(word: str) -> str:
    parts: list[str] = []
    linked = False  # whether a hasanta has just tied the next letter to the last
    for char in word:
        if char in _CONSONANTS and not (char == _YA and linked):
            if not (linked and parts and parts[-1] == _CONSONANTS[char]):
                parts.append(_CONSONANTS[char])
            parts.append(INHERENT)
        elif char == _HASANTA or char in _VOWEL_SIGNS:
            if parts and parts[-1] == INHERENT:
                parts.pop()
            parts.extend(_VOWEL_SIGNS.get(char, ()))
        elif char in _APART:
            parts.extend(_APART[char])
        elif char not in _UNHEARD:
            return ""
        linked = char == _HASANTA
    return "".join(parts)
