"""Where a reply belongs that began another subject: a topic of its own, or under another post."""

from collections.abc import Callable
from functools import partial

import flet as ft

from app.domain.ids import inside
from app.domain.markup import plain
from app.domain.writing import Post
from app.i18n.catalogs import Translator
from app.services import moving
from app.ui.acting import acts, say
from app.ui.components.cards import card, empty, listed
from app.ui.components.choices import radios
from app.ui.components.fields import use_form
from app.ui.components.frame import screen
from app.ui.components.guarded import GuardedInput
from app.ui.components.guarding import use_guard
from app.ui.components.letters import body, quiet, section
from app.ui.components.pressing import line
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
    form = use_form(f"move:{identifier}", {"title": "", "tab": "topic"})
    guard = use_guard()
    tab, choose = use_state(lambda: str(form.values["tab"]))
    along, take = use_state(bool)
    if found is None:
        nothing = words.t("It may have been removed, or not arrived yet.")
        return screen(words.t("Move"), [empty(words.t("There is nothing here."), nothing)])

    def pick(code: str) -> None:
        choose(code)
        form.fill("tab", code)

    def begin() -> None:
        if not guard.lets_pass():
            return
        title = str(form.values["title"])
        moving.make_topic(here.desk, circle, found, title=title, tab=tab, after=along)
        form.done()
        here.go(f"/circles/{circle}/posts/{found.to}")
        say(here, words.t("It becomes a topic of its own as soon as the server has heard of it."))

    def put(post: str) -> None:
        moving.put_under(here.desk, circle, found, post, after=along)
        form.done()
        here.go(f"/circles/{circle}/posts/{post}")

    offer = later and moving.may_take_along(here.desk, circle)
    return screen(
        words.t("Move"),
        [
            card([quiet(words.t("This reply")), body(plain(found.body), lines=4)]),
            *([_along(here, words, later, along, take)] if offer else []),
            card(
                [
                    section(words.t("A topic of its own")),
                    GuardedInput(guard, form, "title", words.t("Title")),
                    _tabs(here, words, tab, pick),
                    ft.Row(
                        [ft.FilledButton(words.t("Make it a topic"), on_click=acts(here, begin))], wrap=True
                    ),
                ]
            ),
            *_under(here, words, others, put),
        ],
        identifier="move-reply",
    )


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


def _under(here: Here, words: Translator, others: list[Post], put: Callable[[str], None]) -> list[ft.Control]:
    """The other posts, under each of which it may go with one tap."""
    if not others:
        return []
    rows = [line(post.title, acts(here, partial(put, post.id)), lines=2) for post in others]
    return [section(words.t("Or under another post")), listed(rows)]
