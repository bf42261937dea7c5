"""Reports: what waits for a decision, the most pressing first; what was decided, folded away below."""

import flet as ft

from app.domain.mentions import flat
from app.domain.reporting import Report
from app.i18n.catalogs import Translator
from app.services import administering
from app.ui.acting import acts, goes
from app.ui.components.cards import card, empty
from app.ui.components.delivery import unsent
from app.ui.components.fold import fold
from app.ui.components.frame import screen
from app.ui.components.letters import body, quiet, section
from app.ui.components.safety.reported import category_line, outcome_line, what_and_where
from app.ui.hooks import use_state
from app.ui.screens.staff.entrance import not_for_you
from app.ui.screens.staff.office import Office, use_office
from app.ui.state import Here, use_here, use_reading, use_words

WINDOW = 30


@ft.component
def StaffReports() -> ft.View:
    """The queue as this device has it, with a signal or without."""
    here, words, office = use_here(), use_words(), use_office()
    waiting = use_reading(lambda desk: administering.open_reports(desk, office.scope))
    decided = use_reading(lambda desk: administering.decided_reports(desk, office.scope))
    opened, turn = use_state(bool)
    window, widen = use_state(lambda: WINDOW)
    if not office.mine:
        return not_for_you(words.t("Reports"), words)
    nothing = empty(
        words.t("No report waits for a decision"),
        words.t("What members report to the leaders appears here, on the devices of all who lead the circle.")
        if office.circle
        else words.t("What somebody reports appears here, on the devices of all who look after the server."),
    )
    older = ft.OutlinedButton(words.t("Show more"), on_click=acts(here, lambda: widen(window + WINDOW)))
    inside = [_line(here, office, report, words) for report in decided[:window]]
    return screen(
        words.t("Reports"),
        [
            *([section(_counted(len(waiting), words))] if waiting else [nothing]),
            *[_line(here, office, report, words) for report in waiting],
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


def _line(here: Here, office: Office, report: Report, words: Translator) -> ft.Control:
    """One report in the queue; a tap opens it."""
    return card(
        [
            category_line(report, words),
            *([body(flat(report.said).replace("\n\n", "\n"), lines=3)] if report.said else []),
            quiet(f"{what_and_where(here.desk, report, words)} · {here.ago(report.when)}"),
            *([] if report.is_open else [outcome_line(report, words)]),
            *unsent(report.delivery, report.why),
        ],
        on_click=goes(here, f"{office.way}/{report.id}"),
        key=report.id,
    )
