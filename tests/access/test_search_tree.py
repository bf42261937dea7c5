"""What a search found, and its filters, have names and room for a finger; the keyboard comes to all of it."""

import pytest
from access.keys import Keyboard
from access.test_tree import SETTLES_MS, TALL, look
from access.tree import PRESSED, nodes
from journeys.browser import PATIENCE, launch
from journeys.reader import Reader
from layout.walk import walking
from ui.worlds import crowded

pytestmark = pytest.mark.browser


async def looks_for(walk, reader, query):
    """Somebody types this into the search."""
    await walk.goes("/search")
    field = walk.page.get_by_role("textbox", name=reader.say("Search all"))
    await field.click(position={"x": 60, "y": 24}, timeout=PATIENCE)
    await walk.page.wait_for_timeout(300)
    await walk.page.keyboard.type(query, delay=20)
    await walk.page.wait_for_timeout(2 * SETTLES_MS)


@pytest.mark.parametrize(("lang", "query"), [("bn", "হাসপাতাল"), ("en", "hand")])
async def test_results_and_filters_have_names_and_room_for_a_finger(lang, query):
    async with launch() as browser, walking(browser, crowded, lang, 360, TALL) as (walk, _names):
        session, reader = await walk.page.context.new_cdp_session(walk.page), Reader(None, lang)
        await looks_for(walk, reader, query)
        assert await look(walk, session, lang) == []
        await walk.page.get_by_role("button", name=reader.say("Kind", "filter")).click(timeout=PATIENCE)
        choice = walk.page.get_by_role("button", name=reader.say("Circles"), exact=True).first
        await choice.wait_for(timeout=PATIENCE)
        assert await look(walk, session, lang) == []
        await choice.click()
        await walk.page.wait_for_timeout(2 * SETTLES_MS)
        assert await look(walk, session, lang) == []


async def test_the_keyboard_comes_to_every_filter_and_every_result():
    async with launch() as browser, walking(browser, crowded, "en", 1280, 1600) as (walk, _names):
        session = await walk.page.context.new_cdp_session(walk.page)
        await looks_for(walk, Reader(None, "en"), "hand")
        reached = {stop.name for stop in await Keyboard(walk.page).stops()}
        wanted = {
            " ".join(one.name.split()) for one in await nodes(walk.page, session) if one.role in PRESSED
        }
        assert wanted - reached == set()
