"""Asking a learning prompt: English and Bengali side by side, or the side that was missing."""

from typing import Any

import flet as ft

from app.domain.errors import Refused
from app.domain.starters import STARTER_PROMPTS, Starter
from app.i18n.languages import ENDONYMS
from app.services import belonging, leading
from app.services.desk import Desk
from app.ui import troubles
from app.ui.acting import acts
from app.ui.components.cards import notice
from app.ui.components.facing import beside
from app.ui.components.fields import Form, TextInput, hint, use_form
from app.ui.components.fold import fold
from app.ui.components.frame import screen
from app.ui.components.guarded import GuardedInput
from app.ui.components.guarding import use_guard
from app.ui.components.ideas import fill_in, idea_card, prompt_place
from app.ui.components.letters import section
from app.ui.components.moments import MomentField
from app.ui.components.sides_preview import SidesPreview
from app.ui.hooks import use_state
from app.ui.state import Here, use_here, use_layout, use_reading, use_words

EVENING = 20
"""The hour at which a day to answer ends, unless a leader says another."""
BESIDE = ("link", "due")
"""What may go with a question."""


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

    def take(idea: Starter) -> None:
        fill_in(form, idea)
        redraw(drawn + 1)

    def send() -> None:
        if guard.lets_pass():
            _send(here, form, circle, prompt)

    def taking(idea: Starter) -> Any:
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
            WhatGoesWithIt(form),
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


@ft.component
def WhatGoesWithIt(form: Form) -> ft.Control:
    """Until when, and what to read first; folded away until somebody wants it."""
    here, words = use_here(), use_words()
    opened, turn = use_state(lambda: bool(form.values.get("link") or form.values.get("due")))
    parts = [
        MomentField(form, "due", words.t("Answer by"), EVENING),
        TextInput(
            form,
            "link",
            words.t("A link to read or watch first"),
            words.t("Only https addresses. Members see which site it leads to before they open it."),
        ),
    ]
    said = words.t("A due date and a link, if you like")
    return fold(here, words.t("What goes with it"), said, parts, opened=opened, turn=turn, identifier="more")


def _as_it_is(desk: Desk, circle: str, prompt: str) -> dict[str, Any]:
    if not prompt:
        return {}
    try:
        known = leading.the_prompt(desk, circle, prompt)
    except Refused:  # gone, or not arrived: what was typed stays, and sending it says why not
        return {}
    url = known.link.url if known.link else ""
    return {"text_en": known.text.en, "text_bn": known.text.bn, "link": url, "due": known.due}


def _send(here: Here, form: Form, circle: str, prompt: str) -> None:
    if prompt:  # only what was changed here, so that a side that another leader wrote meanwhile stays
        typed = form.changed
        more = {name: typed[name] for name in BESIDE if name in typed}
        en, bn = typed.get("text_en"), typed.get("text_bn")
        leading.complete(here.desk, circle, prompt, en=en, bn=bn, **more)
    else:
        given = form.values
        more = {name: given[name] for name in BESIDE if given.get(name)}
        en, bn = given.get("text_en", ""), given.get("text_bn", "")
        prompt = leading.ask(here.desk, circle, en=en, bn=bn, **more).id
    form.done()
    here.go(f"/circles/{circle}/prompts/{prompt}")
