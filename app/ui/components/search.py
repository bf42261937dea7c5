"""A field to search with, in either script."""

from collections.abc import Callable

import flet as ft

from app.ui.acting import acts
from app.ui.hooks import memo, use_box
from app.ui.state import use_here, use_words
from app.ui.theme import field_border


@ft.component
def _Field(label: str, generation: int, on_ask: Callable[[str], None]) -> ft.Control:
    """Uncontrolled and memoised: the results may be redrawn at each letter, the field never is."""
    return ft.TextField(
        key=f"search {generation}",
        label=label,
        prefix_icon=ft.Icons.SEARCH,
        border=field_border(),
        on_change=lambda event: on_ask(event.control.value or ""),
    )


_KeptField = memo(_Field)


@ft.component
def SearchField(label: str, query: str, on_ask: Callable[[str], None]) -> ft.Control:
    """A search field with a way to clear it; `on_ask` hears of every letter."""
    here, words = use_here(), use_words()
    generation = use_box(lambda: 0)
    ask = ft.use_callback(on_ask, [])

    def clear() -> None:
        generation.current += 1
        on_ask("")

    field = ft.Container(_KeptField(label, generation.current, ask), expand=True)
    if not query:
        return ft.Row([field])
    button = ft.IconButton(ft.Icons.CLOSE, tooltip=words.t("Clear the search"), on_click=acts(here, clear))
    return ft.Row([field, ft.MergeSemantics(button)])
