"""A sheet from below: a heading, what one may look at or choose, and the way out of it."""

from collections.abc import Sequence

import flet as ft

from app.ui.acting import acts
from app.ui.components.letters import section
from app.ui.state import Here
from app.ui.theme import SPACE


def show_sheet(here: Here, heading: str, shown: Sequence[ft.Control], *, identifier: str) -> None:
    """Show these over the screen; `identifier` is the name by which tests know the sheet."""
    close = ft.TextButton(here.speech.words.t("Close"), on_click=acts(here, here.page.pop_dialog))
    content = ft.Column(
        tight=True,
        spacing=0,
        scroll=ft.ScrollMode.AUTO,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[
            ft.Container(
                section(heading), padding=ft.Padding.symmetric(horizontal=SPACE.L, vertical=SPACE.M)
            ),
            *shown,
            ft.Row([close], alignment=ft.MainAxisAlignment.END),
        ],
    )
    room = ft.Padding.only(left=SPACE.S, right=SPACE.S, bottom=SPACE.L)
    here.page.show_dialog(
        ft.BottomSheet(
            show_drag_handle=True,
            use_safe_area=True,
            content=ft.Semantics(identifier=identifier, content=ft.Container(content, padding=room)),
        )
    )
