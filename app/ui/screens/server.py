"""The server: connecting to one, seeing how that goes, inviting others, and leaving it."""

import flet as ft

from app.domain.connection import Phase
from app.services import connecting
from app.services.connecting import Standing
from app.ui.acting import acts, goes
from app.ui.components.account.inviting import Inviting
from app.ui.components.account.joining import Joiner
from app.ui.components.account.standing import (
    clock_sentence,
    first_sync,
    last_sync_sentence,
    refused_sentence,
    standing_icon,
    standing_sentence,
    trouble_on_the_way,
    waiting_sentence,
)
from app.ui.components.cards import card, notice
from app.ui.components.fields import Form, use_form
from app.ui.components.frame import screen
from app.ui.components.letters import body, quiet, section
from app.ui.state import Here, use_here, use_reading, use_words
from app.ui.theme import SPACE


@ft.component
def ServerScreen() -> ft.View:
    """The form while there is no server, how it goes while there is one."""
    words = use_words()
    standing = use_reading(connecting.standing)
    known = standing.server
    form = use_form(
        "server",
        {
            "address": known.address if known else "",
            "code": known.code if known else "",
            "login": known.login if known else "",
        },
    )

    arrived = standing.joined and not _must_join_anew(standing)

    def forget_what_was_typed() -> None:
        if arrived:
            form.values["code"] = ""
            form.done()

    ft.use_effect(forget_what_was_typed, [arrived])
    return screen(words.t("Server"), [_what_fits(standing, form)], identifier="server")


def _what_fits(standing: Standing, form: Form) -> ft.Control:
    phase = standing.phase
    if standing.joined:
        return Connected(standing, form)
    return Joining(standing) if phase is Phase.JOINING else Joiner(standing, form)


@ft.component
def Joining(standing: Standing) -> ft.Control:
    """The first time: how it goes, and the way back to the form."""
    here, words = use_here(), use_words()
    stuck = bool(standing.connection.why) and standing.connection.phase is Phase.JOINING
    return card(
        [
            ft.ProgressBar(semantics_label=words.t("Connecting…")),
            ft.Semantics(live_region=True, content=body(standing_sentence(standing, words, here))),
            *([quiet(words.t("Setu goes on trying by itself."))] if stuck else []),
            ft.Row(
                wrap=True,
                controls=[
                    *([_try_now(here, words.t("Try now"))] if stuck else []),
                    ft.TextButton(
                        words.t("Stop and change"),
                        on_click=acts(here, lambda: connecting.disconnect(here.desk)),
                    ),
                ],
            ),
        ]
    )


@ft.component
def Connected(standing: Standing, form: Form) -> ft.Control:
    """Everything about the server this device belongs to."""
    here, words = use_here(), use_words()
    clock = clock_sentence(standing, words)
    live = standing.phase is Phase.LIVE
    return ft.Column(
        spacing=SPACE.M,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[
            HowItStands(standing),
            *([notice(ft.Icons.MORE_TIME, clock)] if clock else []),
            *([_refusals(here, standing)] if standing.refused else []),
            Inviting(standing.server.address if standing.server else "", live),
            *([] if here.hosted else [Leaving()]),
            *([Joiner(standing, form)] if _must_join_anew(standing) else []),
        ],
    )


def _must_join_anew(standing: Standing) -> bool:
    """Whether the server no longer knows this device, so that only a new invite helps."""
    return standing.phase is Phase.REFUSED and standing.connection.why in (
        "token.unknown",
        "token.revoked",
    )


@ft.component
def HowItStands(standing: Standing) -> ft.Control:
    """The address, the state in words, the last sync, what waits, and trying now."""
    here, words = use_here(), use_words()
    phase = standing.phase
    trouble = phase is Phase.REFUSED
    last = "" if phase is Phase.OFFLINE else last_sync_sentence(standing, words, here)
    more = (trouble_on_the_way(standing, words), last, waiting_sentence(standing, words))
    busy = phase is Phase.CONNECTING or (phase is Phase.LIVE and standing.connection.syncing)
    ink = ft.Colors.ERROR if trouble else ft.Colors.PRIMARY
    return card(
        [
            ft.SelectionArea(section(standing.server.address if standing.server else "")),
            *([ft.ProgressBar(semantics_label=words.t("Connecting…"))] if busy else []),
            *first_sync(standing.connection.share, words),
            ft.Row(
                spacing=SPACE.M,
                vertical_alignment=ft.CrossAxisAlignment.START,
                controls=[
                    ft.Icon(standing_icon(standing), size=24, color=ink),
                    ft.Semantics(
                        live_region=True, expand=True, content=body(standing_sentence(standing, words, here))
                    ),
                ],
            ),
            *(quiet(sentence) for sentence in more if sentence),
            *([_try_now(here, words.t("Try now"))] if phase in (Phase.OFFLINE, Phase.REFUSED) else []),
        ]
    )


def _try_now(here: Here, said: str) -> ft.Control:
    again = acts(here, lambda: connecting.try_again(here.desk))
    return ft.Row([ft.OutlinedButton(said, icon=ft.Icons.REFRESH, on_click=again)], wrap=True)


def _refusals(here: Here, standing: Standing) -> ft.Control:
    words = here.speech.words
    see = ft.TextButton(
        words.t("See why"),
        style=ft.ButtonStyle(color=ft.Colors.ON_ERROR_CONTAINER),
        on_click=goes(here, "/me/settings/server/refused"),
    )
    return notice(
        ft.Icons.ERROR_OUTLINE,
        refused_sentence(standing, words),
        ft.Container(see, padding=ft.Padding.only(left=SPACE.L)),
        trouble=True,
    )


@ft.component
def Leaving() -> ft.Control:
    """The way out, which asks first, for it cannot be undone with a tap."""
    here, words = use_here(), use_words()

    def leave() -> None:
        here.page.pop_dialog()
        connecting.disconnect(here.desk)

    def ask() -> None:
        here.page.show_dialog(
            ft.AlertDialog(
                scrollable=True,
                title=words.t("Disconnect from this server?"),
                content=ft.Column(
                    tight=True,
                    spacing=SPACE.M,
                    controls=[
                        body(words.t("Everything stays on this device.")),
                        body(
                            words.t(
                                "What waits goes on waiting, and nothing new arrives, "
                                "until you connect this device again."
                            )
                        ),
                        body(
                            words.t(
                                "To come back as yourself you need a code for another device of yours. "
                                "Ask for one here before you leave."
                            )
                        ),
                    ],
                ),
                actions=[
                    ft.TextButton(words.t("Stay connected"), on_click=acts(here, here.page.pop_dialog)),
                    ft.FilledButton(words.t("Disconnect"), on_click=acts(here, leave)),
                ],
            )
        )

    button = ft.TextButton(words.t("Disconnect…"), icon=ft.Icons.LINK_OFF, on_click=acts(here, ask))
    return ft.Row([button], wrap=True)
