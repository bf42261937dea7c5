"""A search that goes on while one types: in slices, and a new letter ends the old one."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import flet as ft

from app.i18n.search import Query, Rank, sought
from app.services import searching
from app.services.desk import Desk
from app.services.hits import Hit, hit
from app.services.searching import Filters, Results
from app.ui.acting import acts
from app.ui.hooks import use_box, use_state
from app.ui.state import use_here

PAUSE_SECONDS = 0.12
"""A pause this long in the typing, and it is looked for."""

AGAIN_SECONDS = 0.4
"""How soon it is looked for again when something has come in, or is not read for its words yet."""

AT_ONCE = 6
"""So many results fill a phone, and are drawn in one go while the others are still being made ready."""


NAMED = frozenset({"person", "circle", "term"})
MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """All on which the results depend."""

    query: str = ""
    filters: Filters = field(default_factory=Filters)
    limit: int = searching.SHOWN
    lang: str = "en"

    def __bool__(self) -> bool:
        return bool(sought(self.query))

    @property
    def question(self) -> "Asked":
        """What is asked, however many results of it are wanted."""
        return replace(self, limit=0)


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, and for which question, which may still be the one before; `whole` if that is all."""

    asked: Asked = field(default_factory=Asked)
    hits: tuple[Hit, ...] = ()
    more: bool = False
    unread: int = 0
    whole: bool = True


def use_search(asked: Asked) -> Found:
    """What is found; while something else is looked for it stays what it was.

    What comes in meanwhile is found as well, without a letter typed.
    """
    here = use_here()
    found, put = use_state(Found)
    again, look_again = use_state(object)
    stale, idle, shown = use_box(bool), use_box(bool), use_box(Found)

    def hear() -> None:
        stale.current = True
        if idle.current:
            idle.current = False
            look_again(object())

    async def look() -> None:
        if not asked:
            return
        idle.current = False
        await asyncio.sleep(PAUSE_SECONDS)
        while True:
            stale.current = False
            there = shown.current.hits if shown.current.asked.question == asked.question else ()
            shown.current = await _look(here.desk, asked, put, len(there))
            if not (stale.current or shown.current.unread):
                break
            await asyncio.sleep(AGAIN_SECONDS)
        idle.current = True

    async def guarded() -> None:  # an effect awaits only what is declared async
        await acts(here, look)(None)

    stop: Any = use_box(lambda: lambda: None)

    def watch() -> None:
        stop.current = here.news.watch(hear)

    ft.use_effect(watch, [], cleanup=lambda: stop.current())
    ft.use_effect(guarded, [asked, again], cleanup=lambda: None)  # what is cleaned up is cancelled first
    return found


async def _look(desk: Desk, asked: Asked, put: Callable[[Found], None], there: int = 0) -> Found:
    """Look for it, and show it: the first ones first, but never fewer than are `there` already, or the list
    would become shorter under the reader's eyes."""
    query = searching.understood(desk, asked.query)
    hits = await _named(desk, query, asked)
    known = {(one.kind, one.id) for one in hits}
    results = await _results(desk, asked)
    for result in results.found:
        if (result.kind, result.id) in known:
            continue
        hits.append(hit(desk, query, result, asked.lang))
        await asyncio.sleep(0)
        if len(hits) > there and len(hits) % AT_ONCE == 0:
            put(Found(asked, tuple(hits), unread=results.unread, whole=False))
            await asyncio.sleep(0)
    found = Found(asked, tuple(hits), results.more, results.unread)
    put(found)
    return found


async def _named(desk: Desk, query: Query, asked: Asked) -> list[Hit]:
    """Who and what is called like this comes before all that is only written about it, however recent."""
    if asked.filters.kinds:
        return []
    narrow = replace(asked, filters=replace(asked.filters, kinds=NAMED), limit=3 * MOST_NAMED)
    results = await _results(desk, narrow)
    hits: list[Hit] = []
    for result in results.found:
        shown = hit(desk, query, result, asked.lang) if result.rank <= Rank.LOOSE else None
        if shown and shown.head.marks:
            hits.append(shown)
        await asyncio.sleep(0)
    return hits[:MOST_NAMED]


async def _results(desk: Desk, asked: Asked) -> Results:
    slices = searching.in_slices(desk, asked.query, asked.filters, limit=asked.limit)
    while True:
        try:
            next(slices)
        except StopIteration as done:
            results: Results = done.value
            return results
        await asyncio.sleep(0)
