"""One learning prompt on its facing pages, and the members' answers."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import flet as ft

from app.domain.circles import May, may, may_lead, may_write
from app.domain.errors import Refused
from app.domain.ids import circle_scope
from app.domain.people import Person
from app.domain.writing import Prompt
from app.i18n.catalogs import Translator
from app.services import archiving, belonging, finding, leading, peering
from app.services.desk import Desk
from app.services.leafing import Stretch
from app.ui import troubles
from app.ui.acting import goes
from app.ui.address import use_address
from app.ui.components.cards import card, notice
from app.ui.components.circles.archived import archived_foot, nobody_replied
from app.ui.components.circles.door import join_first
from app.ui.components.delivery import Mark
from app.ui.components.frame import screen
from app.ui.components.glossary.terms_in import TermsIn
from app.ui.components.prompts.answered import WhoAnswered, summary
from app.ui.components.prompts.asked import beside_the_question
from app.ui.components.prompts.for_oneself import Reflection, Reminder
from app.ui.components.prompts.poll import Poll
from app.ui.components.safety.reporting import report_menu
from app.ui.components.threads.posts import ReplyLine, byline, reply_lines, thread
from app.ui.components.threads.reading import use_thread
from app.ui.components.threads.unread import NewPill, above_foot
from app.ui.components.writing.begun import Begun
from app.ui.components.writing.composer import Composer
from app.ui.components.writing.facing import FacingPages
from app.ui.state import Here, use_here, use_reading, use_words
from app.ui.theme import LEARNING_INK, flush


@ft.component
def PromptScreen() -> ft.View:
    """The prompt, its answers oldest first, and the composer for one's own."""
    here, words = use_here(), use_words()
    params = use_address()
    circle, prompt_id = params.get("circle", ""), params.get("prompt", "")
    found = use_reading(lambda desk: _found(desk, circle, prompt_id))
    at, read = params.get("at", ""), partial(_lines, prompt_id)
    seen = use_thread(circle, "answer", prompt_id, at, read, present=found is not None)
    total = use_reading(lambda desk: leading.count_answers(desk, prompt_id))
    role = use_reading(lambda desk: belonging.role_in(desk, circle))
    send = ft.use_callback(
        lambda text: leading.answer(here.desk, circle, prompt_id, text), [circle, prompt_id]
    )
    answered = use_reading(lambda desk: leading.has_answered(desk, prompt_id))
    # Where answers have no names, nobody is said to have answered.
    peer = use_reading(lambda desk: peering.is_peer(desk, circle_scope(circle)))
    over = use_reading(lambda desk: archiving.is_archived(desk, circle))
    writes, leads = may_write(role) and not over, may_lead(role) and not over
    heading = words.t("Learning prompt")
    if found is None:
        gone = notice(ft.Icons.INFO_OUTLINE, troubles.sentence("prompt.unknown", {}, words))
        return screen(heading, [gone, Begun(_draft_of(prompt_id))])
    prompt, author = found
    reported = {"scope": prompt.scope, "kind": "prompt", "id": prompt.id}
    edit = f"/circles/{circle}/prompts/{prompt_id}/edit" if leads else ""
    foot = _foot(here, prompt, send, over=over) if role else join_first(here, circle)
    return screen(
        heading,
        [
            _asked(here, replace(prompt, due=0) if over else prompt, author, edit),
            *summary(here, circle, prompt, leads),
            *([Poll(circle, prompt, writes)] if prompt.choices else []),
            *([Reflection(circle, prompt_id)] if role else []),
            *([Reminder(circle, prompt)] if role and not answered and not over else []),
            *([WhoAnswered(circle, prompt_id)] if may_lead(role) and not peer else []),
            *thread(
                here,
                seen.lines,
                words.tn("{n} answer", "{n} answers", total),
                seen.leaf,
                total,
                nobody_replied(words) if over else _nothing_yet(words),
                at,
                may=writes,
                governs=may(role, May.TIDY),
                unread=seen.unread,
            ),
        ],
        actions=[] if prompt.by == here.desk.person else [report_menu(here, lambda: reported)],
        foot=above_foot(NewPill(prompt_id, seen.away, seen.leaf.at_the_end), foot),
        scrolled=seen.away.ref,
        on_scroll=seen.away.on_scroll,
        identifier="prompt",
    )


def _foot(here: Here, prompt: Prompt, send: Callable[[str], object], *, over: bool) -> ft.Control:
    """The place for one's answer, or why there is none where the circle is `over`."""
    if over:
        return archived_foot(here, _draft_of(prompt.id))
    hint = here.speech.words.t("Your answer, in either language")
    return Composer(_draft_of(prompt.id), hint, send, scope=prompt.scope)


def _draft_of(prompt: str) -> str:
    return f"answer:{prompt}"


def _nothing_yet(words: Translator) -> str:
    return words.t("Nobody has answered yet. Yours can be the first.")


def _asked(here: Here, prompt: Prompt, author: Person, edit: str) -> ft.Control:
    """The prompt itself; `edit` is the address where it is changed, for those who may."""
    words = here.speech.words
    change = ft.TextButton(words.t("Edit"), style=flush(), on_click=goes(here, edit))
    mine = prompt.by == here.desk.person
    return card(
        [
            FacingPages(prompt.text, LEARNING_INK, edit),
            *beside_the_question(here, prompt),
            TermsIn((prompt.text.en, prompt.text.bn), LEARNING_INK, lang=words.lang),
            byline(author, here.ago(prompt.when), words, ink=LEARNING_INK),
            *([Mark(prompt.delivery, prompt.why, LEARNING_INK)] if mine else []),
            *([ft.Row([change], wrap=True)] if edit else []),
        ],
        learning=True,
    )


def _lines(thread: str, desk: Desk, stretch: Stretch) -> list[ReplyLine]:
    return reply_lines(desk, leading.answers(desk, thread, stretch.limit, stretch.before), "answer")


def _found(desk: Desk, circle: str, prompt: str) -> tuple[Prompt, Person] | None:
    try:
        found = leading.the_prompt(desk, circle, prompt)
    except Refused:
        return None
    return found, finding.person(desk, found.by, scope=found.scope)
