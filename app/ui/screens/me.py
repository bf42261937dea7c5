"""Oneself: one's card, the way to edit it, settings, and how the server is doing."""

import flet as ft

from app import __version__
from app.services import connecting, introducing
from app.ui.acting import goes
from app.ui.components.account.standing import standing_icon, standing_line
from app.ui.components.cards import listed
from app.ui.components.frame import screen
from app.ui.components.letters import quiet
from app.ui.components.people.card import person_card
from app.ui.components.pressing import line
from app.ui.state import use_here, use_layout, use_reading, use_words
from app.ui.theme import SPACE


@ft.component
def Me() -> ft.View:
    """One's own place in the app."""
    here, words, layout = use_here(), use_words(), use_layout()
    myself = use_reading(introducing.me)
    standing = use_reading(connecting.standing)
    edit = ft.OutlinedButton(
        words.t("Edit profile"), icon=ft.Icons.EDIT_OUTLINED, on_click=goes(here, "/me/edit")
    )
    tiles: list[ft.Control] = [
        line(
            words.t("Glossary"),
            goes(here, "/glossary"),
            under=words.t("What we call things, in both languages"),
            icon=ft.Icons.MENU_BOOK_OUTLINED,
            trailing=ft.Icons.CHEVRON_RIGHT,
        ),
        line(
            # NOTE: the screen with numbers that one can call for help; not the help of a computer
            words.tp("signposts", "Help"),
            goes(here, "/me/help"),
            under=words.t("Where to call when things are hard"),
            icon=ft.Icons.SUPPORT_OUTLINED,
            trailing=ft.Icons.CHEVRON_RIGHT,
        ),
        line(
            words.t("Settings"),
            goes(here, "/me/settings"),
            icon=ft.Icons.SETTINGS_OUTLINED,
            trailing=ft.Icons.CHEVRON_RIGHT,
        ),
        line(
            words.t("Server"),
            goes(here, "/me/settings/server"),
            under=standing_line(standing, words),
            icon=standing_icon(standing),
            trailing=ft.Icons.CHEVRON_RIGHT,
        ),
    ]
    return screen(
        words.t("Me"),
        [
            person_card(myself, words, dark=layout.dark, most=3, actions=[ft.Row([edit], wrap=True)]),
            listed(tiles),
            ft.Container(
                quiet(words.t("Setu, version {version}", version=__version__)),
                padding=ft.Padding.symmetric(horizontal=SPACE.L),
            ),
        ],
    )
