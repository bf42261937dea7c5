"""Ready-made learning prompts to begin from, in both languages."""

from typing import Any

import flet as ft

from app.i18n.languages import Language
from app.ui.components.cards import card
from app.ui.components.fields import Form
from app.ui.components.letters import body
from app.ui.state import Here

Idea = tuple[str, str]
"""A prompt in English and in Bengali."""


def prompt_place(circle: str, prompt: str = "") -> str:
    """Where the draft of a prompt is kept; without `prompt`, of a new one."""
    return f"prompt:{circle}:{prompt}"


def idea_card(lang: Language, idea: Idea, on_click: Any) -> ft.Control:
    """An idea in the reader's language; a tap begins from it."""
    return card([body(idea[1] if lang == "bn" else idea[0])], learning=True, on_click=on_click)


def begin_from(here: Here, circle: str, idea: Idea) -> None:
    """Open the editor with both sides filled in; what was begun there before stays as it is."""
    form = Form(here.desk, prompt_place(circle), {})
    if not form.changed:
        form.fill("text_en", idea[0])
        form.fill("text_bn", idea[1])
        form.keep()
    here.go(f"/circles/{circle}/ask")
