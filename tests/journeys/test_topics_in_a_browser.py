"""A topic in two browsers: what is written, answered, put right, pinned, missed and taken back."""

import re

import examples as eg
import pytest
from journeys.browser import PATIENCE
from journeys.devices import eventually
from journeys.stage import LIVED
from playwright.async_api import expect

from app.domain.reactions import REACTIONS
from app.i18n.languages import other
from app.services import posting

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

TOLD = {
    "en": {
        "title": "Pipes become splints",
        "body": "We heat PVC pipes in **hot sand**.",
        "stands": "We heat PVC pipes in hot sand.",
        "reply": "How do you smooth the edge?",
        "better": " With a file?",
        "next": ["A file first, then sand paper.", "And never over a flame."],
        "last": "I will bring one on Sunday.",
    },
    "bn": {
        "title": "পাইপ থেকে স্প্লিন্ট",
        "body": "আমরা পিভিসি পাইপ **গরম বালিতে** নরম করি।",
        "stands": "আমরা পিভিসি পাইপ গরম বালিতে নরম করি।",
        "reply": "ধার মসৃণ করেন কীভাবে?",
        "better": " রেত দিয়ে?",
        "next": ["আগে রেত, পরে শিরীষ কাগজ।", "আগুনের উপরে কখনো নয়।"],
        "last": "রবিবার একটি নিয়ে আসব।",
    },
}
LONG = "\n".join(f"{n}." for n in range(1, 41))
"""So long that who reads its beginning does not see its end."""


@pytest.mark.parametrize("lang", LIVED)
async def test_a_topic_is_answered_thanked_for_put_right_and_pinned(stage, tmp_path, lang):
    async with stage.company(tmp_path) as company:
        nasrin, rina, circle = await two_in_a_circle(company, lang)
        await company.open((nasrin, f"/circles/{circle}/new/topic"), (rina, f"/circles/{circle}"))
        mine, hers = TOLD[nasrin.lang], TOLD[rina.lang]
        await nasrin.sees.puts("Title", mine["title"])
        await nasrin.sees.puts("Tell more about it", mine["body"])
        await nasrin.sees.tap("Post", "verb")
        await nasrin.sees.tap_text(mine["title"])
        await rina.sees.tap_text(mine["title"])
        await rina.sees.sees(mine["stands"])
        await says(rina, hers["reply"])
        await nasrin_reacts_to_what_rina_said(nasrin, rina)
        await rina_puts_it_right(nasrin, rina)
        await nasrin_pins_it_and_thinks_again(nasrin)
        await rina_takes_it_back(nasrin, rina)


async def nasrin_reacts_to_what_rina_said(nasrin, rina):
    await nasrin.sees.sees(TOLD[rina.lang]["reply"])
    await nasrin.sees.tap_one("React", -1, "verb")
    await nasrin.sees.is_told("Reactions")
    await nasrin.sees.screen.tap(REACTIONS["learned"].word(nasrin.lang))
    one = rina.sees.words.formatter.integer(1)
    await rina.sees.sees_button(rf"^{re.escape(REACTIONS['learned'].word(rina.lang))}\s+{one}")


async def rina_puts_it_right(nasrin, rina):
    hers = TOLD[rina.lang]
    await rina.sees.tap_one("What one can do about this", -1)
    await rina.goes("Edit")
    await rina.sees.puts("What you wrote", hers["better"])
    await rina.goes("Save")
    await nasrin.sees.sees(hers["reply"] + hers["better"])
    said = max(nasrin.sees.say("Edited at {time}", time="|").split("|"), key=len)
    await nasrin.sees.sees(said.strip())


async def nasrin_pins_it_and_thinks_again(nasrin):
    await nasrin.sees.tap_one("What one can do about this", 0)
    await nasrin.sees.tap("Pin", "verb")
    await nasrin.sees.is_told("Pinned at the top for everybody.")
    pinned = nasrin.sees.screen.page.get_by_text(nasrin.sees.say("Pinned"), exact=True)
    await pinned.wait_for(timeout=PATIENCE)
    await nasrin.goes("Undo")
    await pinned.wait_for(state="hidden", timeout=PATIENCE)


async def rina_takes_it_back(nasrin, rina):
    await rina.sees.tap_one("What one can do about this", -1)
    await rina.sees.tap("Take back", "verb")
    await rina.sees.is_told("Take this back?")
    await rina.sees.tap("Take back", "verb")
    await nasrin.sees.sees_no_more(TOLD[rina.lang]["reply"])
    await nasrin.sees.is_told("Nobody has written here yet. A short answer helps too.")


@pytest.mark.parametrize("lang", LIVED)
async def test_what_is_new_is_marked_and_does_not_move_what_one_reads(stage, tmp_path, lang):
    async with stage.company(tmp_path) as company:
        nasrin, rina, circle = await two_in_a_circle(company, lang)
        mine = TOLD[nasrin.lang]
        post = posting.post(nasrin.desk, circle, "topic", mine["title"], LONG).id
        posting.reply(nasrin.desk, circle, post, mine["reply"])
        await nasrin.settles()
        await company.opens(rina, f"/circles/{circle}", size=(360, 640))
        await rina.sees.tap_text(mine["title"])
        await rina.sees.sees(mine["reply"])
        await rina.goes("Back")
        await rina.sees.is_told("New topic")
        for said in mine["next"]:
            posting.reply(nasrin.desk, circle, post, said)
        await eventually(lambda: posting.count_replies(rina.desk, post) == 3, within=20)
        await rina.sees.tap_text(mine["title"])
        await rina.sees.sees(rina.sees.count("{n} new", "{n} new", 2))
        await rina.sees.sees(mine["next"][1])
        await she_reads_the_beginning_while_more_comes(nasrin, rina, circle, post)


async def she_reads_the_beginning_while_more_comes(nasrin, rina, circle, post):
    mine, page = TOLD[nasrin.lang], rina.sees.screen.page
    line = page.get_by_text(rina.sees.count("{n} new", "{n} new", 2), exact=True)
    await expect(line).to_be_in_viewport(timeout=PATIENCE)
    title = page.get_by_role("heading", name=mine["title"]).or_(page.get_by_text(mine["title"])).first
    await scrolls_up_to(page, title)
    before = await title.bounding_box()
    posting.reply(nasrin.desk, circle, post, mine["last"])
    await rina.sees.sees(rina.sees.count("{n} new message", "{n} new messages", 1))
    assert await title.bounding_box() == before, "nothing that comes moves what one reads"
    await rina.sees.screen.tap(rina.sees.count("{n} new message", "{n} new messages", 1))
    await rina.sees.sees(mine["last"])


async def scrolls_up_to(page, something):
    """Turns the wheel until it is there: a turn while the screen still moves by itself does nothing."""
    await page.mouse.move(180, 300)
    for _ in range(30):
        await page.mouse.wheel(0, -5000)
        try:
            return await expect(something).to_be_in_viewport(timeout=1000)
        except AssertionError:
            continue
    raise AssertionError("it never came into view")


async def two_in_a_circle(company, lang):
    nasrin = await company.somebody(eg.NASRIN, lang)
    rina = await company.somebody(eg.RINA, other(lang))
    return nasrin, rina, await company.circle(nasrin, rina, name_en="Hands", name_bn="হাত")


async def says(person, text):
    await person.sees.puts("Write a reply", text)
    await person.goes("Send")
