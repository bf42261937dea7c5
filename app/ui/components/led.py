"""What waits for the leaders of a circle, on its screen."""

import flet as ft

from app.domain.ids import leaders_scope
from app.services import administering
from app.ui.acting import goes
from app.ui.components.door import door
from app.ui.hooks import memo
from app.ui.state import use_here, use_reading, use_words


@ft.component
def _ReportsDoor(circle: str) -> ft.Control:
    """The way to what members reported to the leaders; nothing where nobody ever reported anything."""
    here, words = use_here(), use_words()
    office = leaders_scope(circle)
    waiting = use_reading(lambda desk: len(administering.open_reports(desk, office)))
    decided = use_reading(lambda desk: len(administering.decided_reports(desk, office)))
    said = (
        words.tn("{n} report waits for a decision", "{n} reports wait for a decision", waiting)
        if waiting
        else words.t("No report waits for a decision")
    )
    way = goes(here, f"/circles/{circle}/reports")
    return ft.Container(
        visible=bool(waiting or decided),
        content=door(ft.Icons.FLAG_OUTLINED, words.t("Reports"), said, way),
    )


ReportsDoor = memo(_ReportsDoor)
