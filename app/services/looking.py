"""Looking: which scopes are on screen, so that what belongs there comes first."""

from app.services.desk import Desk

_LOOK = "look"


def look_at(desk: Desk, *scopes: str) -> None:
    """These scopes are on screen now, and none else; their news and their older writing come first."""
    desk.memory.set_sign(_LOOK, scopes)


def has_older(desk: Desk, scope: str) -> bool:
    """Whether there is older writing in a scope that is not on this device yet, but on its way."""
    return scope in desk.memory.note("windows", {})
