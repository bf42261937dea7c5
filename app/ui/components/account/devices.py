"""What devices are called, and the row of one in a list."""

from collections.abc import Callable
from typing import Any

import flet as ft

from app.i18n.catalogs import Translator
from app.ui.acting import acts
from app.ui.components.letters import quiet, strong, with_icon
from app.ui.state import Here
from app.ui.theme import SPACE

_SYSTEMS = {"Darwin": "Mac"}
_BROWSERS = frozenset({"Chrome", "Edge", "Firefox", "Opera", "Safari", "Browser"})
_PHONES = frozenset({"Android", "iOS", "iPhone", "iPad"})


def device_name(name: str, words: Translator) -> str:
    """What a device is called: "Chrome, Linux" is what a browser says of itself, "Web" what the browsers of
    an account share, "Darwin" what a Mac says of itself; anything else is a name like any other."""
    if not name:
        return words.t("A device")
    if name == "Web":
        return words.t("Setu in the browser")
    browser, _, system = name.partition(", ")
    if browser not in _BROWSERS:
        return _SYSTEMS.get(name, name)
    if browser == "Browser":
        # NOTE: {system} is as "Linux" or "Android"
        return words.t("A browser on {system}", system=system) if system else words.t("A browser")
    # NOTE: {browser} is as "Chrome" or "Firefox"; {system} is as "Linux" or "Android"
    return words.t("{browser} on {system}", browser=browser, system=system) if system else browser


def device_icon(name: str) -> ft.IconData:
    """A picture of what kind it is."""
    browser, _, system = name.partition(", ")
    if {browser, system} & _PHONES:
        return ft.Icons.SMARTPHONE
    return ft.Icons.LANGUAGE if browser in _BROWSERS or name == "Web" else ft.Icons.COMPUTER


def device_row(
    here: Here, device: Any, *, own: bool, busy: bool, sign_out: Callable[[], object]
) -> ft.Control:
    """One device: what it is called, whether it is in use or when it was last here, and the way out."""
    words = here.speech.words
    ink = ft.Colors.PRIMARY if own else ft.Colors.ON_SURFACE_VARIANT
    seen = words.formatter.date(here.moment(device.seen).date())
    return ft.Row(
        spacing=SPACE.M,
        controls=[
            ft.Icon(device_icon(device.name), color=ink),
            ft.Column(
                expand=True,
                spacing=SPACE.XS,
                controls=[
                    strong(device_name(device.name, words)),
                    _in_use(here) if own else quiet(words.t("Last here: {day}", day=seen)),
                ],
            ),
            *([] if own else [_way_out(here, device, busy=busy, sign_out=sign_out)]),
        ],
    )


def _in_use(here: Here) -> ft.Control:
    """The mark of the device one is holding."""
    words, ink = here.speech.words, ft.Colors.PRIMARY
    said = words.t("This browser") if here.hosted else words.t("This device")
    return with_icon(ft.Icons.CHECK_CIRCLE, said, ink)


def _way_out(here: Here, device: Any, *, busy: bool, sign_out: Callable[[], object]) -> ft.Control:
    words = here.speech.words
    # NOTE: {device} is as "Android" or "Chrome on Linux"
    said = words.t("Sign out: {device}", device=device_name(device.name, words))
    button = ft.IconButton(ft.Icons.LOGOUT, tooltip=said, disabled=busy, on_click=acts(here, sign_out))
    return ft.MergeSemantics(button)
