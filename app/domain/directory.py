"""The directory: small ones lie on every device, large ones are asked online. The rules both ends keep."""

import unicodedata
from collections.abc import Mapping
from typing import Any

KIND = "directory"
"""The kind of the one row, in the commons and named like them, that says which of the two it is by now."""
CARDS = 5_000
"""Cards up to which every device carries all of them, unless whoever runs the server says another number."""
LEAST = 3
"""Letters of one word at least: what is shorter would leaf through the directory, not search it."""
LONGEST = 100
"""Letters that anybody looks for."""
FOUND = 20
"""People in one answer at most. How many there are besides is not told."""


def is_online(values: Mapping[str, Any]) -> bool:
    """Whether the directory is asked online, by the fields of its row."""
    return bool(values.get("online"))


def outgrows(cards: int, most: int, *, online: bool) -> bool:
    """Whether so many cards are too many for every device; once they were, only clearly fewer are not.

    Else somebody who comes and goes would move everybody's directory to and fro.
    """
    return cards > (most * 4 // 5 if online else most)


def is_searchable(query: str) -> bool:
    """Whether a query says enough to be asked: one of its words has three letters, signs or digits."""
    query = unicodedata.normalize("NFC", query)
    return len(query) <= LONGEST and any(_letters(word) >= LEAST for word in query.split())


def _letters(word: str) -> int:
    return sum(unicodedata.category(sign)[0] in "LMN" for sign in word)
