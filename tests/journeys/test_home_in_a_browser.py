"""Home in a browser: what waits for somebody comes by itself, goes when it is done, and there is an end."""

import examples as eg
import pytest
from journeys.devices import eventually
from journeys.stage import LIVED

from app.domain.ids import COMMONS
from app.i18n.languages import other
from app.services import belonging, leading, messaging, posting, talking

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

PURPOSE = {
    "en": {"en": "Meals that can be swallowed", "bn": "গেলা যায় এমন খাবার"},
    "bn": {"en": "Rice, soft enough", "bn": "যথেষ্ট নরম ভাত"},
}
"""Of the circle in the story of who reads this language."""
PROMPT = {"en": "Which meal did you change last?", "bn": "শেষ কোন খাবারটি বদলেছেন?"}
TOLD = {
    "en": {"question": "How thick is thick enough?", "answer": "Like honey.", "topic": "Khichuri works"},
    "bn": {"question": "কতটা ঘন হলে চলে?", "answer": "মধুর মতো।", "topic": "খিচুড়ি কাজে আসে"},
}


@pytest.mark.parametrize("lang", LIVED)
async def test_what_waits_comes_to_home_and_goes_when_it_is_done(stage, tmp_path, lang):
    async with stage.company(tmp_path) as company:
        rina = await company.somebody(eg.RINA, lang)
        phone = await company.somebody(eg.RINA, lang, of=rina)
        nasrin = await company.somebody(eg.NASRIN, other(lang))
        david = await company.somebody(eg.DAVID, other(lang))
        circle = await company.circle(nasrin, name_en="Swallowing", **_purpose(lang))
        leading.ask(nasrin.desk, circle, en=PROMPT["en"], bn=PROMPT["bn"])
        await eventually(lambda: belonging.circle(rina.desk, circle), within=20)
        await company.opens(rina, "/")
        await rina_finds_a_circle_and_its_prompt(rina, lang)
        post = posting.post(rina.desk, circle, "topic", TOLD[lang]["topic"], TOLD[lang]["answer"]).id
        await nasrin_and_david_turn_to_her(nasrin, david, rina, circle, post)
        await she_reads_of_it_all_on_home(rina)
        await her_phone_has_read_what_was_written(rina, phone, nasrin, david)
        await she_answers_the_question(rina, nasrin)
        await she_looks_back_at_the_week(rina, nasrin)


def _purpose(lang):
    return {f"purpose_{side}": text for side, text in PURPOSE[lang].items()}


async def rina_finds_a_circle_and_its_prompt(rina, lang):
    await rina.sees.is_told("Find your circle")
    await rina.goes("See the circles")
    await rina.sees.tap_text(PURPOSE[lang][lang])
    await rina.goes("Join circle")
    await rina.sees.sees(PROMPT[lang])
    await rina.goes("Home")
    await rina.sees.sees(PROMPT[lang])


async def nasrin_and_david_turn_to_her(nasrin, david, rina, circle, post):
    """A question for her discipline, a reply, a message, and a stranger who asks to write."""
    told = TOLD[nasrin.lang]
    posting.post(nasrin.desk, circle, "question", told["question"], told["answer"], asked=["slt"])
    await eventually(lambda: posting.posts(nasrin.desk, circle, "topic"), within=20)
    posting.reply(nasrin.desk, circle, post, told["answer"])
    messaging.send(nasrin.desk, rina.id, told["topic"])
    await eventually(lambda: david.desk.memory.get(COMMONS, "card", rina.id), within=20)
    messaging.send(david.desk, rina.id, told["question"])


async def she_reads_of_it_all_on_home(rina):
    sees = rina.sees
    await sees.is_told("Questions you could answer")
    await sees.is_told("Asks your discipline")
    await sees.is_told("Replies to you")
    await sees.sees(news(rina))
    await sees.sees(sees.count("{n} person asks to write to you", "{n} people ask to write to you", 1))
    await sees.is_told("That is all for now.")


async def her_phone_has_read_what_was_written(rina, phone, nasrin, david):
    """What she reads and decides on her phone is done here, too."""
    await eventually(lambda: messaging.count_unread(phone.desk) and messaging.requests(phone.desk), within=20)
    messaging.see(phone.desk, nasrin.id)
    talking.decline(phone.desk, david.id)
    await rina.sees.sees_no_more(news(rina))
    await rina.sees.sees_no_more(rina.sees.say("Message requests"))


async def she_answers_the_question(rina, nasrin):
    await rina.sees.tap_text(TOLD[nasrin.lang]["question"])
    await rina.sees.puts("Write an answer", TOLD[rina.lang]["answer"])
    await rina.goes("Send")
    await rina.sees.is_told("Delivered")
    await rina.goes("Back", "Home")
    await rina.sees.is_told("Replies to you")
    await rina.sees.sees_no_more(rina.sees.say("Questions you could answer"))
    await rina.sees.tap("Answer", "verb")
    await rina.sees.puts("Your answer, in either language", TOLD[rina.lang]["topic"])
    await rina.goes("Send")
    await rina.goes("Back", "Home")
    await rina.sees.is_told("You are up to date.")


async def she_looks_back_at_the_week(rina, nasrin):
    await rina.goes("Circles", "Your circles' week")
    for one, many in (
        ("{n} new topic", "{n} new topics"),
        ("{n} new question", "{n} new questions"),
        ("{n} new reply to you", "{n} new replies to you"),
    ):
        await rina.sees.sees(rina.sees.count(one, many, 1))
    await rina.sees.sees(TOLD[nasrin.lang]["question"])
    told = "That is all. It was put together on this device, and nobody is told that you looked."
    await rina.sees.is_told(told)


def news(person):
    one, many = "{n} conversation has something new", "{n} conversations have something new"
    return person.sees.count(one, many, 1)
