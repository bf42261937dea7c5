"""A card with one choice out of a few that holds as soon as it is tapped."""

from collections.abc import Callable, Sequence
from functools import partial

import flet as ft

from app.ui.acting import acts
from app.ui.components.cards import card
from app.ui.components.choices import radio_line
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

    async def chosen(event: ft.Event[ft.RadioGroup]) -> None:
        code = str(event.control.value)
        await acts(here, lambda: choose("" if code == AS_IS else code))(event)

    radios = [radio_line(here, code or AS_IS, said, partial(choose, code)) for code, said in options]
    group = ft.RadioGroup(value=value or AS_IS, on_change=chosen, content=ft.Column(radios, spacing=0))
    return ft.Semantics(identifier=identifier, content=card([section(headline), group]))
