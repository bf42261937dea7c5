"""The four locales Setu writes numbers and dates for: two languages, each as in Bangladesh or in India."""

from collections.abc import Sequence
from typing import Literal

from app.i18n.languages import Language

Region = Literal["BD", "IN"]
"""Where the reader lives, as far as it changes how numbers and times are written."""
LocaleName = Literal["bn_BD", "bn_IN", "en_GB", "en_IN"]
HourCycle = Literal["12", "24"]

_NAMES: dict[tuple[Language, Region], LocaleName] = {
    ("bn", "BD"): "bn_BD",
    ("bn", "IN"): "bn_IN",
    ("en", "BD"): "en_GB",  # the audience writes day before month, and CLDR has no English for Bangladesh
    ("en", "IN"): "en_IN",
}


LOCALES: tuple[LocaleName, ...] = tuple(_NAMES.values())


def locale_name(lang: Language, region: Region) -> LocaleName:
    """What CLDR calls this language in this region."""
    return _NAMES[lang, region]


def region_named(name: str) -> Region:
    """The region of this name; where nobody said so, Bangladesh."""
    return "IN" if name.upper() == "IN" else "BD"


def by_lakhs(locale: LocaleName) -> bool:
    """Whether digits are grouped as 1,23,45,678, and large numbers said in lakhs and crores."""
    return locale != "en_GB"


def region_of(tags: Sequence[str]) -> Region:
    """The region in which a device with these language tags is, as far as it says so."""
    parts = {part.upper() for tag in tags for part in tag.replace("_", "-").split("-")[1:]}
    return "IN" if "IN" in parts and "BD" not in parts else "BD"


def hour_cycle(locale: LocaleName) -> HourCycle:
    """Whether clocks are read with twelve hours or with twenty-four, unless a person says otherwise."""
    return "24" if locale == "en_GB" else "12"
