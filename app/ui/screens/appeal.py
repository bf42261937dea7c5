"""Turning once more to those who look after the server about what one reported."""

import flet as ft

from app.domain.reporting import LEADERS
from app.i18n.catalogs import Translator
from app.services import reporting
from app.ui.acting import acts, say
from app.ui.components.cards import card, empty, notice
from app.ui.components.fields import TextInput, use_form
from app.ui.components.frame import screen
from app.ui.components.letters import quiet
from app.ui.components.safety.reported import category_line, outcome_line, what_and_where
from app.ui.state import use_here, use_reading, use_words

PLACE = "/me/settings/reports"


@ft.component
def AppealScreen() -> ft.View:
    """What was decided, and why one asks that others look at it."""
    here, words = use_here(), use_words()
    identifier = ft.use_route_params().get("report", "")
    report = use_reading(lambda desk: reporting.my_report(desk, identifier))
    form = use_form(f"appeal:{identifier}", {"note": ""})
    heading = words.t("Ask for another look")
    if report is None:
        nothing = words.t("This report is not on this device.")
        return screen(heading, [empty(words.t("There is nothing here."), nothing)])
    if not report.may_appeal(here.desk.clock()):
        return screen(heading, [notice(ft.Icons.INFO_OUTLINE, _only_once(words))])
    known = report

    def send() -> None:
        reporting.appeal(here.desk, known, form.values["note"])
        form.done()
        say(here, words.t("Thank you. You will hear what they decide."))
        here.go(PLACE)

    return screen(
        heading,
        [
            card(
                [
                    category_line(report, words),
                    quiet(what_and_where(here.desk, report, words)),
                    outcome_line(report, words),
                ]
            ),
            TextInput(form, "note", words.t("Why should they look again?"), "", 3),
            quiet(_who_looks(words, led=report.to == LEADERS)),
            ft.Row([ft.FilledButton(words.t("Ask for another look"), on_click=acts(here, send))], wrap=True),
        ],
        identifier="appeal",
    )


def _only_once(words: Translator) -> str:
    return words.t("You can ask once, after a decision, or when leaders have decided nothing for a week.")


def _who_looks(words: Translator, *, led: bool) -> str:
    if led:
        return words.t(
            "Those who look after the server get your report with its copy, what the leaders decided, and "
            "this. You can ask once."
        )
    return words.t(
        "Those who look after the server get this. Somebody else than before decides, if there is anybody. "
        "You can ask once."
    )
