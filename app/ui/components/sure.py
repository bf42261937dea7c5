"""Asking whether somebody is sure, before what cannot simply be undone."""

from collections.abc import Callable

import flet as ft

from app.ui.acting import acts
from app.ui.components.letters import body, strong
from app.ui.state import Here
from app.ui.theme import SPACE


def ask_first(
    here: Here, question: str, about: str, meaning: str, doing: str, act: Callable[[], object]
) -> None:
    """Ask the question, say whom or what it is about and what it means; then `act`, or leave it be."""
    words = here.speech.words

    def do() -> None:
        here.page.pop_dialog()
        act()

    told = [*([strong(about)] if about else []), body(meaning)]
    here.page.show_dialog(
        ft.AlertDialog(
            scrollable=True,
            title=question,
            content=ft.Column(tight=True, spacing=SPACE.M, controls=list(told)),
            actions=[
                ft.TextButton(words.t("Cancel"), on_click=acts(here, here.page.pop_dialog)),
                ft.FilledButton(doing, on_click=acts(here, do)),
            ],
        )
    )
