"""Opening a topic, or asking a question."""

import flet as ft

from app.domain.ids import circle_scope
from app.domain.taxonomy import DISCIPLINES
from app.services import peering, posting
from app.ui.acting import acts
from app.ui.components.cards import notice
from app.ui.components.fields import Choices, use_form
from app.ui.components.frame import screen
from app.ui.components.guarded import GuardedInput
from app.ui.components.guarding import use_guard
from app.ui.components.peers import without_name
from app.ui.state import use_here, use_reading, use_words


@ft.component
def NewPost() -> ft.View:
    """The form of a new post; the tab it is for is in the address."""
    here, words = use_here(), use_words()
    params = ft.use_route_params()
    circle, tab = params.get("circle", ""), params.get("tab", "topic")
    form = use_form(f"post:{circle}:{tab}", {})

    peer = use_reading(lambda desk: peering.is_peer(desk, circle_scope(circle)))
    guard = use_guard()

    def send() -> None:
        if not guard.lets_pass():
            return
        title, body = form.values.get("title", ""), form.values.get("body", "")
        posting.post(here.desk, circle, tab, title, body, asked=form.values.get("asked", ()))
        form.done()
        here.go(f"/circles/{circle}")

    asking = tab == "question"
    whom = Choices(
        form, "asked", words.t("Whom do you ask above all? Leave it open to ask everybody."), DISCIPLINES
    )
    line = words.t("Your question in one line") if asking else words.t("Title")
    return screen(
        words.t("Ask a question") if asking else words.t("New topic"),
        [
            notice(
                ft.Icons.SHIELD_OUTLINED, words.t("Do not share details by which a client could be known.")
            ),
            *([notice(ft.Icons.NO_ACCOUNTS_OUTLINED, without_name(words))] if peer else []),
            GuardedInput(guard, form, "title", line),
            GuardedInput(guard, form, "body", words.t("Tell more about it"), lines=6),
            *([whom] if asking and not peer else []),
            ft.FilledButton(
                # NOTE: the verb, on a button
                words.t("Ask") if asking else words.tp("verb", "Post"),
                on_click=acts(here, send),
            ),
        ],
    )
