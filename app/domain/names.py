"""What a person may be called, and the short forms of a name."""

import re
import unicodedata

from app.domain.cleaning import clean_line
from app.domain.errors import Refused
from app.domain.graphemes import ZWJ, ZWNJ, graphemes, length

MAX_NAME = 80

_BETWEEN_WORDS = re.compile(r"[ .,'’()\-]+")
_BETWEEN_INITIALS = re.compile(r"[ .,()\-]+")
_COLON_FOR_VISARGA = re.compile("(?<=[\u0985-\u09ce]):")  # মো: as many keyboards write মোঃ
_TITLES = {"md", "mohd", "mst", "dr", "prof", "mr", "mrs", "ms", "মো", "মোঃ", "মোছা", "মোছাঃ", "মোসা", "মোসাঃ"}
_TITLES |= {"মু", "মুঃ", "ড", "ডঃ", "ডা", "ডাঃ"}
_JOINERS = str.maketrans("", "", ZWNJ + ZWJ)

# Letters of other scripts (and digits) that pass for Latin ones; capitals are mapped as they look.
_LOOKALIKES = str.maketrans(
    "АВЕКМНОРСТУХІЈЅҺԚԜ" "авекмнорстухіјѕһԁԛԝӏё" "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ" "αβεηικνορτυχγω" "ıɑɡɩ" "01০",
    "ABEKMHOPCTYXIJSHQW" "abekmhopctyxijshdqwle" "ABEZHIKMNOPTYX" "abenikvoptuxyw" "iagi" "olo",
)  # fmt: skip
_BENGALI_LOOKALIKES = (("অা", "আ"), ("ব়", "র"))


def skeleton(name: str) -> str:
    """What the eye keeps of a name: two names with one skeleton would be mistaken for each other."""
    plain = unicodedata.normalize("NFKC", name).translate(_JOINERS)
    # Before and after: Ω looks like nothing, but the ω it becomes looks like w.
    plain = plain.translate(_LOOKALIKES).casefold().translate(_LOOKALIKES)
    for looks, means in _BENGALI_LOOKALIKES:
        plain = plain.replace(looks, means)
    return " ".join(unicodedata.normalize("NFC", plain).split())


def _bare(name: str) -> str:
    """The letters alone, with l and i as one: "A-d-m-1-n"."""
    return "".join(char for char in skeleton(name) if unicodedata.category(char)[0] in "LM").replace("l", "i")


# Roles are shown by icon, never by text. সেতু is not here: it is also a given name.
_RESERVED = frozenset(
    _bare(role)
    for role in (
        *("admin", "administrator", "moderator", "system"),
        *("অ্যাডমিন", "এডমিন", "প্রশাসক", "মডারেটর", "সিস্টেম"),
    )
)


def check_name(text: str) -> str:
    """The cleaned name of a person, or a refusal: `name.empty`, `.long`, `.letters`, `.reserved`."""
    name = _visarga_for_colon(clean_line(text))
    if not name:
        raise Refused("name.empty")
    if length(name) > MAX_NAME:
        raise Refused("name.long", limit=MAX_NAME)
    if not _is_written_as_a_name(name):
        raise Refused("name.letters")
    if _bare(name) in _RESERVED:
        raise Refused("name.reserved")
    return name


def initials(name: str) -> str:
    """One or two visible characters for an avatar: of the first word and of the last.

    Bengali keeps the vowel sign, as printed initials do (মো. শে.), and loses what would dangle: ্ and ঃ.
    Titles (Md., ডা.) and anything in brackets are passed over, unless there is nothing else.
    """
    name = _visarga_for_colon(clean_line(name))
    words = _words_to_abbreviate(name.partition("(")[0]) or _words_to_abbreviate(name)
    named = [word for word in words if word.casefold() not in _TITLES] or words
    return "".join(_initial(word) for word in named[:1] + named[1:][-1:])


def _visarga_for_colon(name: str) -> str:
    return _COLON_FOR_VISARGA.sub("ঃ", name)


def _words_to_abbreviate(name: str) -> list[str]:
    return [word for word in _BETWEEN_INITIALS.split(name) if _has_letter(word)]


def _initial(word: str) -> str:
    first = next(seen for seen in graphemes(word) if _has_letter(seen))
    return first.rstrip("\u09cdঃ" + ZWNJ + ZWJ).upper()


def _has_letter(text: str) -> bool:
    return any(unicodedata.category(char)[0] == "L" for char in text)


def _is_written_as_a_name(name: str) -> bool:
    words = [word for word in _BETWEEN_WORDS.split(name) if word]
    return _has_letter(name) and all(_is_one_script(word) for word in words)


def _is_one_script(word: str) -> bool:
    scripts = {_script(char) for char in word} - {"digit"}
    return len(scripts) <= 1 and None not in scripts and unicodedata.category(word[0])[0] != "M"


def _script(char: str) -> str | None:
    if char in "0123456789০১২৩৪৫৬৭৮৯":
        return "digit"
    if char in (ZWNJ, ZWJ) or ("\u0980" <= char <= "\u09ff" and unicodedata.category(char)[0] in "LM"):
        return "bengali"
    is_latin = unicodedata.name(char, "").startswith("LATIN ") or "\u0300" <= char <= "\u036f"
    return "latin" if is_latin else None
