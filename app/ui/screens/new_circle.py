"""Creating a circle: a name and a purpose, in one language or both."""

import flet as ft

from app.services import belonging
from app.ui.acting import acts
from app.ui.components.circles.form import WRITTEN, circle_fields
from app.ui.components.circles.peers import PeerChoice
from app.ui.components.fields import hint, use_form
from app.ui.components.form_faults import use_faults
from app.ui.components.frame import screen
from app.ui.components.writing.guarding import use_guard
from app.ui.state import use_here, use_layout, use_words


@ft.component
def NewCircle() -> ft.View:
    """The form of a new circle, its two languages side by side where there is room."""
    here, words, layout = use_here(), use_words(), use_layout()
    form = use_form("circle:new", {})
    guard, faults = use_guard(), use_faults(form)

    def create() -> None:
        circle = belonging.found(here.desk, form.values)
        form.done()
        here.go(f"/circles/{circle.id}")

    def create_if_right() -> None:
        if guard.lets_pass():
            faults.watch(WRITTEN, words.lang, create)

    return screen(
        words.t("Create circle"),
        [
            hint(words.t("A name in one language is enough. In both, everybody reads it in their own.")),
            *circle_fields(guard, form, faults, words, layout),
            PeerChoice(form),
            ft.FilledButton(words.t("Create circle"), on_click=acts(here, create_if_right)),
        ],
        scrolled=faults.column,
    )
