"""The ways to a server: an invite, one's name and password, or a recovery code."""

from collections.abc import Callable
from typing import Literal, cast

import flet as ft

from app.domain.connection import Phase, is_about_digits
from app.domain.errors import Refused
from app.i18n.catalogs import Translator
from app.services import connecting, signing_in
from app.services.connecting import Standing
from app.ui import troubles
from app.ui.acting import acts
from app.ui.components.account.digits_step import DigitsStep
from app.ui.components.account.secret import SecretInput, Typed
from app.ui.components.account.standing import standing_sentence
from app.ui.components.cards import notice
from app.ui.components.fields import Form, TextInput
from app.ui.components.letters import body, quiet
from app.ui.hooks import use_state
from app.ui.state import Here, use_here, use_reading, use_words
from app.ui.theme import SPACE

Way = Literal["invite", "signin", "recover"]

_PLACES = {"invite": "code", "login": "login", "password": "password", "recovery": "recovery"}
"""At which field the trouble of a code is told; everything else is about the address."""


@ft.component
def Joiner(standing: Standing, form: Form) -> ft.Control:
    """One of the forms; it begins with the way that was tried last."""
    tried = standing.server.way if standing.server else ""
    way, go = use_state(lambda: cast(Way, tried if tried in ("signin", "recover") else "invite"))
    if use_reading(signing_in.waits_for_digits):
        return DigitsStep(standing, lambda: go("recover"))
    if way == "invite":
        return WithInvite(standing, form, go)
    return WithName(standing, form, way, go)


@ft.component
def WithInvite(standing: Standing, form: Form, go: Callable[[Way], None]) -> ft.Control:
    """The form: an address and an invite code. What was typed stays until it has worked."""
    here, words = use_here(), use_words()
    wrong, tell = use_state(lambda: cast("tuple[str, str] | None", None))

    def connect() -> None:
        form.keep()
        try:
            connecting.connect(here.desk, form.values["address"], form.values["code"])
            tell(None)
        except Refused as why:
            place = "code" if why.code.startswith("invite.") else "address"
            tell((place, why.code))

    def said(place: str) -> str:
        return troubles.sentence(wrong[1], {}, words) if wrong and wrong[0] == place else ""

    refused = standing.phase is Phase.REFUSED and not standing.joined and not wrong
    why = [notice(ft.Icons.ERROR_OUTLINE, _why(standing, words, here), trouble=True)]
    return ft.Column(
        spacing=SPACE.L,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[
            body(words.t("A server carries what you write to your colleagues, and theirs to you.")),
            quiet(
                words.t(
                    "Whoever runs one gives you its address and an invite code. Without one, "
                    "everything works on this device alone."
                )
            ),
            *(why if refused else []),
            TextInput(
                form,
                "address",
                words.t("Server address"),
                help=words.t("For example setu.example.org"),
                error=said("address"),
            ),
            TextInput(
                form,
                "code",
                words.t("Invite code"),
                help=words.t("Twelve letters and digits. Capitals, spaces and hyphens make no difference."),
                error=said("code"),
            ),
            ft.FilledButton(words.t("Connect"), on_click=acts(here, connect)),
            ft.TextButton(
                words.t("I have an account: sign in with my name"), on_click=acts(here, lambda: go("signin"))
            ),
        ],
    )


@ft.component
def WithName(standing: Standing, form: Form, way: Way, go: Callable[[Way], None]) -> ft.Control:
    """For somebody who has an account: a name, and the password or a recovery code with a new one."""
    here, words = use_here(), use_words()
    wrong, tell = use_state(lambda: cast("tuple[str, str] | None", None))
    typed = ft.use_memo(lambda: Typed("password", "recovery"), [])
    recovering = way == "recover"

    def enter() -> None:
        form.keep()
        address, login = form.values["address"], form.values["login"]
        try:
            if recovering:
                code = typed.values["recovery"]
                signing_in.recover(here.desk, address, login, code, typed.values["password"])
            else:
                signing_in.sign_in(here.desk, address, login, typed.values["password"])
            tell(None)
        except Refused as why:
            tell((_PLACES.get(why.code.partition(".")[0], "address"), why.code))

    def said(place: str) -> str:
        return troubles.sentence(wrong[1], {}, words) if wrong and wrong[0] == place else ""

    show, hide = words.t("Show password"), words.t("Hide password")
    refused = standing.phase is Phase.REFUSED and not standing.joined and not wrong
    why = [notice(ft.Icons.ERROR_OUTLINE, _why(standing, words, here), trouble=True)]
    code = SecretInput(
        typed, "recovery", words.t("Recovery code"), show, hide, words.t("Each works once."), said("recovery")
    )
    password = words.t("New password") if recovering else words.t("Password")
    other: Way = "signin" if recovering else "recover"
    return ft.Column(
        spacing=SPACE.L,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[
            body(words.t("What is on this device and what is in your account come together.")),
            *(why if refused else []),
            TextInput(
                form,
                "address",
                words.t("Server address"),
                help=words.t("For example setu.example.org"),
                error=said("address"),
            ),
            TextInput(form, "login", words.t("Sign-in name"), error=said("login")),
            *([code] if recovering else []),
            SecretInput(typed, "password", password, show, hide, "", said("password")),
            ft.FilledButton(words.t("Sign in"), on_click=acts(here, enter)),
            ft.TextButton(
                words.t("I have my password") if recovering else words.t("Forgot password?"),
                on_click=acts(here, lambda: go(other)),
            ),
            ft.TextButton(words.t("I have an invite code"), on_click=acts(here, lambda: go("invite"))),
        ],
    )


def _why(standing: Standing, words: Translator, here: Here) -> str:
    """Why one is not in. Where digits were missing and the password is known no more, it is wanted again."""
    if standing.server and is_about_digits(standing.server.why):
        return troubles.sentence("signin.again", {}, words)
    return standing_sentence(standing, words, here)
