"""Who may see a field of a profile: told under the field, or chosen there."""

from typing import Any

import flet as ft

from app.domain.people import CHOSEN_AUDIENCE, Audience, audience_of
from app.i18n.catalogs import Translator
from app.ui.acting import acts
from app.ui.components.fields import Form
from app.ui.components.letters import quiet
from app.ui.hooks import use_state
from app.ui.keyboard import watched
from app.ui.state import use_here, use_words
from app.ui.theme import SIZES, SPACE, TOUCH

LINE = SIZES["secondary"][0] * SIZES["secondary"][1]

ICONS = {
    Audience.EVERYONE: ft.Icons.PUBLIC,
    Audience.CIRCLES: ft.Icons.WORKSPACES_OUTLINED,
    Audience.ONLY_ME: ft.Icons.LOCK_OUTLINE,
}


def audience_word(audience: Audience, words: Translator) -> str:
    """An audience as one chooses it."""
    return {
        # NOTE: who may see a field of a profile
        Audience.EVERYONE: words.t("Everyone"),
        # NOTE: who may see a field of a profile: the members of the circles I am in
        Audience.CIRCLES: words.t("My circles"),
        # NOTE: who may see a field of a profile
        Audience.ONLY_ME: words.t("Only me"),
    }[audience]


def audience_sentence(audience: Audience, words: Translator) -> str:
    """An audience as it is told under a field."""
    return {
        Audience.EVERYONE: words.t("Everyone can see this"),
        Audience.CIRCLES: words.t("Only people in your circles can see this"),
        Audience.ONLY_ME: words.t("Only you can see this"),
    }[audience]


def seen_by(name: str, words: Translator) -> ft.Control:
    """Who will see this field, until one chooses otherwise."""
    return _line(CHOSEN_AUDIENCE[name], words)


@ft.component
def AudienceChoice(form: Form, name: str, label: str) -> ft.Control:
    """Who may see this field: Everyone, My circles or Only me; `label` is what the field is called."""
    here, words = use_here(), use_words()
    present, choose = use_state(lambda: audience_of(form.values, name))

    def take(audience: Audience) -> None:
        form.fill("audience", {**form.values.get("audience", {}), name: audience.value})
        choose(audience)

    def taking(audience: Audience) -> Any:
        return acts(here, lambda: take(audience))

    menu = ft.PopupMenuButton(
        padding=0,
        tooltip=words.t("Who can see this: {field}", field=label),
        content=ft.Container(
            _line(present, words, more=True),
            padding=ft.Padding.symmetric(vertical=(TOUCH - LINE) / 2),
        ),
        items=[
            ft.PopupMenuItem(
                content=audience_word(audience, words),
                icon=ICONS[audience],
                on_click=taking(audience),
            )
            for audience in Audience
        ],
    )
    return ft.Semantics(identifier=f"audience-{name}", content=ft.Row([watched(here, menu)], wrap=True))


def _line(audience: Audience, words: Translator, *, more: bool = False) -> ft.Control:
    ink = ft.Colors.PRIMARY if more else ft.Colors.ON_SURFACE_VARIANT
    arrow = [ft.Icon(ft.Icons.ARROW_DROP_DOWN, size=20, color=ink)] if more else []
    return ft.Row(
        spacing=SPACE.XS,
        tight=True,
        vertical_alignment=ft.CrossAxisAlignment.CENTER,
        controls=[
            ft.Icon(ICONS[audience], size=16, color=ink),
            ft.Container(
                quiet(audience_sentence(audience, words), color=ink), expand=True, expand_loose=True
            ),
            *arrow,
        ],
    )
