"""What people write in two languages: written and read side by side or one after the other, one's own first,
completed by whoever may; and the word for a language where it is not the reader's."""

import examples as eg
import flet as ft
import pytest
from ui.opening import opened

from app.domain.circles import Role
from app.domain.ids import circle_scope
from app.domain.records import Delivery, Record
from app.domain.starters import STARTER_CIRCLES
from app.services import belonging, connecting, drafting, leading, messaging, posting

HAND = STARTER_CIRCLES[2]["id"]
DAVID = "018cc251-f400-7000-8000-00000000aaaa"
ADD = "Add the other language"


@pytest.fixture
def circle(desk):
    return belonging.found(desk, {"name_en": "Hands", "purpose_en": "Splints"}).id


def preview(app):
    return app.texts(app.find(ft.Semantics, identifier="preview"))


def becomes(desk, circle, role):
    """The server tells that one is something else in a circle now."""
    seat = desk.memory.get(circle_scope(circle), "member", desk.person)
    values = {**seat.values, "role": role.value}
    row = {"scope": seat.scope, "kind": "member", "id": seat.id, "by": seat.id}
    desk.memory.put(Record(**row, base=values, seq=99, pos=99))


def labels_of_fields(app):
    return [app.called(field) for field in app.find_all(ft.TextField)]


@pytest.mark.parametrize(
    ("lang", "order"),
    [
        ("en", ["Name in English", "Purpose in English", "Name in বাংলা", "Purpose in বাংলা"]),
        ("bn", ["নাম (বাংলা)", "উদ্দেশ্য (বাংলা)", "নাম (English)", "উদ্দেশ্য (English)"]),
    ],
)
async def test_ones_own_language_is_written_first(desk, circle, lang, order):
    async with opened(desk, f"/circles/{circle}/edit", lang) as app:
        assert labels_of_fields(app) == order
    async with opened(desk, f"/circles/{circle}/edit", lang, width=1280) as app:
        assert labels_of_fields(app) == order


async def test_a_leader_is_led_from_the_missing_side_to_where_it_is_written(desk, circle):
    async with opened(desk, f"/circles/{circle}") as app:
        await app.click(app.find(ft.TextButton, text="What this circle is for", identifier="purpose"))
        await app.click(app.find(ft.TextButton, text=ADD))
        await app.type(app.find(ft.TextField, text="Purpose in বাংলা"), "স্প্লিন্ট")
        await app.click(app.find(ft.FilledButton, text="Save"))
        assert app.route == f"/circles/{circle}"
        assert "The circle is saved." in app.texts()
    known = belonging.circle(desk, circle)
    assert (known.purpose.en, known.purpose.bn) == ("Splints", "স্প্লিন্ট")
    assert known.delivery is Delivery.WAITING, "it needs no network"


async def test_nobody_else_is_offered_it_nor_let_in_by_the_address(desk, circle):
    becomes(desk, circle, Role.MODERATOR)
    async with opened(desk, f"/circles/{circle}") as app:
        await app.click(app.find(ft.TextButton, text="What this circle is for", identifier="purpose"))
        assert "The Bengali side has not been written yet." in app.texts()
        assert not app.find_all(ft.TextButton, text=ADD)
        assert not app.find_all(ft.TextButton, text="Edit circle")
    async with opened(desk, f"/circles/{circle}/edit") as app:
        assert "Only a leader of this circle may do that." in app.texts()
        assert app.find_all(ft.TextField) == []


async def test_a_prompts_missing_side_is_offered_to_leaders_where_it_is_missed(desk, circle):
    prompt = leading.ask(desk, circle, en="", bn="কেন?")
    async with opened(desk, f"/circles/{circle}") as app:
        await app.choose(app.find(ft.Tabs), 2)
        await app.click(app.find(ft.TextButton, text=ADD))
        assert app.route == f"/circles/{circle}/prompts/{prompt.id}/edit"
    becomes(desk, circle, Role.MEMBER)
    async with opened(desk, f"/circles/{circle}/prompts/{prompt.id}", width=1280) as app:
        assert "The English side has not been written yet." in app.texts()
        assert not app.find_all(ft.TextButton, text=ADD)
        assert not app.find_all(ft.TextButton, text="Edit")


async def test_half_a_side_waits_where_it_was_begun(desk, circle):
    async with opened(desk, f"/circles/{circle}/edit") as app:
        await app.type(app.find(ft.TextField, text="Name in বাংলা"), "হা")
        await app.click(eg.language_switch(app))
        assert app.find(ft.TextField, text="নাম (বাংলা)").value == "হা"
        await app.until(lambda: "হা" in drafting.draft(desk, f"circle:{circle}"))
    async with opened(desk, f"/circles/{circle}/edit") as app:
        assert app.find(ft.TextField, text="নাম (বাংলা)").value == "হা"
    assert belonging.circle(desk, circle).name.bn == ""


async def test_only_the_side_that_was_written_is_sent_so_that_another_leaders_words_stay(desk, circle):
    prompt = leading.ask(desk, circle, en="Why?", bn="")
    eg.deliver(desk)
    async with opened(desk, f"/circles/{circle}/prompts/{prompt.id}/edit") as app:
        row = desk.memory.get(circle_scope(circle), "prompt", prompt.id)
        elsewhere = {"text_en": "Why, do you think?", "text_bn": ""}
        desk.memory.put(Record(scope=row.scope, kind="prompt", id=row.id, base=elsewhere, seq=50, pos=5))
        await app.type(app.find(ft.TextField, text="বাংলা"), "কেন?")
        await app.click(app.find(ft.FilledButton, text="Save"))
    text = leading.the_prompt(desk, circle, prompt.id).text
    assert (text.en, text.bn) == ("Why, do you think?", "কেন?")


async def test_what_is_written_is_seen_as_others_will_read_it(desk, circle):
    async with opened(desk, f"/circles/{circle}/ask", width=1280) as app:
        assert preview(app) == []
        field = app.find(ft.TextField, text="English")
        await app.type(field, "What helped?")
        assert "What helped?" in preview(app)
        assert "The Bengali side has not been written yet." in preview(app)
        await app.type(app.find(ft.TextField, text="বাংলা"), "কী কাজে লেগেছে?")
        assert {"What helped?", "কী কাজে লেগেছে?"} <= set(preview(app))
        assert app.find(ft.TextField, text="English") is field, "the field itself is left alone"


async def test_the_names_of_a_profile_stand_side_by_side_from_720_pixels(desk):
    async with opened(desk, "/me/edit", width=719) as app:
        assert not _rows_with(app, "Name in English letters", "Name in Bengali letters")
        await app.resize(1280, 800)
        assert _rows_with(app, "Name in English letters", "Name in Bengali letters")


def _rows_with(app, *labels):
    return [row for row in app.find_all(ft.Row) if set(labels) <= set(app.texts(row))]


@pytest.mark.parametrize(("lang", "chip"), [("en", "বাংলা"), ("bn", "English")])
async def test_a_text_says_its_language_only_where_that_is_not_the_readers(desk, circle, lang, chip):
    english = posting.post(desk, circle, "topic", "Sling", "After a stroke").id
    bengali = posting.post(desk, circle, "topic", "স্লিং", "স্ট্রোকের পরে").id
    unknown = posting.post(desk, circle, "topic", "🙂", "…").id
    for post, is_foreign in ((english, lang == "bn"), (bengali, lang == "en"), (unknown, False)):
        async with opened(desk, f"/circles/{circle}/posts/{post}", lang) as app:
            assert (chip in _shown(app)) is is_foreign


async def test_a_message_says_its_language_once_for_those_that_stand_together(desk):
    (david,) = eg.meet(desk, eg.DAVID)
    eg.acquaint(desk, david)
    messaging.send(desk, david, "কেমন আছেন?")
    messaging.send(desk, david, "স্প্লিন্টটি কি কাজে লেগেছে?")
    messaging.send(desk, david, "The thumb splint, I mean")
    async with opened(desk, f"/messages/{david}", "en") as app:
        assert _shown(app).count("বাংলা") == 1
        assert "English" not in _shown(app)


async def test_what_a_person_says_of_themselves_says_its_language_and_their_name_does_not(desk):
    async with opened(desk, "/me", "en") as app:
        assert "স্প্লিন্ট তৈরি" in app.texts()
        assert _shown(app).count("বাংলা") == 1
    async with opened(desk, "/me", "bn") as app:
        assert "বাংলা" not in _shown(app)


async def test_a_circle_named_in_the_other_language_alone_says_which_that_is(desk, circle):
    async with opened(desk, "/circles", "bn") as app:
        (card,) = [c for c in app.find_all(ft.TextButton, text="Hands") if c.on_click]
        assert "English" in app.texts(card)
        (card,) = [c for c in app.find_all(ft.TextButton, text="হাতের থেরাপি") if c.on_click]
        assert "English" not in app.texts(card)


def _shown(app):
    """The texts of a screen without the language switch."""
    switch = set(map(id, app.find_all(identifier="language-switch")))
    return [c.value for c in app.find_all(ft.Text) if id(c) not in switch]


async def test_what_the_server_would_not_take_is_told_on_the_circle_and_can_be_sent_again(desk, circle):
    eg.deliver(desk)
    belonging.describe(desk, circle, {"purpose_bn": "স্প্লিন্ট"})
    eg.refuse(desk, "circle.not_leader")
    assert belonging.circle(desk, circle).delivery is Delivery.REFUSED
    assert [record.kind for record in connecting.refusals(desk)] == ["circle"]
