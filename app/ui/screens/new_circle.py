"""Creating a circle: a name and a purpose, in one language or both."""

import flet as ft

from app.domain.taxonomy import AREAS
from app.i18n.languages import ENDONYMS
from app.services import belonging
from app.ui.acting import acts
from app.ui.components.facing import beside
from app.ui.components.fields import Choices, TextInput, hint, use_form
from app.ui.components.frame import screen
from app.ui.state import use_here, use_layout, use_words


@ft.component
def NewCircle() -> ft.View:
    """The form of a new circle, its two languages side by side where there is room."""
    here, words, layout = use_here(), use_words(), use_layout()
    form = use_form("circle:new", {})

    def create() -> None:
        circle = belonging.found(here.desk, form.values)
        form.done()
        here.go(f"/circles/{circle.id}")

    def side(lang: str, endonym: str) -> ft.Control:
        return ft.Column(
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
            controls=[
                TextInput(form, f"name_{lang}", words.t("Name in {language}", language=endonym)),
                TextInput(
                    form, f"purpose_{lang}", words.t("Purpose in {language}", language=endonym), lines=3
                ),
            ],
        )

    return screen(
        words.t("Create circle"),
        [
            hint(words.t("A name in one language is enough. In both, everybody reads it in their own.")),
            beside(side("en", ENDONYMS["en"]), side("bn", ENDONYMS["bn"]), words, layout),
            Choices(form, "areas", words.t("Practice areas"), AREAS),
            ft.FilledButton(words.t("Create circle"), on_click=acts(here, create)),
        ],
    )
