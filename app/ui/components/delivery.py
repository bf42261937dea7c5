"""How far a piece of writing has come: an icon and a word, never colour alone."""

import flet as ft

from app.domain.records import Delivery
from app.i18n.catalogs import Translator
from app.ui import troubles
from app.ui.components.letters import QUIET, label
from app.ui.theme import SPACE


def mark(delivery: Delivery, why: str, words: Translator) -> ft.Control:
    """Waiting (a clock), delivered (a tick), or refused (an exclamation mark) with its reason."""
    match delivery:
        case Delivery.WAITING:
            return _mark(ft.Icons.SCHEDULE, words.t("Waiting to send"), QUIET)
        case Delivery.DELIVERED:
            return _mark(ft.Icons.DONE, words.t("Delivered"), QUIET)
        case Delivery.REFUSED:
            reason = troubles.sentence(why, {}, words)
            return _mark(
                ft.Icons.ERROR_OUTLINE, words.t("Not sent. {reason}", reason=reason), ft.Colors.ERROR
            )


def _mark(icon: ft.IconData, said: str, color: ft.Colors) -> ft.Control:
    return ft.Row(
        spacing=SPACE.XS,
        wrap=True,
        controls=[ft.Icon(icon, size=16, color=color), label(said, color)],
    )
