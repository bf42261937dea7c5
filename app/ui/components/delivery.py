"""How far a piece of writing has come: an icon and a word, never colour alone."""

import flet as ft

from app.domain.records import Delivery, Reason
from app.services import connecting
from app.ui import troubles
from app.ui.components.letters import QUIET, with_icon
from app.ui.hooks import memo
from app.ui.state import use_reading, use_words


@ft.component
def _Mark(delivery: Delivery, why: Reason | None = None, ink: ft.Colors = QUIET) -> ft.Control:
    """Waiting (a clock), delivered (a tick), or refused (an exclamation mark) with its reason.

    Where no server is known nothing waits: it is simply saved.
    """
    words = use_words()
    alone = use_reading(lambda desk: connecting.server(desk) is None)
    match delivery:
        case Delivery.WAITING if alone:
            return with_icon(ft.Icons.SAVE_OUTLINED, words.t("Saved on this device"), ink)
        case Delivery.WAITING:
            return with_icon(ft.Icons.SCHEDULE, words.t("Waiting to send"), ink)
        case Delivery.DELIVERED:
            return with_icon(ft.Icons.DONE, words.t("Delivered"), ink)
        case Delivery.REFUSED:
            said = words.t("Not sent. {reason}", reason=troubles.reason(why, words))
            return with_icon(ft.Icons.ERROR_OUTLINE, said, ft.Colors.ERROR)


Mark = memo(_Mark)


def unsent(delivery: Delivery, why: Reason | None, ink: ft.Colors = QUIET) -> list[ft.Control]:
    """A mark for what has not reached the others, nothing for what has."""
    return [Mark(delivery, why, ink)] if delivery is not Delivery.DELIVERED else []
