"""The editor of a learning prompt, beside its two sides: what goes with it, and when it is asked."""

from typing import Any

import flet as ft

from app.domain.prompting import CHOICE_FIELDS, CHOICES, FEWEST, WEEKLY, packed, read_choices
from app.i18n.catalogs import Translator
from app.i18n.languages import ENDONYMS, LANGUAGES
from app.ui.acting import acts
from app.ui.components.choices import radios
from app.ui.components.fields import Form, TextInput, hint
from app.ui.components.fold import fold
from app.ui.components.form_faults import Faults, at
from app.ui.components.letters import section
from app.ui.components.moments import MomentField
from app.ui.components.writing.facing import beside
from app.ui.components.writing.guarded import guarded_at
from app.ui.components.writing.guarding import Guard
from app.ui.hooks import use_state
from app.ui.state import Layout, use_here, use_layout, use_words
from app.ui.theme import SPACE

ONCE = "once"
MORNING, EVENING = 9, 20
"""The hour at which a leader asks, and at which a day to answer ends, unless they say another."""
BESIDE = ("link", "due")
"""What may go with a question."""
FIELDS = ("text_en", "text_bn", *BESIDE, *CHOICE_FIELDS, "when")
"""Where the editor says what is wrong."""


def filled_in(form: Form, *names: str) -> dict[str, Any]:
    """What was filled in of these fields, of the poll, and of what may go with a question."""
    given = {**form.values, **packed(form.values)}
    return {name: given[name] for name in (*BESIDE, *CHOICE_FIELDS, *names) if given.get(name)}


def changed_in(form: Form, *names: str) -> dict[str, Any]:
    """What is said anew of these fields, of the poll, and of what may go with a question."""
    changed = {name: value for name, value in form.changed.items() if name in (*BESIDE, *names)}
    poll = packed(form.values) if form.changed.keys() & set(CHOICE_FIELDS) else {}
    return {**changed, **poll}


@ft.component
def WhatGoesWithIt(form: Form, faults: Faults) -> ft.Control:
    """Until when, and what to read first; folded away until somebody wants it."""
    here, words = use_here(), use_words()
    opened, turn = use_state(lambda: any(form.values.get(name) for name in BESIDE))
    first = words.t("A link to read or watch first")
    only = words.t("Only https addresses. Members see which site it leads to before they open it.")
    until = MomentField(form, "due", words.t("Answer by"), EVENING, error=faults.told("due", words))
    parts = [
        at("due", until),
        at("link", TextInput(form, "link", first, only, error=faults.told("link", words))),
    ]
    said = words.t("A due date and a link, if you like")
    headline, wrong = words.t("What goes with it"), faults.any_of(BESIDE)
    return fold(here, headline, said, parts, opened=opened or wrong, turn=turn, identifier="more")


@ft.component
def WhenToAsk(form: Form, faults: Faults, later: bool, turn: Any, planned: bool = False) -> ft.Control:
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
    again, wrong = words.t("How often"), faults.told("when", words)
    return ft.Column(
        spacing=SPACE.M,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[
            section(headline),
            *([] if planned else [radios(here, headline, whens, chosen, lambda code: turn(code == "later"))]),
            *(
                [
                    at("when", MomentField(form, "when", words.t("Ask on"), MORNING, 1, wrong)),
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


@ft.component
def PollToAsk(form: Form, guard: Guard, faults: Faults, fixed: bool = False) -> ft.Control:
    """The choices of a poll in both languages; of one that was asked already only the words can change."""
    here, words, layout = use_here(), use_words(), use_layout()
    there = len(read_choices(form.values))
    opened, turn = use_state(lambda: there > 0)
    shown, show = use_state(lambda: max(FEWEST, there))
    pairs = [_choice(form, guard, faults, number, words, layout) for number in range(1, shown + 1)]
    more = ft.TextButton(
        words.t("Add a choice"), icon=ft.Icons.ADD, on_click=acts(here, lambda: show(shown + 1))
    )
    parts = [
        hint(
            words.t("Members choose one, and may change their minds. No member sees what another one chose.")
        ),
        *pairs,
        *([ft.Row([more], wrap=True)] if shown < CHOICES and not fixed else []),
    ]
    said = words.t("Two to six choices in both languages, if you like")
    wrong = faults.any_of(CHOICE_FIELDS)
    return fold(here, words.t("Poll"), said, parts, opened=opened or wrong, turn=turn, identifier="poll")


def _choice(
    form: Form, guard: Guard, faults: Faults, number: int, words: Translator, layout: Layout
) -> ft.Control:
    n = words.formatter.integer(number)
    # NOTE: a choice of a poll; {n} is its number, {language} the language it is written in
    sides = {lang: words.t("Choice {n} ({language})", n=n, language=ENDONYMS[lang]) for lang in LANGUAGES}
    fields = {
        lang: guarded_at(guard, form, faults, f"choice{number}_{lang}", sides[lang]) for lang in LANGUAGES
    }
    return beside(fields["en"], fields["bn"], words, layout)
