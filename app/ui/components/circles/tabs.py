"""The tabs of a circle: its topics and questions, and its learning prompts; `members` has the third."""

from collections.abc import Callable
from typing import Any

import flet as ft

from app.domain.circles import Role
from app.domain.starters import STARTER_PROMPTS, Starter
from app.i18n.catalogs import Translator
from app.services import leading, noticing
from app.services.desk import Desk
from app.ui.acting import acts, goes
from app.ui.components.cards import empty
from app.ui.components.circles.archived import nothing_before
from app.ui.components.letters import section
from app.ui.components.people.met import name_of
from app.ui.components.prompts.asked import due_line
from app.ui.components.prompts.card import PromptCard
from app.ui.components.prompts.ideas import begin_from, idea_card
from app.ui.components.prompts.plans import Planned
from app.ui.components.safety.avoided import Folded
from app.ui.components.stack import stack
from app.ui.components.threads.leafing import use_reach
from app.ui.components.threads.posts import PostCard, post_lines
from app.ui.hooks import Box, use_state
from app.ui.state import Here, use_here, use_reading, use_words

WINDOW = 30
Heard = Callable[[Any], None]
"""What hears how far a screen is scrolled."""


def heard_by_nobody(event: Any) -> None:
    """What hears it where nothing is to come."""


@ft.component
def PostsTab(
    circle: str, tab: str, role: Role | None, scrolled: Box[Heard], over: bool = False
) -> ft.Control:
    """The topics or the questions of a circle, the newest first; older ones come as one scrolls: what the
    screen hears of that is told to what lies in `scrolled`. Nothing is begun where it is `over`."""
    here, words = use_here(), use_words()
    window, widen = use_state(lambda: WINDOW)
    lines = use_reading(lambda desk: post_lines(desk, circle, tab, window))
    older = window + WINDOW if len(lines) >= window else 0
    scrolled.current = use_reach(window, (lambda: widen(older)) if older else None)
    asking = tab == "question"
    begins = role is not None and not over
    begin = words.t("Ask a question") if asking else words.t("New topic")
    button = ft.FilledTonalButton(
        begin, icon=ft.Icons.EDIT, on_click=goes(here, f"/circles/{circle}/new/{tab}")
    )
    if not lines:
        headline = words.t("No questions yet") if asking else words.t("No topics yet")
        inviting = (
            words.t("Ask what you would ask a colleague over tea. Someone here may know.")
            if asking
            else words.t("Tell about something you tried, saw or read. Others can reply.")
        )
        sentence = nothing_before(words) if over else inviting
        return empty(headline, sentence, *([button] if begins else []))
    more = ft.TextButton(words.t("Show older"), on_click=acts(here, lambda: widen(older)))
    return stack(
        [
            *([button] if begins else []),
            *[
                Folded(
                    line.author.id,
                    name_of(line.author, words),
                    PostCard(line, here.ago(line.post.when)),
                    key=line.post.id,
                )
                for line in lines
            ],
            *([more] if older else []),
        ]
    )


@ft.component
def PromptsTab(circle: str, role: Role | None, over: bool = False) -> ft.Control:
    """The learning prompts of a circle, the newest first; its leaders can ask another if it is not `over`."""
    here, words = use_here(), use_words()
    prompts = use_reading(lambda desk: list(reversed(leading.prompts(desk, circle, WINDOW))))
    told = use_reading(lambda desk: [_told(desk, prompt.id) for prompt in prompts])
    leads, asks = role is Role.LEADER, role is Role.LEADER and not over
    button = ft.FilledTonalButton(
        words.t("Ask a learning prompt"),
        icon=ft.Icons.LIGHTBULB_OUTLINE,
        on_click=goes(here, f"/circles/{circle}/ask"),
    )
    planned = [Planned(circle)] if leads else []
    if not prompts:
        inviting = (
            words.t("Ask one question to think about, in both languages.")
            if leads
            else words.t("A leader of this circle asks them. You will see the next one on Home.")
        )
        sentence = nothing_before(words) if over else inviting
        nothing = empty(words.t("No learning prompts yet"), sentence, *([button] if asks else []))
        return stack([*planned, nothing, *(_ideas(here, circle, words) if asks else [])])
    cards = [
        PromptCard(
            prompt, answers, answered or over, asks, "" if over else due_line(here, prompt.due), key=prompt.id
        )
        for prompt, (answers, answered) in zip(prompts, told, strict=True)
    ]
    return stack([*([button] if asks else []), *planned, *cards])


@ft.component
def Waiting(circle: str, *, leads: bool) -> ft.Control:
    """The latest learning prompt of a circle that one has not answered, so that who comes in reads it at
    once; nothing where there is none."""
    here = use_here()
    prompt = use_reading(lambda desk: noticing.prompt_waiting_in(desk, circle))
    if prompt is None:
        return ft.Container(visible=False)
    answers, _ = _told(here.desk, prompt.id)
    return PromptCard(prompt, answers, False, leads, due_line(here, prompt.due), key=prompt.id)


def _ideas(here: Here, circle: str, words: Translator) -> list[ft.Control]:
    """Two prompts to begin from, where there is none yet."""

    def taking(idea: Starter) -> Any:
        return acts(here, lambda: begin_from(here, circle, idea))

    cards = [idea_card(words.lang, idea, taking(idea)) for idea in STARTER_PROMPTS[:2]]
    return [section(words.t("Or begin from one of these")), *cards]


def _told(desk: Desk, prompt: str) -> tuple[int, bool]:
    return leading.count_answers(desk, prompt), leading.has_answered(desk, prompt)
