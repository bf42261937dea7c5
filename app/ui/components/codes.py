"""Recovery codes: shown once, to be written down."""

from collections.abc import Callable, Sequence

import flet as ft

from app.i18n.catalogs import Translator
from app.ui.acting import acts, say
from app.ui.components.letters import body, section
from app.ui.state import Here
from app.ui.theme import RADIUS, SPACE, TEXT


def codes_card(
    here: Here, codes: Sequence[str], words: Translator, written_down: Callable[[], None]
) -> ft.Control:
    """The codes, copying them, and saying that they are written down."""
    ink = ft.Colors.ON_PRIMARY_CONTAINER
    lines: list[ft.Control] = [ft.Text(code, theme_style=TEXT.SECTION, color=ink) for code in codes]
    return ft.Semantics(
        identifier="recovery-codes",
        live_region=True,
        content=ft.Container(
            bgcolor=ft.Colors.PRIMARY_CONTAINER,
            border_radius=RADIUS.CARD,
            padding=SPACE.L,
            content=ft.Column(
                spacing=SPACE.M,
                horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
                controls=[
                    section(words.t("Your recovery codes")),
                    body(
                        words.t(
                            "Write these down. If you forget your password, each of them lets you in once. "
                            "They are not shown again."
                        ),
                        ink,
                    ),
                    ft.SelectionArea(ft.Row(lines, wrap=True, spacing=SPACE.XL, run_spacing=SPACE.S)),
                    ft.Row(
                        wrap=True,
                        spacing=SPACE.S,
                        controls=[
                            ft.FilledButton(
                                words.t("I have written them down"), on_click=acts(here, written_down)
                            ),
                            ft.TextButton(
                                words.t("Copy"),
                                icon=ft.Icons.COPY,
                                action=ft.CopyToClipboard("\n".join(codes)),
                                on_click=acts(here, lambda: say(here, words.t("Copied."))),
                            ),
                        ],
                    ),
                ],
            ),
        ),
    )
