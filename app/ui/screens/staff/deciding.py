"""Deciding a report: an outcome, words for the reporter, and whether what was reported is removed."""

from collections.abc import Sequence

import flet as ft

from app.domain.errors import Refused
from app.domain.reporting import PUT_OUT, Report, outcomes_for
from app.i18n.catalogs import Translator
from app.services import administering
from app.ui.acting import acts
from app.ui.components.cards import card
from app.ui.components.choices import one_of
from app.ui.components.delivery import unsent
from app.ui.components.fields import use_form
from app.ui.components.letters import quiet, section
from app.ui.components.sure import ask_first
from app.ui.components.writing.guarded import GuardedInput
from app.ui.components.writing.guarding import use_guard
from app.ui.hooks import memo, use_state
from app.ui.state import use_here, use_words
from app.ui.theme import SPACE


@ft.component
def _Deciding(report: Report) -> ft.Control:
    """What is filled in is kept until it is sent; removing is asked about first, for it is for good."""
    here, words = use_here(), use_words()
    form = use_form(f"decide:{report.id}", {"outcome": "", "note": "", "remove": False})
    outcome, choose = use_state(lambda: str(form.values["outcome"]))
    removing, mark = use_state(lambda: bool(form.values["remove"]))
    removes = report.removable and (outcome == "removed" or (removing and outcome != "kept"))

    def pick(code: str) -> None:
        choose(code)
        form.fill("outcome", code)

    def tick(event: ft.Event[ft.Checkbox]) -> None:
        mark(bool(event.control.value))
        form.fill("remove", bool(event.control.value))

    guard = use_guard()

    def decide() -> None:
        note = form.values["note"]
        administering.decide(here.desk, report.id, outcome, note, remove=removes, office=report.office)
        form.done()

    def ask() -> None:
        if not outcome:
            raise Refused("report.outcome")
        if not guard.lets_pass():
            return
        asked = _question(outcome, words, removes=removes)
        if asked:
            ask_first(here, asked[0], "", asked[1], words.t("Remove and decide"), decide)
        else:
            decide()

    return card(
        [
            section(words.t("Decision")),
            one_of(here, "outcome", words.t("Decision"), outcomes_for(report), outcome, pick),
            *_remove_too(report, outcome, removing, tick, words),
            *_hint(outcome, words),
            ft.Container(
                GuardedInput(guard, form, "note", words.t("A note to the reporter"), lines=3),
                padding=ft.Padding.only(top=SPACE.S),
            ),
            quiet(_who_reads(words)),
            ft.Row([ft.FilledButton(words.t("Decide"), on_click=acts(here, ask))], wrap=True),
            *unsent(report.delivery, report.why),
        ]
    )


Deciding = memo(_Deciding)
"""Give it the report's id as its key: what is filled in is for no other."""


def _who_reads(words: Translator) -> str:
    return words.t("The reporter reads this and the decision. Do not repeat here what was reported.")


def _question(outcome: str, words: Translator, *, removes: bool) -> tuple[str, str] | None:
    """What is asked first, and what it means, of a decision that takes something away."""
    if outcome == PUT_OUT:
        meaning = words.t("They no longer see what is written there. They can ask to come back.")
        return words.t("Remove this person from the circle?"), meaning
    if not removes:
        return None
    meaning = words.t("It disappears from all devices. This cannot be undone; the copy in this report stays.")
    return words.t("Remove it for everyone?"), meaning


def _remove_too(
    report: Report, outcome: str, removing: bool, tick: object, words: Translator
) -> Sequence[ft.Control]:
    """Whoever is spoken to or suspended may have what they wrote removed besides."""
    if not report.removable or outcome not in ("warned", "suspended", PUT_OUT):
        return []
    box = ft.Checkbox(label=words.t("Remove it for everyone, too"), value=removing, on_change=tick)  # type: ignore[arg-type]
    return [ft.Semantics(identifier="remove-too", content=box)]


def _hint(outcome: str, words: Translator) -> Sequence[ft.Control]:
    """Of what only a person can do: the decision says it, and does not do it."""
    said = {
        "warned": words.t("Speak with them yourself; this only tells the reporter."),
        "suspended": words.t("Suspend them on the page of their account; this only tells the reporter."),
    }.get(outcome)
    return [quiet(said)] if said else []
