"""Preferences of this device: language, how numbers and times are written, theme."""

from dataclasses import asdict, dataclass, replace

from app.services.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """What this device has been told to prefer. Empty means: as the device does, or as is usual."""

    language: str = ""
    numerals: str = ""
    region: str = ""
    hours: str = ""
    zone: str = ""
    theme: str = "system"


def preferences(desk: Desk) -> Preferences:
    """What this device prefers."""
    known = desk.memory.note("preferences", {})
    return Preferences(**{name: value for name, value in known.items() if name in Preferences.__slots__})


def prefer(desk: Desk, **choices: str) -> Preferences:
    """Choose a language (en, bn), a theme (system, light, dark), or how numbers and times are written.

    That is numerals (beng, latn), a region (BD, IN), the hours of a clock (12, 24), a time zone by its name.
    """
    chosen = replace(preferences(desk), **choices)
    desk.memory.set_note("preferences", asdict(chosen))
    return chosen
