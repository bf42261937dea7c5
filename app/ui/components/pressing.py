"""Whole cards and lines that one can press; a thick edge shows which of them has the keyboard.

They are buttons, because of all that Flet lets one press only a button takes an edge with the focus.
"""

from collections.abc import Callable
from typing import Any

import flet as ft

from app.ui.components.letters import QUIET, body, quiet
from app.ui.material import pressed
from app.ui.theme import RADIUS, SPACE

Room = ft.Padding | int


def pressable(
    content: ft.Control,
    on_click: Callable[[Any], Any],
    *,
    padding: Room | None = None,
    radius: int = RADIUS.CARD,
    bgcolor: ft.Colors | None = None,
    border: ft.BorderSide | None = None,
    key: str | None = None,
) -> ft.Control:
    """What can be pressed as a whole, as wide as there is room."""
    room = ft.Padding.symmetric(horizontal=SPACE.L, vertical=SPACE.M) if padding is None else padding
    style = pressed(room, radius, bgcolor, border)
    # A mark inside that has a name of its own would else make a button in the button for a screen reader.
    return ft.MergeSemantics(ft.TextButton(key=key, content=content, on_click=on_click, style=style))


def line(
    said: str,
    on_click: Callable[[Any], Any],
    *,
    under: str = "",
    icon: ft.IconData | None = None,
    trailing: ft.IconData | None = None,
    chosen: bool = False,
    lines: int | None = None,
) -> ft.Control:
    """A line of a list: an icon, words and quiet words under them, and what stands at its end."""
    ink = ft.Colors.ON_PRIMARY_CONTAINER if chosen else None
    words: list[ft.Control] = [body(said, ink, lines), *([quiet(under)] if under else [])]
    row = ft.Row(
        spacing=SPACE.L,
        controls=[
            *([ft.Icon(icon, color=QUIET)] if icon else []),
            ft.Container(
                ft.Column(words, spacing=0, tight=True),
                expand=True,
                padding=ft.Padding.symmetric(vertical=SPACE.XS),
            ),
            *([ft.Icon(trailing, color=ink or QUIET)] if trailing else []),
        ],
    )
    room = ft.Padding.symmetric(horizontal=SPACE.L, vertical=SPACE.M if icon else SPACE.S)
    return pressable(row, on_click, padding=room, bgcolor=ft.Colors.PRIMARY_CONTAINER if chosen else None)
