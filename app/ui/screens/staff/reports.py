"""Reports: what waits for a decision, the most pressing first; what was decided, folded away below."""

import flet as ft

from app.domain.reporting import Report
from app.i18n.catalogs import Translator
from app.services import administering
from app.ui.acting import acts, goes
from app.ui.components.cards import card, empty
from app.ui.components.delivery import unsent
from app.ui.components.fold import fold
from app.ui.components.frame import screen
from app.ui.components.letters import body, quiet, section
from app.ui.components.reported import category_line, outcome_line, what_and_where
from app.ui.hooks import use_state
from app.ui.screens.staff.entrance import not_for_you, use_staff
from app.ui.state import Here, use_here, use_reading, use_words

WINDOW = 30


@ft.component
def StaffReports() -> ft.View:
    """The queue as this device has it, with a signal or without."""
    here, words, staff = use_here(), use_words(), use_staff()
    waiting = use_reading(administering.open_reports)
    decided = use_reading(administering.decided_reports)
    opened, turn = use_state(bool)
    window, widen = use_state(lambda: WINDOW)
    if not staff:
        return not_for_you(words.t("Reports"), words)
    nothing = empty(
        words.t("No report waits for a decision"),
        words.t("What somebody reports appears here, on the devices of all who look after the server."),
    )
    older = ft.OutlinedButton(words.t("Show more"), on_click=acts(here, lambda: widen(window + WINDOW)))
    inside = [_line(here, report, words) for report in decided[:window]]
    return screen(
        words.t("Reports"),
        [
            *([section(_counted(len(waiting), words))] if waiting else [nothing]),
            *[_line(here, report, words) for report in waiting],
            *(
                [
                    fold(
                        here,
                        words.t("Decided"),
                        words.tn("{n} report", "{n} reports", len(decided)),
                        [*inside, *([older] if len(decided) > window else [])],
                        opened=opened,
                        turn=turn,
                        identifier="decided",
                    )
                ]
                if decided
                else []
            ),
        ],
        identifier="staff-reports",
    )


def _counted(waiting: int, words: Translator) -> str:
    return words.tn("{n} report waits for a decision", "{n} reports wait for a decision", waiting)


def _line(here: Here, report: Report, words: Translator) -> ft.Control:
    """One report in the queue; a tap opens it."""
    return card(
        [
            category_line(report, words),
            *([body(report.said.replace("\n\n", "\n"), lines=3)] if report.said else []),
            quiet(f"{what_and_where(here.desk, report, words)} · {here.ago(report.when)}"),
            *([] if report.is_open else [outcome_line(report, words)]),
            *unsent(report.delivery, report.why),
        ],
        on_click=goes(here, f"/me/settings/staff/reports/{report.id}"),
        key=report.id,
    )
