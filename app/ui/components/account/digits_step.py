"""The second step of signing in: after the password the six digits that a phone shows."""

from collections.abc import Callable

import flet as ft

from app.domain.errors import Refused
from app.services import signing_in
from app.services.connecting import Standing
from app.ui import troubles
from app.ui.acting import acts
from app.ui.components.account.digits import DigitsInput
from app.ui.components.account.secret import Typed
from app.ui.components.letters import body, section
from app.ui.hooks import use_state
from app.ui.state import use_here, use_words
from app.ui.theme import SPACE


@ft.component
def DigitsStep(standing: Standing, with_recovery: Callable[[], None]) -> ft.Control:
    """Asks for the digits, says why the last ones did not do, and knows the way back without the phone."""
    here, words = use_here(), use_words()
    told = standing.server.why if standing.server else ""
    wrong, tell = use_state(lambda: "" if told == "totp.needed" else told)
    typed = ft.use_memo(lambda: Typed("digits"), [])

    def enter() -> None:
        try:
            signing_in.add_digits(here.desk, typed.values["digits"])
        except Refused as why:
            tell(why.code)

    def recover() -> None:
        with_recovery()
        signing_in.start_over(here.desk)

    entered = acts(here, enter)
    typed.submit = lambda: entered(None)
    error = troubles.sentence(wrong, {}, words) if wrong else ""
    return ft.Column(
        spacing=SPACE.L,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[
            section(words.t("Two-step sign-in")),
            body(words.t("Now type the six digits that the authenticator app on your phone shows.")),
            DigitsInput(typed, "digits", words.t("Six digits"), "", error, autofocus=True),
            ft.FilledButton(words.t("Sign in"), on_click=acts(here, enter)),
            ft.TextButton(words.t("No phone? Use a recovery code"), on_click=acts(here, recover)),
            ft.TextButton(
                words.t("Start over"), on_click=acts(here, lambda: signing_in.start_over(here.desk))
            ),
        ],
    )
