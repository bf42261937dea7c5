"""One's own card as others see it, redrawn while one fills in the form."""

import flet as ft

from app.domain.people import Audience
from app.services import introducing
from app.ui.components.choices import radios
from app.ui.components.fields import Form, use_watching
from app.ui.components.letters import section
from app.ui.components.people.audience import audience_word
from app.ui.components.people.card import person_card
from app.ui.hooks import use_state
from app.ui.state import use_here, use_layout, use_words
from app.ui.theme import SPACE

SHOWN = (Audience.EVERYONE, Audience.CIRCLES)


@ft.component
def ProfilePreview(form: Form) -> ft.Control:
    """As others see you: everyone, or the people in your circles."""
    here, words, layout = use_here(), use_words(), use_layout()
    audience, look_as = use_state(lambda: Audience.EVERYONE)
    _, redraw = use_state(object)
    use_watching(form, lambda _name: redraw(object()))
    person = introducing.as_others_see(here.desk, audience, form.values)
    headline = words.t("As others see you")
    choices = {each.value: audience_word(each, words) for each in SHOWN}
    return ft.Semantics(
        identifier="preview",
        content=ft.Column(
            spacing=SPACE.M,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
            controls=[
                section(headline),
                radios(here, headline, choices, audience.value, lambda code: look_as(Audience(code))),
                person_card(person, words, dark=layout.dark),
            ],
        ),
    )
