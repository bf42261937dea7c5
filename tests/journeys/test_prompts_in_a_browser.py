"""A learning prompt in two browsers: asked in two languages with a poll, answered, thought about alone,
summed up; and another one planned, which nobody hears of before its day."""

import re

import examples as eg
import pytest
from journeys.browser import PATIENCE
from journeys.stage import LIVED

from app.i18n.languages import ENDONYMS, LANGUAGES, other
from app.services import posting
from app.ui.components.writing.facing import TURN_TO

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

PROMPT = {"en": "What helps you after a hard day?", "bn": "কঠিন দিনের পরে কী আপনাকে সাহায্য করে?"}
CHOICES = [{"en": "Tea with a colleague", "bn": "সহকর্মীর সঙ্গে চা"}, {"en": "A walk", "bn": "একটু হাঁটা"}]
ANSWER = {"en": "I write down one thing that went well.", "bn": "যা ভালো হলো, তার একটি লিখে রাখি।"}
REFLECTION = {
    "en": "I wanted to give up, and rang 01712-345678.",
    "bn": "হাল ছেড়ে দিতে চেয়েছিলাম, ০১৭১২-৩৪৫৬৭৮-এ ফোন করেছি।",
}
SUMMARY = {"en": "Small things, done every day", "bn": "রোজকার ছোট ছোট কাজ"}
NEXT = {"en": "Whom did you thank this week?", "bn": "এ সপ্তাহে কাকে ধন্যবাদ দিলেন?"}


@pytest.mark.parametrize("lang", LIVED)
async def test_a_prompt_is_asked_voted_on_answered_thought_about_and_summed_up(stage, tmp_path, lang):
    async with stage.company(tmp_path) as company:
        nasrin = await company.somebody(eg.NASRIN, lang)
        david = await company.somebody(eg.DAVID, other(lang))
        circle = await company.circle(nasrin, david, name_en="Evenings", name_bn="সন্ধ্যা")
        await company.open((nasrin, f"/circles/{circle}/ask"), (david, f"/circles/{circle}"))
        await nasrin_asks_with_a_poll(nasrin)
        await david_votes(david)
        await david_writes_something_for_himself_and_answers(david)
        await nasrin_sees_who_answered(nasrin, david)
        await nasrin_says_what_came_of_it(nasrin, david)


async def nasrin_asks_with_a_poll(nasrin):
    sees = nasrin.sees
    await both_sides(nasrin, PROMPT)
    await nasrin.goes("Poll")
    for number, choice in enumerate(CHOICES, 1):
        n = sees.words.formatter.integer(number)
        for side in LANGUAGES:
            await sees.puts("Choice {n} ({language})", choice[side], n=n, language=ENDONYMS[side])
    await nasrin.goes("Ask the circle")
    await sees.is_told("Nobody has answered yet. Yours can be the first.")


async def david_votes(david):
    await david.sees.sees(PROMPT[david.lang])
    await david.sees.tap("Answer", "verb")
    chosen = CHOICES[0][david.lang]
    await david.sees.screen.tap(chosen)
    await david.sees.sees(david.sees.say("You chose: {choice}", choice=chosen))


async def david_writes_something_for_himself_and_answers(david):
    """The guard does not ask about what nobody else will read."""
    await david.goes("Reflect for yourself")
    await david.sees.puts("Your reflection", REFLECTION[david.lang])
    await david.goes("Keep it")
    await david.sees.is_told("Kept, for you alone.")
    await david.sees.puts("Your answer, in either language", ANSWER[david.lang])
    await david.goes("Send")


async def nasrin_sees_who_answered(nasrin, david):
    await nasrin.sees.sees(ANSWER[david.lang])
    assert not nasrin.sees.screen.was_sent(REFLECTION[david.lang]), "what he wrote before is his alone"
    assert nasrin.desk.memory.of_kind("reflection") == []
    await nasrin.goes("Who has answered")
    page, name = nasrin.sees.screen.page, david.name(nasrin.lang)
    answered = re.compile(rf"{re.escape(nasrin.sees.say('Answered'))}\s*{re.escape(name)}")
    await page.get_by_text(answered).or_(page.get_by_text(name, exact=True)).first.wait_for(timeout=PATIENCE)
    await nasrin.sees.is_told("Not yet")


async def nasrin_says_what_came_of_it(nasrin, david):
    await nasrin.goes("Summarise the answers")
    await both_sides(nasrin, SUMMARY)
    await nasrin.goes("Save")
    await david.sees.is_told("What came of it")
    await david.sees.sees(SUMMARY[david.lang])


@pytest.mark.parametrize("lang", LIVED)
async def test_what_is_planned_is_heard_of_by_nobody_before_its_day(stage, tmp_path, lang):
    async with stage.company(tmp_path) as company:
        nasrin = await company.somebody(eg.NASRIN, lang)
        david = await company.somebody(eg.DAVID, other(lang))
        circle = await company.circle(nasrin, david, name_en="Mornings", name_bn="সকাল")
        await company.open((nasrin, f"/circles/{circle}/ask"), (david, f"/circles/{circle}"))
        await both_sides(nasrin, NEXT)
        await nasrin.goes("Later, by itself", "Choose a day")
        agreed = re.compile("^(OK|ঠিক আছে)$")
        await nasrin.sees.screen.page.get_by_role("button", name=agreed).click(timeout=PATIENCE)
        await nasrin.goes("Every week, on this day, until you stop it", "Plan it")
        await nasrin.sees.is_told("It is planned. You find it under Prompts.")
        await nasrin.goes("Prompts")
        await nasrin.sees.is_told("Planned, seen only by you")
        await nasrin.sees.sees(NEXT[lang])
        posting.post(nasrin.desk, circle, "topic", SUMMARY["en"], SUMMARY["bn"])
        await david.sees.sees(SUMMARY["en"])
        await david.goes("Prompts")
        await david.sees.is_told("No learning prompts yet")
        assert not any(david.sees.screen.was_sent(text) for text in NEXT.values())


async def both_sides(person, texts):
    """Write a text in both languages, whose fields are called by them, and see how it will read."""
    for side in LANGUAGES:
        await person.sees.screen.put(ENDONYMS[side], texts[side])
    await person.sees.sees_button(TURN_TO[other(person.lang)])
