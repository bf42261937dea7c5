"""Safety in two browsers: a report is decided and its reporter hears; somebody is muted; and a circle of peer
support, where nobody has a name, one is heard, and help can be called."""

import examples as eg
import pytest
from journeys.devices import eventually
from journeys.stage import LIVED

from app.domain.peers import NOBODY
from app.domain.reactions import REACTIONS
from app.domain.reporting import CATEGORIES, OUTCOMES
from app.i18n.languages import ENDONYMS, other
from app.services import posting

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

TOLD = {
    "en": {
        "bad": "Take three times as much.",
        "other": "Or nothing at all.",
        "note": "Somebody may believe this.",
        "decided": "Thank you. We spoke with him.",
        "name": "After work",
        "tired": "I cannot do this any more.",
        "body": "The ward was full again.",
    },
    "bn": {
        "bad": "তিন গুণ খেয়ে নিন।",
        "other": "নয়তো কিছুই না।",
        "note": "কেউ বিশ্বাস করে ফেলতে পারেন।",
        "decided": "ধন্যবাদ। তাঁর সঙ্গে কথা বলেছি।",
        "name": "কাজের পরে",
        "tired": "আমি আর পারছি না।",
        "body": "ওয়ার্ড আজও ভরা ছিল।",
    },
}


@pytest.mark.parametrize("lang", LIVED)
async def test_a_report_is_decided_its_reporter_hears_and_mutes_who_wrote_it(stage, tmp_path, lang):
    async with stage.company(tmp_path) as company:
        nasrin = await company.somebody(eg.NASRIN, lang)
        rina = await company.somebody(eg.RINA, other(lang))
        david = await company.somebody(eg.DAVID, lang)
        circle = await company.circle(nasrin, rina, david, name_en="Doses", name_bn="মাত্রা")
        told = TOLD[david.lang]
        post = posting.post(david.desk, circle, "topic", told["bad"], told["bad"]).id
        posting.post(david.desk, circle, "topic", told["other"], told["other"])
        for one in (david, rina, nasrin):
            await one.settles()
        await company.open((nasrin, f"/circles/{circle}"), (rina, f"/circles/{circle}/posts/{post}"))
        await rina_reports_it_to_the_leaders(rina)
        await nasrin_removes_it(nasrin)
        await rina_hears(rina, nasrin)
        await rina_mutes_david(rina, david)


async def rina_reports_it_to_the_leaders(rina):
    await rina.sees.tap_one("What one can do about this", 0)
    await rina.sees.tap("Report", "verb")
    await rina.sees.screen.tap(CATEGORIES["harmful"].word(rina.lang))
    await rina.sees.puts("What should they know?", TOLD[rina.lang]["note"])
    await rina.goes("Send the report")
    await rina.sees.is_told("The leaders of the circle will read it. You will hear what they decide.")


async def nasrin_removes_it(nasrin):
    told = TOLD[nasrin.lang]
    await nasrin.goes("Reports")
    await nasrin.sees.tap_text(told["bad"])
    await nasrin.sees.is_told("What was reported, as it was")
    await nasrin.sees.screen.tap(OUTCOMES["removed"].word(nasrin.lang))
    await nasrin.sees.puts("A note to the reporter", told["decided"])
    await nasrin.goes("Decide")
    await nasrin.sees.is_told("Remove it for everyone?")
    await nasrin.goes("Remove and decide")
    await nasrin.sees.is_told("To the reporter")


async def rina_hears(rina, nasrin):
    await rina.goes("My reports")
    await rina.sees.sees(OUTCOMES["removed"].word(rina.lang))
    await rina.sees.sees(TOLD[nasrin.lang]["decided"])


async def rina_mutes_david(rina, david):
    told, name = TOLD[david.lang], david.name(rina.lang)
    await rina.goes("Circles")
    await rina.sees.tap_text({"en": "Doses", "bn": "মাত্রা"}[rina.lang])
    await rina.sees.sees(told["other"])
    await rina.sees.sees_no_more(told["bad"])
    await rina.goes("Members")
    await rina.sees.is_told("Leave circle")  # else it would be the name beside what he wrote
    await rina.sees.tap_text(name)
    await rina.sees.tap_one("What one can do about this", 0)
    await rina.goes("Mute in circles", "Circles")
    await rina.sees.tap_text({"en": "Doses", "bn": "মাত্রা"}[rina.lang])
    folded = rina.sees.say("{name}, whom you muted, wrote something here.", name=name)
    await rina.sees.sees(folded)
    await rina.goes("Show it")
    await rina.sees.sees(told["other"])


@pytest.mark.parametrize("lang", LIVED)
async def test_among_peers_one_is_heard_without_a_name_and_finds_help(stage, tmp_path, lang):
    async with stage.company(tmp_path) as company:
        nasrin = await company.somebody(eg.NASRIN, lang)
        rina = await company.somebody(eg.RINA, other(lang))
        await company.open((nasrin, "/circles/new"), (rina, "/circles"))
        circle = await nasrin_founds_a_circle_of_peers(nasrin)
        await rina_joins_and_says_how_it_is(rina, nasrin)
        await nasrin_hears_her_and_does_not_know_whom(nasrin, rina, circle)
        await rina_is_heard_and_finds_whom_to_call(rina)


async def nasrin_founds_a_circle_of_peers(nasrin):
    name = TOLD[nasrin.lang]["name"]
    await nasrin.sees.puts("Name in {language}", name, language=ENDONYMS[nasrin.lang])
    await nasrin.sees.tap_text(nasrin.sees.say("A circle of peer support"))
    await nasrin.goes("Create circle")
    await nasrin.sees.is_told("No topics yet")
    return nasrin.place.split("/")[2]


async def rina_joins_and_says_how_it_is(rina, nasrin):
    told = TOLD[rina.lang]
    await rina.sees.tap_text(TOLD[nasrin.lang]["name"])
    await rina.goes("Join circle", "New topic")
    await rina.sees.puts("Title", told["tired"])
    await rina.sees.puts("Tell more about it", told["body"])
    await rina.sees.tap("Post", "verb")
    await rina.sees.sees(told["tired"])


async def nasrin_hears_her_and_does_not_know_whom(nasrin, rina, circle):
    told = TOLD[rina.lang]
    await nasrin.sees.sees(NOBODY.side(nasrin.lang))
    await nasrin.sees.tap_text(told["tired"])
    await nasrin.sees.sees(told["body"])
    await nasrin.sees.screen.tap(heard(nasrin))
    await nasrin.sees.screen.tap(heard(nasrin, 1))
    await nasrin.sees.screen.tap(heard(nasrin))
    (said,) = await eventually(lambda: posting.posts(nasrin.desk, circle, "topic"))
    assert said.by == ""


async def rina_is_heard_and_finds_whom_to_call(rina):
    await rina.sees.tap_text(TOLD[rina.lang]["tired"])
    await rina.sees.sees(heard(rina, 1))
    await rina.goes("Back", "When it is too much")
    await rina.sees.sees({"en": "Listening line (example)", "bn": "শোনার লাইন (উদাহরণ)"}[rina.lang])
    await rina.sees.sees(rina.sees.say("Call {number}", number="01700 000000"))


def heard(person, times=0):
    """What the button says on which one tells that one has heard; with how many have."""
    said = REACTIONS["hear"].word(person.lang)
    return f"{said} · {person.sees.words.formatter.integer(times)}" if times else said
