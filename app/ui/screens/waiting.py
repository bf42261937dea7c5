"""What a window shows until the app can be opened: how far it is, the lock, or why it cannot be."""

import datetime as dt
from collections.abc import Callable
from gettext import NullTranslations
from typing import Any

import flet as ft

from app.i18n.catalogs import Translator
from app.i18n.formats import Formatter
from app.i18n.languages import ENDONYMS, Language, other
from app.ui.components.cards import bridged
from app.ui.components.letters import quiet
from app.ui.hooks import use_box, use_state
from app.ui.screens.stuck import Stuck
from app.ui.screens.unlock import Unlock
from app.ui.state import News, tell_flutter
from app.ui.theme import SPACE
from app.ui.threshold import Stage, Threshold, use_stage

WIDTH = 440
"""How wide the column gets: one field and a few sentences look lost in more."""


@ft.component
def Waiting(
    threshold: Threshold,
    news: News,
    catalogs: dict[Language, NullTranslations],
    lang: Language,
    enter: Callable[[Language | None], None],
) -> ft.View:
    """Whatever there is to say before the app, in the reader's language, the other one tap away."""
    speaking, speak = use_state(lambda: lang)
    wish = use_box(lambda: _no_wish())
    stage = use_stage(threshold, news, lambda: enter(wish.current))
    words = Translator(catalog=catalogs[speaking], formatter=Formatter(speaking, zone=dt.UTC))
    page = ft.context.page

    def switch(_event: Any) -> None:
        wish.current = other(speaking)
        speak(other(speaking))
        tell_flutter(page, Formatter(other(speaking), zone=dt.UTC))

    switcher = ft.TextButton(ENDONYMS[other(speaking)], on_click=switch)
    return _view(switcher, _inside(threshold, stage, words))


def _no_wish() -> Language | None:
    return None


def _inside(threshold: Threshold, stage: Stage, words: Translator) -> ft.Control:
    if stage.sealed:
        return Unlock(threshold, stage.unlocking, stage.share, words)
    if stage.trouble is not None:
        return Stuck(threshold, stage.trouble, words)
    return _opening(stage.share, words)


def _opening(share: float, words: Translator) -> ft.Control:
    """How far it is, calmly."""
    said = words.t("Putting your records in order…")
    return ft.Column(
        spacing=SPACE.L,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[
            ft.Semantics(live_region=True, content=bridged(said)),
            ft.ProgressBar(value=share, semantics_label=said, semantics_value=int(100 * share)),
            quiet(words.t("The first time and after an update this takes a moment. Nothing is lost.")),
        ],
    )


def _view(switcher: ft.Control, inside: ft.Control) -> ft.View:
    """The language at the top, and below it a narrow column, high enough for a keyboard to come up."""
    column = ft.Column(
        [inside], expand=True, scroll=ft.ScrollMode.AUTO, horizontal_alignment=ft.CrossAxisAlignment.STRETCH
    )
    padding = ft.Padding.only(left=SPACE.XL, right=SPACE.XL, top=SPACE.XXL, bottom=SPACE.XL)
    return ft.View(
        padding=0,
        controls=[
            ft.SafeArea(
                expand=True,
                content=ft.Column(
                    expand=True,
                    spacing=0,
                    controls=[
                        ft.Container(ft.Row([switcher], alignment=ft.MainAxisAlignment.END), padding=SPACE.S),
                        ft.Container(
                            expand=True,
                            alignment=ft.Alignment.TOP_CENTER,
                            padding=padding,
                            content=ft.Container(column, width=WIDTH),
                        ),
                    ],
                ),
            )
        ],
    )
