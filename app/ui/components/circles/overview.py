"""What in a circle waits for those who lead it, and the ways to it."""

from collections.abc import Callable

import flet as ft

from app.services import overseeing
from app.ui.acting import acts
from app.ui.components.cards import listed
from app.ui.components.letters import section
from app.ui.components.pressing import line
from app.ui.state import use_here, use_reading, use_words
from app.ui.theme import SPACE


@ft.component
def LeadersOverview(
    circle: str, turn_to: Callable[[int], object], questions: int, prompts: int
) -> ft.Control:
    """Questions and prompts that nobody answered, one tap from their tabs, which have these places; nothing
    where all have an answer."""
    here, words = use_here(), use_words()
    waiting = use_reading(lambda desk: overseeing.overview(desk, circle))
    if not waiting:
        return ft.Container(visible=False)
    asked = words.tn("{n} question without an answer", "{n} questions without an answer", waiting.questions)
    open_prompts = words.tn("{n} prompt without an answer", "{n} prompts without an answer", waiting.prompts)
    told = (
        (waiting.questions, asked, ft.Icons.HELP_OUTLINE, questions),
        (waiting.prompts, open_prompts, ft.Icons.LIGHTBULB_OUTLINE, prompts),
    )

    def way(tab: int) -> Callable[[], object]:
        return lambda: turn_to(tab)

    rows = [line(said, acts(here, way(tab)), icon=icon) for many, said, icon, tab in told if many]
    return ft.Column(
        [section(words.t("Waiting in this circle")), listed(rows)],
        spacing=SPACE.S,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
