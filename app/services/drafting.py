"""Drafting: what is being typed somewhere is remembered there until it is sent."""

from app.services.connecting import made_anew
from app.services.desk import Desk


def draft(desk: Desk, place: str) -> str:
    """What was being typed in this place, if anything."""
    return str(desk.memory.note(_note(desk, place), ""))


def keep(desk: Desk, place: str, text: str) -> None:
    """Remember what is being typed in this place; nothing typed, nothing kept."""
    if draft(desk, place) != text:
        desk.memory.set_note(_note(desk, place), text or None)


def _note(desk: Desk, place: str) -> str:
    """The note of this place, by the names that things go by now: sync may have made an id anew while a
    screen is still open on the old one."""
    names = made_anew(desk)
    return ":".join(("draft", *(names.get(part, part) for part in place.split(":"))))
