"""What happens is said: in the live region of the page, in the reader's language."""

import examples as eg
import pytest
from journeys.browser import launch
from layout.walk import walking
from playwright.async_api import Page
from ui.worlds import crowded

pytestmark = pytest.mark.browser

LISTEN = """() => {
  window.setuSaid = [];
  const hear = (node) => { if (node.textContent.trim()) window.setuSaid.push(node.textContent.trim()); };
  for (const node of document.querySelectorAll("flt-announcement-polite, flt-announcement-assertive"))
    new MutationObserver(() => hear(node)).observe(node, { childList: true, subtree: true });
}"""


async def said(page: Page) -> str:
    await page.wait_for_timeout(1_500)
    return " ".join(await page.evaluate("window.setuSaid"))


async def test_a_message_a_refusal_and_a_notice_are_said_in_bengali() -> None:
    async with launch() as browser, walking(browser, crowded, "bn") as (walk, names):
        await walk.page.evaluate(LISTEN)
        await walk.goes("/circles")
        eg.hear(walk.desk, names["david"], "Are you there?")
        assert "কথোপকথনে নতুন বার্তা আছে" in await said(walk.page)
        await walk.goes(f"/messages/{names['david']}")
        eg.hear(walk.desk, names["david"], "Try moleskin")
        assert "David Mitra: Try moleskin" in await said(walk.page)
        eg.refuse(walk.desk, "ref.missing", "post")
        assert "পাঠানো যায়নি" in await said(walk.page)
        await walk.goes("/me/settings/server/refused")
        await walk.page.get_by_role("button", name="বাদ দিন").first.click()
        assert "বাদ দেওয়া হয়েছে" in await said(walk.page)
        names_of_buttons = [await one.inner_text() for one in await walk.page.get_by_role("button").all()]
        assert not [name for name in names_of_buttons if name.strip() in ("Close", "Back", "Show menu")]
