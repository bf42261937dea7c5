"""Reporting: from wherever one reads what others wrote, with a reason, and the outcome heard."""

from dataclasses import replace

import examples as eg
import flet as ft
from ui.opening import opened

from app.domain.ids import MODERATION, circle_scope
from app.domain.records import Record
from app.services import belonging, posting

TOP_BAR = 0
"""The menu in the top bar is walked over last."""


def written_by(desk, person):
    """A topic of somebody else's, with a reply of theirs; the circle and both ids."""
    circle = belonging.found(desk, {"name_en": "Hand club"}).id
    post = posting.post(desk, circle, "topic", "A remedy", "Take three times as much.")
    reply = posting.reply(desk, circle, post.id, "Be quiet.")
    eg.deliver(desk)
    for kind, identifier in (("post", post.id), ("reply", reply.id)):
        record = desk.memory.get(circle_scope(circle), kind, identifier)
        desk.memory.put(replace(record, by=person))
    return circle, post.id, reply.id


def sent(desk):
    (record,) = [one for one in desk.memory.all_waiting() if one.kind == "report"]
    return dict(record.waiting[0].args)


async def press_report(app, which=0):
    menu = app.find_all(ft.PopupMenuButton)[which]
    assert app.texts(menu)
    await app.click(menu.items[-1])


async def fill_in(app, category):
    await app.choose(app.find(ft.RadioGroup), category)
    await app.type(app.find(ft.TextField), "This could hurt somebody.")
    await app.click(app.find(ft.FilledButton, text="Send the report"))


async def test_a_post_is_reported_and_one_is_thanked(desk, david):
    circle, post, _ = written_by(desk, david)
    route = f"/circles/{circle}/posts/{post}"
    async with opened(desk, route) as app:
        await press_report(app, TOP_BAR)
        assert app.route == f"{route}/report/c.{circle}/post/{post}"
        assert any("Take three times as much." in text for text in app.texts())
        assert any("some of what you see before and after it" in text for text in app.texts())
        await fill_in(app, "harmful")
        assert "Thank you" in app.texts()
        place = {"scope": circle_scope(circle), "kind": "post", "id": post}
        assert sent(desk) == {**place, "category": "harmful", "note": "This could hurt somebody."}
        await app.click(app.find(ft.FilledTonalButton, text="My reports"))
        assert {"Advice that could harm", "Topic in Hand club"} <= {
            text.partition(" · ")[0] for text in app.texts()
        }


async def test_a_reply_is_reported(desk, david):
    circle, post, reply = written_by(desk, david)
    async with opened(desk, f"/circles/{circle}/posts/{post}") as app:
        await press_report(app, TOP_BAR + 1)
        await fill_in(app, "harassment")
        assert (sent(desk)["kind"], sent(desk)["id"]) == ("reply", reply)


async def test_a_person_is_reported_by_their_card_or_as_a_member(desk, david):
    async with opened(desk, f"/people/{david}") as app:
        await press_report(app)
        assert not any("before and after it" in text for text in app.texts())
        await fill_in(app, "pretending")
        assert (sent(desk)["scope"], sent(desk)["kind"], sent(desk)["id"]) == ("k", "card", david)


async def test_of_a_conversation_one_chooses_the_message(desk, david):
    wrong = eg.hear(desk, david, "Good morning", "Buy my splints")[1]
    async with opened(desk, f"/messages/{david}") as app:
        await press_report(app)
        assert app.route == f"/messages/{david}/report"
        card = next(
            one for one in app.find_all(ft.TextButton) if getattr(one.key, "value", one.key) == wrong.id
        )
        await app.click(card)
        await fill_in(app, "spam")
        assert (sent(desk)["kind"], sent(desk)["id"]) == ("dm", wrong.id)


async def test_what_is_wrong_is_chosen_first_and_danger_says_what_setu_is_not(desk, david):
    async with opened(desk, f"/people/{david}/report/k/card/{david}") as app:
        await app.click(app.find(ft.FilledButton, text="Send the report"))
        assert "Choose first what is wrong." in app.texts()
        await app.choose(app.find(ft.RadioGroup), "danger")
        assert any(text.startswith("Setu is no emergency service") for text in app.texts())
        assert not [one for one in desk.memory.all_waiting() if one.kind == "report"]


async def test_ones_own_words_are_not_reported(desk):
    circle = belonging.found(desk, {"name_en": "Hand club"}).id
    post = posting.post(desk, circle, "topic", "Mine", "My own.")
    posting.reply(desk, circle, post.id, "Mine too.")
    async with opened(desk, f"/circles/{circle}/posts/{post.id}") as app:
        assert len(app.find_all(ft.PopupMenuButton)) == 2
        assert not app.find_all(ft.PopupMenuItem, text="Report")
    route = f"/circles/{circle}/posts/{post.id}/report/c.{circle}/post/{post.id}"
    async with opened(desk, route) as app:
        assert "There is nothing here." in app.texts()


async def test_the_outcome_is_heard_in_ones_own_language(desk, david):
    told = {
        "scope": "k",
        "kind": "card",
        "id": david,
        "category": "pretending",
        "state": "decided",
        "outcome": "warned",
        "answer": "We called him.",
    }
    row = Record(
        scope=desk.own, kind="myreport", id=desk.new_id(), by=desk.person, at=1, seq=9, pos=9, base=told
    )
    desk.memory.put(row)
    async with opened(desk, "/me/settings", "bn") as app:
        assert "১টির সিদ্ধান্ত হয়েছে" in app.texts()
        await app.go("/me/settings/reports")
        assert {"অন্য কেউ সেজেছেন", "ব্যক্তিটির সঙ্গে কথা বলা হয়েছে", "We called him."} <= set(app.texts())


async def test_a_report_that_came_back_says_why_and_keeps_its_words(desk, david):
    async with opened(desk, f"/people/{david}/report/k/card/{david}") as app:
        await fill_in(app, "spam")
        eg.refuse(desk, "report.limit", kind="report", limit=20)
        await app.go("/me/settings/reports")
        assert any("You can send 20 reports a day." in text for text in app.texts())
        await app.go("/me/settings/server/refused")
        assert {"Your report", "This could hurt somebody."} <= set(app.texts())
        assert desk.memory.in_scope(MODERATION)


async def test_with_nothing_reported_it_says_how(desk):
    async with opened(desk, "/me/settings/reports") as app:
        assert "You have reported nothing" in app.texts()
