"""A quiet line about what is written and cannot leave this device just now."""

import flet as ft

from app.services import connecting
from app.ui.acting import goes
from app.ui.components.account.standing import writing_line
from app.ui.components.letters import quiet
from app.ui.state import use_here, use_reading, use_words
from app.ui.theme import SPACE


@ft.component
def SendingLine() -> ft.Control:
    """A quiet line above the composer while what is written cannot leave this device."""
    here, words = use_here(), use_words()
    standing = use_reading(connecting.standing)
    said = writing_line(standing, words)
    away = standing.phase.value in ("off", "refused")
    return ft.Semantics(
        live_region=True,
        visible=bool(said),
        content=ft.Container(
            bgcolor=ft.Colors.SURFACE_CONTAINER_LOW,
            padding=ft.Padding.only(left=SPACE.L, right=SPACE.XS),
            content=ft.Row(
                spacing=SPACE.S,
                controls=[
                    ft.Icon(ft.Icons.CLOUD_OFF_OUTLINED, size=20, color=ft.Colors.ON_SURFACE_VARIANT),
                    ft.Container(quiet(said), expand=True, padding=ft.Padding.symmetric(vertical=SPACE.M)),
                    *(
                        [
                            ft.TextButton(
                                words.t("Server"), on_click=goes(here, "/me/settings/server"), key="server"
                            )
                        ]
                        if away
                        else []
                    ),
                ],
            ),
        ),
    )
