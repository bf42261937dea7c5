"""A question in two browsers: asked of a discipline, answered by two, said to have helped, and closed."""

import examples as eg
import pytest
from journeys.stage import LIVED

from app.domain.taxonomy import DISCIPLINES
from app.i18n.languages import other
from app.services import posting

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

TOLD = {
    "en": {
        "title": "How long do you keep the splint on?",
        "body": "After a tendon repair, at night.",
        "answer": "Six weeks, then only in the bus.",
        "because": "it says when to stop",
        "another": "Ask how it feels in the morning.",
    },
    "bn": {
        "title": "স্প্লিন্ট কতদিন পরিয়ে রাখেন?",
        "body": "টেন্ডন মেরামতের পরে, রাতে।",
        "answer": "ছয় সপ্তাহ, এরপর শুধু বাসে।",
        "because": "কখন থামতে হবে তা বলা আছে",
        "another": "সকালে কেমন লাগে জিজ্ঞেস করুন।",
    },
}


@pytest.mark.parametrize("lang", LIVED)
async def test_a_question_is_asked_answered_by_two_disciplines_helped_and_closed(stage, tmp_path, lang):
    async with stage.company(tmp_path) as company:
        rina = await company.somebody(eg.RINA, lang)
        david = await company.somebody(eg.DAVID, other(lang))
        nasrin = await company.somebody(eg.NASRIN, lang)
        circle = await company.circle(nasrin, rina, david, name_en="Hands", name_bn="হাত")
        await company.open((rina, f"/circles/{circle}/new/question"), (david, "/"))
        await rina_asks_the_physiotherapists(rina)
        await david_finds_it_on_home_and_answers(david, rina)
        (question,) = posting.posts(rina.desk, circle, "question")
        await nasrin.settles()
        posting.reply(nasrin.desk, circle, question.id, TOLD[lang]["another"])
        await rina_reads_the_answers_by_discipline(rina, david)
        await rina_says_what_helped_and_why(rina, david)
        await rina_asks_nurses_too_and_closes_it(rina, david)


async def rina_asks_the_physiotherapists(rina):
    told = TOLD[rina.lang]
    await rina.sees.puts("Your question in one line", told["title"])
    await rina.sees.puts("Tell more about it", told["body"])
    await rina.sees.screen.tap(DISCIPLINES["physio"].word(rina.lang))
    await rina.goes("Ask")
    await rina.sees.tap_text(told["title"])


async def david_finds_it_on_home_and_answers(david, rina):
    await david.sees.is_told("Asks your discipline")
    await david.sees.tap_text(TOLD[rina.lang]["title"])
    await david.sees.puts("Write an answer", TOLD[david.lang]["answer"])
    await david.goes("Send")


async def rina_reads_the_answers_by_discipline(rina, david):
    await rina.sees.sees(TOLD[david.lang]["answer"])
    await rina.sees.sees(TOLD[rina.lang]["another"])
    for code in ("physio", "ot"):
        heading = rina.sees.screen.page.get_by_text(DISCIPLINES[code].word(rina.lang), exact=True)
        await heading.first.wait_for()
    await rina.goes("Answers as they came")
    await rina.sees.is_told("Answers by discipline")


async def rina_says_what_helped_and_why(rina, david):
    why = TOLD[rina.lang]["because"]
    await rina.sees.tap_one("This helped me", 0)
    await rina.sees.puts("It helped me, because … (if you like)", why)
    await rina.goes("Say that it helped")
    await david.sees.sees(david.sees.say("This helped the asker, because: {why}", why=why))
    await david.sees.is_told("An answer helped")


async def rina_asks_nurses_too_and_closes_it(rina, david):
    await rina.sees.choose("Ask another discipline", DISCIPLINES["nurse"].word(rina.lang))
    asked = [DISCIPLINES[code].word(david.lang) for code in ("physio", "nurse")]
    listed = david.sees.words.formatter.list(asked)
    await david.sees.sees(david.sees.say("Asks above all: {disciplines}", disciplines=listed))
    await rina.goes("Close the question")
    await david.sees.is_told("Closed")
