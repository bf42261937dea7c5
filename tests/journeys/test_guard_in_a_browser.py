"""The guard in two browsers: what could tell who a client is, is pointed out before it goes; only what was
put right reaches anybody."""

import examples as eg
import pytest
from journeys.browser import PATIENCE
from journeys.devices import eventually
from journeys.stage import LIVED
from playwright.async_api import expect

from app.i18n.languages import other
from app.services import posting

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

PHONE = {"en": "01711-222333", "bn": "০১৭১১-২২২৩৩৩"}
TOLD = {
    "en": {
        "asks": "Rakib's mother cannot come, only by phone 01711-222333. What now?",
        "general": "somebody's mother",
        "mended": "somebody's mother cannot come, only by phone. What now?",
        "day": "The splint broke on 3 May 2024.",
        "title": "Mr Rahman cannot hold a cup",
        "somebody": "somebody",
        "better": "somebody cannot hold a cup",
        "more": "What could we try at home?",
    },
    "bn": {
        "asks": "রাকিবের মা আসতে পারেন না, কেবল ফোনে ০১৭১১-২২২৩৩৩। এখন কী করি?",
        "general": "একজনের মা",
        "mended": "একজনের মা আসতে পারেন না, কেবল ফোনে। এখন কী করি?",
        "day": "স্প্লিন্টটি ৩ মে ২০২৪ ভেঙেছে।",
        "title": "মিসেস রহমান কাপ ধরতে পারেন না",
        "somebody": "একজন",
        "better": "একজন কাপ ধরতে পারেন না",
        "more": "বাসায় কী চেষ্টা করা যায়?",
    },
}


@pytest.mark.parametrize("lang", LIVED)
async def test_only_what_was_put_right_reaches_anybody_and_what_may_stay_stays(stage, tmp_path, lang):
    async with stage.company(tmp_path) as company:
        nasrin = await company.somebody(eg.NASRIN, lang)
        rina = await company.somebody(eg.RINA, other(lang))
        circle = await company.circle(nasrin, rina, name_en="Hands", name_bn="হাত")
        post = posting.post(nasrin.desk, circle, "topic", "Splints", "Which?").id
        await eventually(lambda: posting.posts(rina.desk, circle, "topic"), within=20)
        here = f"/circles/{circle}/posts/{post}"
        await company.open((nasrin, here), (rina, here))
        await nasrin_puts_it_right(nasrin, rina)
        await nasrin_lets_a_day_stay(nasrin, rina)
        assert not any(told(stage.folder, piece) for piece in (PHONE[lang], TOLD[lang]["asks"][:8]))
        assert told(stage.folder, TOLD[lang]["mended"])
        await company.opens(rina, f"/circles/{circle}/new/question")
        await rina_asks_of_nobody(nasrin, rina, circle)


async def nasrin_puts_it_right(nasrin, rina):
    hers = TOLD[nasrin.lang]
    await nasrin.sees.puts("Write a reply", hers["asks"])
    await nasrin.goes("Send")
    for said in (
        "Could this tell who somebody is?",
        "The name of a person",
        "A phone number",
        "You decide: press send again, and it goes as it is. Setu does not see everything: a rare story can "
        "tell it, too.",
    ):
        await nasrin.sees.is_told(said)
    await nasrin.sees.screen.tap(nasrin.sees.say("Write “{instead}”", instead=hers["general"]))
    await nasrin.goes("Take it out")
    field = nasrin.sees.screen.page.get_by_role("textbox").last
    await expect(field).to_have_value(hers["mended"], timeout=PATIENCE)
    # Nothing of it is left for a screen reader, either.
    written = await nasrin.sees.screen.page.locator("textarea").evaluate_all(
        "all => all.map(one => one.value)"
    )
    assert written == [hers["mended"]]
    await nasrin.goes("Send")
    await rina.sees.sees(hers["mended"])
    assert not rina.sees.screen.was_sent(PHONE[nasrin.lang])


async def nasrin_lets_a_day_stay(nasrin, rina):
    hers = TOLD[nasrin.lang]
    await nasrin.sees.puts("Write a reply", hers["day"])
    await nasrin.goes("Send")
    await nasrin.sees.is_told("A date: of a birth, or of something that can be looked up")
    await nasrin.goes("It may stay", "Send")
    await rina.sees.sees(hers["day"])


async def rina_asks_of_nobody(nasrin, rina, circle):
    hers = TOLD[rina.lang]
    await rina.sees.puts("Your question in one line", hers["title"])
    await rina.sees.puts("Tell more about it", hers["more"])
    await rina.goes("Ask")
    await rina.sees.is_told("The name of a person")
    await rina.sees.screen.tap(rina.sees.say("Write “{instead}”", instead=hers["somebody"]))
    await rina.goes("Ask")
    await eventually(lambda: posting.posts(nasrin.desk, circle, "question"), within=20)
    (asked,) = posting.posts(nasrin.desk, circle, "question")
    assert (asked.title, asked.body) == (hers["better"], hers["more"])


def told(folder, text):
    """Whether the server has ever written this down."""
    return any(text.encode() in file.read_bytes() for file in folder.rglob("*") if file.is_file())
