"""A field to search with, in either script."""

from collections.abc import Callable

import flet as ft

from app.ui.acting import acts
from app.ui.hooks import Box, memo, use_box
from app.ui.state import use_here, use_words
from app.ui.theme import field_border


@ft.component
def _Field(label: str, generation: int, typed: Box[str], on_ask: Callable[[str], None]) -> ft.Control:
    """Uncontrolled and memoised: the results may be redrawn at each letter, the field never is.

    Where it is drawn anew, for the language was switched, it begins with what was `typed`.
    """
    return ft.TextField(
        key=f"search {generation}",
        label=label,
        value=typed.current,
        prefix_icon=ft.Icons.SEARCH,
        border=field_border(),
        on_change=lambda event: on_ask(event.control.value or ""),
    )


_KeptField = memo(_Field)


@ft.component
def SearchField(label: str, query: str, on_ask: Callable[[str], None]) -> ft.Control:
    """A search field with a way to clear it; `on_ask` hears of every letter.

    When `query` becomes another than was typed, the search was cleared from outside: the field begins anew.
    """
    here, words = use_here(), use_words()
    typed, generation = use_box(lambda: query), use_box(lambda: 0)
    if query != typed.current:
        typed.current = query
        generation.current += 1

    def ask(text: str) -> None:
        typed.current = text
        on_ask(text)

    heard = ft.use_callback(ask, [])
    field = ft.Container(_KeptField(label, generation.current, typed, heard), expand=True)
    if not query:
        return ft.Row([field])
    clear = ft.IconButton(
        ft.Icons.CLOSE, tooltip=words.t("Clear the search"), on_click=acts(here, lambda: on_ask(""))
    )
    return ft.Row([field, ft.MergeSemantics(clear)])
