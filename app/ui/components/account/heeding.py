"""Notices of one's account: what happened, on which device and when, and what one can do about it."""

import flet as ft

from app.domain.notices import Notice
from app.i18n.catalogs import Translator
from app.services import connecting, heeding
from app.services.desk import Desk
from app.ui.acting import acts, goes
from app.ui.components.account.happened import in_words
from app.ui.components.asking import Asking, use_asking, waiting_or_trouble
from app.ui.components.cards import card
from app.ui.components.letters import QUIET, body, quiet, section, strong
from app.ui.hooks import memo
from app.ui.state import Here, use_here, use_reading, use_words
from app.ui.theme import RADIUS, SPACE

ACCOUNT = "/me/settings/account"
_ON_ALARM = ft.ButtonStyle(bgcolor=ft.Colors.ON_ERROR_CONTAINER, color=ft.Colors.ERROR_CONTAINER)


@ft.component
def Unheeded(there: bool = False) -> ft.Control:
    """A card for each notice that nobody on this device has taken note of; nothing at all on most days.

    `there` says that one is on the screen of the account already.
    """
    here = use_here()
    waiting = use_reading(lambda desk: _unheeded(desk, here))
    return ft.Column(
        spacing=SPACE.M,
        visible=bool(waiting),
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[NoticeCard(each, there, key=each.id) for each in waiting],
    )


def _unheeded(desk: Desk, here: Here) -> list[Notice]:
    """Of browsers that share a store on the server none can vouch for what was done on another."""
    server = connecting.server(desk)
    device = server.device if server and not here.hosted else ""
    return heeding.unheeded(desk, device, here.browser)


@ft.component
def _NoticeCard(notice: Notice, there: bool) -> ft.Control:
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
                    _actions(here, notice, asked, words, alarm=said.alarm, there=there),
                ],
            ),
        ),
    )


NoticeCard = memo(_NoticeCard)
"""Give it the notice's id as its key: what was asked about one is not about the next."""


def _actions(
    here: Here, notice: Notice, asked: Asking, words: Translator, *, alarm: bool, there: bool
) -> ft.Control:
    """What fits: stop it or look after the account, and take note."""
    over = notice.ended not in ("", "used")
    first: list[ft.Control] = []
    if notice.waits(here.desk.clock()):
        first = [_stop_button(here, notice, asked, words)]
    elif not (there or over):
        style, look = _ON_ALARM if alarm else None, goes(here, ACCOUNT)
        first = [ft.FilledButton(words.t("Account and devices"), style=style, on_click=look)]
    take_note = (ft.TextButton if first else ft.OutlinedButton)(
        words.t("OK") if over else words.t("It was me"),
        style=ft.ButtonStyle(color=ft.Colors.ON_ERROR_CONTAINER) if alarm else None,
        on_click=acts(here, lambda: heeding.heed(here.desk, notice, here.browser)),
    )
    return ft.Row([*first, take_note], wrap=True, spacing=SPACE.S, run_spacing=SPACE.S)


def _stop_button(here: Here, notice: Notice, asked: Asking, words: Translator) -> ft.Control:
    """Stops a reset at once: what is stopped by mistake can be asked for anew."""
    stop = acts(here, lambda: asked.ask("StopReset", id=notice.id))
    return ft.FilledButton(
        words.t("Stop the reset"),
        icon=ft.Icons.FRONT_HAND_OUTLINED,
        style=_ON_ALARM,
        disabled=asked.busy,
        on_click=stop,
    )


def _stop(here: Here, notice: Notice, asked: Asking) -> ft.Control:
    return ft.Row([_stop_button(here, notice, asked, here.speech.words)], wrap=True)


@ft.component
def Recent() -> ft.Control:
    """The latest notices, whether or not somebody took note, for the screen of the account."""
    here, words = use_here(), use_words()
    found = use_reading(heeding.notices)
    shown = {each.id for each in use_reading(lambda desk: _unheeded(desk, here))}  # as a card, above
    asked = use_asking()
    if not found:
        return ft.Column(visible=False)
    return card(
        [
            section(words.t("What happened to your account")),
            *waiting_or_trouble(asked, words, words.t("Asking the server…")),
            ft.Column(
                [_line(here, each, asked, stop=each.id not in shown) for each in found], spacing=SPACE.L
            ),
        ]
    )


def _line(here: Here, notice: Notice, asked: Asking, *, stop: bool) -> ft.Control:
    said, waits = in_words(here, notice), notice.waits(here.desk.clock())
    ink = ft.Colors.ERROR if waits else QUIET
    told: list[ft.Control] = [
        strong(said.headline),
        quiet(said.about),
        *([_stop(here, notice, asked)] if waits and stop else []),
    ]
    return ft.Row(
        key=notice.id,
        spacing=SPACE.M,
        vertical_alignment=ft.CrossAxisAlignment.START,
        controls=[ft.Icon(said.icon, color=ink), ft.Column(told, expand=True, spacing=SPACE.XS)],
    )
