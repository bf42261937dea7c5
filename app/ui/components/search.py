"""A field to search with, in either script, and the way to the search of everything."""

from collections.abc import Callable

import flet as ft

from app.i18n.catalogs import Translator
from app.ui.acting import acts
from app.ui.components.labelled import called
from app.ui.hooks import Box, memo, use_box
from app.ui.keyboard import search_in, search_keys
from app.ui.state import Here, use_here, use_words
from app.ui.theme import field_border


@ft.component
def _Field(
    label: str,
    generation: int,
    typed: Box[str],
    focus: bool,
    on_ask: Callable[[str], None],
    on_done: Callable[[], None],
) -> ft.Control:
    """Uncontrolled and memoised: the results may be redrawn at each letter, the field never is.

    Where it is drawn anew, for the language was switched, it begins with what was `typed`.
    """
    field = ft.TextField(
        key=f"search {generation} {focus}",
        hint_text=label,
        hint_max_lines=3,
        value=typed.current,
        prefix_icon=ft.Icons.SEARCH,
        border=field_border(),
        autofocus=focus,
        on_submit=lambda _event: on_done(),
        on_change=lambda event: on_ask(event.control.value or ""),
    )
    return called(label, field)


_KeptField = memo(_Field)


@ft.component
def SearchField(
    label: str,
    query: str,
    on_ask: Callable[[str], None],
    focus: bool = False,
    on_done: Callable[[str], None] | None = None,
) -> ft.Control:
    """A search field with a way to clear it; `on_ask` hears of every letter, `on_done` of the Enter key.

    It has the `focus` at first if that is asked for; where that is taken back, it lets go of it.

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

    def done() -> None:
        if on_done:
            on_done(typed.current)

    heard, entered = ft.use_callback(ask, []), ft.use_callback(done, [])
    field = ft.Container(_KeptField(label, generation.current, typed, focus, heard, entered), expand=True)
    if not query:
        return ft.Row([field])
    clear = ft.IconButton(
        ft.Icons.CLOSE, tooltip=words.t("Clear the search"), on_click=acts(here, lambda: on_ask(""))
    )
    return ft.Row([field, ft.MergeSemantics(clear)])


def search_button(here: Here, words: Translator, place: str) -> ft.Control:
    """In the top bar of a place: the way to the search that stands on top of it; a desktop says its keys."""
    # NOTE: the verb, on a button with a magnifying glass
    said = words.tp("verb", "Search")
    if here.layout.wide:
        # NOTE: {action} is what a button does, {keys} the keys that do it, too, as Ctrl+K
        said = words.t("{action} ({keys})", action=said, keys=search_keys(here))
    return ft.MergeSemantics(
        ft.IconButton(ft.Icons.SEARCH, tooltip=said, on_click=acts(here, lambda: search_in(here, place)))
    )
