"""How a word in Latin letters may sound, if it is romanised Bengali or an English word said in Bengali.

Neither spelling is regular, so a word may have a few readings: the g of "gan" and that of "general".
"""

import re

_MOST = 8
"""Readings of one word; more say too little."""

_SPELLINGS = (
    ("nction", ("NKSoN", "NSoN")),
    ("tia$", ("Tia", "Sia")),
    ("sc(?=[eiy]|le)", ("S", "SK")),
    ("a(?=[^aeiouyhw]e$|ble$)", ("a", "e")),
    ("ir(?=[^aeiouyrh])", ("iR", "aR")),
    ("ur(?=[^aeiouyrh])", ("uR", "aR")),
    ("tion", ("SoN",)),
    ("cian", ("SoN",)),
    ("ssion", ("SoN",)),
    ("sion", ("SoN", "JoN")),
    ("[tc]i(?=en[tc]|al|ous)", ("S", "Ti")),
    ("ture$", ("CaR", "TuRe")),
    ("(?<=[^aeiouy])le$", ("eL", "Le")),
    ("tch", ("C",)),
    ("sch", ("SK", "SC")),
    ("ch(?=[nrl]|olog)", ("C", "K")),
    ("chchh", ("Ch",)),
    ("chch", ("C", "Ch")),
    ("cch?h", ("Ch",)),
    ("ch?h", ("Ch",)),
    ("ck", ("K",)),
    ("c(?=[eiy])", ("S", "C")),
    ("c", ("K",)),
    ("ksh", ("Kh", "KS")),
    ("que$", ("K",)),
    ("qu", ("Ku",)),
    ("q", ("K",)),
    ("^x", ("J",)),
    ("x", ("KS", "K")),
    ("^kn", ("N",)),
    ("^ps", ("S",)),
    ("^wr", ("R",)),
    ("^wh", ("Hw", "w")),
    ("^h", ("H",)),
    ("^y(?=[aeou])", ("y", "J")),
    ("(?<=r)y(?=[aeou])", ("y", "J")),
    ("yy", ("y", "J")),
    ("y(?=[ou]g)", ("y", "J")),
    ("(?<=a)lk", ("LK", "K")),
    ("gg?y(?=[aeo])", ("Gy",)),
    ("jn", ("Gy", "JN")),
    ("gn(?=[aeiou])", ("Gy", "GN")),
    ("dg(?=e)", ("J",)),
    ("ght", ("T",)),
    ("gh", ("Gh",)),
    ("ngg?", ("N",)),
    ("g(?=[eiy])", ("G", "J")),
    ("s(?=m$|e[drs]?$|i[oxzt]|ul)", ("S", "J")),
    ("ph", ("F",)),
    ("[zj]", ("J",)),
    ("[bv]", ("B",)),
)  # fmt: skip
_FIRST_LETTERS = re.compile(r"(?:\^|\(\?<=[^)]*\))?(?:\[(\w+)\]|(\w))")


def _by_first_letter() -> dict[str, tuple[re.Pattern[str], list[tuple[str, ...]]]]:
    """The spellings that begin with a letter, as one pattern with a group for each; few letters have many."""
    by_letter: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for spelling, readings in _SPELLINGS:
        begun = _FIRST_LETTERS.match(spelling)
        for letter in (begun and (begun[1] or begun[2])) or "":
            by_letter.setdefault(letter, []).append((spelling, readings))
    return {
        letter: (
            re.compile("|".join(f"({spelling})" for spelling, _ in each)),
            [readings for _, readings in each],
        )
        for letter, each in by_letter.items()
    }


_BY_LETTER = _by_first_letter()
_DOUBLED = re.compile(r"([A-Z])\1+")
_VOWELS = "aeiouywh"


def heard(word: str) -> tuple[str, ...]:
    """The ways a word in small Latin letters may sound: consonants in capitals, vowels as spelled."""
    sounds, at = [""], 0
    readings: tuple[str, ...]
    while at < len(word):
        letter = word[at]
        readings, at = (letter if letter in _VOWELS else letter.upper(),), at + 1
        if letter in _BY_LETTER:
            pattern, spelled = _BY_LETTER[letter]
            if found := pattern.match(word, at - 1):
                readings, at = spelled[(found.lastindex or 1) - 1], found.end()
        if len(readings) == 1:
            sounds = [sound + readings[0] for sound in sounds]
        else:
            sounds = [sound + reading for sound in sounds for reading in readings][:_MOST]
    return tuple(dict.fromkeys(_DOUBLED.sub(r"\1", sound) for sound in sounds))
