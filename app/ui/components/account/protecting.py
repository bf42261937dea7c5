"""Parts of the protection screen: how it stands in words, the passphrase typed twice, what it is worth."""

from collections.abc import Callable
from typing import Any, cast

import flet as ft

from app.domain.errors import SetuError
from app.i18n.catalogs import Translator
from app.services import protecting
from app.services.protecting import Way
from app.ui import troubles
from app.ui.acting import acts
from app.ui.components.account.secret import SecretInput, Typed
from app.ui.components.cards import card
from app.ui.components.letters import body, section
from app.ui.hooks import use_state
from app.ui.state import use_here, use_words
from app.ui.theme import SPACE

_AT = {"store.passphrase_short": "passphrase", "passphrase.differs": "again"}
"""Which field a refusal is about."""


def protection_sentence(by: Way, words: Translator) -> str:
    """What opens the file now."""
    said = {
        "keystore": words.t("Protected: this device's keystore opens the data."),
        "passphrase": words.t("Protected: only your passphrase opens the data."),
    }
    return said.get(by, words.t("Not protected: whoever opens the files of this device can read it."))


def protection_line(by: Way, words: Translator) -> str:
    """The same in a few words."""
    said = {
        "keystore": words.t("Protected with this device's keystore"),
        "passphrase": words.t("Protected with a passphrase"),
    }
    return said.get(by, words.t("Not protected"))


def done_sentence(by: Way, words: Translator) -> str:
    """What has just been done."""
    said = {
        "keystore": words.t("Done. The key is now in the keystore of this device."),
        "passphrase": words.t("Done. From now on Setu asks for the passphrase when it starts."),
    }
    return said.get(by, words.t("Done. The data is no longer protected."))


def protection_icon(by: Way) -> ft.IconData:
    """The icon beside it."""
    return ft.Icons.LOCK_OUTLINE if by else ft.Icons.LOCK_OPEN


@ft.component
def Passphrases(typed: Typed, anew: bool, done: Callable[[], None]) -> ft.Control:
    """The passphrase, twice. What is refused is said at its field, and both keep what was typed."""
    here, words = use_here(), use_words()
    wrong, find = use_state(lambda: cast("SetuError | None", None))
    again = ft.use_memo(ft.Ref[ft.TextField], [])

    async def protect() -> None:
        find(None)
        try:
            await protecting.protect_with_passphrase(
                here.desk, typed.values["passphrase"], typed.values["again"]
            )
        except SetuError as why:
            if why.code not in _AT:
                raise
            find(why)
        else:
            typed.forget()
            done()

    def said(name: str) -> str:
        return troubles.tell(wrong, words) if wrong and _AT[wrong.code] == name else ""

    def field(name: str, label: str, help: str = "", ref: ft.Ref[ft.TextField] | None = None) -> ft.Control:
        show, hide = words.t("Show the passphrase"), words.t("Hide the passphrase")
        return SecretInput(typed, name, label, show, hide, help=help, error=said(name), field=ref)

    async def enter() -> None:
        if typed.values["again"] or not again.current:
            await protect()
        else:  # Enter in the first field leads to the second
            await cast(Any, again.current).focus()

    entered = acts(here, enter)
    typed.submit = lambda: entered(None)
    fields = ft.Column(
        spacing=SPACE.L,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[
            field(
                "passphrase",
                words.t("New passphrase"),
                words.t(
                    "At least {least} letters. Several words that you will not forget are best.",
                    least=protecting.least_letters(),
                ),
            ),
            field("again", words.t("The same once more"), ref=again),
            ft.FilledButton(
                words.t("Change the passphrase") if anew else words.t("Protect with this passphrase"),
                on_click=acts(here, protect),
            ),
        ],
    )
    return ft.Container(fields, padding=ft.Padding.only(top=SPACE.M))  # a label on an edge reaches above it


def what_it_is_worth(words: Translator) -> ft.Control:
    """What protection does and what it does not, without flattering."""
    points = [
        (
            ft.Icons.SHIELD_OUTLINED,
            words.t("While Setu is closed, nobody who takes or copies the file can read it."),
        ),
        (ft.Icons.VISIBILITY_OUTLINED, words.t("It does not guard an open Setu.")),
        (
            ft.Icons.KEY_OFF_OUTLINED,
            words.t(
                "Nobody can recover a forgotten passphrase or a lost keystore. What was synced comes back "
                "from the server when this device joins again; the rest is lost."
            ),
        ),
        (
            ft.Icons.HISTORY,
            words.t(
                "Copies and back-ups made before stay readable, and experts may find remains of the old file "
                "on the disk."
            ),
        ),
    ]
    return card(
        [
            section(words.t("What it does, and what it does not")),
            *(point(icon, said) for icon, said in points),
        ]
    )


def point(icon: ft.IconData, said: str) -> ft.Control:
    """One sentence of several, with an icon before it."""
    return ft.Row(
        spacing=SPACE.M,
        vertical_alignment=ft.CrossAxisAlignment.START,
        controls=[
            ft.Icon(icon, size=20, color=ft.Colors.ON_SURFACE_VARIANT),
            ft.Container(body(said), expand=True),
        ],
    )
