"""Before one types: what one looked for lately, and what can be looked for at all."""

from collections.abc import Callable

import flet as ft

from app.i18n.catalogs import Translator
from app.services import recalling
from app.ui.acting import acts
from app.ui.components.cards import listed
from app.ui.components.letters import body, quiet, section
from app.ui.components.pressing import line
from app.ui.keyboard import search_keys
from app.ui.state import Here, use_here, use_reading, use_words
from app.ui.theme import SPACE

LATIN, BENGALI = "haspatal", "হাসপাতাল"


@ft.component
def Recent(ask: Callable[[str], None]) -> ft.Control:
    """The latest searches, each to be had again or forgotten; below, what search understands."""
    here, words = use_here(), use_words()
    queries = use_reading(recalling.recent)
    return ft.Column(
        spacing=SPACE.XL,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[*([_searches(here, queries, ask)] if queries else []), _what_is_understood(here, words)],
    )


def _searches(here: Here, queries: list[str], ask: Callable[[str], None]) -> ft.Control:
    words = here.speech.words
    forget = ft.TextButton(words.t("Forget all"), on_click=acts(here, lambda: recalling.forget(here.desk)))
    rows = [_search(here, query, ask) for query in queries]
    # On a server the store of a browser lies with whoever runs that.
    kept = [] if here.hosted else [quiet(words.t("They stay on this device."))]
    return ft.Column(
        spacing=SPACE.S,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[
            ft.Row(
                wrap=True,
                spacing=SPACE.S,
                alignment=ft.MainAxisAlignment.SPACE_BETWEEN,
                vertical_alignment=ft.CrossAxisAlignment.CENTER,
                controls=[section(words.t("Recent searches")), forget],
            ),
            listed(rows),
            *kept,
        ],
    )


def _search(here: Here, query: str, ask: Callable[[str], None]) -> ft.Control:
    forget = ft.IconButton(
        ft.Icons.CLOSE,
        tooltip=here.speech.words.t("Forget this search: {query}", query=query),
        on_click=acts(here, lambda: recalling.forget(here.desk, query)),
    )
    return ft.Row(
        spacing=0,
        controls=[
            ft.Container(
                line(query, acts(here, lambda: ask(query)), icon=ft.Icons.HISTORY, lines=2), expand=True
            ),
            ft.MergeSemantics(forget),
        ],
    )


def _what_is_understood(here: Here, words: Translator) -> ft.Control:
    everything = words.t(
        "People, circles, topics, replies, learning prompts, messages and words of the glossary."
    )
    hints = [
        (ft.Icons.MANAGE_SEARCH, everything),
        (ft.Icons.CLOUD_OFF_OUTLINED, words.t("Everything on this device, also without a network.")),
        (
            ft.Icons.KEYBOARD_OUTLINED,
            # NOTE: {latin} is a Bengali word in English letters, {bengali} the same in Bengali ones
            words.t(
                "You can write Bengali in English letters: {latin} finds {bengali}.",
                latin=LATIN,
                bengali=BENGALI,
            ),
        ),
        (ft.Icons.SPELLCHECK, words.t("Spelling and endings need not be exact.")),
        *([(ft.Icons.KEYBOARD_COMMAND_KEY, _which_keys(here, words))] if here.layout.wide else []),
    ]
    return ft.Column(
        spacing=SPACE.M,
        controls=[
            section(words.t("What can be found")),
            *[
                ft.Row(
                    spacing=SPACE.M,
                    vertical_alignment=ft.CrossAxisAlignment.START,
                    controls=[
                        ft.Icon(icon, size=20, color=ft.Colors.ON_SURFACE_VARIANT),
                        ft.Container(body(said, ft.Colors.ON_SURFACE_VARIANT), expand=True),
                    ],
                )
                for icon, said in hints
            ],
        ],
    )


def _which_keys(here: Here, words: Translator) -> str:
    # NOTE: {keys} are keys of the keyboard, as Ctrl+K
    return words.t("Press {keys} or / to search from anywhere, and Esc to go back.", keys=search_keys(here))
