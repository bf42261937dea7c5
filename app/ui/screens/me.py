"""Being written."""

import flet as ft

from app.ui.components.frame import screen


@ft.component
def Me() -> ft.View:
    """Being written."""
    return screen("Me", [])
