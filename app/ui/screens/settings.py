"""Being written."""

import flet as ft

from app.ui.components.frame import screen


@ft.component
def Settings() -> ft.View:
    """Being written."""
    return screen("Settings", [])
