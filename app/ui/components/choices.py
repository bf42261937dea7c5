"""One choice out of a few whose words may take several lines: a radio's own label is cut at the edge."""

from collections.abc import Callable, Mapping
from functools import partial

import flet as ft

from app.domain.taxonomy import Term
from app.ui.acting import acts
from app.ui.components.letters import body
from app.ui.state import Here
from app.ui.theme import RADIUS, SPACE


def one_of(
    here: Here, identifier: str, terms: Mapping[str, Term], chosen: str, choose: Callable[[str], object]
) -> ft.Control:
    """The terms below each other, the one that is chosen marked; nothing is chosen at first."""

    async def picked(event: ft.Event[ft.RadioGroup]) -> None:
        await acts(here, lambda: choose(str(event.control.value)))(event)

    lang = here.speech.lang
    lines = [
        radio_line(here, term.code, term.word(lang), partial(choose, term.code)) for term in terms.values()
    ]
    group = ft.RadioGroup(value=chosen or None, on_change=picked, content=ft.Column(lines, spacing=0))
    return ft.Semantics(identifier=identifier, content=group)


def radio_line(
    here: Here, value: str, said: str, choose: Callable[[], object], *, disabled: bool = False
) -> ft.Control:
    """A radio button and its words, which may take several lines; a tap on either chooses."""
    ink = ft.Colors.ON_SURFACE_VARIANT if disabled else None
    radio = ft.Radio(value=value, disabled=disabled)
    row = ft.Row([radio, ft.Container(body(said, ink), expand=True)], spacing=0)
    return ft.MergeSemantics(
        ft.Container(
            row,
            ink=True,
            border_radius=RADIUS.CHIP,
            on_click=None if disabled else acts(here, choose),
            padding=ft.Padding.symmetric(vertical=SPACE.XS),
        )
    )
