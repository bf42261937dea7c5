"""A circle in two browsers: founded with rules, entered by request, kept by two, and handed over."""

import asyncio
import re

import examples as eg
import pytest
from journeys.browser import PATIENCE
from journeys.stage import LIVED

from app.i18n.languages import ENDONYMS, LANGUAGES, other
from app.ui.components.writing.facing import TURN_TO

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

NAMES = {
    "en": {"en": "Hands of Rajshahi", "bn": "রাজশাহীর হাত"},
    "bn": {"en": "Children of Khulna", "bn": "খুলনার শিশুরা"},
}
"""What the circle of who reads this language is called."""
SAID = {
    "Purpose in {language}": {
        "en": {"en": "Splints in the north", "bn": "উত্তরের স্প্লিন্ট"},
        "bn": {"en": "Play that helps to grow", "bn": "বেড়ে ওঠার খেলা"},
    },
    "Rules in {language}": {
        "en": {"en": "No client is named here.", "bn": "এখানে কোনো সেবাগ্রহীতার নাম নয়।"},
        "bn": {"en": "No photos of children.", "bn": "শিশুদের কোনো ছবি নয়।"},
    },
    "Start here, in {language}": {
        "en": {"en": "Tell what your hands do all day.", "bn": "সারাদিন আপনার হাত কী করে, বলুন।"},
        "bn": {"en": "Tell of a game you love.", "bn": "প্রিয় একটি খেলার কথা বলুন।"},
    },
}


@pytest.mark.parametrize("lang", LIVED)
async def test_a_circle_is_founded_entered_kept_by_two_and_handed_over(stage, tmp_path, lang):
    async with stage.company(tmp_path) as company:
        nasrin = await company.somebody(eg.NASRIN, lang)
        rina = await company.somebody(eg.RINA, other(lang))
        await company.open((nasrin, "/circles/new"), (rina, "/circles"))
        await nasrin_founds_a_circle(nasrin, lang)
        await rina_reads_the_rules_and_asks_to_join(rina, lang)
        await nasrin_lets_her_in(nasrin, rina, lang)
        await nasrin_makes_her_a_moderator(nasrin, rina)
        await the_last_leader_cannot_just_leave(nasrin)
        await nasrin_hands_the_lead_over_and_leaves(nasrin, rina)


async def nasrin_founds_a_circle(nasrin, lang):
    sees = nasrin.sees
    for field, texts in {"Name in {language}": NAMES, **SAID}.items():
        if field.startswith("Rules"):
            await sees.sees_button(TURN_TO[other(lang)])  # how it will read stands above what comes now
            await nasrin.goes("By request: leaders let people in", "Rules and where to start")
        for side in LANGUAGES:
            await sees.puts(field, texts[lang][side], language=ENDONYMS[side])
    await nasrin.goes("Create circle")
    await sees.is_told("No topics yet")
    await sees.sees(NAMES[lang][lang])


async def rina_reads_the_rules_and_asks_to_join(rina, lang):
    await rina.sees.tap_text(SAID["Purpose in {language}"][lang][rina.lang])
    await rina.sees.sees(SAID["Rules in {language}"][lang][rina.lang])
    await rina.goes("Accept the rules and ask to join")
    await rina.sees.is_told("You asked to join. Once you are let in, this circle is among yours.")


async def nasrin_lets_her_in(nasrin, rina, lang):
    await nasrin.sees.sees(nasrin.sees.count("{n} person asks to join.", "{n} people ask to join.", 1))
    await nasrin.goes("Look at the requests")
    await nasrin.sees.tap("Accept", "request to join")
    await rina.sees.sees(SAID["Start here, in {language}"][lang][rina.lang])
    await rina.goes("Members")
    await rina.sees.sees_button(rf"{you(rina)}.*{rina.sees.say('Member')}")


async def nasrin_makes_her_a_moderator(nasrin, rina):
    await of_the_menu(nasrin, rina, "Make moderator")
    name = rina.name(nasrin.lang)
    await nasrin.sees.sees(nasrin.sees.say("{name} is a moderator here now.", name=name))
    await rina.sees.sees_button(rf"{you(rina)}.*{rina.sees.say('Moderator')}")


async def the_last_leader_cannot_just_leave(nasrin):
    await leaves(nasrin)
    await nasrin.sees.is_told("You are the last leader here. Make someone else a leader first.")


async def nasrin_hands_the_lead_over_and_leaves(nasrin, rina):
    await of_the_menu(nasrin, rina, "Hand the lead over")
    await nasrin.sees.is_told("Hand the lead over?")
    await nasrin.goes("Hand over")
    await asyncio.gather(
        rina.sees.sees_button(rf"{you(rina)}.*{rina.sees.say('Leader')}"),
        nasrin.sees.sees_button(rf"{you(nasrin)}.*{nasrin.sees.say('Member')}"),
    )
    await leaves(nasrin)
    await nasrin.sees.is_told("Accept the rules and ask to join")
    await rina.sees.sees(rina.sees.count("{n} member", "{n} members", 1))
    await rina.sees.sees_no_more(nasrin.name(rina.lang))


async def of_the_menu(nasrin, rina, item):
    """Nasrin does something about Rina, who stands in the list of members."""
    name = rina.name(nasrin.lang)
    await nasrin.sees.screen.tap(nasrin.sees.say("What one can do about {name}", name=name))
    await nasrin.goes(item)


async def leaves(person):
    await person.goes("Leave circle")
    await person.sees.is_told("Leave circle?")
    button = person.sees.screen.page.get_by_role("button", name=person.sees.say("Leave"), exact=True)
    await button.click(timeout=PATIENCE)


def you(person):
    """How somebody's own row in the list of members begins, as a pattern."""
    return re.escape(person.sees.say("{name} (you)", name=person.name(person.lang)))
