"""A link in a real browser: its host is read, keys reach it, nothing is asked of it before it is opened."""

import pytest
from journeys.browser import PATIENCE
from journeys.posts import a_post_is_read
from journeys.stage import LIVED
from playwright.async_api import Route

pytestmark = pytest.mark.browser

STORY = {
    "en": {
        "text": "**Read first:**\n- [the guide](https://guide.example.org/x)\n- rest `20 min`",
        "words": "the guide",
    },
    "bn": {
        "text": "**আগে পড়ুন:**\n১. [নির্দেশিকা](https://guide.example.org/x)\n২. বিশ্রাম",
        "words": "নির্দেশিকা",
    },
}


@pytest.mark.parametrize("lang", LIVED)
async def test_a_link_tells_its_host_and_opens_only_when_it_is_pressed(tmp_path, lang):
    told = STORY[lang]
    asked: list[str] = []

    async def answer(route: Route) -> None:
        asked.append(route.request.url)
        await route.fulfill(body="the guide")

    async with a_post_is_read(tmp_path, lang, told["text"]) as reading:
        page, host = reading.screen.page, "guide.example.org"
        await page.context.route(f"https://{host}/**", answer)
        said = f"{reading.reader.say('Opens {host}', host=host)}: {told['words']}"
        await page.get_by_role("button", name=said, exact=True).wait_for(timeout=PATIENCE)
        await reading.screen.screenshot(tmp_path / f"link-{lang}.png")
        assert asked == []
        for _ in range(20):
            await page.keyboard.press("Tab")
            await page.wait_for_timeout(100)
            if await page.evaluate("document.activeElement?.textContent || ''") == said:
                break
        async with page.context.expect_page(timeout=PATIENCE) as opening:
            await page.keyboard.press("Enter")
        guide = await opening.value
        await guide.get_by_text("the guide").wait_for(timeout=PATIENCE)
        assert guide.url == f"https://{host}/x"
        assert await guide.evaluate("window.opener") is None, "what is opened has no hold on Setu"
        assert page.url.startswith(reading.url)
