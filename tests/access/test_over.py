"""What stands over a screen, a menu, a sheet or a dialog: names and room as everywhere; the keyboard stays in
it, Escape closes it, and the keyboard is where it was before."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from access.keys import Keyboard, Stop
from access.test_tree import SETTLES_MS, without
from access.tree import PRESSED, WRITTEN, Node, faults, nodes, too_small
from journeys.browser import launch
from journeys.reader import Reader
from journeys.stage import LIVED
from layout.walk import Walk, walking
from ui.worlds import crowded, staffed

pytestmark = pytest.mark.browser

SIZE = (1280, 1000)
MOST = 90
"""No screen has more stops for the keyboard."""
SLOW_MS = 8_000
PAPER = ("Dismiss", "খারিজ করুন")
"""What lies around a sheet: a finger dismisses the sheet by it, a keyboard by Escape."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Over:
    """Something that opens over a screen: where, and what one presses for it, one after the other.

    What is inside may be Flutter's own, and is as Flutter made it: its calendar has no name, says a word of
    English between two days in Bengali, has a button of 40 px and days of 42, and once one has gone through
    it with Tab it is its Close that closes it, no longer Escape.
    """

    route: str
    press: tuple[tuple[str, str], ...]
    ours: bool = True


MENU, SHEET, CALENDAR = (
    Over(route="/messages/{david}", press=(("What one can do about this", ""),)),
    Over(route="/circles/{wide}/posts/{question}", press=(("Terms in this text", ""),)),
    Over(route="/search", press=(("When", "filter"), ("Choose days", "")), ours=False),
)
EVERYBODY = [MENU, Over(route="/me/edit", press=(("Who can see this: {field}", ""),)), SHEET, CALENDAR]
STAFF = [
    Over(route="/me/settings/server", press=(("Disconnect…", ""),)),
    Over(route="/me/settings/account", press=(("Sign out: {device}", ""),)),
    Over(route="/me/settings/staff/people/{rina}", press=(("Suspend", ""),)),
    Over(route="/me/settings/staff/invites", press=(("Take back", ""),)),
]


@pytest.mark.parametrize("language", LIVED)
@pytest.mark.parametrize(
    ("populate", "over"), [(crowded, EVERYBODY), (staffed, STAFF)], ids=["everybody", "staff"]
)
async def test_what_opens_over_a_screen_can_be_heard_reached_and_left(populate, over, language) -> None:
    wrong: list[str] = []
    async with launch() as browser, walking(browser, populate, language, *SIZE) as (walk, names):
        for one in over:
            await walk.goes(one.route.format(**names))
            wrong += [f"{one.press[-1][0]}: {fault}" for fault in await _look(walk, one, language)]
    assert not wrong, "\n".join(wrong)


async def _look(walk: Walk, over: Over, language: str) -> list[str]:
    """What is wrong with it."""
    keyboard, reader = Keyboard(walk.page), Reader(None, language)
    session = await walk.page.context.new_cdp_session(walk.page)
    opener: Stop | None = None
    under: set[str] = set()
    for message, context in over.press:
        opener = await _come_to(keyboard, reader.say(message, context, field="", device=""))
        if opener is None:
            return [f"the keyboard never came to “{message}”"]
        under = _pressable(await nodes(walk.page, session))
        await keyboard.press("Enter")
        await walk.page.wait_for_timeout(2 * SETTLES_MS)
    assert opener
    found = [one for one in await nodes(walk.page, session) if one.name not in PAPER]
    inside = _pressable(found)
    if under <= inside:
        return ["nothing opened, or the screen under it is read as well"]
    told: list[str] = []
    if over.ours:
        wrong = faults(found, without(walk.desk), language)
        told += [fault for fault in wrong if "of the first level" not in fault]
        told += [*await too_small(walk.page), *await _stays_inside(keyboard, inside)]
    await keyboard.press("Escape")
    for _ in range(SLOW_MS // 100):
        here = await keyboard.here()
        if here.name == opener.name:
            break
        await walk.page.wait_for_timeout(100)
    else:
        there = walk.flet[-1].route
        told.append(f"Escape leads to the {here.role} “{here.name}” of {there}, not to “{opener.name}”")
    return told


def _pressable(found: Sequence[Node]) -> set[str]:
    return {" ".join(one.name.split()) for one in found if one.role in PRESSED | WRITTEN}


async def _stays_inside(keyboard: Keyboard, inside: set[str]) -> list[str]:
    """Tab comes to all of it and to nothing else."""
    stops = [await keyboard.press("Tab") for _ in range(2 * len(inside) + 2)]
    reached = {stop.name for stop in stops if stop.role}
    return [
        *[f"the keyboard does not come to “{name}”" for name in inside - reached],
        *[f"the keyboard leaves it for “{name}”" for name in reached - inside],
    ]


async def _come_to(keyboard: Keyboard, name: str) -> Stop | None:
    for _ in range(MOST):
        stop = await keyboard.press("Tab")
        if stop.role and " ".join(name.split()) in stop.name:
            return stop
    return None
