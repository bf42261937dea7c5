"""Notices of one's account: what happened, on which device and when, and what one can do about it."""

import flet as ft

from app.domain.notices import RESET, Notice
from app.i18n.catalogs import Translator
from app.services import connecting, heeding
from app.services.desk import Desk
from app.ui.acting import acts, goes
from app.ui.components.asking import Asking, use_asking, waiting_or_trouble
from app.ui.components.cards import card
from app.ui.components.happened import in_words
from app.ui.components.letters import QUIET, body, quiet, section, strong
from app.ui.hooks import memo
from app.ui.state import Here, use_here, use_reading, use_words
from app.ui.theme import RADIUS, SPACE

ACCOUNT = "/me/settings/account"


@ft.component
def Unheeded() -> ft.Control:
    """A card for each notice that nobody on this device has taken note of; nothing at all on most days."""
    here = use_here()
    waiting = use_reading(lambda desk: heeding.unheeded(desk, _here(desk, here), here.browser))
    return ft.Column(
        spacing=SPACE.M,
        visible=bool(waiting),
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[NoticeCard(each, key=each.id) for each in waiting],
    )


def _here(desk: Desk, here: Here) -> str:
    """This device; of browsers that share a store on the server none can vouch for another."""
    server = connecting.server(desk)
    return server.device if server and not here.hosted else ""


@ft.component
def _NoticeCard(notice: Notice) -> ft.Control:
    here, words = use_here(), use_words()
    asked = use_asking()
    said = in_words(here, notice)
    ink = ft.Colors.ON_ERROR_CONTAINER if said.alarm else ft.Colors.ON_SURFACE
    soft = ft.Colors.ON_ERROR_CONTAINER if said.alarm else QUIET
    head: list[ft.Control] = [
        ft.Icon(said.icon, color=ink if said.alarm else ft.Colors.PRIMARY),
        ft.Container(strong(said.headline, ink), expand=True),
    ]
    return ft.Semantics(
        identifier="account-notice",
        live_region=True,
        container=True,
        content=ft.Container(
            bgcolor=ft.Colors.ERROR_CONTAINER if said.alarm else ft.Colors.SURFACE_CONTAINER,
            border_radius=RADIUS.CARD,
            padding=SPACE.L,
            content=ft.Column(
                spacing=SPACE.S,
                horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
                controls=[
                    ft.Row(head, spacing=SPACE.S, vertical_alignment=ft.CrossAxisAlignment.START),
                    body(said.about, ink),
                    *([quiet(said.advice, color=soft)] if said.advice else []),
                    *waiting_or_trouble(asked, words, words.t("Asking the server…")),
                    _actions(here, notice, asked, words),
                ],
            ),
        ),
    )


NoticeCard = memo(_NoticeCard)
"""Give it the notice's id as its key: what was asked about one is not about the next."""


def _actions(here: Here, notice: Notice, asked: Asking, words: Translator) -> ft.Control:
    """What fits: stop it, look after the account, and take note."""
    taken = acts(here, lambda: heeding.heed(here.desk, notice, here.browser))
    return ft.Row(
        wrap=True,
        spacing=SPACE.S,
        run_spacing=SPACE.S,
        controls=[
            *([stop_button(here, notice, asked, words)] if notice.waits(here.desk.clock()) else []),
            *(
                [ft.FilledButton(words.t("Account and devices"), on_click=goes(here, ACCOUNT))]
                if notice.ended == "used" or notice.what != RESET
                else []
            ),
            ft.TextButton(
                words.t("OK") if notice.ended not in ("", "used") else words.t("It was me"), on_click=taken
            ),
        ],
    )


def stop_button(here: Here, notice: Notice, asked: Asking, words: Translator) -> ft.Control:
    """Stops a reset at once: what is stopped by mistake can be asked for anew."""
    stop = acts(here, lambda: asked.ask("StopReset", id=notice.id))
    return ft.FilledButton(
        words.t("Stop the reset"), icon=ft.Icons.FRONT_HAND_OUTLINED, disabled=asked.busy, on_click=stop
    )


@ft.component
def Recent() -> ft.Control:
    """The latest notices, whether or not somebody took note, for the screen of the account."""
    here, words = use_here(), use_words()
    found = use_reading(heeding.notices)
    asked = use_asking()
    if not found:
        return ft.Column(visible=False)
    return card(
        [
            section(words.t("What happened to your account")),
            *waiting_or_trouble(asked, words, words.t("Asking the server…")),
            *[_line(here, each, asked) for each in found],
        ]
    )


def _line(here: Here, notice: Notice, asked: Asking) -> ft.Control:
    said, waits = in_words(here, notice), notice.waits(here.desk.clock())
    ink = ft.Colors.ERROR if waits else QUIET
    told: list[ft.Control] = [
        strong(said.headline),
        quiet(said.about),
        *([ft.Row([stop_button(here, notice, asked, here.speech.words)])] if waits else []),
    ]
    return ft.Row(
        key=notice.id,
        spacing=SPACE.M,
        vertical_alignment=ft.CrossAxisAlignment.START,
        controls=[ft.Icon(said.icon, color=ink), ft.Column(told, expand=True, spacing=SPACE.XS)],
    )
