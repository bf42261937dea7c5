"""One's account: the name and password one signs in with, and the devices that are one's own."""

from typing import Any

import flet as ft

from app.i18n.catalogs import Translator
from app.services import connecting, securing
from app.services.connecting import Standing
from app.ui.acting import acts, goes
from app.ui.components.account.codes import codes_card
from app.ui.components.account.devices import device_name, device_row
from app.ui.components.account.heeding import Recent, Unheeded
from app.ui.components.account.secret import SecretInput, Typed
from app.ui.components.account.two_steps import TwoSteps
from app.ui.components.asking import use_asking, waiting_or_trouble
from app.ui.components.cards import card, empty
from app.ui.components.fields import Form, TextInput, use_form
from app.ui.components.frame import screen
from app.ui.components.letters import body, section, strong
from app.ui.hooks import use_state
from app.ui.state import Here, use_here, use_reading, use_words
from app.ui.theme import SPACE


@ft.component
def AccountScreen() -> ft.View:
    """What one signs in with, and where one is signed in."""
    words = use_words()
    standing, known = use_reading(connecting.standing), use_reading(securing.account)
    return screen(
        words.t("Account and devices"),
        [
            Unheeded(there=True),
            SignInWith(),
            *([TwoSteps()] if known.two_steps or known.looks_after else []),
            MyDevices(standing),
            Recent(),
        ]
        if standing.joined
        else [_NoAccount()],
        identifier="account",
    )


@ft.component
def _NoAccount() -> ft.Control:
    here, words = use_here(), use_words()
    return empty(
        words.t("No account yet"),
        words.t("Accounts are kept by servers. Once this device is connected to one, you find yours here."),
        ft.FilledButton(words.t("Server"), on_click=goes(here, "/me/settings/server")),
    )


@ft.component
def SignInWith() -> ft.Control:
    """The name and the password, and after they were set the recovery codes, once."""
    here, words = use_here(), use_words()
    known = use_reading(securing.account)
    asked = use_asking()
    form = use_form("account", {"login": known.login})
    typed = ft.use_memo(lambda: Typed("old", "password"), [])
    if asked.told:
        typed.forget()  # not before: what the fields still show after a refusal is what is sent next
        return codes_card(here, asked.told.codes, words, lambda: asked.put(""))

    def save() -> None:
        asked.ask(
            "SetPassword",
            login=form.values["login"].strip(),
            password=typed.values["password"],
            old=typed.values["old"],
        )

    headline = words.t("You sign in as {name}", name=known.login) if known.login else words.t("Sign-in name")
    return card(
        [
            section(headline),
            body(
                words.t(
                    "With a name and a password you can come back to your account on any device, "
                    "and in a browser."
                )
            ),
            ft.Column(
                _fields(form, typed, words, changing=bool(known.login)),
                spacing=SPACE.L,
                horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
            ),
            *waiting_or_trouble(asked, words, words.t("Asking the server…")),
            ft.FilledButton(words.t("Save"), disabled=asked.busy, on_click=acts(here, save)),
        ]
    )


def _fields(form: Form, typed: Typed, words: Translator, *, changing: bool) -> list[ft.Control]:
    show, hide = words.t("Show password"), words.t("Hide password")
    old = [SecretInput(typed, "old", words.t("Password until now"), show, hide)] if changing else []
    help = words.t("At least 10 characters. A few words you remember are better than hard signs.")
    return [
        TextInput(form, "login", words.t("Sign-in name")),
        *old,
        SecretInput(typed, "password", words.t("New password"), show, hide, help),
    ]


@ft.component
def MyDevices(standing: Standing) -> ft.Control:
    """Every device and browser that is signed in; each can be signed out from here."""
    here, words = use_here(), use_words()
    asked = use_asking()
    known, know = use_state(lambda: list[Any]())
    ft.use_effect(lambda: asked.ask("ListDevices"), [])

    def keep() -> None:
        if asked.told:
            know(list(asked.told.devices))

    ft.use_effect(keep, [asked.answer])

    def is_in_use(device: Any) -> bool:
        return device.id == here.browser if here.hosted else bool(device.own)

    def row(device: Any) -> ft.Control:
        name = device_name(device.name, words)

        def sign_out() -> None:
            here.page.pop_dialog()
            asked.ask("RemoveDevice", device=device.id)

        def ask() -> None:
            here.page.show_dialog(_sure(here, words, name, sign_out))

        return device_row(here, device, own=is_in_use(device), busy=asked.busy, sign_out=ask)

    listed = sorted(known, key=is_in_use, reverse=True)
    shown = [device for device in listed if not (device.own and here.hosted)]
    return card(
        [
            section(words.t("Devices signed in to your account")),
            *waiting_or_trouble(asked, words, words.t("Asking the server…")),
            ft.Column([row(device) for device in shown], spacing=SPACE.L),
        ]
    )


def _sure(here: Here, words: Translator, name: str, sign_out: Any) -> ft.AlertDialog:
    return ft.AlertDialog(
        scrollable=True,
        title=words.t("Sign out this device?"),
        content=ft.Column(
            tight=True,
            spacing=SPACE.M,
            controls=[
                strong(name),
                body(
                    words.t(
                        "It is signed out at once, and what came from the server is removed there. "
                        "What was written there and not sent yet stays on it."
                    )
                ),
            ],
        ),
        actions=[
            ft.TextButton(words.t("Cancel"), on_click=acts(here, here.page.pop_dialog)),
            ft.FilledButton(words.t("Sign out"), on_click=acts(here, sign_out)),
        ],
    )
