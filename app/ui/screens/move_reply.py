"""Where a reply belongs that began another subject: a topic of its own, or under another post."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import flet as ft

from app.domain.errors import Refused
from app.domain.ids import inside
from app.domain.writing import Post, Reply
from app.i18n.catalogs import Translator
from app.services import archiving, mentioning, moving
from app.ui.acting import acts, say
from app.ui.components.cards import card, empty, listed
from app.ui.components.choices import radios
from app.ui.components.circles.archived import archived_screen
from app.ui.components.fields import Form, use_form
from app.ui.components.frame import screen
from app.ui.components.letters import body, quiet, section
from app.ui.components.pressing import line
from app.ui.components.sure import ask_first
from app.ui.components.writing.guarded import GuardedInput
from app.ui.components.writing.guarding import use_guard
from app.ui.hooks import use_state
from app.ui.state import Here, use_here, use_reading, use_words


@ft.component
def MoveReply() -> ft.View:
    """The reply, whether those after it go along, and the two ways."""
    here, words = use_here(), use_words()
    params = ft.use_route_params()
    circle, identifier = inside(params["scope"]), params["about"]
    found = use_reading(lambda desk: moving.reply(desk, circle, identifier))
    later = use_reading(lambda desk: moving.count_later(desk, found) if found else 0)
    others = use_reading(lambda desk: moving.others(desk, circle, found.to) if found else [])
    over = use_reading(lambda desk: archiving.is_archived(desk, circle))
    form = use_form(f"move:{identifier}", {"title": "", "tab": "topic"})
    guard = use_guard()
    tab, choose = use_state(lambda: str(form.values["tab"]))
    along, take = use_state(bool)
    if found is None:
        nothing = words.t("It may have been removed, or not arrived yet.")
        return screen(words.t("Move"), [empty(words.t("There is nothing here."), nothing)])

    if over:
        return archived_screen(here, words.t("Move"), form)

    def pick(code: str) -> None:
        choose(code)
        form.fill("tab", code)

    asking = tab == "question"
    moves = _Moves(here=here, circle=circle, reply=found, form=form, along=along)

    def sure() -> None:
        if guard.lets_pass():
            moves.ask_to_part(tab)

    doing = words.t("Make it a question") if asking else words.t("Make it a topic")
    offer = later and moving.may_take_along(here.desk, circle)
    return screen(
        words.t("Move"),
        [
            card(
                [
                    quiet(words.t("This reply")),
                    body(mentioning.words(here.desk, found.scope, found.body, words.lang), lines=4),
                ]
            ),
            *([_along(here, words, later, along, take)] if offer else []),
            card(
                [
                    section(words.t("A question of its own") if asking else words.t("A topic of its own")),
                    GuardedInput(guard, form, "title", words.t("Title")),
                    _tabs(here, words, tab, pick),
                    ft.Row([ft.FilledButton(doing, on_click=acts(here, sure))], wrap=True),
                ]
            ),
            *_under(here, words, others, moves.ask_to_put),
        ],
        identifier="move-reply",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Moves:
    """The two ways in which a reply goes elsewhere, each after a question."""

    here: Here
    circle: str
    reply: Reply
    form: Form
    along: bool

    def ask_to_part(self, tab: str) -> None:
        """A topic or a question of its own, of the title in the form."""
        title, words = str(self.form.values["title"]).strip(), self.here.speech.words
        if not title:
            raise Refused("title.empty")
        question = (
            words.t("Make this a question of its own?")
            if tab == "question"
            else words.t("Make this a topic of its own?")
        )
        self._ask(question, title, lambda: self._part(title, tab))

    def ask_to_put(self, post: Post) -> None:
        """Under another post."""
        self._ask(self.here.speech.words.t("Move it under this post?"), post.title, lambda: self._put(post))

    def _ask(self, question: str, about: str, act: Callable[[], None]) -> None:
        words = self.here.speech.words
        meaning = words.t("A line stays where it was, and leads there.")
        ask_first(self.here, question, about, meaning, words.tp("verb", "Move"), act)

    def _part(self, title: str, tab: str) -> None:
        here, words = self.here, self.here.speech.words
        moving.make_topic(here.desk, self.circle, self.reply, title=title, tab=tab, after=self.along)
        self.form.done()
        here.go(f"/circles/{self.circle}/posts/{self.reply.to}")
        say(
            here,
            words.t("It becomes a question of its own as soon as the server has heard of it.")
            if tab == "question"
            else words.t("It becomes a topic of its own as soon as the server has heard of it."),
        )

    def _put(self, post: Post) -> None:
        moving.put_under(self.here.desk, self.circle, self.reply, post.id, after=self.along)
        self.form.done()
        self.here.go(f"/circles/{self.circle}/posts/{post.id}")


def _along(
    here: Here, words: Translator, later: int, along: bool, take: Callable[[bool], None]
) -> ft.Control:
    said = words.tn("Take the {n} reply after it along", "Take the {n} replies after it along", later)
    return ft.MergeSemantics(
        ft.Checkbox(label=said, value=along, on_change=acts(here, lambda: take(not along)))
    )


def _tabs(here: Here, words: Translator, tab: str, pick: Callable[[str], None]) -> ft.Control:
    said = {"topic": words.t("Topics"), "question": words.t("Questions")}
    return radios(here, words.t("Where it stands"), said, tab, pick)


def _under(
    here: Here, words: Translator, others: list[Post], put: Callable[[Post], None]
) -> list[ft.Control]:
    """The other posts, under each of which it may go once one has said so."""
    if not others:
        return []
    rows = [line(post.title, acts(here, partial(put, post)), lines=2) for post in others]
    return [section(words.t("Or under another post")), listed(rows)]
