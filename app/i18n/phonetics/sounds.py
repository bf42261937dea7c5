"""Keys of how words sound, and whether a word of one script sounds like a word of the other.

A key is the consonants, after A for a word that begins with a vowel; the vowels follow, one place each:
নাসরিন is "NSRN:,আ,,ই,.". Words of the same script never match by sound, and the vowels have to agree.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.i18n.phonetics import bengali, latin
from app.i18n.phonetics.bengali import INHERENT
from app.i18n.phonetics.vowels import NOT, distance

PREFIX = 4
"""A key of fewer consonants stands for a whole word only: too much begins alike."""

_LONGEST = 40
"""Signs of a word that anybody says."""

_BENGALI = re.compile("[\u0980-\u09e5\u09f0\u09f1]+")
_LATIN = re.compile("[a-z]+")
_PLACES = re.compile("([A-Z])")
_ENDINGS = re.compile("R:[.]?|DR:[এe],[.]?|DRK:[এe],[.]?,[এe]|K:[এe]")
_LONGER_ENDINGS = re.compile("T:[আইএaie]|GL:[উu]?,?[ওইoi]|GLR:[উu]?,[ওইoi],[.]?")
"""Of a person or thing; ঘণ্টা is not গান."""
_STILL_TO_COME = {
    "b": ("", *"aeiouyh", *(f"h{vowel}" for vowel in "aeiou")),
    "l": ("", "ই", "উ", *(f"{glide}{vowel}" for glide in ("হ", "\u09df") for vowel in (INHERENT, *"আইউএও"))),
}
"""What one may be about to add to a vowel, by the script of the words one looks for."""
_FORGIVEN = (0, 0, 0, 1, 2)
"""How many places may agree loosely, by the number of consonants."""


@dataclass(frozen=True, slots=True)
class Sound:
    """One way a word that is looked for may sound; `begun` is what " key" in the other script begins with."""

    begun: str
    places: tuple[str, ...]

    @property
    def consonants(self) -> int:
        """How many consonants it has."""
        return len(self.places) - 1


def sounds(word: str) -> tuple[str, ...]:
    """The ways a strictly folded word may sound, as keys led by the script, b or l; a letter has none."""
    if not 1 < len(word) <= _LONGEST:
        return ()
    if _BENGALI.fullmatch(word):
        return tuple(f"b{_key(sound)}" for sound in bengali.heard(word))
    if _LATIN.fullmatch(word):
        return tuple(f"l{_key(sound)}" for sound in latin.heard(word))
    return ()


def sought(sound: str) -> Sound:
    """One of the sounds of a word, turned to look for it in the other script."""
    key, _, places = sound.partition(":")
    return Sound((" l" if key[0] == "b" else " b") + key[1:], tuple(places.split(",")))


def is_heard(asked: Sound, found: str) -> bool:
    """Whether one of the sounds in " sound sound" is, or begins with, the one asked for."""
    return bool(asked.consonants) and any(_agrees(asked, key) for key in _beginning_like(asked, found))


def begun(word: str) -> tuple[Sound, ...]:
    """The ways a strictly folded word may sound of which this much has been typed, turned as by `sought`."""
    if len(word) > 1:
        ways = (word, f"{word}h") if word[-1] == "c" else (word,)  # which may become a ch
        return tuple(sought(sound) for way in ways for sound in sounds(way))
    vowel = "a" if _LATIN.fullmatch(word) else "\u09be"
    whole = (sought(sound) for way in (word, f"{word}h") for sound in sounds(way + vowel))
    return tuple(Sound(sound.begun, (*sound.places[:-1], "")) for sound in whole)


def is_begun(asked: Sound, found: str) -> bool:
    """Whether one of the sounds in " sound sound" may become of what has been typed.

    However little that is, so that it is for short lists, where one picks, and not for all that was written.
    """
    return any(_may_become(asked, key) for key in _beginning_like(asked, found))


def _may_become(asked: Sound, found: str) -> bool:
    places = found.partition(":")[2].split(",")
    away = sum(_distance(asked, at, places[at]) for at in range(asked.consonants))
    if away > _FORGIVEN[min(asked.consonants, PREFIX)]:
        return False
    typed = asked.places[-1]
    if typed in ("", INHERENT):
        return True
    said = [Sound(asked.begun, (*asked.places[:-1], typed + more)) for more in _STILL_TO_COME[asked.begun[1]]]
    return any(_distance(each, -1, places[asked.consonants]) < NOT for each in said)


def _beginning_like(asked: Sound, found: str) -> Iterator[str]:
    start = found.find(asked.begun)
    while start >= 0:
        end = found.find(" ", start + 1)
        yield found[start : end if end > 0 else None]
        start = found.find(asked.begun, start + 1)


def _agrees(asked: Sound, found: str) -> bool:
    key, _, tail = found.partition(":")
    rest, places, end = key[len(asked.begun) :], tail.split(","), asked.consonants
    many = end >= PREFIX
    if rest and not many and not (end > 1 and _is_ending(rest, places[end + 1 :], short=end < 3)):
        return False
    away = sum(_distance(asked, at, places[at]) for at in range(end))
    away += _last(asked, places[end], rest)
    return away <= (_FORGIVEN[min(end, PREFIX)] if many or not rest else 0)


def _is_ending(key: str, places: list[str], *, short: bool) -> bool:
    """Whether what is left of a word is the ending of a case; the places are those after its consonants."""
    left = f"{key}:{','.join(places)}"
    return bool(_ENDINGS.fullmatch(left) or (not short and _LONGER_ENDINGS.fullmatch(left)))


def _last(asked: Sound, other: str, rest: str) -> int:
    """How far the last vowels are apart: of a whole word, of one with an ending, or of a beginning."""
    if asked.consonants >= PREFIX and asked.places[-1] in ("", INHERENT):
        return 0  # it may still be typed
    if asked.consonants >= PREFIX and rest:
        return _distance(asked, -1, other)
    if (rest == "R" and other in ("", INHERENT)) or (rest and not other and asked.begun[1] == "b"):
        return NOT  # the R of বছর is no ending, nor is the T of বৃষ্টি
    ways = {other, other.removesuffix("\u09df."), other.removesuffix("y")}
    if other[-1:] in ("এ", "e") and asked.consonants > 1:
        ways.add(other[:-1] or (INHERENT if other == "এ" else ""))
    return min(_distance(asked, -1, way, last=True) for way in ways)


def _distance(asked: Sound, at: int, other: str, *, last: bool = False) -> int:
    """How far the vowels at this place are apart; one that no sign writes is heard in a first syllable."""
    one = asked.places[at]
    spelled, romanised = (other, one) if asked.begun[1] == "b" else (one, other)
    if at == 1 and asked.begun[2] != "A" and spelled[:1] == INHERENT and not last:
        spelled = f"অ{spelled[1:]}"
    following = asked.begun[-asked.consonants :][at : at + 1] if at >= 0 else ""
    if following == "R":
        spelled += "r"
    return distance(spelled, romanised, first=not at, last=last)


def _key(sound: str) -> str:
    vowels = _PLACES.split(sound)
    return ("A" if vowels[0] else "") + "".join(vowels[1::2]) + ":" + ",".join(vowels[::2])
