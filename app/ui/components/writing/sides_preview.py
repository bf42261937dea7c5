"""What one is writing in two languages, as those will read it for whom it is."""

import flet as ft

from app.domain.bilingual import Bilingual
from app.ui.components.cards import card
from app.ui.components.fields import Form, use_watching
from app.ui.components.letters import section, title
from app.ui.components.writing.facing import FacingPages
from app.ui.hooks import use_state
from app.ui.state import use_words
from app.ui.theme import LEARNING_INK, SPACE


@ft.component
def SidesPreview(form: Form, field: str, over: str = "", learning: bool = False) -> ft.Control:
    """The facing pages of a field under those of the one `over` it, redrawn while one writes."""
    words = use_words()
    _, redraw = use_state(object)
    watched = {f"{name}_{lang}" for name in (field, over) for lang in ("en", "bn")}
    use_watching(form, lambda name: redraw(object()) if name in watched else None)
    text, named = Bilingual.read(form.values, field), Bilingual.read(form.values, over)
    pages: list[ft.Control] = [
        *([title(named.best(words.lang))] if named else []),
        *([FacingPages(text, LEARNING_INK if learning else None)] if text else []),
    ]
    shown = [section(words.t("As members read it")), card(pages, learning=learning)] if pages else []
    return ft.Semantics(
        identifier="preview",
        content=ft.Column(shown, spacing=SPACE.M, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
    )
