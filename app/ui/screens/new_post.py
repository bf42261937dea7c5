"""Opening a topic, or asking a question."""

from typing import Any, cast

import flet as ft

from app.domain.ids import circle_scope
from app.i18n.catalogs import Translator
from app.services import archiving, peering, posting
from app.ui.acting import acts
from app.ui.components.cards import notice
from app.ui.components.circles.archived import archived_screen
from app.ui.components.circles.peers import without_name
from app.ui.components.fields import Form, use_form
from app.ui.components.form_faults import Faults, use_faults, wrong_in
from app.ui.components.frame import screen
from app.ui.components.threads.cases import case_in
from app.ui.components.threads.question_form import QuestionFields
from app.ui.components.writing.calling import kept_in
from app.ui.components.writing.guarded import guarded_at
from app.ui.components.writing.guarding import Guard, use_guard
from app.ui.state import use_here, use_reading, use_words


@ft.component
def NewPost() -> ft.View:
    """The form of a new post; the tab it is for is in the address."""
    here, words = use_here(), use_words()
    params = ft.use_route_params()
    circle, tab = params.get("circle", ""), params.get("tab", "topic")
    form = use_form(f"post:{circle}:{tab}", {})
    over = use_reading(lambda desk: archiving.is_archived(desk, circle))
    peer = use_reading(lambda desk: peering.is_peer(desk, circle_scope(circle)))
    guard, faults = use_guard(), use_faults(form)

    def send() -> None:
        title, body = form.values.get("title", ""), kept_in(form, "body")
        wrong = wrong_in("post", {"title": title, "body": body}, ("title", "body"))
        faults.find(wrong)
        if wrong or not guard.lets_pass():
            return
        asked = form.values.get("asked", ())
        posting.post(here.desk, circle, tab, title, body, asked=asked, case=case_in(form))
        form.done()
        here.go(f"/circles/{circle}")

    asking = tab == "question"
    heading = words.t("Ask a question") if asking else words.t("New topic")
    if over:
        return archived_screen(here, heading, form)
    return screen(
        heading,
        [
            notice(
                ft.Icons.SHIELD_OUTLINED, words.t("Do not share details by which a client could be known.")
            ),
            *([notice(ft.Icons.NO_ACCOUNTS_OUTLINED, without_name(words))] if peer else []),
            *(
                [cast(Any, QuestionFields)(circle, form, guard, faults, key=circle)]
                if asking and not peer
                else _words(form, guard, faults, words, circle_scope(circle), asking=asking)
            ),
            ft.FilledButton(
                # NOTE: the verb, on a button
                words.t("Ask") if asking else words.tp("verb", "Post"),
                on_click=acts(here, send),
            ),
        ],
        scrolled=faults.column,
    )


def _words(
    form: Form, guard: Guard, faults: Faults, words: Translator, scope: str, *, asking: bool
) -> list[ft.Control]:
    """A title and what there is to say; where nobody has a name, a question has no more than a topic has."""
    line = words.t("Your question in one line") if asking else words.t("Title")
    more = words.t("Tell more about it")
    return [
        guarded_at(guard, form, faults, "title", line),
        guarded_at(guard, form, faults, "body", more, lines=6, scope=scope),
    ]
