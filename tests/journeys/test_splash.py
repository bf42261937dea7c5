"""The page before the app stays until there is something to show, and is back while the line is broken."""

import asyncio
import os
from pathlib import Path

import examples as eg
import flet as ft
import pytest
from journeys.browser import Screen, launch, opened
from journeys.reader import Reader
from journeys.server import served

pytestmark = pytest.mark.browser


def main(page: ft.Page) -> None:
    page.add(ft.Text("স্বাগতম Welcome"))


async def test_the_splash_stays_until_the_app_has_something_to_show(tmp_path: Path) -> None:
    go = asyncio.Event()

    async def slow(page: ft.Page) -> None:
        await go.wait()
        main(page)
        page.update()

    async with served(slow) as url, launch() as browser:
        page = await browser.new_page(viewport={"width": 360, "height": 800})
        await page.goto(url)
        splash = page.locator("#splash")
        await page.locator("flt-semantics-host").first.wait_for(state="attached")
        await page.wait_for_timeout(2_000)
        assert await splash.is_visible(), "Flet's English waiting page would show"
        go.set()
        await page.screenshot(path=Path(os.environ.get("SETU_SHOTS") or tmp_path) / "splash.png")
        await splash.wait_for(state="hidden")


WATCH = """new MutationObserver(() => {
  const nodes = [...document.querySelectorAll("flt-semantics-host :is([role], [aria-label], span)")];
  const words = nodes.map((node) => (node.getAttribute("aria-label") ?? node.textContent).trim());
  if (words.some((said) => said && said !== "Working...")) window.told ??= performance.now();
  if (document.getElementById("splash")?.hidden) window.uncovered ??= performance.now();
}).observe(document, { childList: true, subtree: true, attributes: true })"""


async def test_what_is_told_is_given_time_to_be_painted_before_the_splash_goes() -> None:
    async with served(main) as url, launch() as browser:
        page = await browser.new_page(viewport={"width": 360, "height": 800})
        await page.add_init_script(WATCH)
        await page.goto(url)
        await page.locator("#splash").wait_for(state="hidden")
        await page.wait_for_timeout(100)
        assert await page.evaluate("window.uncovered - window.told") >= 150


BREAK = """() => {
  const Socket = window.WebSocket;
  const line = () => window.setuLine ?? "ws://127.0.0.1:1/";
  window.WebSocket = class extends Socket { constructor() { super(line()); } };
}"""
CAUGHT = """(() => {
  const Socket = window.WebSocket;
  window.WebSocket = class extends Socket { constructor(...w) { super(...w); window.setuSocket = this; } };
})()"""


async def test_while_the_line_is_broken_the_page_says_so_in_the_readers_language() -> None:
    def bengali(page: ft.Page) -> None:
        main(page)
        page.locale_configuration = ft.LocaleConfiguration([ft.Locale("bn")], ft.Locale("bn"))

    async with served(bengali) as url, launch() as browser:
        page = await browser.new_page(viewport={"width": 360, "height": 800})
        await page.add_init_script(CAUGHT)
        await page.goto(url)
        await Screen(page).ready()
        await page.evaluate(BREAK)
        await page.evaluate("window.setuSocket.close()")
        again = page.locator("#again")
        await again.wait_for(state="visible")
        assert await again.inner_text() == "আবার সংযোগ করা হচ্ছে…"
        await page.evaluate(f"window.setuLine = '{url.replace('http', 'ws')}/ws'")
        await again.wait_for(state="hidden")
        await page.locator("#splash").wait_for(state="hidden")


COVERED = """new MutationObserver((changes) => {
  if (changes.some((change) => !change.target.hidden)) window.covered = (window.covered ?? 0) + 1;
}).observe(document.getElementById("splash"), { attributes: true })"""


async def test_going_from_place_to_place_never_covers_the_screen(tmp_path: Path) -> None:
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    async with (
        served(eg.window(desk)) as url,
        launch() as browser,
        opened(browser, f"{url}/circles", locale="bn-BD") as screen,
    ):
        reader = Reader(screen, "bn")
        await reader.is_told("Circles to join")
        await screen.page.evaluate(COVERED)
        way = {"Me": "Settings", "Glossary": "Propose a term", "Circles": "Circles to join"}
        for place, told in way.items():
            await reader.tap(place)
            await reader.is_told(told)
            await screen.page.wait_for_timeout(500)
        assert not await screen.page.evaluate("window.covered")
