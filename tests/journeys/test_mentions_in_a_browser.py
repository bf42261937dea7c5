"""Somebody is called by name in one browser, in whichever script, and hears of it in another in their own."""

import examples as eg
import pytest
from journeys.browser import PATIENCE
from journeys.devices import eventually
from journeys.stage import LIVED
from playwright.async_api import expect

from app.domain.mentions import written
from app.i18n.languages import other
from app.services import drafting, noticing, posting

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

TOLD = {
    "en": {"title": "Slings", "body": "Which one?", "typed": "@রিনা", "asks": "how do you fold it?"},
    "bn": {"title": "স্লিং", "body": "কোনটি?", "typed": "@rina", "asks": "আপনি কীভাবে ভাঁজ করেন?"},
}


@pytest.mark.parametrize("lang", LIVED)
async def test_one_is_called_in_the_other_script_and_reads_it_in_ones_own(stage, tmp_path, lang):
    async with stage.company(tmp_path) as company:
        nasrin = await company.somebody(eg.NASRIN, lang)
        rina = await company.somebody(eg.RINA, other(lang))
        circle = await company.circle(nasrin, rina, name_en="Hands", name_bn="হাত")
        post = posting.post(nasrin.desk, circle, "topic", TOLD[lang]["title"], TOLD[lang]["body"]).id
        await eventually(lambda: posting.posts(rina.desk, circle, "topic"), within=20)
        await company.open((nasrin, f"/circles/{circle}/posts/{post}"), (rina, "/"))
        await nasrin_calls_rina(nasrin, rina, post)
        await rina_hears_of_it_and_opens_it(nasrin, rina)
        await nasrin_calls_her_in_the_midst_of_what_she_wrote(nasrin, rina, post)


async def nasrin_calls_rina(nasrin, rina, post):
    hers, called = TOLD[nasrin.lang], rina.name(nasrin.lang)
    page = nasrin.sees.screen.page
    await nasrin.sees.puts("Write a reply", hers["typed"])
    await nasrin.sees.sees_button(called)
    await page.get_by_role("button", name=called).last.click(timeout=PATIENCE)
    field = page.get_by_role("textbox").last
    await expect(field).to_have_value(f"@{called} ", timeout=PATIENCE)
    await expect(field).to_be_focused(timeout=PATIENCE)
    await nasrin.sees.puts("Write a reply", hers["asks"])
    await page.keyboard.press("Enter")
    await nasrin.sees.sees(f"@{called} {hers['asks']}")
    (said,) = posting.replies(nasrin.desk, post)
    assert said.body == f"{written(rina.id, called)} {hers['asks']}"


async def nasrin_calls_her_in_the_midst_of_what_she_wrote(nasrin, rina, post):
    called, page = rina.name(nasrin.lang), nasrin.sees.screen.page
    before, after = "🙂 ", {"en": "too?", "bn": "আপনিও?"}[nasrin.lang]
    await nasrin.sees.puts("Write a reply", before + after)
    await eventually(lambda: drafting.draft(nasrin.desk, f"reply:{post}") == before + after, within=20)
    field = page.get_by_role("textbox").last
    await page.keyboard.press("Home")
    for _ in "🙂 ":
        await page.keyboard.press("ArrowRight")
    await page.keyboard.insert_text(TOLD[nasrin.lang]["typed"])
    await page.locator("[flt-semantics-identifier=calling]").get_by_role("button").wait_for(timeout=PATIENCE)
    await page.keyboard.press("Enter")
    await expect(field).to_have_value(f"{before}@{called} {after}", timeout=PATIENCE)
    await expect(field).to_be_focused(timeout=PATIENCE)
    await page.keyboard.insert_text("!")
    await expect(field).to_have_value(f"{before}@{called} !{after}", timeout=PATIENCE)
    await page.keyboard.press("Control+A")
    await page.keyboard.press("Delete")


async def rina_hears_of_it_and_opens_it(nasrin, rina):
    await rina.sees.is_told("You were mentioned")
    said = f"@{rina.name(rina.lang)} {TOLD[nasrin.lang]['asks']}"
    await rina.sees.sees(said)
    await rina.sees.tap_text(said)
    await rina.sees.sees(TOLD[nasrin.lang]["body"])
    await eventually(lambda: noticing.count_mentions(rina.desk) == 0, within=20)
    await rina.goes("Back")
    await rina.sees.sees_no_more(said)
