"""The two languages Setu speaks, and which of them a device asks for."""

import re
from collections.abc import Sequence
from typing import Literal

Language = Literal["en", "bn"]

LANGUAGES: tuple[Language, ...] = ("en", "bn")
ENDONYMS: dict[Language, str] = {"en": "English", "bn": "বাংলা"}

_SPOKEN: dict[str, Language] = {"en": "en", "eng": "en", "bn": "bn", "ben": "bn"}
_END_OF_PRIMARY_SUBTAG = re.compile(r"[-_.@;\s]")


def negotiate(preferred: Sequence[str], default: Language = "en") -> Language:
    """The first language of the device's list that we speak; tags may be BCP 47, POSIX or nonsense."""
    for tag in preferred:
        primary = _END_OF_PRIMARY_SUBTAG.split(tag.strip(), maxsplit=1)[0]
        if spoken := _SPOKEN.get(primary.lower()):
            return spoken
    return default


def other(lang: Language) -> Language:
    """The language on the facing page."""
    return "bn" if lang == "en" else "en"
