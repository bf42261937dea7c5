"""Creating a circle: a name and a purpose, in one language or both."""

import flet as ft

from app.services import belonging
from app.ui.acting import acts
from app.ui.components.circles.form import circle_fields
from app.ui.components.circles.peers import PeerChoice
from app.ui.components.fields import hint, use_form
from app.ui.components.frame import screen
from app.ui.components.writing.guarding import use_guard
from app.ui.state import use_here, use_layout, use_words


@ft.component
def NewCircle() -> ft.View:
    """The form of a new circle, its two languages side by side where there is room."""
    here, words, layout = use_here(), use_words(), use_layout()
    form = use_form("circle:new", {})
    guard = use_guard()

    def create() -> None:
        if not guard.lets_pass():
            return
        circle = belonging.found(here.desk, form.values)
        form.done()
        here.go(f"/circles/{circle.id}")

    return screen(
        words.t("Create circle"),
        [
            hint(words.t("A name in one language is enough. In both, everybody reads it in their own.")),
            *circle_fields(guard, form, words, layout),
            PeerChoice(form),
            ft.FilledButton(words.t("Create circle"), on_click=acts(here, create)),
        ],
    )
