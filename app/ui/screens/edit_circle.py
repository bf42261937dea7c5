"""Changing what a circle says of itself, or saying it in the other language, too."""

from typing import Any

import flet as ft

from app.domain.circles import Circle, may_lead
from app.services import archiving, belonging
from app.services.desk import Desk
from app.ui import troubles
from app.ui.acting import acts, say
from app.ui.components.cards import notice
from app.ui.components.circles.archived import archived_screen
from app.ui.components.circles.form import WRITTEN, circle_fields
from app.ui.components.fields import Form, hint, use_form
from app.ui.components.form_faults import use_faults
from app.ui.components.frame import screen
from app.ui.components.writing.guarding import use_guard
from app.ui.state import Here, use_here, use_layout, use_reading, use_words


@ft.component
def EditCircle() -> ft.View:
    """For a leader: the two sides to write. For anybody else: why not."""
    here, words, layout = use_here(), use_words(), use_layout()
    circle = ft.use_route_params().get("circle", "")
    role = use_reading(lambda desk: belonging.role_in(desk, circle))
    over = use_reading(lambda desk: archiving.is_archived(desk, circle))
    form = use_form(f"circle:{circle}", _as_it_is(here.desk, circle))
    guard, faults = use_guard(), use_faults(form)
    if not may_lead(role):
        refused = troubles.sentence("circle.not_leader", {}, words)
        return screen(words.t("Edit circle"), [notice(ft.Icons.INFO_OUTLINE, refused)])
    if over:
        return archived_screen(here, words.t("Edit circle"), form)

    def save() -> None:
        if guard.lets_pass():
            faults.watch(WRITTEN, words.lang, lambda: _save(here, form, circle))

    return screen(
        words.t("Edit circle"),
        [
            hint(words.t("A name in one language is enough. In both, everybody reads it in their own.")),
            *circle_fields(guard, form, faults, words, layout),
            ft.FilledButton(words.t("Save"), on_click=acts(here, save)),
        ],
        scrolled=faults.column,
        identifier="edit-circle",
    )


def _as_it_is(desk: Desk, circle: str) -> dict[str, Any]:
    known = belonging.circle(desk, circle)
    if known is None:
        return {}
    sides = {"name": known.name, "purpose": known.purpose, "rules": known.rules, "start": known.start}
    texts = {f"{name}_{lang}": text.side(lang) for name, text in sides.items() for lang in ("en", "bn")}
    return {**texts, **_chosen(known)}


def _chosen(known: Circle) -> dict[str, Any]:
    lists = {"areas": known.areas, "settings": known.settings, "tongues": known.tongues}
    return {**{name: list(codes) for name, codes in lists.items()}, "entry": known.entry}


def _save(here: Here, form: Form, circle: str) -> None:
    """Only what was changed here is written, so that another leader's words of meanwhile stay."""
    belonging.describe(here.desk, circle, form.changed)
    form.done()
    say(here, here.speech.words.t("The circle is saved."))
    here.go(f"/circles/{circle}")
