"""Summing up the answers to a learning prompt, in both languages."""

import flet as ft

from app.domain.bilingual import Bilingual
from app.domain.circles import may_lead
from app.domain.errors import Refused
from app.i18n.languages import ENDONYMS
from app.services import archiving, belonging, leading
from app.services.desk import Desk
from app.ui import troubles
from app.ui.acting import acts
from app.ui.components.cards import notice
from app.ui.components.circles.archived import archived_screen
from app.ui.components.fields import hint, use_form
from app.ui.components.frame import screen
from app.ui.components.writing.facing import beside
from app.ui.components.writing.guarded import GuardedInput
from app.ui.components.writing.guarding import use_guard
from app.ui.components.writing.sides_preview import SidesPreview
from app.ui.state import use_here, use_layout, use_reading, use_words


@ft.component
def SummaryScreen() -> ft.View:
    """For a leader: the two sides to write. For anybody else: why not."""
    here, words, layout = use_here(), use_words(), use_layout()
    params = ft.use_route_params()
    circle, prompt = params.get("circle", ""), params.get("prompt", "")
    role = use_reading(lambda desk: belonging.role_in(desk, circle))
    over = use_reading(lambda desk: archiving.is_archived(desk, circle))
    known = _as_it_is(here.desk, circle, prompt)
    form = use_form(f"summary:{prompt}", {"summary_en": known.en, "summary_bn": known.bn})
    guard = use_guard()
    heading = words.t("What came of it")
    if not may_lead(role):
        refused = troubles.sentence("circle.not_leader", {}, words)
        return screen(heading, [notice(ft.Icons.INFO_OUTLINE, refused)])

    if over:
        return archived_screen(here, heading, form)

    def send() -> None:
        if guard.lets_pass():
            typed = form.changed
            en, bn = typed.get("summary_en"), typed.get("summary_bn")
            leading.summarise(here.desk, circle, prompt, en=en, bn=bn)
            form.done()
            here.go(f"/circles/{circle}/prompts/{prompt}")

    return screen(
        heading,
        [
            hint(words.t("It stands above the answers, for the whole circle. Ask before you name somebody.")),
            beside(
                GuardedInput(guard, form, "summary_en", ENDONYMS["en"], lines=6),
                GuardedInput(guard, form, "summary_bn", ENDONYMS["bn"], lines=6),
                words,
                layout,
            ),
            SidesPreview(form, "summary", learning=True),
            ft.FilledButton(words.t("Save"), on_click=acts(here, send)),
        ],
        identifier="summary",
    )


def _as_it_is(desk: Desk, circle: str, prompt: str) -> Bilingual:
    try:
        return leading.the_prompt(desk, circle, prompt).summary
    except Refused:  # gone, or not arrived: sending it says so
        return Bilingual()
