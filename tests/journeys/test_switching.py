"""Switching the language in a real browser: nothing moves but the words."""

import examples as eg
import pytest
from journeys.browser import PATIENCE, launch, opened
from journeys.reader import Reader
from journeys.server import served

pytestmark = pytest.mark.browser

SCROLLED = """() => Math.max(...[...document.querySelectorAll("flt-semantics")].map(e => e.scrollTop))"""


async def test_the_place_in_a_long_list_stays_when_the_language_changes(tmp_path):
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    async with (
        served(eg.window(desk)) as url,
        launch() as browser,
        opened(browser, f"{url}/circles", locale="en-GB") as screen,
    ):
        reader = Reader(screen, "en")
        await reader.is_told("Circles to join")
        await screen.page.mouse.move(180, 400)
        await screen.page.mouse.wheel(0, 700)
        await screen.page.wait_for_timeout(600)
        before = await screen.page.evaluate(SCROLLED)
        address = screen.page.url
        await screen.tap("বাংলা")
        reader.read("bn")
        await screen.page.get_by_role("tab", name=reader.say("Circles")).wait_for(timeout=PATIENCE)
        await screen.page.wait_for_timeout(600)
        assert before > 300
        assert abs(await screen.page.evaluate(SCROLLED) - before) < 120  # Bengali lines are of other heights
        assert screen.page.url == address
        assert (await screen.page.evaluate("() => document.documentElement.lang")).startswith("bn")
