"""People: every account of the server, newest first, found by a name in either script."""

from collections.abc import Callable

import flet as ft

from app.i18n.catalogs import Translator
from app.ui.acting import acts
from app.ui.components.account.accounts import account_row
from app.ui.components.cards import empty
from app.ui.components.frame import screen
from app.ui.components.pages import Pages, how_it_goes, more_of, use_first_asking, use_pages
from app.ui.components.search import SearchField
from app.ui.hooks import use_box, use_state
from app.ui.later import Later
from app.ui.screens.staff.entrance import not_for_you, use_staff
from app.ui.state import Here, use_here, use_layout, use_words
from app.ui.theme import RADIUS, SPACE


@ft.component
def StaffPeople() -> ft.View:
    """The field to search with, and below it whom the server names."""
    here, words, layout, staff = use_here(), use_words(), use_layout(), use_staff()
    query, put = use_state(str)
    typed = use_box(str)
    pages = use_pages("ListPeople", "people", lambda: {"like": typed.current.strip()})
    latest = use_box(lambda: pages.begin)
    latest.current = pages.begin
    later = use_box(lambda: Later(lambda: latest.current())).current
    cut_off = use_first_asking(pages.begin, may=staff)
    ft.use_effect(lambda: None, [], cleanup=later.never)
    if not staff:
        return not_for_you(words.t("People"), words)

    def look_for(text: str) -> None:
        typed.current = text
        put(text)
        if not cut_off:
            later.soon()

    found = pages.kept.items
    return screen(
        words.t("People"),
        [
            SearchField(words.t("Name, in either script"), query, look_for),
            *how_it_goes(here, pages.asked, cut_off, words, pages.begin),
            *([_list(here, pages, words, dark=layout.dark)] if found else []),
            *(more_of(here, pages, found[-1].created, words) if found else []),
            *([_nobody(here, words, lambda: look_for(""))] if pages.kept.known and not found else []),
        ],
        identifier="staff-people",
    )


def _list(here: Here, pages: Pages, words: Translator, *, dark: bool) -> ft.Control:
    return ft.Container(
        bgcolor=ft.Colors.SURFACE_CONTAINER,
        border_radius=RADIUS.CARD,
        padding=ft.Padding.symmetric(vertical=SPACE.XS),
        content=ft.Column(
            [account_row(here, seen, words, dark=dark) for seen in pages.kept.items],
            spacing=0,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        ),
    )


def _nobody(here: Here, words: Translator, clear: Callable[[], None]) -> ft.Control:
    return empty(
        words.t("Nobody found"),
        words.t("Try fewer words, or the name in the other script."),
        ft.FilledTonalButton(words.t("Clear the search"), on_click=acts(here, clear)),
    )
