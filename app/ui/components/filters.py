"""Filters by choices from lists: what is chosen is always in view and one tap from gone."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import flet as ft

from app.domain.taxonomy import Term
from app.ui.acting import acts
from app.ui.components.letters import chip_words
from app.ui.components.term_picker import TermPicker
from app.ui.hooks import use_state
from app.ui.state import use_here, use_layout, use_words
from app.ui.theme import SPACE

Wanted = Any
"""A frozen dataclass with one text for each filter, empty for none."""
Take = Callable[[Any], object]
Kinds = Mapping[str, tuple[str, dict[str, Term]]]
"""What one can filter by: the name of the filter, what it is called, what it offers."""


@ft.component
def Filters(kinds: Kinds, wanted: Wanted, take: Take) -> ft.Control:
    """A button that unfolds the filters, and beside it those that are set: a tap takes one away."""
    here, words, layout = use_here(), use_words(), use_layout()
    opened, turn = use_state(lambda: False)
    button = ft.OutlinedButton(
        words.t("Filter"),
        icon=ft.Icons.EXPAND_LESS if opened else ft.Icons.TUNE,
        on_click=acts(here, lambda: turn(not opened)),
    )

    def without(name: str) -> Any:
        return acts(here, lambda: take(replace(wanted, **{name: ""})))

    chips = [
        ft.Chip(
            key=name,
            label=chip_words(terms[getattr(wanted, name)].word(words.lang)),
            delete_icon_tooltip=words.t("Remove this filter"),
            on_click=without(name),
            on_delete=without(name),
        )
        for name, (_, terms) in kinds.items()
        if getattr(wanted, name)
    ]
    row = ft.Row(
        [button, *chips],
        wrap=True,
        spacing=SPACE.S,
        run_spacing=SPACE.S,
        vertical_alignment=ft.CrossAxisAlignment.CENTER,
    )
    picks = [_pick(name, label, terms, wanted, take) for name, (label, terms) in kinds.items()]
    unfolded = [_in_columns(picks, 2 if layout.wide else 1)] if opened else []
    return ft.Column([row, *unfolded], spacing=SPACE.M, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def _in_columns(picks: list[ft.Control], columns: int) -> ft.Control:
    rows = [picks[start : start + columns] for start in range(0, len(picks), columns)]
    return ft.Column(
        spacing=SPACE.M,
        controls=[ft.Row([ft.Container(pick, expand=True) for pick in row], spacing=SPACE.M) for row in rows],
    )


def _pick(name: str, label: str, terms: dict[str, Term], wanted: Wanted, take: Take) -> ft.Control:
    value = getattr(wanted, name)

    def pick(code: str) -> None:
        take(replace(wanted, **{name: code}))

    return ft.Semantics(identifier=f"filter-{name}", content=TermPicker(label, value, terms, pick))
