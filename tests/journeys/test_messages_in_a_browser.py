"""Messages in two browsers: a request first, what was read told only where both want it, three in a group,
and peace from somebody."""

import re

import examples as eg
import pytest
from journeys.browser import PATIENCE
from journeys.devices import eventually
from journeys.stage import LIVED
from playwright.async_api import expect

from app.domain.ids import COMMONS, group_scope, pair_scope
from app.domain.talks import REQUEST_LETTERS
from app.i18n.languages import other
from app.services import grouping, messaging

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

TOLD = {
    "en": {
        "first": "I read your answer about splints.",
        "reply": "Gladly. What do you want to know?",
        "why": "Why hot sand?",
        "because": "It warms from all sides.",
        "group": "Journal club",
        "hello": "Shall we read on Sunday?",
        "yes": "At eight.",
        "bring": "I shall bring two papers.",
        "again": "Are you there?",
    },
    "bn": {
        "first": "স্প্লিন্ট নিয়ে আপনার উত্তরটি পড়েছি।",
        "reply": "নিশ্চয়ই। কী জানতে চান?",
        "why": "গরম বালি কেন?",
        "because": "সব দিক থেকে গরম হয়।",
        "group": "পড়ার দল",
        "hello": "রবিবার পড়ব?",
        "yes": "আটটায়।",
        "bring": "আমি দুটি প্রবন্ধ আনব।",
        "again": "আছেন?",
    },
}


@pytest.mark.parametrize("lang", LIVED)
async def test_a_request_is_accepted_and_what_was_read_is_told_where_both_want_it(stage, tmp_path, lang):
    async with stage.company(tmp_path) as company:
        nasrin = await company.somebody(eg.NASRIN, lang)
        rina = await company.somebody(eg.RINA, other(lang))
        await eventually(lambda: nasrin.desk.memory.get(COMMONS, "card", rina.id), within=20)
        await company.open((nasrin, f"/people/{rina.id}"), (rina, "/messages"))
        await nasrin_asks_to_write(nasrin)
        await rina_accepts_and_writes_back(nasrin, rina)
        await both_tell_each_other_what_was_read(nasrin, rina)
        await nasrin_answers_one_message_of_several(nasrin, rina)
        await rina_tells_no_more_what_she_reads(nasrin, rina)


async def nasrin_asks_to_write(nasrin):
    await nasrin.sees.tap("Message", "verb")
    said = "Your first message is a request, of {limit} letters at most. Once they accept, you can write on."
    await nasrin.sees.sees(nasrin.sees.say(said, limit=REQUEST_LETTERS))
    await says(nasrin, "first")
    await nasrin.sees.is_told("Waiting for an answer. Once they accept, you can write on.")


async def rina_accepts_and_writes_back(nasrin, rina):
    await rina.goes("Message requests")
    await rina.sees.tap_text(nasrin.name(rina.lang))
    await rina.sees.sees(TOLD[nasrin.lang]["first"])
    await rina.goes("Accept")
    await says(rina, "reply")
    await nasrin.sees.sees(TOLD[rina.lang]["reply"])


async def both_tell_each_other_what_was_read(nasrin, rina):
    await does(nasrin, "Tell each other what was read")
    said = "Once {name} turns this on too, each of you sees what the other has read."
    await nasrin.sees.sees(nasrin.sees.say(said, name=rina.name(nasrin.lang)))
    place = pair_scope(nasrin.id, rina.id)
    await eventually(lambda: rina.desk.memory.get(place, "receipt", nasrin.id), within=20)
    await does(rina, "Tell each other what was read")
    await rina.sees.is_told("From now on each of you sees what the other has read.")
    await says(nasrin, "why")
    await nasrin.sees.is_told("Read by the other")


async def nasrin_answers_one_message_of_several(nasrin, rina):
    asked = TOLD[rina.lang]["reply"]
    await nasrin.sees.tap_one("React", 0, "verb")
    await nasrin.sees.tap("Reply to this", "verb")
    await nasrin.sees.sees_button(nasrin.sees.say("Do not quote this"))
    await says(nasrin, "because")
    await rina.sees.sees(TOLD[nasrin.lang]["because"])
    # Her own words stand where she said them, and above the answer.
    known = rina.sees.screen.page.get_by_label(re.compile(re.escape(asked)))
    await expect(known).to_have_count(2, timeout=PATIENCE)


async def rina_tells_no_more_what_she_reads(nasrin, rina):
    await does(rina, "Stop telling what was read")
    await rina.sees.is_told("Neither of you sees what the other has read.")
    await nasrin.sees.sees_no_more(nasrin.sees.say("Read by the other"))


@pytest.mark.parametrize("lang", LIVED)
async def test_three_talk_in_a_group_and_one_wants_peace_from_another(stage, tmp_path, lang):
    async with stage.company(tmp_path) as company:
        nasrin = await company.somebody(eg.NASRIN, lang)
        rina = await company.somebody(eg.RINA, other(lang))
        david = await company.somebody(eg.DAVID, lang)
        await company.circle(nasrin, rina, david, name_en="Hands", name_bn="হাত")
        messaging.send(nasrin.desk, rina.id, TOLD[lang]["first"])
        await company.open((nasrin, "/messages/groups/new"), (rina, "/messages"))
        group = await nasrin_makes_a_group(nasrin, rina, david)
        await both_accept_and_all_hear_each_other(nasrin, rina, david)
        await rina_writes_on_though_the_mouse_rests_on_the_button(nasrin, rina)
        await rina_mutes_the_group(nasrin, rina)
        await rina_blocks_nasrin(nasrin, rina, group)


async def nasrin_makes_a_group(nasrin, rina, david):
    await nasrin.sees.puts("Name of the group", TOLD[nasrin.lang]["group"])
    for one in (rina, david):
        await nasrin.sees.tap_text(one.name(nasrin.lang))
    await nasrin.goes("Make the group")
    await nasrin.sees.is_told("Greet the others, ask, or share what helped you.")
    return group_scope(nasrin.place.rpartition("/")[2])


async def both_accept_and_all_hear_each_other(nasrin, rina, david):
    (invited,) = await eventually(lambda: grouping.invitations(david.desk), within=20)
    grouping.accept(david.desk, invited.scope)
    await rina.goes("Message requests", "Accept")
    await rina.sees.tap_text(TOLD[nasrin.lang]["group"])
    await eventually(lambda: len(grouping.group(nasrin.desk, invited.scope).members) == 3, within=20)
    await says(nasrin, "hello")
    await rina.sees.sees(TOLD[nasrin.lang]["hello"])
    await says(rina, "yes")
    await nasrin.sees.sees(TOLD[rina.lang]["yes"])
    await eventually(lambda: len(messaging.said(david.desk, invited.scope)) == 2, within=20)


async def rina_writes_on_though_the_mouse_rests_on_the_button(nasrin, rina):
    page = rina.sees.screen.page
    await expect(page.get_by_role("textbox").last).to_be_focused(timeout=PATIENCE)
    await page.wait_for_timeout(1000)  # by now the button has shown its name, and the client moved the screen
    await page.keyboard.insert_text(TOLD[rina.lang]["bring"])
    await page.keyboard.press("Enter")
    await nasrin.sees.sees(TOLD[rina.lang]["bring"])


async def rina_mutes_the_group(nasrin, rina):
    await rina.sees.tap_one("What one can do about this", 0)
    await rina.sees.tap("Mute", "verb")
    await rina.goes("Back")
    await rina.sees.is_told("Muted")


async def rina_blocks_nasrin(nasrin, rina, group):
    await rina.sees.tap_text(TOLD[nasrin.lang]["first"])
    await rina.sees.tap_one("What one can do about this", 0)
    await rina.sees.tap("Block", "verb")
    await rina.sees.is_told("Block this person?")
    await rina.sees.tap("Block", "verb")
    await rina.sees.is_told("You have blocked this person. They cannot write to you, and were not told.")
    await rina.settles()
    messaging.send(nasrin.desk, rina.id, TOLD[nasrin.lang]["again"])
    grouping.send(nasrin.desk, group, TOLD[nasrin.lang]["because"])
    await eventually(lambda: len(messaging.said(rina.desk, group)) == 4, within=20)
    assert len(messaging.messages(rina.desk, nasrin.id)) == 1
    assert not rina.sees.screen.was_sent(TOLD[nasrin.lang]["again"])
    await rina.goes("Unblock")
    await rina.sees.is_told("Type a message")


async def says(person, what):
    await person.sees.write("Type a message", TOLD[person.lang][what])
    await person.goes("Send")


async def does(person, what):
    """Something of the menu in the top bar."""
    await person.sees.tap_one("What one can do about this", 0)
    await person.goes(what)
