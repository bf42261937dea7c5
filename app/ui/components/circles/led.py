"""What waits for the leaders of a circle, on its screen and on Home."""

import flet as ft

from app.domain.ids import leaders_scope
from app.i18n.catalogs import Translator
from app.services import administering
from app.services.overseeing import Duty
from app.ui.acting import goes
from app.ui.components.cards import listed
from app.ui.components.circles.offered import offers_counted
from app.ui.components.door import door
from app.ui.components.letters import section
from app.ui.components.pressing import line
from app.ui.components.threads.sharing import ICON
from app.ui.hooks import memo
from app.ui.state import Here, use_here, use_reading, use_words


@ft.component
def _ReportsDoor(circle: str) -> ft.Control:
    """The way to what members reported to the leaders; nothing where nobody ever reported anything."""
    here, words = use_here(), use_words()
    office = leaders_scope(circle)
    waiting = use_reading(lambda desk: len(administering.open_reports(desk, office)))
    decided = use_reading(lambda desk: len(administering.decided_reports(desk, office)))
    said = _reports(waiting, words) if waiting else words.t("No report waits for a decision")
    way = goes(here, f"/circles/{circle}/reports")
    return ft.Container(
        visible=bool(waiting or decided),
        content=door(ft.Icons.FLAG_OUTLINED, words.t("Reports"), said, way),
    )


ReportsDoor = memo(_ReportsDoor)


def _reports(waiting: int, words: Translator) -> str:
    return words.tn("{n} report waits for a decision", "{n} reports wait for a decision", waiting)


def duties_part(here: Here, duties: list[Duty], words: Translator) -> list[ft.Control]:
    """On Home: in each circle one leads who asks to join, what is offered or reported, and the way there."""
    if not duties:
        return []
    lines = [way for duty in duties for way in _ways(here, duty, words)]
    return [section(words.t("In circles you lead")), listed(lines)]


def _ways(here: Here, duty: Duty, words: Translator) -> list[ft.Control]:
    asking = words.tn("{n} person asks to join.", "{n} people ask to join.", duty.requests)
    told = (
        (duty.requests, asking, ft.Icons.PERSON_ADD_OUTLINED, "applicants"),
        (duty.offers, offers_counted(duty.offers, words), ICON, "offered"),
        (duty.reports, _reports(duty.reports, words), ft.Icons.FLAG_OUTLINED, "reports"),
    )
    name = duty.circle.name.best(words.lang)
    return [
        line(
            said,
            goes(here, f"/circles/{duty.circle.id}/{where}"),
            under=name,
            icon=icon,
            trailing=ft.Icons.CHEVRON_RIGHT,
        )
        for many, said, icon, where in told
        if many
    ]
