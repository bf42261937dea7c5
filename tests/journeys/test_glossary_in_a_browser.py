"""The glossary in a real browser, once in each language: a word is met, looked up, missed and proposed."""

import pytest
from journeys.browser import PATIENCE
from journeys.posts import a_post_is_read
from journeys.stage import LIVED

from app.services import proposing

pytestmark = pytest.mark.browser

STORY = {
    "en": {
        "post": "স্ট্রোকের পরে কোন স্প্লিন্টটি ভালো?",
        "met": "স্প্লিন্ট",
        "means": "Splint",
        "asked": "huilcheyar",
        "found": "Wheelchair",
        "missing": "knuckle bender",
        "reason": "We use it in the hand clinic",
    },
    "bn": {
        "post": "Which splint after a stroke?",
        "met": "Splint",
        "means": "স্প্লিন্ট",
        "asked": "wheelchair",
        "found": "হুইলচেয়ার",
        "missing": "কব্জির ঠেকনা",
        "reason": "আমরা রোজ বলি",
    },
}


@pytest.mark.parametrize("lang", LIVED)
async def test_a_word_is_met_looked_up_missed_and_proposed(tmp_path, lang):
    told = STORY[lang]
    # High enough for the whole form: a field that scrolls while it is pressed would be missed.
    async with a_post_is_read(tmp_path, lang, told["post"], tab="question", height=1500) as reading:
        reader, screen = reading.reader, reading.screen
        await reader.tap("Terms in this text")
        await reader.sees(told["means"])
        await screen.screenshot(tmp_path / f"terms-{lang}.png")
        await reader.tap("Close")
        await screen.page.goto(f"{reading.url}/glossary")
        await screen.ready()
        await reader.write("Look up a word", told["asked"])
        await reader.sees(told["found"])
        await reader.tap("Clear the search")
        await reader.write("Look up a word", told["missing"])
        await reader.is_told("No such term here")
        await reader.tap("Propose it")
        await reader.write("Why, or where is it said?", told["reason"])
        await screen.screenshot(tmp_path / f"propose-{lang}.png")
        await reader.tap("Propose")
        await reader.is_told("Not decided yet")
        await reader.is_told("Saved on this device")
        await screen.page.wait_for_url("**/glossary/proposals/*", timeout=PATIENCE)
    (mine,) = proposing.proposals(reading.desk)
    side = "term_bn" if lang == "bn" else "term_en"
    assert (mine.wording[side], mine.reason) == (told["missing"], told["reason"])
