"""A part of a screen that is folded away until somebody wants it."""

from collections.abc import Callable, Sequence

import flet as ft

from app.ui.acting import acts
from app.ui.components.letters import quiet, strong
from app.ui.components.pressing import pressable
from app.ui.state import Here
from app.ui.theme import RADIUS, SPACE, TOUCH


def fold(
    here: Here,
    headline: str,
    sentence: str,
    inside: Sequence[ft.Control],
    *,
    opened: bool,
    turn: Callable[[bool], None],
    identifier: str = "",
) -> ft.Control:
    """A headline with a sentence; a tap shows what is inside, and another hides it again."""
    words: list[ft.Control] = [strong(headline), *([quiet(sentence)] if sentence else [])]
    row = ft.Row(
        spacing=SPACE.M,
        controls=[
            ft.Column(words, spacing=0, expand=True),
            ft.Container(
                width=TOUCH / 2,
                content=ft.Icon(
                    ft.Icons.EXPAND_LESS if opened else ft.Icons.EXPAND_MORE,
                    color=ft.Colors.ON_SURFACE_VARIANT,
                ),
            ),
        ],
    )
    turning = pressable(row, acts(here, lambda: turn(not opened)))
    head = ft.MergeSemantics(ft.Semantics(identifier=identifier, expanded=opened, content=turning))
    body = ft.Container(
        visible=opened,
        padding=ft.Padding.only(left=SPACE.L, right=SPACE.L, bottom=SPACE.L, top=SPACE.S),
        content=ft.Column(
            spacing=SPACE.XL,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
            controls=list(inside) if opened else [],
        ),
    )
    return ft.Container(
        bgcolor=ft.Colors.SURFACE_CONTAINER_LOW,
        border_radius=RADIUS.CARD,
        content=ft.Column([head, body], spacing=0, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
    )
