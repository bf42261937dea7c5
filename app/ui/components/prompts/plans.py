"""What a leader has planned to ask a circle: when, how often, and the ways to change and to stop it."""

import flet as ft

from app.domain.prompting import EVERY, Plan
from app.i18n.moments import upcoming
from app.services import planning
from app.ui import troubles
from app.ui.acting import acts, goes
from app.ui.components.cards import card
from app.ui.components.delivery import unsent
from app.ui.components.letters import section, with_icon
from app.ui.components.sure import ask_first
from app.ui.components.writing.facing import FacingPages
from app.ui.state import Here, use_here, use_reading, use_words
from app.ui.theme import LEARNING_INK, SPACE, flush


@ft.component
def Planned(circle: str) -> ft.Control:
    """One's own plans for a circle, the next first; nothing where there are none."""
    here, words = use_here(), use_words()
    plans = use_reading(lambda desk: planning.plans(desk, circle))
    heading = [section(words.t("Planned, seen only by you"))] if plans else []
    return ft.Column(
        [*heading, *[_card(here, plan) for plan in plans]],
        visible=bool(plans),
        spacing=SPACE.M,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _card(here: Here, plan: Plan) -> ft.Control:
    words = here.speech.words
    address = f"/circles/{plan.circle}/plans/{plan.id}"
    change = ft.TextButton(words.t("Edit"), style=flush(), on_click=goes(here, address))
    stop = ft.TextButton(
        words.t("Clear away") if plan.ended else words.t("Stop it"),
        style=flush(),
        on_click=acts(here, lambda: _stop(here, plan)),
    )
    icon = ft.Icons.ERROR_OUTLINE if plan.ended else ft.Icons.SCHEDULE
    return card(
        [
            with_icon(icon, _when(here, plan), LEARNING_INK, size=20),
            FacingPages(plan.text, LEARNING_INK, "" if plan.ended else address),
            *unsent(plan.delivery, plan.why, LEARNING_INK),
            ft.Row([*([] if plan.ended else [change]), stop], wrap=True, spacing=SPACE.L),
        ],
        learning=True,
    )


def _when(here: Here, plan: Plan) -> str:
    """When it will be asked, in the reader's zone and words, and how often; or why it was not."""
    words = here.speech.words
    if plan.ended:
        why = troubles.sentence(plan.ended, {}, words)
        return words.t("This could not be asked. {why}", why=why)
    then = here.moment(plan.when)
    said = f"{words.formatter.datetime(then, 'full')} · {upcoming(then, here.now(), words)}"
    if plan.when <= here.desk.clock():
        said = words.t("Will be asked as soon as the server hears of it.")
    often = EVERY.get(plan.every)
    return f"{said} · {often.word(words.lang)}" if often else said


def _stop(here: Here, plan: Plan) -> None:
    words = here.speech.words
    if plan.ended:
        return planning.give_up(here.desk, plan.id)
    ask_first(
        here,
        words.t("Stop this plan?"),
        plan.text.best(words.lang),
        words.t("It will not be asked any more. What it has asked already stays."),
        words.t("Stop it"),
        lambda: planning.give_up(here.desk, plan.id),
    )
