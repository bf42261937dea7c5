"""In a real browser: the keys that open the search and lead back, on English and on Bengali keyboards."""

import asyncio

import pytest
from access.keys import Keyboard
from journeys.browser import PATIENCE, launch
from journeys.reader import Reader
from layout.walk import walking
from ui.worlds import crowded

pytestmark = pytest.mark.browser

SIZE = (1280, 900)
K, SLASH = {"code": "KeyK", "windowsVirtualKeyCode": 75}, {"code": "Slash", "windowsVirtualKeyCode": 191}
CTRL = 2
TAKEN = """() => new Promise((tell) => addEventListener("keydown", (event) => {
  if (event.code === "KeyK" || event.key === "/") setTimeout(() => tell(event.defaultPrevented));
}))"""

COMPOSING = """() => {
  const ways = { bubbles: true, composed: true, cancelable: true, isComposing: true };
  const told = { key: "Escape", code: "Escape", ...ways };
  document.activeElement.dispatchEvent(new KeyboardEvent("keydown", told));
  document.activeElement.dispatchEvent(new KeyboardEvent("keyup", told));
}"""


async def strike(page, key, modifiers=0, **which):
    """One key of a keyboard that has these letters."""
    session = await page.context.new_cdp_session(page)
    text = {} if modifiers else {"text": key}
    for kind in ("keyDown", "keyUp"):
        typed = text if kind == "keyDown" else {}
        await session.send(
            "Input.dispatchKeyEvent", {"type": kind, "key": key, "modifiers": modifiers, **typed, **which}
        )
    await Keyboard(page).here()


async def arrives(walk, route):
    """Wait until one is there."""
    for _ in range(PATIENCE // 50):
        if walk.flet[-1].route == route:
            return
        await walk.page.wait_for_timeout(50)
    raise AssertionError(f"at {walk.flet[-1].route}, not at {route}")


@pytest.mark.parametrize(("language", "letter"), [("en", "k"), ("bn", "ক")])
async def test_ctrl_k_opens_the_search_with_the_field_ready_and_escape_leads_back(language, letter):
    async with launch() as browser, walking(browser, crowded, language, *SIZE) as (walk, names):
        there = "/circles/{circle}/posts/{post}".format(**names)
        await walk.goes(there)
        taken = asyncio.ensure_future(walk.page.evaluate(TAKEN))
        await asyncio.sleep(0.2)  # it listens now
        await walk.page.keyboard.down("Control")
        await strike(walk.page, letter, CTRL, **K)
        await walk.page.keyboard.up("Control")
        assert await taken, "or the browser would open its own search"
        await arrives(walk, "/circles/search")
        field = walk.page.get_by_role("textbox", name=Reader(None, language).say("Search all"))
        await field.wait_for(timeout=PATIENCE)
        await walk.page.wait_for_timeout(500)
        await walk.page.keyboard.type("1/2")
        await walk.page.wait_for_timeout(500)
        assert await field.input_value() == "1/2", "a slash in a field is a slash"
        assert walk.flet[-1].route == "/circles/search"
        await walk.page.keyboard.press("Escape")
        await arrives(walk, there)


async def test_a_slash_opens_the_search_where_no_field_is_typed_into():
    async with launch() as browser, walking(browser, crowded, "en", *SIZE) as (walk, _):
        await walk.goes("/people")
        await strike(walk.page, "/", **SLASH)
        await arrives(walk, "/people/search")
        await walk.page.keyboard.press("Escape")
        await arrives(walk, "/people")


async def test_the_letter_that_a_bengali_keyboard_has_there_is_a_letter_where_one_types():
    """Flutter tells keys by where they are: that of the slash has য় on an InScript keyboard."""
    async with launch() as browser, walking(browser, crowded, "bn", *SIZE) as (walk, _):
        await walk.goes("/people")
        field = walk.page.get_by_role("textbox").first
        await field.click(position={"x": 60, "y": 24}, timeout=PATIENCE)
        await walk.page.wait_for_timeout(500)
        await strike(walk.page, "য়", **SLASH)
        await strike(walk.page, "/", **SLASH)
        await walk.page.wait_for_timeout(1000)
        assert await field.input_value() == "য়/"
        assert walk.flet[-1].route == "/people"


async def test_escape_ends_what_is_being_composed_and_goes_nowhere_with_it():
    async with launch() as browser, walking(browser, crowded, "bn", *SIZE) as (walk, _):
        await walk.goes("/circles/new")
        field = walk.page.get_by_role("textbox").first
        await field.click(position={"x": 60, "y": 24}, timeout=PATIENCE)
        await walk.page.wait_for_timeout(500)
        await walk.page.evaluate(COMPOSING)
        await walk.page.wait_for_timeout(1000)
        assert walk.flet[-1].route == "/circles/new"
        await walk.page.keyboard.press("Escape")
        await arrives(walk, "/circles")


async def test_escape_closes_a_menu_and_a_list_of_choices_and_stays():
    async with launch() as browser, walking(browser, crowded, "en", *SIZE) as (walk, names):
        there = "/messages/{david}".format(**names)
        await walk.goes(there)
        await walk.page.get_by_role("button", name="What one can do about this").click(timeout=PATIENCE)
        item = walk.page.get_by_role("menuitem", name="Report")
        await item.wait_for(timeout=PATIENCE)
        await walk.page.keyboard.press("Escape")
        await item.wait_for(state="detached", timeout=PATIENCE)
        await walk.page.wait_for_timeout(500)
        assert walk.flet[-1].route == there
        await walk.page.keyboard.press("Escape")
        await arrives(walk, "/messages")
        await walk.goes("/search")
        await walk.page.get_by_role("button", name="When").click(timeout=PATIENCE)
        choice = walk.page.get_by_role("button", name="Last 7 days")
        await choice.wait_for(timeout=PATIENCE)
        await walk.page.keyboard.press("Escape")
        await choice.wait_for(state="detached", timeout=PATIENCE)
        assert walk.flet[-1].route == "/search"
