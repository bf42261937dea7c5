"""Home: what waits for this person today, read from top to bottom, with a calm end."""

import flet as ft

from app.domain.writing import Written
from app.i18n.catalogs import Translator
from app.services import (
    belonging,
    connecting,
    introducing,
    leading,
    mentioning,
    messaging,
    noticing,
    overseeing,
    tending,
)
from app.services.desk import Desk
from app.services.noticing import NoticedPost, NoticedPrompt
from app.ui import troubles
from app.ui.acting import goes
from app.ui.components.account.heeding import Unheeded
from app.ui.components.account.standing import first_sync
from app.ui.components.cards import card, empty, listed, notice
from app.ui.components.circles.led import duties_part
from app.ui.components.foreign import foreign
from app.ui.components.frame import screen
from app.ui.components.glossary.news import GlossaryNews, way_to_glossary
from app.ui.components.home.mentioned import mention_card
from app.ui.components.home.week import WeekOffered
from app.ui.components.letters import body, label, quiet, section, strong, title, with_icon
from app.ui.components.messages.requests import way_to_requests
from app.ui.components.people.met import name_of
from app.ui.components.prompts.asked import due_line
from app.ui.components.prompts.card import PromptCard
from app.ui.components.prompts.for_oneself import Reminded
from app.ui.components.search import search_button
from app.ui.components.threads.cases import case_line
from app.ui.components.threads.sharing import SharingNews
from app.ui.state import Here, use_here, use_reading, use_words
from app.ui.theme import SPACE


@ft.component
def Home() -> ft.View:
    """One prompt, replies to me, questions I can answer, messages, and the end."""
    here, words = use_here(), use_words()
    me = use_reading(introducing.me)
    broken = use_reading(tending.damage)
    prompt = use_reading(noticing.waiting_prompt)
    replies = use_reading(noticing.replies_to_me)
    called = use_reading(noticing.mentions)
    questions = use_reading(noticing.open_questions)
    unread = use_reading(messaging.count_unread)
    asking = use_reading(messaging.count_requests)
    duties = use_reading(overseeing.duties)
    mine = use_reading(belonging.mine)
    coming = first_sync(use_reading(_share), words)
    return screen(
        words.t("Home"),
        [
            title(words.t("Welcome, {name}", name=name_of(me, words))),
            *(
                [ft.SelectionArea(notice(ft.Icons.REPORT_OUTLINED, troubles.tell(broken, words)))]
                if broken
                else []
            ),
            Unheeded(),
            *([card(coming)] if coming else []),
            Reminded(),
            *([_prompt(here, prompt, words)] if prompt else []),
            *([_unread(here, unread, words)] if unread else []),
            *([listed([way_to_requests(here, asking, words)])] if asking else []),
            *_part(words.t("You were mentioned"), [mention_card(here, one) for one in called]),
            *duties_part(here, duties, words),
            *_part(words.t("Replies to you"), [_reply(here, noticed, words) for noticed in replies]),
            *_part(
                words.t("Questions you could answer"),
                [_question(here, noticed, words) for noticed in questions],
            ),
            SharingNews(),
            GlossaryNews(),
            WeekOffered(),
            *([_end(words, not (prompt or unread or asking or duties))] if mine else [_begin(here, words)]),
            way_to_glossary(here, words),
        ],
        actions=[search_button(here, words, "/")],
        identifier="home",
    )


def _share(desk: Desk) -> float | None:
    return connecting.standing(desk).connection.share


def _part(heading: str, cards: list[ft.Control]) -> list[ft.Control]:
    return [section(heading), *cards] if cards else []


def _prompt(here: Here, noticed: NoticedPrompt, words: Translator) -> ft.Control:
    answers = leading.count_answers(here.desk, noticed.prompt.id)
    due = due_line(here, noticed.prompt.due)
    return ft.Column(
        [
            label(noticed.circle.name.best(words.lang)),
            PromptCard(noticed.prompt, answers, False, False, due, key=noticed.prompt.id),
        ]
    )


def _unread(here: Here, unread: int, words: Translator) -> ft.Control:
    said = words.tn("{n} conversation has something new", "{n} conversations have something new", unread)
    return card([strong(said)], on_click=goes(here, "/messages"))


def _reply(here: Here, noticed: NoticedPost, words: Translator) -> ft.Control:
    latest = noticed.latest
    return card(
        [
            strong(noticed.post.title, lines=2),
            *([body(_plainly(here, latest), lines=2), _when(here, latest, words)] if latest else []),
        ],
        on_click=goes(here, f"/circles/{noticed.circle.id}/posts/{noticed.post.id}"),
    )


def _plainly(here: Here, said: Written) -> str:
    return mentioning.words(here.desk, said.scope, said.body, here.speech.lang)


def _question(here: Here, noticed: NoticedPost, words: Translator) -> ft.Control:
    return card(
        [
            label(noticed.circle.name.best(words.lang)),
            strong(noticed.post.title, lines=2),
            *case_line(noticed.post.case, words),
            *(
                [with_icon(ft.Icons.CONTACT_SUPPORT_OUTLINED, words.t("Asks your discipline"))]
                if noticed.for_me
                else []
            ),
            _when(here, noticed.post, words),
        ],
        on_click=goes(here, f"/circles/{noticed.circle.id}/posts/{noticed.post.id}"),
    )


def _when(here: Here, written: Written, words: Translator) -> ft.Control:
    """How long ago, and in which language if it is not the reader's."""
    ago = quiet(here.ago(written.when), lines=1)
    return ft.Row([ago, *foreign(written.lang, words)], spacing=SPACE.S, wrap=True)


def _begin(here: Here, words: Translator) -> ft.Control:
    return empty(
        words.t("Find your circle"),
        words.t("Colleagues meet in circles, each around one field of practice. Join one or two to begin."),
        ft.FilledButton(words.t("See the circles"), on_click=goes(here, "/circles")),
    )


def _end(words: Translator, calm: bool) -> ft.Control:
    said = words.t("You are up to date.") if calm else words.t("That is all for now.")
    calm_end = quiet(said)
    calm_end.text_align = ft.TextAlign.CENTER
    return calm_end
