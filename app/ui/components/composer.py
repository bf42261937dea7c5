"""The composer: where one writes. It keeps what is typed, through a switch of language, a change of
screen and a restart, until it is sent."""

import asyncio
from collections.abc import Callable
from typing import Any, cast

import flet as ft

from app.services import drafting
from app.ui.acting import acts
from app.ui.hooks import Box, memo, use_box, use_state
from app.ui.state import use_here, use_words
from app.ui.theme import SPACE, field_border

KEEP_AFTER_SECONDS = 0.4
"""A pause this long in the typing, and the draft is on disk."""


@ft.component
def _Composer(place: str, label: str, on_send: Callable[[str], object]) -> ft.Control:
    """A field that grows to four lines and a button; `place` names the draft, `on_send` gets the words.

    The field is uncontrolled and the component memoised: only so does Flet never take letters from under
    the fingers. A new key gives a fresh, empty field after sending.
    """
    here, words = use_here(), use_words()
    typed = use_box(lambda: drafting.draft(here.desk, place))
    pause: Box[asyncio.Task[None] | None] = use_box(lambda: None)
    sent, set_sent = use_state(lambda: 0)
    field = ft.use_memo(ft.Ref[ft.TextField], [])

    def keep_now() -> None:
        if pause.current:
            pause.current.cancel()
            pause.current = None
        drafting.keep(here.desk, place, typed.current)

    async def keep_after_pause() -> None:
        await asyncio.sleep(KEEP_AFTER_SECONDS)
        pause.current = None
        drafting.keep(here.desk, place, typed.current)

    def change(event: ft.Event[ft.TextField]) -> None:
        typed.current = event.control.value or ""
        if pause.current:
            pause.current.cancel()
        pause.current = asyncio.get_running_loop().create_task(keep_after_pause())

    async def send() -> None:
        text = typed.current
        if text.strip():
            keep_now()
            on_send(text)  # what is refused stays in the field, and in the draft
            typed.current = ""
            keep_now()
            set_sent(sent + 1)

    async def refocus() -> None:
        if sent and field.current:
            await cast(Any, field.current).focus()

    ft.use_effect(refocus, [sent])
    ft.use_effect(lambda: None, [], cleanup=keep_now)
    return ft.Container(
        padding=ft.Padding.only(left=SPACE.L, right=SPACE.S, top=SPACE.S, bottom=SPACE.S),
        bgcolor=ft.Colors.SURFACE,
        content=ft.Row(
            vertical_alignment=ft.CrossAxisAlignment.END,
            controls=[
                ft.TextField(
                    ref=field,
                    key=f"{place} {sent}",
                    value=typed.current,
                    label=label,
                    border=field_border(),
                    expand=True,
                    multiline=True,
                    shift_enter=True,
                    min_lines=1,
                    max_lines=4,
                    on_change=change,
                    on_submit=acts(here, send),
                ),
                ft.MergeSemantics(
                    ft.IconButton(
                        icon=ft.Icons.SEND,
                        tooltip=words.t("Send"),
                        icon_color=ft.Colors.PRIMARY,
                        on_click=acts(here, send),
                    )
                ),
            ],
        ),
    )


Composer = memo(_Composer)
"""Give it an `on_send` of stable identity (`ft.use_callback`), or the memo is for nothing."""
