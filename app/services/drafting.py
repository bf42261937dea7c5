"""Drafting: what is being typed somewhere is remembered there until it is sent."""

from app.services.desk import Desk


def draft(desk: Desk, place: str) -> str:
    """What was being typed in this place, if anything."""
    return str(desk.memory.note(f"draft:{place}", ""))


def keep(desk: Desk, place: str, text: str) -> None:
    """Remember what is being typed in this place; nothing typed, nothing kept."""
    if draft(desk, place) != text:
        desk.memory.set_note(f"draft:{place}", text or None)
