"""A language nobody speaks, to see what cannot be translated: «Šéttíñgš ·····» where it says Settings.

Every sentence that goes through the translator stands between « and », has strange letters and is longer by
two fifths. What a screen shows outside of them was never given to the translator; what is cut off has too
little room. `setu --pseudo` speaks it; Bengali keeps its own letters.
"""

import re
from gettext import NullTranslations

OPENS, CLOSES = "«", "»"
LONGER_BY = 0.4

_STRANGE = str.maketrans("aceinosuyzAEIOSU", "áçéíñóšúýžÁÉÍÓŠÚ")
_PLACE = re.compile(r"(\{\w+\})")


class Pseudo(NullTranslations):
    """Says what another catalog says, marked."""

    def __init__(self, catalog: NullTranslations) -> None:
        super().__init__()
        self._catalog = catalog

    def gettext(self, message: str) -> str:
        """The message, marked."""
        return mark(self._catalog.gettext(message)) if message else ""

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The message for that many, marked."""
        return mark(self._catalog.ngettext(msgid1, msgid2, n))

    def pgettext(self, context: str, message: str) -> str:
        """The message in one of its meanings, marked."""
        return mark(self._catalog.pgettext(context, message))


def mark(text: str) -> str:
    """The text between marks, strange and longer; its {places} are as they were."""
    parts = _PLACE.split(text)
    strange = "".join(part if _PLACE.fullmatch(part) else part.translate(_STRANGE) for part in parts)
    more = "·" * max(1, round(LONGER_BY * sum(len(part) for part in parts[::2])))
    return f"{OPENS}{strange} {more}{CLOSES}"
