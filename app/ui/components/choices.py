"""One choice out of a few whose words may take several lines: a radio's own label is cut at the edge."""

from collections.abc import Callable, Mapping
from functools import partial

import flet as ft

from app.domain.taxonomy import Term
from app.ui.acting import acts
from app.ui.components.letters import body
from app.ui.state import Here
from app.ui.theme import SPACE


def one_of(
    here: Here,
    identifier: str,
    headline: str,
    terms: Mapping[str, Term],
    chosen: str,
    choose: Callable[[str], object],
) -> ft.Control:
    """The terms below each other, the one that is chosen marked; nothing is chosen at first."""
    said = {term.code: term.word(here.speech.lang) for term in terms.values()}
    return ft.Semantics(identifier=identifier, content=radios(here, headline, said, chosen, choose))


def radios(
    here: Here, headline: str, said: Mapping[str, str], chosen: str, choose: Callable[[str], object]
) -> ft.Control:
    """Choices, each with its words, of which one holds; the headline above them names them as a group."""

    async def picked(event: ft.Event[ft.RadioGroup]) -> None:
        await acts(here, lambda: choose(str(event.control.value)))(event)

    lines = [radio_line(here, code, words, partial(choose, code)) for code, words in said.items()]
    group = ft.RadioGroup(value=chosen or None, on_change=picked, content=ft.Column(lines, spacing=0))
    return ft.Semantics(label=headline, content=group)


def radio_line(
    here: Here, value: str, said: str, choose: Callable[[], object], *, disabled: bool = False
) -> ft.Control:
    """A radio button and its words, which may take several lines; a tap on either chooses, and the keyboard
    stops here once."""
    ink = ft.Colors.ON_SURFACE_VARIANT if disabled else None
    radio = ft.Radio(value=value, disabled=disabled)
    row = ft.Row([radio, ft.Container(body(said, ink), expand=True)], spacing=0)
    return ft.MergeSemantics(
        ft.Container(
            row,
            on_click=None if disabled else acts(here, choose),
            padding=ft.Padding.symmetric(vertical=SPACE.XS),
        )
    )
