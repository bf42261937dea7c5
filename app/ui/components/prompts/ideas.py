"""Ready-made learning prompts to begin from, in both languages."""

from typing import Any

import flet as ft

from app.domain.starters import Starter
from app.i18n.languages import Language
from app.ui.components.cards import card
from app.ui.components.fields import Form
from app.ui.components.letters import body, label
from app.ui.state import Here
from app.ui.theme import LEARNING_INK


def prompt_place(circle: str, prompt: str = "") -> str:
    """Where the draft of a prompt is kept; without `prompt`, of a new one."""
    return f"prompt:{circle}:{prompt}"


def idea_card(lang: Language, idea: Starter, on_click: Any) -> ft.Control:
    """An idea in the reader's language and what it is about; a tap begins from it."""
    said = [label(idea.theme.word(lang), LEARNING_INK), body(idea.text.side(lang), LEARNING_INK)]
    return card(said, learning=True, on_click=on_click)


def begin_from(here: Here, circle: str, idea: Starter) -> None:
    """Open the editor with both sides filled in; what was begun there before stays as it is."""
    form = Form(here.desk, prompt_place(circle), {})
    if not form.changed:
        fill_in(form, idea)
        form.keep()
    here.go(f"/circles/{circle}/ask")


def fill_in(form: Form, idea: Starter) -> None:
    """Put both sides of an idea into the editor."""
    form.fill("text_en", idea.text.en)
    form.fill("text_bn", idea.text.bn)
