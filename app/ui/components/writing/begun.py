"""What somebody had begun to write where there is nothing to write to any more: it can be read and copied."""

import flet as ft

from app.domain.mentions import flat
from app.services import drafting
from app.ui.components.cards import card
from app.ui.components.letters import body, label
from app.ui.components.shown_once import copy_button
from app.ui.state import Here, use_here, use_reading


@ft.component
def Begun(place: str) -> ft.Control:
    """The draft of this place; nothing where there is none."""
    here = use_here()
    text = use_reading(lambda desk: flat(drafting.draft(desk, place)))
    if not text.strip():
        return ft.Container(visible=False)
    return card(begun(here, text))


def begun(here: Here, text: str, lines: int | None = None) -> list[ft.Control]:
    """That it is kept, the text and the way to copy it."""
    return [
        label(here.speech.words.t("What you began to write here is kept on this device:")),
        ft.SelectionArea(body(text, lines=lines)),
        ft.Row([copy_button(here, text)], wrap=True),
    ]
