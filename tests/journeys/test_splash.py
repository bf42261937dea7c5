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

from app.services.preferences import prefer

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


SLOW = {"offline": False, "latency": 100, "downloadThroughput": 1_000_000, "uploadThroughput": 100_000}
SHOWN = """(() => {
  window.shown = [];
  document.addEventListener("DOMContentLoaded", () => {
    window.spoken = document.documentElement.lang;
    const bar = document.getElementById("bar");
    const note = () => window.shown.push(Number(bar.ariaValueNow));
    new MutationObserver(note).observe(bar, { attributes: true });
  });
})()"""


async def test_on_a_weak_line_a_bar_says_in_the_readers_language_how_far_the_app_has_come() -> None:
    async with served(main) as url, launch() as browser:
        page = await browser.new_page(viewport={"width": 360, "height": 800}, locale="bn-BD")
        await page.add_init_script(SHOWN)
        line = await page.context.new_cdp_session(page)
        await line.send("Network.enable")
        await line.send("Network.emulateNetworkConditions", SLOW)
        coming = asyncio.create_task(page.goto(url))
        await page.get_by_role("progressbar", name="লোড হচ্ছে…").wait_for()
        await coming
        await page.locator("#coming").wait_for(state="hidden")
        shown = await page.evaluate("window.shown")
        assert shown == sorted(shown)
        assert len(set(shown)) > 20
        assert shown[-1] == 100


@pytest.mark.parametrize("piece", ["flutter_bootstrap.js", "main.dart.*"])
async def test_when_the_line_breaks_before_the_app_is_here_one_is_told_and_can_try_again(piece: str) -> None:
    async with served(main) as url, launch() as browser:
        page = await browser.new_page(viewport={"width": 360, "height": 800}, locale="bn-BD")
        await page.route(f"**/{piece}", lambda route: route.abort())
        await page.goto(url)
        await page.get_by_text("সেতু লোড করা যায়নি। আপনার সংযোগ দেখে নিন।").wait_for()
        await page.unroute(f"**/{piece}")
        await page.get_by_role("button", name="আবার চেষ্টা করুন").click()
        await page.locator("#splash").wait_for(state="hidden")


async def test_before_the_app_is_here_the_page_speaks_the_language_that_was_read_last(tmp_path: Path) -> None:
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    prefer(desk, language="bn")
    async with (
        served(eg.window(desk)) as url,
        launch() as browser,
        opened(browser, url, locale="en-GB") as screen,
    ):
        await Reader(screen, "bn").is_told("Circles")
        await screen.page.add_init_script(SHOWN)
        await screen.page.reload()
        assert (await screen.page.evaluate("window.spoken")).startswith("bn")


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
