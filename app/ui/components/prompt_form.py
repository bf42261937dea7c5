"""The editor of a learning prompt, beside its two sides: what goes with it, and when it is asked."""

from typing import Any

import flet as ft

from app.domain.prompting import WEEKLY
from app.ui.components.choices import radios
from app.ui.components.fields import Form, TextInput, hint
from app.ui.components.fold import fold
from app.ui.components.letters import section
from app.ui.components.moments import MomentField
from app.ui.hooks import use_state
from app.ui.state import use_here, use_words
from app.ui.theme import SPACE

ONCE = "once"
MORNING, EVENING = 9, 20
"""The hour at which a leader asks, and at which a day to answer ends, unless they say another."""
BESIDE = ("link", "due")
"""What may go with a question."""


def filled_in(form: Form, *names: str) -> dict[str, Any]:
    """What was filled in of these fields, and of what may go with a question."""
    return {name: form.values[name] for name in (*BESIDE, *names) if form.values.get(name)}


def changed_in(form: Form, *names: str) -> dict[str, Any]:
    """What is said anew of these fields, and of what may go with a question."""
    return {name: value for name, value in form.changed.items() if name in (*BESIDE, *names)}


@ft.component
def WhatGoesWithIt(form: Form) -> ft.Control:
    """Until when, and what to read first; folded away until somebody wants it."""
    here, words = use_here(), use_words()
    opened, turn = use_state(lambda: any(form.values.get(name) for name in BESIDE))
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


@ft.component
def WhenToAsk(form: Form, later: bool, turn: Any, planned: bool = False) -> ft.Control:
    """Now, or `later`: then a day, a time, and whether every week. What is `planned` stays planned."""
    here, words = use_here(), use_words()
    weekly, repeat = use_state(lambda: form.values.get("every", ""))

    def choose(often: str) -> None:
        every = "" if often == ONCE else often
        form.fill("every", every)
        repeat(every)

    whens = {"now": words.t("Now"), "later": words.t("Later, by itself")}
    chosen = "later" if later else "now"
    headline = words.t("When to ask")
    often = {ONCE: words.t("Once"), WEEKLY: words.t("Every week, on this day, until you stop it")}
    again = words.t("How often")
    return ft.Column(
        spacing=SPACE.M,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[
            section(headline),
            *([] if planned else [radios(here, headline, whens, chosen, lambda code: turn(code == "later"))]),
            *(
                [
                    MomentField(form, "when", words.t("Ask on"), MORNING, 1),
                    radios(here, again, often, weekly or ONCE, choose),
                    hint(
                        words.t(
                            "Until then only you see it, on your own devices. "
                            "The server asks it in your name, also while your devices are off."
                        )
                    ),
                ]
                if later
                else []
            ),
        ],
    )
