"""Sharing a post to a second circle: offering it, what one hears, what leaders see, and where it is from."""

import flet as ft
import pytest
from ui.opening import opened
from ui.sharing import led_by_others, offered, offers, shared

from app.domain.ids import circle_scope
from app.domain.records import Record
from app.services import belonging, overseeing, posting, sharing

MENU = "Share to another circle"


def a_post(desk, circle, title="Sling", body="After a stroke"):
    return posting.post(desk, circle, "topic", title, body).id


def led_elsewhere(desk, name="Seating"):
    circle = belonging.found(desk, {"name_en": name, "name_bn": "বসার সার্কেল"}).id
    led_by_others(desk, circle)
    return circle


async def test_one_offers_it_with_a_sentence_and_reads_that_it_waits(desk, hands):
    there, post = led_elsewhere(desk), a_post(desk, hands)
    async with opened(desk, f"/circles/{hands}/posts/{post}") as app:
        await app.click(app.find(ft.PopupMenuItem, text=MENU))
        assert {"Sling", "After a stroke", "Seating"} <= set(app.texts())
        await app.click(app.find(ft.FilledButton, text="Offer"))
        assert "Choose a circle first." in app.texts()
        await app.choose(app.find(ft.RadioGroup), there)
        await app.type(app.find(ft.TextField), "Useful for us")
        await app.click(app.find(ft.FilledButton, text="Offer"))
        assert app.route == f"/circles/{hands}/posts/{post}"
        assert "Offered to Seating. Its leaders have not answered yet." in app.texts()
        assert "Saved on this device" in app.texts()
    (offer,) = sharing.offers(desk, hands, post)
    assert (offer.to, offer.note) == (there, "Useful for us")


async def test_the_guard_looks_at_the_sentence_before_it_goes(desk, hands):
    there, post = led_elsewhere(desk), a_post(desk, hands)
    route = f"/circles/{hands}/posts/{post}"
    async with opened(desk, f"{route}/share/{circle_scope(hands)}/post/{post}") as app:
        await app.choose(app.find(ft.RadioGroup), there)
        await app.type(app.find(ft.TextField), "Call 01711 234567")
        await app.click(app.find(ft.FilledButton, text="Offer"))
        assert "A phone number" in app.texts()
        assert sharing.offers(desk, hands, post) == []
        await app.click(app.find(ft.FilledButton, text="Offer"))
        assert app.route == route


async def test_where_one_leads_it_is_shared_and_comes_with_the_server(desk, hands):
    there, post = belonging.found(desk, {"name_en": "Seating"}).id, a_post(desk, hands)
    async with opened(desk, f"/circles/{hands}/posts/{post}") as app:
        await app.click(app.find(ft.PopupMenuItem, text=MENU))
        await app.choose(app.find(ft.RadioGroup), there)
        assert not any("leaders of that circle decide" in text for text in app.texts())
        await app.click(app.find(ft.FilledButton, text="Share"))
        assert "It comes to Seating as soon as the server has heard of it." in app.texts()


@pytest.mark.parametrize(
    ("lang", "state", "said"),
    [
        ("en", "accepted", "Shared to Seating."),
        ("bn", "accepted", "বসার সার্কেল সার্কেলে শেয়ার করা হয়েছে।"),
        ("en", "declined", "Not this time: the leaders of Seating did not take it in."),
        ("bn", "declined", "এবার নয়: বসার সার্কেল সার্কেলের লিডাররা এটি গ্রহণ করেননি।"),
    ],
)
async def test_what_the_leaders_said_is_heard_on_home_once(desk, hands, lang, state, said):
    there, post = led_elsewhere(desk), a_post(desk, hands)
    offered(desk, hands, post, there, state)
    async with opened(desk, "/", lang) as app:
        assert {said, "Sling"} <= set(app.texts())
        await app.click(app.find(ft.TextButton, text=said))
        assert app.route == f"/circles/{hands}/posts/{post}"
        assert said in app.texts()
        await app.go("/")
        assert said not in app.texts()


async def test_what_waits_is_taken_back_at_once_and_what_is_read_there_is_asked_about(desk, hands):
    there, further, post = led_elsewhere(desk), led_elsewhere(desk, "Stroke"), a_post(desk, hands)
    offered(desk, hands, post, there)
    taken = offered(desk, hands, post, further, "accepted")
    words = {"tab": "topic", "title": "Sling", "body": "After a stroke", "shared": hands}
    copy = {"scope": circle_scope(further), "kind": "post", "id": taken, "by": desk.person}
    desk.memory.put(Record(**copy, base=words, seq=70, pos=70, at=desk.clock()))
    async with opened(desk, f"/circles/{hands}/posts/{post}") as app:
        await app.click(app.find_all(ft.TextButton, text="Take back")[0])
        assert [one.to for one in sharing.offers(desk, hands, post)] == [further]
        await app.click(app.find(ft.TextButton, text="Take back from there"))
        assert "Take this back from Stroke?" in app.texts(app.find(ft.AlertDialog))
        assert sharing.offers(desk, hands, post) != []
        await app.click(app.find(ft.FilledButton, text="Take back"))
        assert sharing.offers(desk, hands, post) == []


async def test_nothing_is_offered_where_there_is_nowhere_to_go_or_it_is_not_ones_own(desk, hands):
    mine = a_post(desk, hands)
    async with opened(desk, f"/circles/{hands}/posts/{mine}") as app:
        assert not app.find_all(ft.PopupMenuItem, text=MENU)
    led_elsewhere(desk)
    theirs = shared(desk, hands)
    async with opened(desk, f"/circles/{hands}/posts/{theirs}") as app:
        assert not app.find_all(ft.PopupMenuItem, text=MENU)
    route = f"/circles/{hands}/posts/{theirs}/share/{circle_scope(hands)}/post/{theirs}"
    async with opened(desk, route) as app:
        assert "There is nothing here." in app.texts()


async def test_where_it_was_offered_everywhere_that_is_said(desk, hands):
    there, post = led_elsewhere(desk), a_post(desk, hands)
    offered(desk, hands, post, there, "declined")
    route = f"/circles/{hands}/posts/{post}/share/{circle_scope(hands)}/post/{post}"
    async with opened(desk, route) as app:
        assert "You have offered it everywhere already" in app.texts()


@pytest.mark.parametrize(
    ("lang", "counted", "what", "answer", "told"),
    [
        (
            "en",
            "1 post is offered to this circle.",
            "A question from Seating clinic",
            "Take it in",
            "You took it in.",
        ),
        (
            "bn",
            "এই সার্কেলে ১টি পোস্ট শেয়ার করার প্রস্তাব এসেছে।",
            "বসার ক্লিনিক সার্কেলের একটি প্রশ্ন",
            "গ্রহণ করুন",
            "আপনি এটি গ্রহণ করেছেন।",
        ),
    ],
)
async def test_leaders_hear_of_it_on_home_and_in_the_circle_and_take_it_in(
    desk, hands, lang, counted, what, answer, told
):
    offer = offers(desk, hands)
    async with opened(desk, f"/circles/{hands}", lang) as app:
        assert counted in app.texts()
        await app.go("/")
        await app.click(app.find(ft.TextButton, text=counted))
        assert app.route == f"/circles/{hands}/offered"
        assert {what, "ফোমের বদলে কী?", "হাতের কাজেও লাগে।"} <= set(app.texts())
        await app.click(app.find(ft.FilledButton, text=answer))
        assert told in app.texts()
    (one,) = sharing.offered(desk, hands)
    assert (one.id, one.answer) == (offer, "accept")
    assert overseeing.duties(desk) == []


async def test_leaders_decline_after_a_question_and_are_told_when_nothing_waits(desk, hands):
    offers(desk, hands, shared_en="", shared_bn="")
    async with opened(desk, f"/circles/{hands}/offered") as app:
        assert "A question from another circle" in app.texts()
        await app.click(app.find(ft.OutlinedButton, text="Not this time"))
        assert sharing.count_offered(desk, hands) == 1
        await app.click(app.find(ft.FilledButton, text="Not this time"))
        assert "You did not take it in." in app.texts()
    led_by_others(desk, hands)
    async with opened(desk, f"/circles/{hands}/offered") as app:
        assert "Nothing is offered just now" in app.texts()


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ({}, "Shared from Seating clinic"),
        ({"shared": "", "shared_en": "", "shared_bn": ""}, "Shared from another circle"),
    ],
)
async def test_where_it_was_written_stands_above_it(desk, hands, source, said):
    post = shared(desk, hands, **source)
    async with opened(desk, f"/circles/{hands}/posts/{post}") as app:
        assert {said, "হাতের কাজেও লাগে।"} <= set(app.texts())
    shared(desk, hands, **{**source, "tab": "topic"})
    async with opened(desk, f"/circles/{hands}") as app:
        assert said in app.texts(), "in the list, too"
