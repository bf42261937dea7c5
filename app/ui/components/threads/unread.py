"""What is new in a thread: a line above the first of it, and a pill for what comes while one reads on.

Nothing that comes moves what one reads: while one is away from the end of a conversation it is only counted.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, cast

import flet as ft

from app.i18n.catalogs import Translator
from app.services import marking
from app.services.desk import Desk
from app.services.leafing import last_own
from app.services.marking import COUNTED, Unread
from app.ui.acting import acts
from app.ui.components.letters import label
from app.ui.hooks import Box, use_box, use_state
from app.ui.state import use_here, use_reading, use_words
from app.ui.theme import SPACE

FAR = 160
"""Pixels from the end of a thread from which on one is reading something else."""
UNREAD = "unread"
"""The key of the line above the first of what is new."""


def use_unread(place: str, thread: str) -> Unread:
    """What was unread here when this component was mounted; it stays so while one reads.

    Where one has never read anything, everything is new, and there is nothing to go on from.
    """
    here = use_here()

    def found() -> Unread:
        return marking.unread(here.desk, place, thread) if marking.read_to(here.desk, place) else Unread()

    return use_box(found).current


def use_marking(place: str, thread: str, shown: int | None) -> None:
    """Take note that what is shown, up to this place in the thread, is read; None while nothing is."""
    here = use_here()

    async def note() -> None:  # an effect awaits only what is declared async
        if shown is not None:
            await acts(here, lambda: marking.mark(here.desk, place, thread, shown))(None)

    ft.use_effect(note, [place, shown])


@dataclass(frozen=True, slots=True)
class Away:
    """Whether one has scrolled away from the end of a thread, and up to where one had read it by then.

    Give `on_scroll` and `ref` to what scrolls; `back` leads to the end.
    """

    upto: int | None
    on_scroll: Callable[[Any], None]
    back: Callable[[], Awaitable[None]]
    ref: ft.Ref[Any]


def use_away(latest: Box[int], *, reverse: bool = False) -> Away:
    """Notice when one scrolls away from the end of a thread, of which `latest` tells the last place shown."""
    ref = ft.use_memo(ft.Ref[Any], [])
    upto, hold = use_state(lambda: cast("int | None", None))

    def on_scroll(event: Any) -> None:
        far = (event.pixels if reverse else event.max_scroll_extent - event.pixels) > FAR
        if far != (upto is not None):
            hold(latest.current if far else None)

    async def back() -> None:
        hold(None)
        if ref.current:
            await ref.current.scroll_to(offset=0 if reverse else -1, duration=0)

    return Away(upto=upto, on_scroll=on_scroll, back=back, ref=ref)


def use_own(thread: str, lead: Callable[[str], Awaitable[None]], shown: Sequence[str] | None = None) -> None:
    """Whoever writes something in a thread wants to see it there: `lead` to it by its id; if it must be among
    the ids that are `shown` for that, then as soon as it is."""
    mine = use_reading(lambda desk: last_own(desk, thread))
    known = use_box(lambda: mine)
    there = shown is None or mine in shown

    async def follow() -> None:
        if mine and there and mine != known.current:
            known.current = mine
            await lead(mine)

    ft.use_effect(follow, [mine, there])


def count_new(desk: Desk, thread: str, upto: int | None) -> int:
    """How much others have written behind this place, of which one is not shown anything yet."""
    if upto is None:
        return 0
    behind = desk.memory.page_behind(thread, COUNTED, upto)
    return sum(record.by != desk.person and bool(record.pos) and not record.gone for record in behind)


def unread_line(unread: Unread, words: Translator) -> ft.Control:
    """Above the first of what is new; a column can be scrolled to it by the key `UNREAD`."""
    # NOTE: on a line in a conversation, above the first of the {n} messages that are new to the reader
    said = words.tn("{n} new", "{n} new", unread.count)
    rules = [ft.Container(ft.Divider(height=1, color=ft.Colors.PRIMARY), expand=True) for _ in range(2)]
    row = ft.Row([rules[0], label(said, ft.Colors.PRIMARY), rules[1]], spacing=SPACE.M)
    return ft.Container(
        ft.Semantics(header=True, content=row),
        key=cast(Any, ft.ScrollKey)(UNREAD),
        padding=ft.Padding.only(top=SPACE.L, bottom=SPACE.XS),
    )


@ft.component
def NewPill(thread: str, away: Away, at_the_end: bool) -> ft.Control:
    """How much has come while one reads something else, and the way there; hidden where nothing has, and
    where the end of the thread is not shown."""
    here, words = use_here(), use_words()
    count = use_reading(lambda desk: count_new(desk, thread, away.upto if at_the_end else None))
    said = words.tn("{n} new message", "{n} new messages", count)
    button = ft.FilledTonalButton(said, icon=ft.Icons.ARROW_DOWNWARD, on_click=acts(here, away.back))
    return ft.Semantics(
        live_region=True,
        visible=count > 0,
        content=ft.Container(button, alignment=ft.Alignment.CENTER, padding=SPACE.XS),
    )


def above_foot(pill: ft.Control, foot: ft.Control | None) -> ft.Control | None:
    """What has come meanwhile stands above the place to answer, where there is one."""
    stretched = ft.CrossAxisAlignment.STRETCH
    return ft.Column([pill, foot], spacing=0, horizontal_alignment=stretched) if foot else None
