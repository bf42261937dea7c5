"""Leafing through a thread on the screen: from its end, or from what was found in a search."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, cast

import flet as ft

from app.services.desk import Desk
from app.services.leafing import Stretch, around, last_own, newer
from app.ui.hooks import use_box, use_state
from app.ui.state import use_here, use_reading

EARLIER = 8
NEAR = 800
"""Pixels before the last of what is shown from which on more is asked for, so that it is there in time."""
DRAWN_SECONDS = 0.1
"""The client knows what came with a patch when it has drawn a frame of it, not before."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """The stretch that is shown, and the ways to show more of the thread; `newest` leaps to its end."""

    stretch: Stretch
    older: Callable[[], None]
    newer: Callable[[], None]
    newest: Callable[[], None]

    @property
    def at_the_end(self) -> bool:
        """Whether the newest are shown, and whatever comes."""
        return self.stretch.before is None


def use_leafing(
    thread: str, name: tuple[str, str, str], *, window: int, later: int, earlier: int = EARLIER
) -> Leaf:
    """Leaf through this thread, from the record of this `name` (scope, kind, id) on, if there is such a one;
    `earlier` of what came before it and `later` of what came after it are shown with it."""
    here = use_here()
    stretch, show = use_state(lambda: _begun(here.desk, thread, name, window, (earlier, later)))
    mine = use_reading(lambda desk: last_own(desk, thread))
    known = use_box(lambda: mine)

    def newest() -> None:
        show(Stretch(limit=window))

    def follow() -> None:
        """Whoever writes something while they read the past wants to see it there."""
        if mine and mine != known.current and stretch.before is not None:
            newest()
        known.current = mine

    ft.use_effect(follow, [mine])
    return Leaf(
        stretch,
        older=lambda: show(stretch.longer(window)),
        newer=lambda: show(newer(here.desk, thread, stretch, later * 2)),
        newest=newest,
    )


def _begun(
    desk: Desk, thread: str, name: tuple[str, str, str], window: int, beside: tuple[int, int]
) -> Stretch:
    found = desk.memory.get(*name) if name[-1] else None
    if found is None:
        return Stretch(limit=window)
    return around(desk, thread, found.order, earlier=beside[0], later=beside[1])


def use_reach(shown: int, more: Callable[[], object] | None) -> Callable[[Any], None]:
    """What hears how far a list is scrolled, and asks for `more` of it once for each number of things that
    are `shown`, as soon as one comes near its end; there is none to ask for where `more` is None."""
    asked = use_box(int)

    def on_scroll(event: Any) -> None:
        if more and asked.current != shown and event.max_scroll_extent - event.pixels < NEAR:
            asked.current = shown
            more()

    return on_scroll


def use_scroll_to(key: str, column: ft.Ref[Any]) -> None:
    """Have a column show at first what has this key, if anything has."""

    async def show() -> None:
        if key and column.current:
            await column.current.scroll_to(scroll_key=key, duration=0)

    ft.use_effect(show, [key])


def use_anchored(leaf: Leaf, first: str, column: ft.Ref[Any]) -> Leaf:
    """The leaf, which keeps what one reads where it is when older things come above it. `first` is the id of
    the first row that is shown now, in this `column`."""
    held, hold = use_state(lambda: "")
    stayed = use_box(str)

    def older() -> None:
        hold(first)
        leaf.older()

    async def stay() -> None:
        if held not in {stayed.current, first}:
            stayed.current = held
            await lead(column, held)

    ft.use_effect(stay, [held, first])
    return replace(leaf, older=older)


async def lead(column: ft.Ref[Any], key: str) -> None:
    """Scroll a column to a `row_at` this key that came just now."""
    await asyncio.sleep(DRAWN_SECONDS)
    if column.current:
        await column.current.scroll_to(scroll_key=key, duration=0)


def row_at(key: str, content: ft.Control) -> ft.Control:
    """A row that a column can be scrolled to by this key: a component alone is nothing the client knows."""
    return ft.Container(content, key=cast(Any, ft.ScrollKey)(key))


def use_top(question: object) -> ft.Ref[ft.Column]:
    """A column that is at its top again when another question is asked: give it the `ft.Ref`."""
    column = ft.use_memo(ft.Ref[ft.Column], [])
    before = use_box(lambda: question)

    async def leap() -> None:
        if question != before.current and column.current:
            before.current = question
            await cast(Any, column.current).scroll_to(offset=0, duration=0)

    ft.use_effect(leap, [question])
    return column
