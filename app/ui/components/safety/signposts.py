"""Signposts to help: numbers that whoever runs the server listed, each to be called with a tap."""

import flet as ft

from app.domain.districts import DISTRICTS
from app.domain.signposts import HelpLine
from app.i18n.catalogs import Translator
from app.services import connecting, signposting
from app.services.desk import Desk
from app.ui.components.letters import label, quiet, strong
from app.ui.hooks import memo
from app.ui.state import use_reading, use_words
from app.ui.theme import RADIUS, SPACE


@ft.component
def _HelpLines() -> ft.Control:
    """The lines, those for one's own district first; or that there are none, and whom to ask for some."""
    words = use_words()
    found = use_reading(signposting.help_lines)
    joined = use_reading(_joined)
    told = [_line(each, words) for each in found] or [_none(words, joined=joined)]
    return ft.Semantics(
        identifier="help-lines",
        content=ft.Column(told, spacing=SPACE.M, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
    )


HelpLines = memo(_HelpLines)


def _joined(desk: Desk) -> bool:
    return connecting.standing(desk).joined


def _line(line: HelpLine, words: Translator) -> ft.Control:
    """Whose number it is, when somebody answers, and the button that calls."""
    place = DISTRICTS.get(line.district)
    return ft.Container(
        bgcolor=ft.Colors.SURFACE_CONTAINER,
        border_radius=RADIUS.CARD,
        padding=SPACE.L,
        content=ft.Column(
            spacing=SPACE.XS,
            controls=[
                strong(line.name.best(words.lang)),
                *([quiet(line.hours.best(words.lang))] if line.hours else []),
                *([label(place.word(words.lang))] if place else []),
                ft.Row(wrap=True, controls=[_call(line, words)]),
            ],
        ),
    )


def _call(line: HelpLine, words: Translator) -> ft.Control:
    return ft.FilledTonalButton(
        # NOTE: {number} is a telephone number; a tap calls it
        words.t("Call {number}", number=line.number),
        icon=ft.Icons.CALL_OUTLINED,
        url=ft.Url(url=line.dial, target=ft.UrlTarget.SELF),
    )


def _none(words: Translator, *, joined: bool) -> ft.Control:
    """Setu makes up no number: it says who could have listed one."""
    if joined:
        return quiet(
            words.t(
                "Whoever runs this server has listed no number to call. Ask them to list some; until then "
                "ask somebody you trust near you. Setu never makes up a number."
            )
        )
    return quiet(
        words.t(
            "The numbers come from whoever runs a server, and this device has joined none. Ask somebody you "
            "trust near you. Setu never makes up a number."
        )
    )
