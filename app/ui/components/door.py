"""A card that tells how something stands and leads to a screen of its own."""

from collections.abc import Callable
from typing import Any

import flet as ft

from app.ui.components.cards import card
from app.ui.components.letters import quiet, strong
from app.ui.theme import SPACE


def door(icon: ft.IconData, headline: str, sentence: str, go: Callable[[Any], Any]) -> ft.Control:
    """A row with an icon, what it leads to, and in a sentence how that stands."""
    return card(
        [
            ft.Row(
                spacing=SPACE.M,
                controls=[
                    ft.Icon(icon, color=ft.Colors.ON_SURFACE_VARIANT),
                    ft.Column(expand=True, spacing=SPACE.XS, controls=[strong(headline), quiet(sentence)]),
                    ft.Icon(ft.Icons.CHEVRON_RIGHT, color=ft.Colors.ON_SURFACE_VARIANT),
                ],
            )
        ],
        on_click=go,
    )
