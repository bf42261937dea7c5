"""One report: what it is about as it was, who said what is wrong with it, and what is decided."""

from collections.abc import Callable

import flet as ft

from app.domain.mentions import flat
from app.domain.reporting import LEADERS, OUTCOMES, Report
from app.i18n.catalogs import Translator
from app.services import administering
from app.ui.acting import goes
from app.ui.components.cards import card, empty, notice
from app.ui.components.delivery import Mark
from app.ui.components.frame import screen
from app.ui.components.letters import body, label, quiet, section
from app.ui.components.people.names import use_names
from app.ui.components.people.visiting import visits
from app.ui.components.safety.reported import category_line, outcome_line, what_and_where
from app.ui.screens.staff.around import Around
from app.ui.screens.staff.deciding import Deciding
from app.ui.screens.staff.entrance import STAFF, not_for_you
from app.ui.screens.staff.office import use_office
from app.ui.state import Here, use_here, use_reading, use_words
from app.ui.theme import SPACE, flush


@ft.component
def StaffReport() -> ft.View:
    """Everything that is needed to decide, and the decision."""
    here, words, office = use_here(), use_words(), use_office()
    identifier = ft.use_route_params()["report"]
    report = use_reading(lambda desk: administering.report(desk, identifier, office.scope))
    named = [report.by, report.author, report.decided_by] if report and office.mine else []
    name_of = use_names(named, office.circle)
    if not office.mine:
        return not_for_you(words.t("Report"), words)
    if report is None:
        nothing = empty(words.t("There is nothing here."), words.t("This report is not on this device."))
        return screen(words.t("Report"), [nothing])
    return screen(
        words.t("Report"),
        [
            _why(here, report, name_of, words),
            *_before(report, words),
            _what(here, report, name_of, words),
            *([Around(report, key=f"around:{report.id}")] if report.before or report.after else []),
            Deciding(report, key=report.id) if report.is_open else _decided(report, name_of, words),
        ],
        identifier="staff-report",
    )


def _why(here: Here, report: Report, name_of: Callable[[str], str], words: Translator) -> ft.Control:
    """The category, and what the reporter said."""
    # NOTE: {name} reported something; {when} is as "5 minutes ago" or a date
    by = words.t("Reported by {name} · {when}", name=name_of(report.by), when=here.ago(report.when))
    note = ft.SelectionArea(body(report.note)) if report.note else quiet(words.t("They wrote nothing more."))
    return card([category_line(report, words), note, quiet(by)])


def _what(here: Here, report: Report, name_of: Callable[[str], str], words: Translator) -> ft.Control:
    """The words as they were, which stay here though their author withdraws them; and whose they are."""
    said = (
        ft.SelectionArea(body(flat(report.said)))
        if report.said
        else quiet(words.t("There are no words in it."))
    )
    # Leaders look at the person as any member does; the account is for those who look after the server.
    led = report.to == LEADERS
    author = ft.TextButton(
        words.t("Look at this person") if led else words.t("Look at this account"),
        style=flush(),
        on_click=visits(here, report.author) if led else goes(here, f"{STAFF}/people/{report.author}"),
    )
    return card(
        [
            section(words.t("What was reported, as it was")),
            quiet(what_and_where(here.desk, report, words)),
            ft.Container(
                said,
                border=ft.Border.only(left=ft.BorderSide(3, ft.Colors.OUTLINE_VARIANT)),
                padding=ft.Padding.only(left=SPACE.M),
            ),
            *(
                [quiet(_by(here, report, name_of, words)), ft.Row([author], wrap=True)]
                if report.author
                else []
            ),
        ]
    )


def _before(report: Report, words: Translator) -> list[ft.Control]:
    """Why the reporter was not content, and with what; or, for leaders, that they turned to others."""
    if not report.appealed:
        return []
    if report.to == LEADERS:
        passed = words.t("The reporter turned to those who look after the server. They decide now.")
        return [notice(ft.Icons.FORWARD_TO_INBOX_OUTLINED, passed)]
    first = OUTCOMES.get(report.first.outcome) if report.first else None
    # NOTE: {outcome} is what was decided, as "It was removed"
    told = words.t("Decided before: {outcome}", outcome=first.word(words.lang)) if first else ""
    never = words.t("The leaders of the circle decided nothing.")
    return [
        card(
            [
                section(words.t("The reporter asks to look once more")),
                ft.SelectionArea(body(report.appeal)),
                quiet(told or never),
            ]
        )
    ]


def _by(here: Here, report: Report, name_of: Callable[[str], str], words: Translator) -> str:
    # NOTE: {name} wrote what was reported; {when} is as "5 minutes ago" or a date
    return words.t("Written by {name} · {when}", name=name_of(report.author), when=here.ago(report.written))


def _decided(report: Report, name_of: Callable[[str], str], words: Translator) -> ft.Control:
    """What was decided, by whom, and what the reporter is told."""
    answer = ft.SelectionArea(body(report.answer)) if report.answer else None
    return card(
        [
            section(words.t("Decision")),
            outcome_line(report, words),
            *([label(words.t("To the reporter")), answer] if answer else []),
            *(
                [quiet(words.t("Decided by {name}", name=name_of(report.decided_by)))]
                if report.decided_by
                else []
            ),
            Mark(report.delivery, report.why),
        ]
    )
