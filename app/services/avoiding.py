"""Avoiding: whose words in circles are folded on one's own devices. Nobody else hears of it."""

from typing import Literal

from app.domain.errors import Refused
from app.domain.kinds import check_fields
from app.services.desk import Desk

Why = Literal["", "muted", "blocked"]
"""Why the words of a person are folded: one muted them, or one blocked them; empty where they are not."""


def mute(desk: Desk, person: str, *, on: bool) -> None:
    """Fold what this person writes in circles, or no more. They are not told, and can still write to one."""
    if person == desk.person:
        raise Refused("field.wrong", field="id")
    desk.write(desk.own, "mute", person, "set", check_fields("mute", {"on": on}))


def why_folded(desk: Desk, person: str) -> Why:
    """Why this person's words are folded here, if they are."""
    for kind, why in _REASONS:
        known = desk.memory.get(desk.own, kind, person)
        if known is not None and known.values.get("on"):
            return why
    return ""


def is_muted(desk: Desk, person: str) -> bool:
    """Whether one muted this person, be they blocked besides or not."""
    known = desk.memory.get(desk.own, "mute", person)
    return bool(known and known.values.get("on"))


_REASONS: tuple[tuple[str, Why], ...] = (("block", "blocked"), ("mute", "muted"))
