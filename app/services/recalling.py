"""Recalling: what one has looked for, on this device and nowhere else, until one wipes it away."""

from app.domain.text import clean_line, length
from app.services.desk import Desk

KEPT = 8
LONGEST = 80
_NOTE = "searches"


def recent(desk: Desk) -> list[str]:
    """What was looked for, the latest first."""
    return [str(query) for query in desk.memory.note(_NOTE, ())]


def recall(desk: Desk, query: str) -> None:
    """Remember that this was looked for; the oldest of many is forgotten."""
    asked = clean_line(query)
    if not 1 < length(asked) <= LONGEST:
        return
    others = [known for known in recent(desk) if known.casefold() != asked.casefold()]
    if (kept := [asked, *others][:KEPT]) != recent(desk):
        desk.memory.set_note(_NOTE, kept)


def forget(desk: Desk, query: str = "") -> None:
    """Forget that this was looked for; or everything."""
    left = [known for known in recent(desk) if query and known != query]
    desk.memory.set_note(_NOTE, left or None)
