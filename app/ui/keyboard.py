"""The keys that work everywhere: Ctrl+K and / open the search, Escape closes what is open or goes back."""

import inspect
from collections.abc import Callable
from typing import Any, cast

import flet as ft

from app.services import introducing
from app.ui.acting import acts
from app.ui.address import ROOTS
from app.ui.device import is_phone
from app.ui.hooks import use_box
from app.ui.state import Here, use_here

_ARROWS = {"Arrow Down": 1, "Arrow Up": -1}

SEARCHED = ("circles", "people", "messages")
"""Places that have a search of their own address; from all others one comes to that of Home."""


def listen(here: Here) -> None:
    """Hear the keys of this window. A phone has none, and is not asked to tell of each letter twice."""

    async def heard(event: ft.KeyboardEvent) -> None:
        await acts(here, lambda: press(here, event))(event)

    if not is_phone(here.page):
        here.page.on_keyboard_event = heard


async def press(here: Here, event: ft.KeyboardEvent) -> None:
    """Do what this key does; most of them do nothing here."""
    if not introducing.is_known(here.desk) or _covered(here):
        return
    if event.key == "Escape":
        await escape(here)
    elif here.keys.arrows and event.key in _ARROWS:
        here.keys.arrows.current(_ARROWS[event.key])
    elif _opens_search(here, event):
        search_from_here(here)


def search_keys(here: Here) -> str:
    """The keys that open the search, as they are called on this machine."""
    return "Cmd+K" if _is_mac(here) else "Ctrl+K"


def search_from_here(here: Here) -> None:
    """Open the search of the place one is in; its way back leads to where one was."""
    present = here.page.route
    first = present.strip("/").split("/")[0]
    place = f"/{first}" if first in SEARCHED else "/"
    if present != _way(place):
        search_in(here, place)
        here.keys.came[_way(place)] = present


def search_in(here: Here, place: str) -> None:
    """Begin a search on top of this place: a new one, whatever one looked for there before."""
    here.kept.pop(_way(place), None)
    here.keys.came.pop(_way(place), None)
    here.go(_way(place))


async def escape(here: Here) -> None:
    """Close what was opened last on this screen; where nothing is open, go back."""
    if here.keys.open:
        closing = here.keys.open[-1].current()
        if inspect.isawaitable(closing):
            await closing
    else:
        back(here)


def back(here: Here) -> None:
    """Go to the screen before this one; from a search that was opened by a key, to where one was."""
    came = here.keys.came.pop(here.page.route, None)
    if came:
        here.go(came)
    elif here.page.route not in ROOTS:
        cast(Any, here.page.on_view_pop)(None)


def use_escape(opened: bool, close: Callable[[], object]) -> None:
    """While something is open on this screen, Escape closes it."""
    here, latest = use_here(), use_box(lambda: close)
    latest.current = close

    def begin() -> None:
        if opened:
            here.keys.open.append(latest)

    def end() -> None:
        if latest in here.keys.open:
            here.keys.open.remove(latest)

    ft.use_effect(begin, [opened], cleanup=end)


def use_arrows(opened: bool, move: Callable[[int], object]) -> None:
    """While a small list is open above what one types, the arrows move the mark in it."""
    here, latest = use_here(), use_box(lambda: move)
    latest.current = move

    def begin() -> None:
        if opened:
            here.keys.arrows = latest

    def end() -> None:
        if here.keys.arrows is latest:
            here.keys.arrows = None

    ft.use_effect(begin, [opened], cleanup=end)


def watched(here: Here, menu: ft.PopupMenuButton) -> ft.PopupMenuButton:
    """The menu, of which one knows whether it is open, for Escape then closes it by Flutter itself."""

    def opens(_event: Any) -> None:
        here.keys.menu = here.page.route

    def closes(_event: Any) -> None:
        here.keys.menu = ""

    menu.on_open, menu.on_cancel, menu.on_select = opens, closes, closes
    return menu


def use_typing(field: ft.TextField) -> None:
    """Know whether this field has the keyboard: a key that types a letter does nothing else then."""
    here, me = use_here(), use_box(object)

    def begin(_event: Any = None) -> None:
        here.keys.typing = me

    def end(_event: Any = None) -> None:
        if here and here.keys.typing is me:
            here.keys.typing = None

    ft.use_effect(lambda: None, [], cleanup=end)
    if here:  # a field before the app is opened stands in no window of ours yet
        field.on_focus, field.on_blur = begin, end


def _way(place: str) -> str:
    return f"{place.rstrip('/')}/search"


def _opens_search(here: Here, event: ft.KeyboardEvent) -> bool:
    with_command = event.meta if _is_mac(here) else event.ctrl
    if event.key.upper() == "K":
        return with_command and not event.alt and not event.shift
    return event.key == "/" and here.keys.typing is None and not (event.ctrl or event.meta or event.alt)


def _covered(here: Here) -> bool:
    """Whether something stands over the screen that Flutter closes by itself."""
    # What a key closes is told to be closed as soon as that arrives, the key itself a moment later; what is
    # closed stays among these until the client has told that it is gone, which is after the key.
    over = [shown for shown in here.page._dialogs.controls if not isinstance(shown, ft.SnackBar)]
    return bool(over) or here.keys.menu == here.page.route


def _is_mac(here: Here) -> bool:
    return here.page.platform == ft.PagePlatform.MACOS
