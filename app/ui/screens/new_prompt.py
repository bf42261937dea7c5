"""Asking a learning prompt: English and Bengali side by side, now or later; or changing one."""

from functools import partial
from typing import Any

import flet as ft

from app.domain.circles import may_lead
from app.domain.errors import Refused
from app.domain.prompting import Plan, read_choices
from app.domain.starters import STARTER_PROMPTS, Starter
from app.domain.writing import Prompt
from app.i18n.languages import ENDONYMS, LANGUAGES
from app.services import archiving, belonging, leading, planning
from app.services.desk import Desk
from app.ui import troubles
from app.ui.acting import acts, say
from app.ui.components.cards import notice
from app.ui.components.circles.archived import archived_screen
from app.ui.components.fields import Form, hint, use_form
from app.ui.components.form_faults import use_faults
from app.ui.components.frame import screen
from app.ui.components.letters import section
from app.ui.components.prompts.form import FIELDS, PollToAsk, WhatGoesWithIt, WhenToAsk, changed_in, filled_in
from app.ui.components.prompts.ideas import fill_in, idea_card, prompt_place
from app.ui.components.writing.facing import beside
from app.ui.components.writing.guarded import guarded_at
from app.ui.components.writing.guarding import use_guard
from app.ui.components.writing.sides_preview import SidesPreview
from app.ui.hooks import use_state
from app.ui.state import Here, use_here, use_layout, use_reading, use_words


@ft.component
def NewPrompt() -> ft.View:
    """For a leader: the two sides to write. For anybody else: why not."""
    here, words, layout = use_here(), use_words(), use_layout()
    params = ft.use_route_params()
    circle, prompt, plan = params.get("circle", ""), params.get("prompt", ""), params.get("plan", "")
    role = use_reading(lambda desk: belonging.role_in(desk, circle))
    over = use_reading(lambda desk: archiving.is_archived(desk, circle))
    form = use_form(prompt_place(circle, prompt or plan), _as_it_is(here.desk, circle, prompt, plan))
    drawn, redraw = use_state(lambda: 0)
    later, put_off = use_state(lambda: bool(form.values.get("when")))
    guard, faults = use_guard(), use_faults(form)

    def take(idea: Starter) -> None:
        fill_in(form, idea)
        redraw(drawn + 1)

    def send() -> None:
        if not guard.lets_pass():
            return
        ask = partial(_send, here, form, circle, prompt)
        faults.watch(FIELDS, words.lang, partial(_plan, here, form, circle, plan) if later else ask)

    def taking(idea: Starter) -> Any:
        return acts(here, lambda: take(idea))

    heading = words.t("Learning prompt")
    if not may_lead(role):
        return screen(
            heading, [notice(ft.Icons.INFO_OUTLINE, troubles.sentence("circle.not_leader", {}, words))]
        )
    if over:
        return archived_screen(here, heading, form)
    new = not (prompt or plan)
    doing = words.t("Plan it") if later else words.t("Ask the circle")
    sides = {
        lang: guarded_at(guard, form, faults, f"text_{lang}", ENDONYMS[lang], lines=4, anew=drawn)
        for lang in LANGUAGES
    }
    return screen(
        heading,
        [
            hint(words.t("Write it in both languages, so that every member reads it in their own.")),
            beside(sides["en"], sides["bn"], words, layout),
            WhatGoesWithIt(form, faults),
            *([PollToAsk(form, guard, faults, bool(prompt))] if _may_have_poll(form, prompt) else []),
            *([] if prompt else [WhenToAsk(form, faults, later, put_off, bool(plan))]),
            SidesPreview(form, "text", learning=True),
            ft.FilledButton(doing if new else words.t("Save"), on_click=acts(here, send)),
            *([section(words.t("Or begin from one of these"))] if new else []),
            *([idea_card(words.lang, idea, taking(idea)) for idea in STARTER_PROMPTS] if new else []),
        ],
        identifier="new-prompt",
        scrolled=faults.column,
    )


def _as_it_is(desk: Desk, circle: str, prompt: str, plan: str) -> dict[str, Any]:
    """What is there. If it is gone, or has not arrived, what was typed stays, and sending it says why."""
    if plan:
        planned = planning.the_plan(desk, plan)
        return {**_fields(planned), "when": planned.when, "every": planned.every} if planned else {}
    try:
        return _fields(leading.the_prompt(desk, circle, prompt)) if prompt else {}
    except Refused:
        return {}


def _fields(known: Prompt | Plan) -> dict[str, Any]:
    url = known.link.url if known.link else ""
    choices = {
        f"choice{number}_{lang}": choice.side(lang)
        for number, choice in enumerate(known.choices, 1)
        for lang in ("en", "bn")
    }
    return {"text_en": known.text.en, "text_bn": known.text.bn, "link": url, "due": known.due, **choices}


def _may_have_poll(form: Form, prompt: str) -> bool:
    """A prompt that was asked without a poll gets none: some may have answered and would not know of it."""
    return not prompt or bool(read_choices(form.values))


def _send(here: Here, form: Form, circle: str, prompt: str) -> None:
    if prompt:  # only what was changed here, so that a side that another leader wrote meanwhile stays
        typed = form.changed
        en, bn = typed.get("text_en"), typed.get("text_bn")
        leading.complete(here.desk, circle, prompt, en=en, bn=bn, **changed_in(form))
    else:
        en, bn = form.values.get("text_en", ""), form.values.get("text_bn", "")
        prompt = leading.ask(here.desk, circle, en=en, bn=bn, **filled_in(form)).id
    form.done()
    here.go(f"/circles/{circle}/prompts/{prompt}")


def _plan(here: Here, form: Form, circle: str, plan: str) -> None:
    sides = ("text_en", "text_bn")
    if plan:
        planning.change(here.desk, plan, **changed_in(form, "when", "every", *sides))
    else:
        given = filled_in(form, "every", *sides)
        planning.plan(here.desk, circle, when=form.values.get("when") or 0, **given)
    form.done()
    here.go(f"/circles/{circle}")
    say(here, here.speech.words.t("It is planned. You find it under Prompts."))
