"""What was reported, in words: which kind of thing, where it is, why somebody reported it."""

import flet as ft

from app.domain.ids import inside, scope_type
from app.domain.reporting import CATEGORIES, LEADERS, OUTCOMES, Report
from app.i18n.catalogs import Translator
from app.services import belonging
from app.services.desk import Desk
from app.ui.components.letters import label, strong
from app.ui.components.safety.what_it_is import what_it_is
from app.ui.theme import SPACE

_ICONS = {
    "danger": ft.Icons.HEALTH_AND_SAFETY_OUTLINED,
    "harassment": ft.Icons.SENTIMENT_VERY_DISSATISFIED_OUTLINED,
    "private": ft.Icons.PRIVACY_TIP_OUTLINED,
    "harmful": ft.Icons.MEDICAL_INFORMATION_OUTLINED,
    "spam": ft.Icons.CAMPAIGN_OUTLINED,
    "pretending": ft.Icons.THEATER_COMEDY_OUTLINED,
}


def category_line(report: Report, words: Translator) -> ft.Control:
    """Why it was reported, with an icon; red where someone may be in danger."""
    ink = ft.Colors.ERROR if report.category == "danger" else ft.Colors.ON_SURFACE_VARIANT
    known = CATEGORIES.get(report.category, CATEGORIES["other"])
    return ft.Row(
        spacing=SPACE.S,
        controls=[
            ft.Icon(_ICONS.get(report.category, ft.Icons.FLAG_OUTLINED), size=20, color=ink),
            ft.Container(strong(known.word(words.lang)), expand=True),
        ],
    )


def outcome_line(report: Report, words: Translator) -> ft.Control:
    """What was decided, or that nothing was yet."""
    known = OUTCOMES.get(report.outcome)
    icon = ft.Icons.GAVEL if known else ft.Icons.HOURGLASS_EMPTY
    said = known.word(words.lang) if known else words.t("Not decided yet")
    return ft.Row(
        spacing=SPACE.S,
        controls=[
            ft.Icon(icon, size=18, color=ft.Colors.ON_SURFACE_VARIANT),
            ft.Container(label(said), expand=True),
        ],
    )


def to_whom(report: Report, words: Translator) -> str:
    """Who reads it."""
    if report.to == LEADERS:
        return words.t("For the leaders of the circle")
    return words.t("For those who look after the server")


def what_and_where(desk: Desk, report: Report, words: Translator) -> str:
    """Which kind of thing it is, and in which circle or conversation."""
    # NOTE: stands for {circle} in "Question in {circle}", "A member of {circle}" and the like
    unknown = words.t("a circle not known on this device")
    place = inside(report.scope) if scope_type(report.scope) == "c" else report.about
    return what_it_is(report, _called(desk, place, words) or unknown, words)


def _called(desk: Desk, circle: str, words: Translator) -> str:
    known = belonging.circle(desk, circle)
    return known.name.best(words.lang) if known and known.name else ""
