"""Saying that something was done, with the way to undo it for ten seconds."""

from collections.abc import Callable

import flet as ft

from app.ui.acting import acts
from app.ui.state import Here

LONG_MS = 10_000


def say_done(here: Here, sentence: str, undo: Callable[[], object]) -> None:
    """Say it at the foot of the screen; `undo` is one tap away while it stands there."""
    again = ft.SnackBarAction(label=here.speech.words.t("Undo"), on_click=acts(here, undo))
    here.page.show_dialog(ft.SnackBar(ft.Text(sentence), duration=LONG_MS, persist=False, action=again))
