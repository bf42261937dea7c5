"""The reader of the journeys is as patient as a person: what is drawn anew is pressed when it is there."""

import pytest
from journeys.browser import Screen
from journeys.reader import Reader

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

BLINKING = """
const shown = () => document.body.append(Object.assign(document.createElement("button"),
    { textContent: NAME, onclick: () => document.title = "pressed" }));
let frames = 0;
const blink = () => {
    if (document.body.childElementCount) document.body.replaceChildren(); else shown();
    if (++frames < 40) requestAnimationFrame(blink); else if (!document.body.childElementCount) shown();
};
blink();
"""


@pytest.mark.parametrize("turn", range(3))
async def test_a_button_that_is_drawn_anew_between_the_look_and_the_press_is_pressed(stage, turn):
    page = await stage.browser.new_page()
    reader = Reader(Screen(page), "bn")
    await page.evaluate(BLINKING.replace("NAME", repr(reader.say("Send"))))
    await reader.tap("Send")
    assert await page.title() == "pressed"
    await page.close()
