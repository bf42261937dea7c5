"""A card with one choice out of a few that holds as soon as it is tapped."""

from collections.abc import Callable, Sequence

import flet as ft

from app.ui.components.cards import card
from app.ui.components.choices import radios
from app.ui.components.letters import section
from app.ui.state import Here

AS_IS = "device"
"""What stands in a list of choices for the empty one, since a radio button wants a value."""


def settled(
    here: Here,
    headline: str,
    options: Sequence[tuple[str, str]],
    value: str,
    choose: Callable[[str], object],
    identifier: str,
) -> ft.Control:
    """The choices below each other, each as a code and what is said of it; an empty code is `AS_IS`."""

    said = {code or AS_IS: words for code, words in options}
    group = radios(here, headline, said, value or AS_IS, lambda code: choose("" if code == AS_IS else code))
    return ft.Semantics(identifier=identifier, content=card([section(headline), group]))
