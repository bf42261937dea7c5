"""What a circle says of itself, to be written in both languages: for a new one and for one that is there."""

import flet as ft

from app.domain.taxonomy import AREAS
from app.i18n.catalogs import Translator
from app.i18n.languages import ENDONYMS, Language
from app.ui.components.facing import beside
from app.ui.components.fields import Choices, Form, TextInput
from app.ui.components.guarded import GuardedInput
from app.ui.components.guarding import Guard
from app.ui.components.sides_preview import SidesPreview
from app.ui.state import Layout
from app.ui.theme import SPACE


def circle_fields(guard: Guard, form: Form, words: Translator, layout: Layout) -> list[ft.Control]:
    """Name and purpose in the two languages, the practice areas, and how it will read."""

    def side(lang: Language) -> ft.Control:
        named = words.t("Name in {language}", language=ENDONYMS[lang])
        meant = words.t("Purpose in {language}", language=ENDONYMS[lang])
        return ft.Column(
            spacing=SPACE.M,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
            controls=[
                TextInput(form, f"name_{lang}", named),
                GuardedInput(guard, form, f"purpose_{lang}", meant, lines=3),
            ],
        )

    return [
        beside(side("en"), side("bn"), words, layout),
        Choices(form, "areas", words.t("Practice areas"), AREAS),
        SidesPreview(form, "purpose", "name"),
    ]
