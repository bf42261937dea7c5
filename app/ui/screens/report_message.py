"""Which message of a conversation one wants to report."""

import flet as ft

from app.domain.ids import group_scope, pair_scope
from app.domain.writing import Message
from app.i18n.catalogs import Translator
from app.services import mentioning, messaging
from app.ui.acting import acts
from app.ui.address import use_address
from app.ui.components.cards import card, empty
from app.ui.components.frame import screen
from app.ui.components.letters import body, quiet
from app.ui.components.safety.reporting import way_to_report
from app.ui.state import Here, use_here, use_reading, use_words

LATEST = 30


@ft.component
def ReportMessage() -> ft.View:
    """The latest messages of the other, the newest first; a tap chooses one."""
    here, words = use_here(), use_words()
    address = use_address()
    group, person = address.get("group", ""), address.get("person", "")
    scope = group_scope(group) if group else pair_scope(here.desk.person, person)
    found = use_reading(lambda desk: messaging.said(desk, scope, LATEST))
    theirs = [message for message in reversed(found) if message.by != here.desk.person]
    nothing = empty(words.t("There is nothing here."), words.t("They have written nothing to you yet."))
    return screen(
        words.t("Report a message"),
        [quiet(words.t("Which one?")), *(_message(here, each, words) for each in theirs)]
        if theirs
        else [nothing],
        identifier="report-message",
    )


def _message(here: Here, message: Message, words: Translator) -> ft.Control:
    place = {"scope": message.scope, "kind": "dm", "id": message.id}
    return card(
        [
            body(mentioning.words(here.desk, message.scope, message.body, words.lang), lines=4),
            quiet(here.ago(message.when)),
        ],
        on_click=acts(here, lambda: here.go(way_to_report(here, place))),
        key=message.id,
    )
