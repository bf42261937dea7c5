"""Results and filters of the search, which no address leads to, on the narrowest phone and enlarged."""

import pytest
from journeys.browser import PATIENCE, launch
from journeys.reader import Reader
from layout.matrix import HEIGHT
from layout.walk import walking
from ui.worlds import crowded

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("lang", "query"), [("bn", "হাসপাতাল"), ("en", "neuro")])
async def test_at_320_px_with_letters_twice_as_large_results_and_filters_are_whole(lang, query):
    async with launch() as browser, walking(browser, crowded, lang, 320, HEIGHT) as (walk, _names):
        reader = Reader(None, lang)
        await walk.fits(320, HEIGHT, 2.0)
        await walk.goes("/search")
        field = walk.page.get_by_role("textbox", name=reader.say("Search all"))
        await field.click(position={"x": 60, "y": 24}, timeout=PATIENCE)
        await walk.page.wait_for_timeout(300)
        await walk.page.keyboard.type(query, delay=20)
        await walk.page.wait_for_timeout(1500)
        assert await beside(walk) == []

        await walk.page.get_by_role("button", name=reader.say("Where", "filter")).click(timeout=PATIENCE)
        circle = {"bn": "চট্টগ্রামের", "en": "Neurorehabilitation and"}[lang]
        choice = walk.page.get_by_role("button", name=circle).first
        await choice.wait_for(timeout=PATIENCE)
        assert await beside(walk) == []
        await choice.click()
        await walk.page.wait_for_timeout(1500)
        assert await beside(walk) == []


async def beside(walk):
    """What is wrong with the lines themselves; above and below one can scroll to the rest of them."""
    found = await walk.looks_over(words=False)
    return [fault for fault in found if "above or below" not in fault]
