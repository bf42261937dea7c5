"""What one has reported, and what was decided."""

import flet as ft

from app.domain.markup import plain
from app.domain.reporting import OUTCOMES, Report
from app.i18n.catalogs import Translator
from app.services import reporting
from app.ui.acting import goes
from app.ui.components.cards import card, empty
from app.ui.components.delivery import unsent
from app.ui.components.frame import screen
from app.ui.components.letters import body, quiet
from app.ui.components.safety.reported import category_line, outcome_line, to_whom, what_and_where
from app.ui.state import Here, use_here, use_reading, use_words
from app.ui.theme import flush


@ft.component
def MyReports() -> ft.View:
    """One's own reports, the newest first."""
    here, words = use_here(), use_words()
    mine = use_reading(reporting.mine)
    nothing = empty(
        words.t("You have reported nothing"),
        words.t("Where you read what others wrote, the menu with the three dots has the way to report it."),
    )
    return screen(
        words.t("My reports"),
        [_report(here, report, words) for report in mine] or [nothing],
        identifier="my-reports",
    )


def _report(here: Here, report: Report, words: Translator) -> ft.Control:
    return card(
        [
            category_line(report, words),
            quiet(f"{what_and_where(here.desk, report, words)} · {here.ago(report.when)}"),
            quiet(to_whom(report, words)),
            *([body(plain(report.said).replace("\n\n", "\n"), lines=2)] if report.said else []),
            outcome_line(report, words),
            *([ft.SelectionArea(body(report.answer))] if report.answer else []),
            *_once_more(here, report, words),
            *unsent(report.delivery, report.why),
        ],
        key=report.id,
    )


def _once_more(here: Here, report: Report, words: Translator) -> list[ft.Control]:
    """The way to those who look after the server, once; or that one went it, and what was said before."""
    if report.may_appeal(here.desk.clock()):
        way = goes(here, f"/me/settings/reports/{report.id}")
        button = ft.TextButton(words.t("Ask for another look"), style=flush(), on_click=way)
        return [ft.Row([button], wrap=True)]
    if not report.appealed:
        return []
    first = OUTCOMES.get(report.first.outcome) if report.first else None
    # NOTE: {outcome} is what was decided, as "It was removed"
    told = [quiet(words.t("Decided before: {outcome}", outcome=first.word(words.lang)))] if first else []
    return [quiet(words.t("You asked those who look after the server to look at it once more.")), *told]
