"""The lock: a store that opens only with its owner's passphrase."""

from typing import Any, cast

import flet as ft

from app.i18n.catalogs import Translator
from app.ui import troubles
from app.ui.components.account.secret import SecretInput, Typed
from app.ui.components.cards import bridged
from app.ui.components.letters import body, quiet
from app.ui.hooks import use_state
from app.ui.theme import SPACE
from app.ui.threshold import Threshold


@ft.component
def Unlock(threshold: Threshold, unlocking: bool, share: float, words: Translator) -> ft.Control:
    """One field. What was typed stays in it, and a wrong passphrase is said below it."""
    typed = ft.use_memo(lambda: Typed("passphrase"), [])
    field = ft.use_memo(ft.Ref[ft.TextField], [])
    wrong, find = use_state(lambda: "")

    async def unlock() -> None:
        if unlocking:
            return
        trouble = await threshold.open(typed.values["passphrase"]) if typed.values["passphrase"] else None
        if threshold.stage.sealed:
            find(trouble.code if trouble else "")
            if field.current:
                await cast(Any, field.current).focus()

    async def pressed(_event: Any) -> None:
        await unlock()

    typed.submit = unlock
    return ft.Column(
        spacing=SPACE.L,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[
            bridged(words.t("Setu is locked")),
            body(words.t("What Setu keeps on this device opens with your passphrase.")),
            SecretInput(
                typed,
                "passphrase",
                words.t("Passphrase"),
                words.t("Show the passphrase"),
                words.t("Hide the passphrase"),
                error="" if unlocking or not wrong else troubles.sentence(wrong, {}, words),
                autofocus=True,
                field=field,
            ),
            ft.FilledButton(words.t("Unlock"), icon=ft.Icons.LOCK_OPEN, disabled=unlocking, on_click=pressed),
            ft.ProgressBar(
                visible=unlocking, value=share or None, semantics_label=words.t("Opening your records…")
            ),
            quiet(
                words.t("Without the passphrase nobody can open it, and nobody can recover a forgotten one.")
            ),
        ],
    )
