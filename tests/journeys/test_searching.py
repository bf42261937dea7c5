"""Searching on a phone: a Bengali message by its sound in English letters, narrowed, opened, and back."""

import examples as eg
import pytest
from journeys.browser import LOCALES, PATIENCE, launch, opened
from journeys.reader import Reader
from journeys.server import served
from journeys.stage import LIVED

from app.services import belonging, posting

pytestmark = pytest.mark.browser

SAID = "কাল হাসপাতালে স্প্লিন্টের সরঞ্জাম আসবে"


def a_desk(folder):
    desk = eg.desk_of(eg.NASRIN, folder)
    (david,) = eg.meet(desk, eg.DAVID)
    eg.hear(desk, david, *(f"before {n}" for n in range(50)), SAID, *(f"after {n}" for n in range(50)))
    hands = belonging.found(desk, {"name_en": "Hands", "name_bn": "হাত"}).id
    posting.post(desk, hands, "topic", "হাসপাতালের নিয়ম", "কে জানেন?")
    return desk


@pytest.mark.parametrize("lang", LIVED)
async def test_a_bengali_message_is_found_by_banglish_opened_and_one_comes_back(lang, tmp_path):
    desk = a_desk(tmp_path)
    locale = LOCALES[lang]
    async with (
        served(eg.window(desk)) as url,
        launch() as browser,
        opened(browser, f"{url}/messages", locale=locale) as screen,
    ):
        reader = Reader(screen, lang)
        await reader.tap("Search", "verb")
        await reader.write("Search all", "haspatale")
        await reader.is_told("By sound")
        await reader.sees("হাসপাতালের নিয়ম")
        await screen.screenshot(tmp_path / f"search-{lang}.png")

        await reader.tap("Kind", "filter")
        await screen.page.get_by_role("button", name=reader.say("Messages"), exact=True).first.click()
        await screen.page.get_by_text("হাসপাতালের নিয়ম").wait_for(state="hidden", timeout=PATIENCE)
        await reader.tap_text(SAID)
        await reader.sees("before 49")
        await reader.sees("after 2")
        await screen.screenshot(tmp_path / f"search-opened-{lang}.png")
        assert "/messages/search/messages/" in screen.page.url
        assert "haspatal" not in screen.page.url

        await screen.page.go_back()
        await reader.sees(SAID)
        assert screen.page.url.endswith("/messages/search")
        field = screen.page.get_by_role("textbox", name=reader.say("Search all"))
        await field.click(
            position={"x": 60, "y": 24}
        )  # the page knows the words of a field that has the focus
        await screen.page.wait_for_timeout(300)
        assert await field.input_value() == "haspatale"
        await screen.named(reader.say("Remove this filter: {chosen}", chosen=reader.say("Messages"))).click()
        await reader.sees("হাসপাতালের নিয়ম")
        assert not [request for request in screen.requests if "haspatal" in request]
    desk.memory.close()


async def test_one_comes_back_to_the_place_in_the_list_from_which_one_went(tmp_path):
    desk = a_desk(tmp_path)
    async with (
        served(eg.window(desk)) as url,
        launch() as browser,
        opened(browser, f"{url}/search", locale="en-GB") as screen,
    ):
        reader = Reader(screen, "en")
        await reader.write("Search all", "before")
        await reader.sees("The first 20 results")
        await screen.page.mouse.move(180, 500)
        await screen.page.mouse.wheel(0, 900)
        await screen.page.wait_for_timeout(600)
        row = reader.mention("before 38")
        there = await row.bounding_box()
        await row.click(timeout=PATIENCE)
        await reader.is_told("Type a message")
        await screen.page.go_back()
        await row.wait_for(timeout=PATIENCE)
        await screen.page.wait_for_timeout(600)
        for _ in range(40):  # the list is drawn anew meanwhile, and comes to rest where it was
            if await row.bounding_box() == there:
                break
            await screen.page.wait_for_timeout(200)
        assert await row.bounding_box() == there
    desk.memory.close()
