"""The screen for when this device's memory cannot be opened: what happened, what is safe, what to do."""

import datetime as dt
from collections.abc import Callable
from gettext import NullTranslations
from typing import Any

import flet as ft

from app.domain.errors import StoreTrouble
from app.i18n.catalogs import Translator
from app.i18n.formats import Formatter
from app.i18n.languages import ENDONYMS, Language, other
from app.ui import troubles
from app.ui.components.letters import body, title
from app.ui.hooks import use_state
from app.ui.state import tell_flutter
from app.ui.theme import SPACE


@ft.component
def Stuck(
    trouble: StoreTrouble,
    catalogs: dict[Language, NullTranslations],
    lang: Language,
    try_again: Callable[[], StoreTrouble | None],
) -> ft.View:
    """One clear sentence in the reader's language, the other one tap away, and a button to try again."""
    speaking, speak = use_state(lambda: lang)
    present, meet = use_state(lambda: trouble)
    words = Translator(catalog=catalogs[speaking], formatter=Formatter(speaking, zone=dt.UTC))
    page = ft.context.page

    def switch(_event: Any) -> None:
        speak(other(speaking))
        tell_flutter(page, other(speaking))

    def again(_event: Any) -> None:
        still = try_again()
        if still is not None:
            meet(still)

    return ft.View(
        padding=SPACE.XL,
        vertical_alignment=ft.MainAxisAlignment.CENTER,
        controls=[
            ft.Column(
                spacing=SPACE.L,
                controls=[
                    title(words.t("Setu cannot open its data")),
                    body(troubles.tell(present, words)),
                    ft.Row(
                        wrap=True,
                        controls=[
                            ft.FilledButton(words.t("Try again"), on_click=again),
                            ft.TextButton(ENDONYMS[other(speaking)], on_click=switch),
                        ],
                    ),
                ],
            )
        ],
    )
