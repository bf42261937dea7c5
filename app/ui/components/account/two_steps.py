"""Two-step sign-in of one's own account: setting it up, seeing that it is on, and turning it off."""

from collections.abc import Callable
from typing import cast

import flet as ft

from app.services import asking, securing
from app.ui.acting import acts
from app.ui.components.account.digits import DigitsInput
from app.ui.components.account.secret import SecretInput, Typed
from app.ui.components.account.totp_key import key_panel
from app.ui.components.asking import use_asking, waiting_or_trouble
from app.ui.components.cards import card
from app.ui.components.letters import body, quiet, section
from app.ui.hooks import use_state
from app.ui.state import use_here, use_reading, use_words
from app.ui.theme import SPACE

Leave = Callable[..., None]
"""Ends what one is doing; with True or False when it is on or off from now on."""


@ft.component
def TwoSteps() -> ft.Control:
    """How it stands, and what one is doing about it."""
    words = use_words()
    known = use_reading(securing.account)
    doing, do = use_state(str)
    done, hear = use_state(lambda: cast("bool | None", None))  # what the row of the account says soon
    on = known.two_steps if done is None else done
    ft.use_effect(lambda: hear(None), [known.two_steps])

    def leave(now: bool | None = None) -> None:
        do("")
        if now is not None:
            hear(now)

    if doing == "on":
        parts = [SettingUp(leave)]
    elif doing == "off":
        parts = [TurningOff(leave)]
    else:
        parts = [Standing(on, bool(known.login), lambda: do("off" if on else "on"))]
    return ft.Semantics(
        identifier="two-steps", container=True, content=card([section(words.t("Two-step sign-in")), *parts])
    )


@ft.component
def Standing(on: bool, named: bool, begin: Callable[[], None]) -> ft.Control:
    """On or off, what that means, and the way to the other."""
    here, words = use_here(), use_words()
    if on:
        told = words.t("On. A new device needs your password, and six digits from the app on your phone.")
        more = words.t("If you lose the phone, one of your recovery codes lets you in.")
        button: ft.Control = ft.OutlinedButton(words.t("Turn off…"), on_click=acts(here, begin))
    else:
        told = words.t(
            "Off. Whoever finds out your password can sign in as you. With two steps a new device also needs "
            "six digits that an app on your phone shows."
        )
        more = "" if named else words.t("Choose a sign-in name and a password first.")
        button = ft.FilledButton(words.t("Set up"), disabled=not named, on_click=acts(here, begin))
    icon = ft.Icons.VERIFIED_USER_OUTLINED if on else ft.Icons.SHIELD_OUTLINED
    return ft.Column(
        spacing=SPACE.S,
        controls=[
            ft.Row(
                spacing=SPACE.M,
                vertical_alignment=ft.CrossAxisAlignment.START,
                controls=[
                    ft.Icon(icon, size=24, color=ft.Colors.PRIMARY if on else ft.Colors.ON_SURFACE_VARIANT),
                    ft.Semantics(live_region=True, expand=True, content=body(told)),
                ],
            ),
            *([quiet(more)] if more else []),
            ft.Row([button], wrap=True),
        ],
    )


@ft.component
def SettingUp(leave: Leave) -> ft.Control:
    """The password again, then the key and the first digits; the key is gone with the screen."""
    here, words = use_here(), use_words()
    begun, confirmed = use_asking(), use_asking()
    typed = ft.use_memo(lambda: Typed("password", "digits"), [])

    def finish() -> None:
        if confirmed.told:
            leave(True)

    ft.use_effect(finish, [confirmed.answer])

    def begin() -> None:
        begun.ask("BeginTotp", password=typed.values["password"])

    def confirm() -> None:
        confirmed.ask("ConfirmTotp", code=securing.six_digits(typed.values["digits"]))

    def again() -> None:
        asking.forget(here.desk, begun.question)
        typed.forget()
        confirmed.put("")
        begun.put("")

    act, busy = (confirm, confirmed.busy) if begun.told else (begin, begun.busy)
    press = acts(here, act)
    typed.submit = lambda: press(None)
    if begun.told:
        expired = confirmed.answer is not None and confirmed.answer.why == "totp.begin_again"
        parts = [
            *key_panel(here, begun.told.secret, begun.told.uri, words),
            DigitsInput(typed, "digits", words.t("Six digits"), key="digits"),
            *waiting_or_trouble(confirmed, words, words.t("Asking the server…")),
        ]
        button = ft.FilledButton(words.t("Turn on"), disabled=busy, on_click=press)
        if expired:
            button = ft.FilledButton(words.t("Begin again"), on_click=acts(here, again))
    else:
        parts = [
            body(words.t("Type your password, so that it is sure to be you.")),
            SecretInput(
                typed,
                "password",
                words.t("Password"),
                words.t("Show password"),
                words.t("Hide password"),
                autofocus=True,
                key="password",
            ),
            *waiting_or_trouble(begun, words, words.t("Asking the server…")),
        ]
        button = ft.FilledButton(words.t("Continue"), disabled=busy, on_click=press)
    return _form(parts, button, ft.TextButton(words.t("Cancel"), on_click=acts(here, leave)))


@ft.component
def TurningOff(leave: Leave) -> ft.Control:
    """The password, and the digits or a recovery code."""
    here, words = use_here(), use_words()
    asked = use_asking()
    typed = ft.use_memo(lambda: Typed("password", "code"), [])

    def finish() -> None:
        if asked.told:
            leave(False)

    ft.use_effect(finish, [asked.answer])

    def end() -> None:
        code = securing.digits_or_code(typed.values["code"])
        asked.ask("EndTotp", password=typed.values["password"], code=code)

    press = acts(here, end)
    typed.submit = lambda: press(None)
    parts = [
        body(words.t("After this your password alone is enough to sign in.")),
        SecretInput(
            typed,
            "password",
            words.t("Password"),
            words.t("Show password"),
            words.t("Hide password"),
            autofocus=True,
        ),
        DigitsInput(
            typed,
            "code",
            words.t("Six digits or a recovery code"),
            words.t("A recovery code is used up by this."),
            letters=True,
        ),
        *waiting_or_trouble(asked, words, words.t("Asking the server…")),
    ]
    button = ft.FilledButton(words.t("Turn off"), disabled=asked.busy, on_click=press)
    return _form(parts, button, ft.TextButton(words.t("Cancel"), on_click=acts(here, leave)))


def _form(parts: list[ft.Control], *buttons: ft.Control) -> ft.Control:
    return ft.Column(
        spacing=SPACE.L,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[*parts, ft.Row(list(buttons), wrap=True, spacing=SPACE.S, run_spacing=SPACE.S)],
    )
