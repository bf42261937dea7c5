"""Coming into a circle by an invitation that somebody gave one."""

import flet as ft

from app.domain.records import Delivery
from app.i18n.catalogs import Translator
from app.services import belonging, inviting
from app.ui import troubles
from app.ui.acting import acts, goes
from app.ui.components.cards import notice
from app.ui.components.fields import TextInput, hint, use_form
from app.ui.components.frame import screen
from app.ui.hooks import use_state
from app.ui.state import Here, use_here, use_reading, use_words


@ft.component
def EnterCircle() -> ft.View:
    """A field to paste it into, and what became of it."""
    here, words = use_here(), use_words()
    form = use_form("circle:enter", {})
    circle, turn_to = use_state(str)

    def enter() -> None:
        turn_to(inviting.come_in(here.desk, str(form.values.get("text", ""))))
        form.done()

    return screen(
        words.t("Use an invitation"),
        [
            hint(words.t("Paste the invitation that a leader of the circle gave you.")),
            TextInput(form, "text", words.t("Invitation"), lines=2),
            ft.FilledButton(words.t("Join circle"), on_click=acts(here, enter)),
            *([WhatCame(circle)] if circle else []),
        ],
        identifier="enter-circle",
    )


@ft.component
def WhatCame(circle: str) -> ft.Control:
    """That one is in, that it waits, or the one answer to all that cannot be."""
    here, words = use_here(), use_words()
    place = use_reading(lambda desk: belonging.membership(desk, circle))
    known = use_reading(lambda desk: belonging.circle(desk, circle))
    if place and place.present and known:
        name = known.name.best(words.lang)
        way = ft.FilledTonalButton(words.t("Open the circle"), on_click=goes(here, f"/circles/{circle}"))
        return notice(ft.Icons.CHECK, words.t("You are in: {circle}", circle=name), way)
    if place and place.delivery is Delivery.REFUSED:
        return _refused(here, words, place.why.code if place.why else "")
    return notice(
        ft.Icons.SCHEDULE, words.t("Setu asks the server. The circle appears here as soon as you are in.")
    )


def _refused(here: Here, words: Translator, code: str) -> ft.Control:
    said = words.t("This invitation lets nobody in. It may be over; ask whoever gave it to you for another.")
    if code not in ("", "unavailable"):
        said = troubles.sentence(code, {}, words)
    return notice(ft.Icons.ERROR_OUTLINE, said, trouble=True)
