"""The screen for when this device's memory cannot be opened: what happened, what is safe, what to do."""

from typing import Any

import flet as ft

from app.domain.errors import StoreTrouble
from app.i18n.catalogs import Translator
from app.ui import troubles
from app.ui.components.cards import bridged
from app.ui.components.letters import body
from app.ui.theme import SPACE
from app.ui.threshold import Threshold


@ft.component
def Stuck(threshold: Threshold, trouble: StoreTrouble, words: Translator) -> ft.Control:
    """One clear sentence in the reader's language, which can be copied, and a button to try again."""

    async def again(_event: Any) -> None:
        await threshold.open(None)

    return ft.Column(
        spacing=SPACE.L,
        controls=[
            bridged(words.t("Setu cannot open its data")),
            ft.SelectionArea(body(troubles.tell(trouble, words))),
            ft.FilledButton(words.t("Try again"), on_click=again),
        ],
    )
