"""One's own card as others see it, redrawn while one fills in the form."""

import flet as ft

from app.domain.people import Audience
from app.services import introducing
from app.ui.components.audience import ICONS, audience_word
from app.ui.components.fields import Form, use_watching
from app.ui.components.letters import section
from app.ui.components.person_card import person_card
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
    segments = [
        ft.Segment(value=each.value, label=audience_word(each, words), icon=ICONS[each]) for each in SHOWN
    ]

    def choose(event: ft.Event[ft.SegmentedButton]) -> None:
        look_as(Audience(event.control.selected[0]))

    return ft.Semantics(
        identifier="preview",
        content=ft.Column(
            spacing=SPACE.M,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
            controls=[
                section(words.t("As others see you")),
                ft.SegmentedButton(
                    segments=segments, selected=[audience.value], show_selected_icon=False, on_change=choose
                ),
                person_card(person, words, dark=layout.dark),
            ],
        ),
    )
