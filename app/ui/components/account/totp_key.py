"""The key that an authenticator app is given: as letters, which are enough, and as a picture to scan."""

import io

import flet as ft
import segno

from app.i18n.catalogs import Translator
from app.ui.components.letters import body, quiet
from app.ui.components.shown_once import INK, copy_button, shown_once
from app.ui.state import Here
from app.ui.theme import RADIUS, TEXT

_SIDE = 208


def key_panel(here: Here, secret: str, uri: str, words: Translator) -> list[ft.Control]:
    """What to do with the key, the key itself, and a way to copy it."""
    letters = ft.Text(grouped(secret), theme_style=TEXT.TITLE, color=INK, text_align=ft.TextAlign.CENTER)
    shown = [Picture(uri), ft.SelectionArea(letters), copy_button(here, secret)]
    return [
        body(
            words.t(
                "Open an authenticator app on your phone, such as Aegis or Google Authenticator. "
                "Let it scan the picture, or type this key into it."
            )
        ),
        shown_once("totp-key", shown, centred=True),
        quiet(
            words.t("The key is not shown again. Whoever has it can make the digits, so keep it to yourself.")
        ),
        body(words.t("The app now shows six digits for Setu. Type them here.")),
    ]


def grouped(secret: str) -> str:
    """The key in groups of four, as it is read and typed."""
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))


@ft.component
def Picture(uri: str) -> ft.Control:
    """Dark on light in either theme, as cameras want it; a screen reader is told the letters instead."""
    return ft.Image(
        src=ft.use_memo(lambda: _drawn(uri), [uri]),
        width=_SIDE,
        height=_SIDE,
        border_radius=RADIUS.FIELD,
        filter_quality=ft.FilterQuality.NONE,
        gapless_playback=True,
        exclude_from_semantics=True,
    )


def _drawn(uri: str) -> bytes:
    """The picture, with the quiet margin that belongs to it."""
    made = io.BytesIO()
    segno.make_qr(uri).save(made, kind="png", scale=6, border=4)
    return made.getvalue()
