"""A question is shared to a second circle, in two browsers: offered, taken in, answered, and taken back."""

import examples as eg
import pytest
from journeys.devices import eventually
from journeys.stage import LIVED

from app.i18n.languages import other
from app.services import posting, sharing

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

HANDS = {"en": "Hands", "bn": "হাত"}
SEATING = {"en": "Seating", "bn": "বসা"}
TOLD = {
    "en": {
        "title": "What instead of foam?",
        "body": "It is used up after a month.",
        "note": "You seat people every day.",
        "other": "Who lends a mould?",
        "answer": "A wooden wedge, covered with cloth.",
    },
    "bn": {
        "title": "ফোমের বদলে কী?",
        "body": "এক মাসেই ক্ষয়ে যায়।",
        "note": "আপনারা প্রতিদিন মানুষকে বসান।",
        "other": "কে একটি ছাঁচ ধার দেবেন?",
        "answer": "কাপড়ে মোড়া কাঠের গোঁজ।",
    },
}


@pytest.mark.parametrize("lang", LIVED)
async def test_a_question_is_offered_taken_in_answered_there_and_taken_back(stage, tmp_path, lang):
    async with stage.company(tmp_path) as company:
        nasrin, rina, hands, seating = await two_in_two_circles(company, lang)
        post = await asked(rina, hands, "title", "body")
        await company.open((rina, f"/circles/{hands}/posts/{post}"), (nasrin, "/"))
        await rina_offers_it(rina)
        await nasrin_reads_it_and_takes_it_in(nasrin, rina)
        await rina_finds_it_there(rina)
        await nasrin_answers_it_in_her_circle(nasrin, rina, seating)
        await rina_takes_it_back_from_there(nasrin, rina, hands, post)


@pytest.mark.parametrize("lang", LIVED)
async def test_who_is_declined_is_told_so_kindly(stage, tmp_path, lang):
    async with stage.company(tmp_path) as company:
        nasrin, rina, hands, seating = await two_in_two_circles(company, lang)
        post = await asked(rina, hands, "other", "body")
        sharing.share(rina.desk, hands, post, seating)
        await rina.settles()
        await company.open((rina, "/"), (nasrin, f"/circles/{seating}"))
        offered = ("{n} post is offered to this circle.", "{n} posts are offered to this circle.")
        await nasrin.sees.sees(nasrin.sees.count(*offered, 1))
        await nasrin.goes("Look at it")
        await nasrin.sees.tap("Not this time", "offered post")
        await nasrin.sees.is_told("Its author is told, kindly, that you did not take it in this time.")
        await nasrin.sees.tap("Not this time", "offered post")
        said = "Not this time: the leaders of {circle} did not take it in."
        told = rina.sees.say(said, circle=SEATING[rina.lang])
        await rina.sees.sees(told)
        await rina.sees.tap_text(told)
        await rina.sees.sees(TOLD[rina.lang]["body"])


async def two_in_two_circles(company, lang):
    """Nasrin leads a circle of seating, and both are in Rina's circle of hands."""
    nasrin = await company.somebody(eg.NASRIN, lang)
    rina = await company.somebody(eg.RINA, other(lang))
    seating = await company.circle(nasrin, rina, name_en=SEATING["en"], name_bn=SEATING["bn"])
    hands = await company.circle(rina, name_en=HANDS["en"], name_bn=HANDS["bn"])
    return nasrin, rina, hands, seating


async def asked(person, circle, title, body):
    told = TOLD[person.lang]
    post = posting.post(person.desk, circle, "question", told[title], told[body]).id
    await person.settles()
    return post


async def rina_offers_it(rina):
    sees = rina.sees
    await sees.tap_one("What one can do about this", 0)
    await rina.goes("Share to another circle")
    await sees.screen.tap(SEATING[rina.lang])
    await sees.puts("A sentence to go with it", TOLD[rina.lang]["note"])
    await sees.tap("Offer", "verb")
    said = "Offered to {circle}. Its leaders have not answered yet."
    await sees.sees(sees.say(said, circle=SEATING[rina.lang]))


async def nasrin_reads_it_and_takes_it_in(nasrin, rina):
    sees, hers = nasrin.sees, TOLD[rina.lang]
    counted = sees.count("{n} post is offered to this circle.", "{n} posts are offered to this circle.", 1)
    await sees.tap_text(counted)
    await sees.sees(hers["note"])
    await sees.sees(hers["body"])
    await sees.sees(sees.say("A question from {circle}", circle=HANDS[nasrin.lang]))
    await sees.tap("Take it in", "offered post")
    await sees.is_told("Nothing is offered just now")


async def rina_finds_it_there(rina):
    await rina.sees.sees(rina.sees.say("Shared to {circle}.", circle=SEATING[rina.lang]))
    await rina.goes("See it there")
    await rina.sees.sees(rina.sees.say("Shared from {circle}", circle=HANDS[rina.lang]))
    await rina.sees.sees(TOLD[rina.lang]["note"])


async def nasrin_answers_it_in_her_circle(nasrin, rina, seating):
    (post,) = posting.posts(nasrin.desk, seating, "question")
    posting.reply(nasrin.desk, seating, post.id, TOLD[nasrin.lang]["answer"])
    await rina.sees.sees(TOLD[nasrin.lang]["answer"])


async def rina_takes_it_back_from_there(nasrin, rina, hands, post):
    (offer,) = sharing.offers(rina.desk, hands, post)
    await rina.sees.screen.page.go_back()
    await rina.goes("Take back from there")
    await rina.sees.sees(rina.sees.say("Take this back from {circle}?", circle=SEATING[rina.lang]))
    await rina.sees.tap("Take back", "offer")
    await eventually(lambda: sharing.offers(rina.desk, hands, post) == [])
    await eventually(lambda: posting.the_post(nasrin.desk, offer.to, offer.id).taken == "author")
    assert posting.the_post(rina.desk, hands, post).taken == "", "where it was written it stays"
