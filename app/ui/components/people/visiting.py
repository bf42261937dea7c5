"""The way to a person's card, which stands on top of where one met them: Back leads there again."""

from collections.abc import Awaitable, Callable
from typing import Any

from app.ui.acting import acts
from app.ui.state import Here

MEMBERS = "members"
"""Under a circle: on top of the list of those who are in it."""


def visits(here: Here, person: str, under: str = "card") -> Callable[[Any], Awaitable[None]]:
    """A handler that opens this person's card on top of the screen one is on by then."""
    return acts(here, lambda: here.go("/".join((here.page.route.rstrip("/"), under, person))))
