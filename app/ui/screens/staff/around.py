"""What was written around what was reported, folded away until it is needed to understand it."""

from collections.abc import Callable

import flet as ft

from app.domain.mentions import flat
from app.domain.reporting import LEADERS, Nearby, Report
from app.i18n.catalogs import Translator
from app.ui.components.fold import fold
from app.ui.components.letters import body, label, quiet
from app.ui.components.people.names import use_names
from app.ui.hooks import memo, use_state
from app.ui.state import Here, use_here, use_words
from app.ui.theme import SPACE


@ft.component
def _Around(report: Report) -> ft.Control:
    """What came before, where the reported words stood, and what came after."""
    here, words = use_here(), use_words()
    opened, turn = use_state(bool)
    nearby = [*report.before, *report.after]
    circle = report.scope if report.to == LEADERS else ""
    name_of = use_names([each.by for each in nearby] if opened else [], circle)
    return fold(
        here,
        words.t("Show what was around it"),
        words.t("As the reporter could see it when they reported it. Read no more than you need."),
        [
            *(_one(here, each, name_of, words) for each in report.before),
            label(words.t("Here stood what was reported.")),
            *(_one(here, each, name_of, words) for each in report.after),
        ],
        opened=opened,
        turn=turn,
        identifier="around",
    )


Around = memo(_Around)
"""Give it the report's id as its key: what is unfolded for one report is not for another."""


def _one(here: Here, nearby: Nearby, name_of: Callable[[str], str], words: Translator) -> ft.Control:
    by = f"{name_of(nearby.by)} · {here.ago(nearby.when)}"
    said = (
        ft.SelectionArea(body(flat(nearby.said)))
        if nearby.said
        else quiet(words.t("There are no words in it."))
    )
    return ft.Column([quiet(by), said], spacing=SPACE.XS)
