"""Recovery codes: shown once, to be written down."""

from collections.abc import Callable, Sequence

import flet as ft

from app.i18n.catalogs import Translator
from app.ui.acting import acts
from app.ui.components.letters import body, section
from app.ui.components.shown_once import INK, copy_button, shown_once
from app.ui.state import Here
from app.ui.theme import SPACE, TEXT


def codes_card(
    here: Here, codes: Sequence[str], words: Translator, written_down: Callable[[], None]
) -> ft.Control:
    """The codes, copying them, and saying that they are written down."""
    lines: list[ft.Control] = [ft.Text(code, theme_style=TEXT.SECTION, color=INK) for code in codes]
    return shown_once(
        "recovery-codes",
        [
            section(words.t("Your recovery codes")),
            body(
                words.t(
                    "Write these down. If you forget your password, each of them lets you in once. "
                    "They are not shown again."
                ),
                INK,
            ),
            ft.SelectionArea(ft.Row(lines, wrap=True, spacing=SPACE.XL, run_spacing=SPACE.S)),
            ft.Row(
                wrap=True,
                spacing=SPACE.S,
                controls=[
                    ft.FilledButton(words.t("I have written them down"), on_click=acts(here, written_down)),
                    copy_button(here, "\n".join(codes)),
                ],
            ),
        ],
    )
