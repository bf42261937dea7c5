"""Choices below the button that opened them: lines to tap; of a long list the first few, and a field to type
some letters of the others into."""

from collections.abc import Callable, Sequence
from typing import Any, cast

import flet as ft

from app.i18n.catalogs import Translator
from app.ui.components.labelled import called
from app.ui.components.letters import quiet
from app.ui.components.pressing import line
from app.ui.hooks import memo
from app.ui.theme import RADIUS, SPACE, field_border

SHOWN = 7
"""So many of a long list are shown."""


@ft.component
def _Letters(label: str, ask: Callable[[str], None], hint: str = "") -> ft.Control:
    """The field one types into; uncontrolled, and drawn once."""
    field = ft.use_memo(ft.Ref[ft.TextField], [])

    async def focus() -> None:  # autofocus is not enough where another field has just had it
        if field.current:
            await cast(Any, field.current).focus()

    ft.use_effect(focus, [])
    return called(
        label,
        ft.TextField(
            ref=field,
            hint_text=hint or label,
            hint_max_lines=3,
            border=field_border(),
            prefix_icon=ft.Icons.SEARCH,
            on_change=lambda event: ask(event.control.value or ""),
        ),
    )


Letters = memo(_Letters)
"""Give it an `ask` of stable identity, or it would be drawn anew and emptied."""


def choice(said: str, chosen: bool, on_click: Any) -> ft.Control:
    """One choice, marked if it is the one that holds."""
    return line(said, on_click, trailing=ft.Icons.CHECK if chosen else None, chosen=chosen)


def beyond(found: Sequence[object], words: Translator) -> list[ft.Control]:
    """Under the first few of what was found: that there are others, or that nothing was."""
    if 0 < len(found) <= SHOWN:
        return []
    said = words.t("Type a few letters to find others.") if found else words.t("Nothing like that here.")
    return [ft.Container(quiet(said), padding=ft.Padding.symmetric(horizontal=SPACE.L, vertical=SPACE.M))]


def panel(lines: Sequence[ft.Control]) -> ft.Control:
    """What the choices stand on."""
    return ft.Container(
        bgcolor=ft.Colors.SURFACE_CONTAINER_HIGH,
        border_radius=RADIUS.FIELD,
        clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
        content=ft.Column(list(lines), spacing=0, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
    )
