"""The way in: what there is to look after."""

from collections.abc import Sequence

import flet as ft

from app.i18n.catalogs import Translator
from app.services import administering, securing
from app.services.desk import Desk
from app.ui import troubles
from app.ui.acting import goes
from app.ui.components.cards import notice
from app.ui.components.door import door
from app.ui.components.frame import screen
from app.ui.components.letters import quiet
from app.ui.state import Here, use_here, use_reading, use_words

STAFF = "/me/settings/staff"


def use_staff(*, administrators: bool = False) -> bool:
    """Whether this is for whom is here: those who look after the server, or its administrators alone."""

    def may(desk: Desk) -> bool:
        known = securing.account(desk)
        return known.administers if administrators else known.looks_after

    return use_reading(may)


def not_for_you(title: str, words: Translator) -> ft.View:
    """What stands on such a screen for everybody else."""
    return screen(title, [notice(ft.Icons.LOCK_OUTLINE, troubles.sentence("unavailable", {}, words))])


@ft.component
def LookingAfter() -> ft.View:
    """The doors to people, reports, invites and the record of deeds."""
    here, words = use_here(), use_words()
    known = use_reading(securing.account)
    waiting = use_reading(lambda desk: len(administering.open_reports(desk)))
    if not known.looks_after:
        return not_for_you(words.t("Looking after"), words)
    reports = (
        words.tn("{n} report waits for a decision", "{n} reports wait for a decision", waiting)
        if waiting
        else words.t("No report waits for a decision")
    )
    return screen(
        words.t("Looking after"),
        [
            door(ft.Icons.FLAG_OUTLINED, words.t("Reports"), reports, goes(here, f"{STAFF}/reports")),
            door(
                ft.Icons.PEOPLE_OUTLINE,
                words.t("People"),
                words.t("Accounts, roles and credentials; never what anybody wrote"),
                goes(here, f"{STAFF}/people"),
            ),
            *(_for_administrators(here, words) if known.administers else []),
            quiet(words.t("What you do here is written down, with your name.")),
        ],
        identifier="staff",
    )


def _for_administrators(here: Here, words: Translator) -> Sequence[ft.Control]:
    return [
        door(
            ft.Icons.MAIL_OUTLINE,
            words.t("Invites"),
            words.t("Who was invited by whom, and what became of it"),
            goes(here, f"{STAFF}/invites"),
        ),
        door(
            ft.Icons.HISTORY,
            words.t("What was done"),
            words.t("Who did what to whom, and when"),
            goes(here, f"{STAFF}/deeds"),
        ),
    ]
