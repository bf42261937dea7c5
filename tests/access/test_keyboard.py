"""On a desktop everything can be done with the keyboard alone, and one sees where one is."""

import pytest
from access.keys import Keyboard
from access.tree import PRESSED, WRITTEN, nodes
from journeys.browser import launch
from layout.walk import walking
from ui.worlds import crowded, staffed

pytestmark = pytest.mark.browser

SIZE = (1280, 1600)
ROUTES = [
    "/",
    "/circles/new",
    "/circles/{circle}",
    "/circles/{circle}/posts/{post}",
    "/circles/{circle}/prompts/{prompt}",
    "/people",
    "/messages/{david}",
    "/me/settings/server/refused",
    "/me/settings/writing",
]
LEAST_CONTRAST = 1.25
"""Material lays a colour over what has the keyboard; only buttons, cards and lines take an edge."""
EDGE_CONTRAST = 3
LINE = 400
"""What is as wide as this is a card or a line of a list."""
ENOUGH = 900
"""So many pixels are seen however large the thing is: the disc around a radio button has a thousand."""


async def test_tab_comes_to_everything_that_can_be_pressed_or_written_in() -> None:
    missing: list[str] = []
    async with launch() as browser, walking(browser, crowded, "en", *SIZE) as (walk, names):
        session = await walk.page.context.new_cdp_session(walk.page)
        keyboard = Keyboard(walk.page)
        for route in ROUTES:
            await walk.goes(route.format(**names))
            reached = {stop.name for stop in await keyboard.stops()}
            wanted = [
                " ".join(node.name.split())
                for node in await nodes(walk.page, session)
                if node.role in PRESSED | WRITTEN and not node.disabled and node.role != "radio"
            ]
            missing += [f"{route}: {name}" for name in wanted if name not in reached]
            if any(node.role == "radio" for node in await nodes(walk.page, session)):
                assert any(stop.role == "radio" for stop in await keyboard.stops())
    assert not missing, "\n".join(missing)


@pytest.mark.parametrize("dark", [False, pytest.param(True, marks=pytest.mark.long)], ids=["day", "night"])
async def test_one_sees_where_the_keyboard_is(dark: bool) -> None:
    hidden: list[str] = []
    async with launch() as browser, walking(browser, crowded, "en", *SIZE, dark=dark) as (walk, names):
        keyboard = Keyboard(walk.page)
        for route in ("/circles/new", "/circles/{circle}", "/me/settings/writing"):
            await walk.goes(route.format(**names))
            seen: set[str] = set()
            for _ in range(40):
                stop = await keyboard.press("Tab")
                if stop.role and stop.role not in seen:
                    seen.add(stop.role)
                    pixels, contrast = await keyboard.shown(stop)
                    edge = min(2 * (stop.box[2] + stop.box[3]), ENOUGH)
                    if pixels < edge or contrast < LEAST_CONTRAST:
                        hidden.append(f"{route}: {stop.role} {stop.name}: {pixels} of {edge}, {contrast:.2f}")
    assert not hidden, "\n".join(hidden)


@pytest.mark.parametrize("dark", [False, True], ids=["day", "night"])
async def test_a_card_or_a_line_that_has_the_keyboard_takes_an_edge_of_three_to_one(dark: bool) -> None:
    hidden: list[str] = []
    async with launch() as browser, walking(browser, crowded, "en", *SIZE, dark=dark) as (walk, _):
        keyboard = Keyboard(walk.page)
        for route in ("/circles", "/messages", "/people", "/me", "/glossary"):
            await walk.goes(route)
            looked = 0
            for _ in range(40):
                stop = await keyboard.press("Tab")
                if stop.role == "button" and stop.box[2] >= LINE:
                    looked += 1
                    pixels, contrast = await keyboard.shown(stop)
                    edge = 2 * (stop.box[2] + stop.box[3])
                    if pixels < edge or contrast < EDGE_CONTRAST:
                        hidden.append(f"{route}: {stop.name}: {pixels} of {edge}, {contrast:.2f}")
                    if looked == 2:
                        break
            assert looked, f"the keyboard came to no card or line of {route}"
    assert not hidden, "\n".join(hidden)


async def test_enter_and_space_press_and_escape_leaves_a_dialog_where_one_was_before() -> None:
    async with launch() as browser, walking(browser, staffed, "en", *SIZE) as (walk, _):
        keyboard = Keyboard(walk.page)
        await go_to(keyboard, "Circles")
        await keyboard.press("Enter")
        await walk.page.get_by_role("textbox", name="Search circles").wait_for()
        assert walk.flet[-1].route == "/circles"
        await walk.goes("/me/settings/server")
        for key in ("Enter", "Space"):
            await go_to(keyboard, "Disconnect…")
            await keyboard.press(key)
            dialog = walk.page.get_by_role("alertdialog")
            await dialog.wait_for()
            inside = {(await keyboard.press("Tab")).name for _ in range(4)}
            assert inside == {"Stay connected", "Disconnect"}, "the keyboard stays in the dialog"
            await keyboard.press("Escape")
            await dialog.wait_for(state="detached")
            await walk.page.wait_for_timeout(300)
            assert (await keyboard.here()).name == "Disconnect…"


async def go_to(keyboard: Keyboard, name: str) -> None:
    """Press Tab until one is there."""
    for _ in range(60):
        if (await keyboard.press("Tab")).name.startswith(name):
            return
    raise AssertionError(f"the keyboard never came to {name}")
