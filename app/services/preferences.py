"""Preferences of this device: language, digits, theme."""

from dataclasses import asdict, dataclass, replace

from app.services.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """What this device has been told to prefer. An empty language means: as the device does."""

    language: str = ""
    numerals: str = ""
    theme: str = "system"


def preferences(desk: Desk) -> Preferences:
    """What this device prefers."""
    known = desk.memory.note("preferences", {})
    return Preferences(**{name: value for name, value in known.items() if name in Preferences.__slots__})


def prefer(desk: Desk, **choices: str) -> Preferences:
    """Choose a language (en, bn), numerals (beng, latn) or a theme (system, light, dark)."""
    chosen = replace(preferences(desk), **choices)
    desk.memory.set_note("preferences", asdict(chosen))
    return chosen
