"""Handlers: what a tap does. Nothing that goes wrong in one may blank the window or lose what was typed."""

import inspect
import logging
from collections.abc import Awaitable, Callable
from typing import Any

import flet as ft

from app.domain.errors import SetuError
from app.ui import troubles
from app.ui.state import Here

log = logging.getLogger(__name__)

Act = Callable[[], object | Awaitable[object]]


def acts(here: Here, act: Act) -> Callable[[Any], Awaitable[None]]:
    """A handler that does `act` and tells the person when that was refused.

    Flet replaces the whole screen when a handler raises, so this is the one place of `ui` where every
    error is caught; what is logged is its kind, never what the person wrote.
    """

    async def handler(_event: Any = None) -> None:
        try:
            outcome = act()
            if inspect.isawaitable(outcome):
                await outcome
        except SetuError as trouble:
            say(here, troubles.tell(trouble, here.speech.words))
        except Exception as surprise:
            log.error("a handler failed: %s", type(surprise).__name__)
            say(here, here.speech.words.t("Something went wrong. What you wrote is safe. Try again."))

    return handler


def say(here: Here, sentence: str) -> None:
    """Say one sentence at the foot of the screen, where a screen reader announces it too."""
    here.page.show_dialog(ft.SnackBar(ft.Text(sentence), show_close_icon=True))


def goes(here: Here, route: str) -> Callable[[Any], Awaitable[None]]:
    """A handler that goes to another screen."""
    return acts(here, lambda: here.go(route))
