"""Being written."""

import flet as ft

from app.ui.components.frame import screen


@ft.component
def EditProfile() -> ft.View:
    """Being written."""
    return screen("EditProfile", [])
