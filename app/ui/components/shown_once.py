"""What a server gives out once: a panel that stands out, is read aloud, and lets one copy what it shows."""

from collections.abc import Sequence

import flet as ft

from app.ui.acting import acts, say
from app.ui.state import Here
from app.ui.theme import RADIUS, SPACE

INK = ft.Colors.ON_PRIMARY_CONTAINER
"""The colour of what is written on such a panel."""


def shown_once(identifier: str, controls: Sequence[ft.Control], *, centred: bool = False) -> ft.Control:
    """The panel. Its `identifier` is for tests; a screen reader tells its words as soon as it is there."""
    across = ft.CrossAxisAlignment.CENTER if centred else ft.CrossAxisAlignment.STRETCH
    return ft.Semantics(
        identifier=identifier,
        live_region=True,
        content=ft.Container(
            bgcolor=ft.Colors.PRIMARY_CONTAINER,
            border_radius=RADIUS.CARD,
            padding=SPACE.L,
            content=ft.Column(spacing=SPACE.M, horizontal_alignment=across, controls=list(controls)),
        ),
    )


def copy_button(here: Here, text: str, *, main: bool = False) -> ft.Control:
    """Copies this text and says so; the main one of its panel is filled."""
    words = here.speech.words
    kind, style = (ft.FilledButton, None) if main else (ft.TextButton, ft.ButtonStyle(color=INK))
    return kind(
        words.t("Copy"),
        icon=ft.Icons.COPY,
        style=style,
        action=ft.CopyToClipboard(text),
        on_click=acts(here, lambda: say(here, words.t("Copied."))),
    )
