"""What stands one below the other, each as wide as there is room."""

from collections.abc import Sequence

import flet as ft

from app.ui.theme import SPACE


def stack(controls: Sequence[ft.Control]) -> ft.Control:
    """These, one below the other."""
    return ft.Column(list(controls), spacing=SPACE.M, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
