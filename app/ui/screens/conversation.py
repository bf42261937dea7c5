"""Being written."""

import flet as ft

from app.ui.components.frame import screen


@ft.component
def ConversationScreen() -> ft.View:
    """Being written."""
    return screen("ConversationScreen", [])
