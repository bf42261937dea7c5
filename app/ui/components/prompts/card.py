"""A learning prompt as it stands in lists."""

import flet as ft

from app.domain.ids import inside
from app.domain.writing import Prompt
from app.ui.acting import goes
from app.ui.components.cards import card
from app.ui.components.delivery import unsent
from app.ui.components.letters import quiet, with_icon
from app.ui.components.writing.facing import FacingPages
from app.ui.hooks import memo
from app.ui.state import use_here, use_words
from app.ui.theme import LEARNING_INK, SPACE


@ft.component
def _PromptCard(
    prompt: Prompt, answers: int, answered: bool, leads: bool = False, due: str = ""
) -> ft.Control:
    """A learning prompt in a list: marigold, its facing pages, when it is `due` in words, and the way to its
    answers; for who `leads` the circle also to a missing side."""
    here, words = use_here(), use_words()
    address = f"/circles/{inside(prompt.scope)}/prompts/{prompt.id}"
    # NOTE: the verb, on a button: answer this learning prompt
    counted = words.tn("{n} answer", "{n} answers", answers)
    way = words.tp("verb", "Answer") if not answered else words.t("See the answers")
    return card(
        [
            with_icon(ft.Icons.LIGHTBULB_OUTLINE, words.t("Learning prompt"), LEARNING_INK, size=20),
            FacingPages(prompt.text, LEARNING_INK, f"{address}/edit" if leads else ""),
            *([with_icon(ft.Icons.EVENT_OUTLINED, due, LEARNING_INK)] if due else []),
            ft.Row(
                wrap=True,
                spacing=SPACE.L,
                vertical_alignment=ft.CrossAxisAlignment.CENTER,
                controls=[
                    ft.FilledButton(way, on_click=goes(here, address)),
                    *([quiet(counted, color=LEARNING_INK)] if answers else []),
                ],
            ),
            *unsent(prompt.delivery, prompt.why, LEARNING_INK),
        ],
        learning=True,
    )


PromptCard = memo(_PromptCard)
