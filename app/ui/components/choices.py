"""One choice out of a few whose words may take several lines: a radio's own label is cut at the edge."""

from collections.abc import Callable, Mapping

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

    lines = [_line(here, term, choose) for term in terms.values()]
    group = ft.RadioGroup(value=chosen or None, on_change=picked, content=ft.Column(lines, spacing=0))
    return ft.Semantics(identifier=identifier, content=group)


def _line(here: Here, term: Term, choose: Callable[[str], object]) -> ft.Control:
    words = body(term.word(here.speech.lang))
    row = ft.Row([ft.Radio(value=term.code), ft.Container(words, expand=True)], spacing=0)
    touched = acts(here, lambda: choose(term.code))
    return ft.MergeSemantics(
        ft.Container(
            row,
            ink=True,
            border_radius=RADIUS.CHIP,
            on_click=touched,
            padding=ft.Padding.symmetric(vertical=SPACE.XS),
        )
    )
