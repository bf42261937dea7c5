"""Somebody who walks through all screens in one window, and may make it narrower or its letters larger."""

import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import examples as eg
import flet as ft
from journeys.browser import Screen
from journeys.server import served
from layout.drawn import lines, listen, moment, rest
from layout.faults import View, faults
from playwright.async_api import Browser, Page
from ui.everything import written_by_people

from app.i18n.pseudo import Pseudo
from app.services.desk import Desk
from app.services.preferences import prefer

GO = "to => { history.pushState(null, '', to); dispatchEvent(new PopStateEvent('popstate', {state: null})); }"
ENLARGE = "size => { document.documentElement.style.fontSize = size + 'px'; }"
SCROLLED = """() => [...document.querySelectorAll("flt-semantics")]
  .filter((node) => node.style.{0} === "scroll" && node.scroll{1} > node.client{1})
  .map((node) => node.getBoundingClientRect())
  .map((box) => [box.left, box.top, box.right, box.bottom])
"""
HIDDEN = """() => Math.max(0, ...[...document.querySelectorAll("flt-semantics")]
  .filter((node) => node.style.overflowY === "scroll")
  .map((node) => node.scrollHeight - node.clientHeight))
"""
LETTERS = 16
"""How large letters are that nobody enlarged, in a browser's settings."""


@dataclass
class Walk:
    """One window. `flet` is its page on the other end of the wire; `theirs` knows what people wrote."""

    desk: Desk
    page: Page
    flet: list[ft.Page]
    theirs: Callable[[str], bool]

    async def goes(self, route: str) -> None:
        """Goes to an address, as Back and Forward do: without loading the page anew."""
        if self.flet[-1].route == route:
            return
        began = await moment(self.page)
        await self.page.evaluate(GO, route)
        for _ in range(200):
            if self.flet[-1].route == route:
                break
            await self.page.wait_for_timeout(25)
        await rest(self.page, began)

    async def fits(self, width: int, height: int, scale: float = 1.0) -> None:
        """Makes the window so large, and the letters so much larger."""
        began = await moment(self.page)
        before = self.page.viewport_size
        now = await self.page.evaluate("document.documentElement.style.fontSize")
        await self.page.evaluate(ENLARGE, LETTERS * scale)
        await self.page.set_viewport_size({"width": width, "height": height})
        if before != self.page.viewport_size or now != f"{LETTERS * scale:g}px":
            await rest(self.page, began)

    async def sees(self, *, whole: bool, words: bool = True) -> View:
        """What is on the screen now."""
        size = self.page.viewport_size or {"width": 0, "height": 0}
        return View(
            lines=await lines(self.page),
            width=size["width"],
            height=size["height"],
            sideways=[tuple(box) for box in await self._run(SCROLLED.format("overflowX", "Width"))],
            upright=[tuple(box) for box in await self._run(SCROLLED.format("overflowY", "Height"))],
            whole=whole,
            theirs=self.theirs,
            words=words,
        )

    async def looks_over(self, *, words: bool = True) -> list[str]:
        """Everything wrong with this screen in this window, and again with all of it in view."""
        found = faults(await self.sees(whole=False, words=words))
        size = self.page.viewport_size or {"width": 0, "height": 0}
        hidden = int(await self._run(HIDDEN))
        if hidden:
            await self._resize(size["width"], size["height"] + hidden)
        found += faults(await self.sees(whole=True, words=words))
        if hidden:
            await self._resize(size["width"], size["height"])
        return sorted(set(found))

    async def _resize(self, width: int, height: int) -> None:
        began = await moment(self.page)
        await self.page.set_viewport_size({"width": width, "height": height})
        await rest(self.page, began)

    async def _run(self, script: str) -> Any:
        return await self.page.evaluate(script)


@asynccontextmanager
async def walking(
    browser: Browser,
    populate: Callable[[Path], tuple[Desk, dict[str, str]]],
    language: str,
    width: int = 360,
    height: int = 800,
    dark: bool = False,
    still: bool = True,
) -> AsyncIterator[tuple[Walk, dict[str, str]]]:
    """A window on a desk, in `en`, `bn` or `pseudo`, and the ids of what is on the desk; nothing moves where
    one asked for that."""
    with tempfile.TemporaryDirectory() as folder:
        desk, names = populate(Path(folder))
        prefer(desk, language="bn" if language == "bn" else "en")
        catalogs = eg.catalogs_of_both()
        words = {lang: Pseudo(catalog) for lang, catalog in catalogs.items()}
        window = eg.window(desk, words=words if language == "pseudo" else catalogs)
        pages: list[ft.Page] = []

        async def main(page: ft.Page) -> None:
            pages.append(page)
            await window(page)

        context = await browser.new_context(
            viewport={"width": width, "height": height},
            reduced_motion="reduce" if still else "no-preference",
            color_scheme="dark" if dark else "light",
        )
        async with served(main) as address:
            page = await context.new_page()
            await listen(page)
            await page.goto(address)
            await Screen(page).ready()
            yield Walk(desk, page, pages, written_by_people(desk)), names
        await context.close()
        desk.memory.close()
