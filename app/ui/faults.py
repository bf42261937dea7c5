"""What a person reads when Setu itself has made a mistake that no handler caught."""

import logging
from collections.abc import Callable
from typing import Any, cast

import flet as ft

log = logging.getLogger(__name__)


def tell_plainly(page: ft.Page, sentence: Callable[[], str]) -> None:
    """Let this window say a sentence where Flet would show what Python says of the mistake.

    A handler that fails is caught where it acts; a screen that cannot be drawn is not, and Flet sends the
    client a text to show in place of everything.
    """
    session = cast(Any, page.session)
    show = session.error

    def tell(python: str) -> None:
        log.error("a window failed")
        log.debug("%s", python)  # which may hold what a person wrote
        show(sentence())

    session.error = tell
