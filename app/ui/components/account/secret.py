"""A field for what nobody should read over one's shoulder, and the place where it is kept: nowhere."""

from collections.abc import Awaitable, Callable
from typing import Any

import flet as ft

from app.ui.components.fields import HELP_LINES
from app.ui.components.labelled import labelled
from app.ui.hooks import memo, use_state
from app.ui.theme import field_border


class Typed:
    """What is typed into the secret fields of one screen; never on disk, and gone with the screen."""

    def __init__(self, *names: str) -> None:
        self.values = dict.fromkeys(names, "")
        self.submit: Callable[[], Awaitable[None]] | None = None

    def changed(self, name: str) -> Callable[[Any], None]:
        """What the field of this name does when a letter comes in."""

        def changed(event: Any) -> None:
            self.values[name] = event.control.value or ""

        return changed

    def entered(self, name: str) -> Callable[[Any], Awaitable[None]]:
        """What that field does when one presses Enter: the screen goes on, if it can."""

        async def entered(event: Any) -> None:
            self.values[name] = event.control.value or ""
            if self.submit:
                await self.submit()

        return entered

    def forget(self) -> None:
        """Let go of all that was typed."""
        self.values = dict.fromkeys(self.values, "")


@ft.component
def _SecretInput(
    typed: Typed,
    name: str,
    label: str,
    show: str,
    hide: str,
    help: str = "",
    error: str = "",
    autofocus: bool = False,
    field: ft.Ref[ft.TextField] | None = None,
) -> ft.Control:
    """One such field, with an eye to look at it; uncontrolled and memoised, like every field of ours."""
    hidden, turn = use_state(lambda: True)
    eye = ft.IconButton(
        icon=ft.Icons.VISIBILITY_OUTLINED if hidden else ft.Icons.VISIBILITY_OFF_OUTLINED,
        tooltip=show if hidden else hide,
        on_click=lambda _event: turn(not hidden),
    )
    asked = ft.TextField(
        ref=field,
        value=typed.values[name],
        helper=help or None,
        helper_max_lines=HELP_LINES,
        error=error or None,
        error_max_lines=HELP_LINES,
        border=field_border(),
        password=hidden,
        autocorrect=False,
        enable_suggestions=False,
        autofocus=autofocus,
        suffix_icon=ft.MergeSemantics(eye),
        on_change=typed.changed(name),
        on_submit=typed.entered(name),
    )
    return labelled(label, asked)


SecretInput = memo(_SecretInput)
