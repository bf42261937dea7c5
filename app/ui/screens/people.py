"""The directory: finding a colleague by name in either script, by what they do, and by where."""

import flet as ft

from app.services import connecting, finding
from app.services.matching import Wanted
from app.ui.acting import acts, goes
from app.ui.components.cards import empty
from app.ui.components.frame import screen
from app.ui.components.letters import quiet
from app.ui.components.people.directory import how_it_stands, use_directory, which
from app.ui.components.people.filters import PeopleFilters
from app.ui.components.people.row import PersonRow
from app.ui.components.search import SearchField, search_button
from app.ui.hooks import use_state
from app.ui.state import use_here, use_reading, use_words
from app.ui.theme import RADIUS, SPACE

WINDOW = 50


@ft.component
def People() -> ft.View:
    """Everybody this device knows of, searched while one types; of a large directory the server tells."""
    here, words = use_here(), use_words()
    query, ask = use_state(str)
    wanted, want = use_state(Wanted)
    window, widen = use_state(lambda: WINDOW)
    found = use_reading(lambda desk: finding.search(desk, query, wanted, lang=words.lang))
    looking = bool(query.strip() or wanted)
    directory = use_directory(query, wanted)

    def clear() -> None:
        ask("")
        want(Wanted())

    if not (found or looking or directory.online):
        return screen(words.t("People"), [_Nobody()], actions=[search_button(here, words, "/people")])
    more = ft.OutlinedButton(words.t("Show more"), on_click=acts(here, lambda: widen(window + WINDOW)))
    nothing = empty(
        words.t("Nobody found"),
        words.t("Try fewer words, or the name in the other script."),
        ft.FilledTonalButton(words.t("Clear search and filters"), on_click=acts(here, clear)),
    )
    return screen(
        words.t("People"),
        [
            SearchField(words.t("Name, place or practice area"), query, ask),
            PeopleFilters(wanted, want),
            *which(here, directory, words),
            *how_it_stands(here, directory, words),
            *([quiet(words.tn("{n} person", "{n} people", len(found)))] if found else []),
            *([nothing] if looking and not found and not directory.open else []),
            ft.Container(
                visible=bool(found),
                bgcolor=ft.Colors.SURFACE_CONTAINER,
                border_radius=RADIUS.CARD,
                padding=ft.Padding.symmetric(vertical=SPACE.XS),
                content=ft.Column(
                    [PersonRow(person, key=person.id) for person in found[:window]],
                    spacing=0,
                    horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
                ),
            ),
            *([more] if len(found) > window else []),
        ],
        actions=[search_button(here, words, "/people")],
    )


@ft.component
def _Nobody() -> ft.Control:
    """An empty directory: why it is empty, and the way on."""
    here, words = use_here(), use_words()
    if use_reading(connecting.server) is None:
        return empty(
            words.t("No colleagues here yet"),
            words.t(
                "People appear here once this device is connected to your community's server. "
                "Until then, everything you write is kept on this device."
            ),
            ft.FilledButton(words.t("Connect to a server"), on_click=goes(here, "/me/settings/server")),
        )
    return empty(
        words.t("No colleagues here yet"),
        words.t("You are connected. Colleagues appear here as they join."),
        ft.FilledTonalButton(words.t("Look at the circles"), on_click=goes(here, "/circles")),
    )
