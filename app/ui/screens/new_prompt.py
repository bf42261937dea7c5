"""Asking a learning prompt: English and Bengali side by side, or the side that was missing."""

from typing import Any

import flet as ft

from app.domain.errors import Refused
from app.domain.starters import STARTER_PROMPTS
from app.i18n.languages import ENDONYMS
from app.services import belonging, leading
from app.services.desk import Desk
from app.ui import troubles
from app.ui.acting import acts
from app.ui.components.cards import notice
from app.ui.components.facing import beside
from app.ui.components.fields import Form, hint, use_form
from app.ui.components.frame import screen
from app.ui.components.guarded import GuardedInput
from app.ui.components.guarding import use_guard
from app.ui.components.ideas import Idea, idea_card, prompt_place
from app.ui.components.letters import section
from app.ui.components.sides_preview import SidesPreview
from app.ui.hooks import use_state
from app.ui.state import Here, use_here, use_layout, use_reading, use_words


@ft.component
def NewPrompt() -> ft.View:
    """For a leader: the two sides to write. For anybody else: why not."""
    here, words, layout = use_here(), use_words(), use_layout()
    params = ft.use_route_params()
    circle, prompt = params.get("circle", ""), params.get("prompt", "")
    role = use_reading(lambda desk: belonging.role_in(desk, circle))
    form = use_form(prompt_place(circle, prompt), _as_it_is(here.desk, circle, prompt))
    drawn, redraw = use_state(lambda: 0)
    guard = use_guard()

    def take(idea: Idea) -> None:
        form.fill("text_en", idea[0])
        form.fill("text_bn", idea[1])
        redraw(drawn + 1)

    def send() -> None:
        if guard.lets_pass():
            _send(here, form, circle, prompt)

    def taking(idea: Idea) -> Any:
        return acts(here, lambda: take(idea))

    if role is None or role.value != "leader":
        refused = troubles.sentence("circle.not_leader", {}, words)
        return screen(words.t("Learning prompt"), [notice(ft.Icons.INFO_OUTLINE, refused)])
    return screen(
        words.t("Learning prompt"),
        [
            hint(words.t("Write it in both languages, so that every member reads it in their own.")),
            beside(
                GuardedInput(guard, form, "text_en", ENDONYMS["en"], lines=4, key=f"en {drawn}"),
                GuardedInput(guard, form, "text_bn", ENDONYMS["bn"], lines=4, key=f"bn {drawn}"),
                words,
                layout,
            ),
            SidesPreview(form, "text", learning=True),
            ft.FilledButton(
                words.t("Save") if prompt else words.t("Ask the circle"),
                on_click=acts(here, send),
            ),
            *([] if prompt else [section(words.t("Or begin from one of these"))]),
            *([] if prompt else [idea_card(words.lang, idea, taking(idea)) for idea in STARTER_PROMPTS]),
        ],
        identifier="new-prompt",
    )


def _as_it_is(desk: Desk, circle: str, prompt: str) -> dict[str, Any]:
    if not prompt:
        return {}
    try:
        known = leading.the_prompt(desk, circle, prompt)
    except Refused:  # gone, or not arrived: what was typed stays, and sending it says why not
        return {}
    return {"text_en": known.text.en, "text_bn": known.text.bn}


def _send(here: Here, form: Form, circle: str, prompt: str) -> None:
    if prompt:  # only what was changed here, so that a side that another leader wrote meanwhile stays
        typed = form.changed
        leading.complete(here.desk, circle, prompt, en=typed.get("text_en"), bn=typed.get("text_bn"))
    else:
        en, bn = form.values.get("text_en", ""), form.values.get("text_bn", "")
        prompt = leading.ask(here.desk, circle, en=en, bn=bn).id
    form.done()
    here.go(f"/circles/{circle}/prompts/{prompt}")
