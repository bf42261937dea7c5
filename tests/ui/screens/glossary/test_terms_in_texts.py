"""Terms are pointed out under what people write, and a tap shows them in the other language."""

import examples as eg
import flet as ft
import pytest
from ui.opening import opened

from app.domain.ids import COMMONS
from app.domain.records import Record
from app.services import belonging, leading, messaging, posting

SPOKEN = "Terms in this text"


@pytest.fixture
def circle(desk):
    return belonging.found(desk, {"name_en": "Hands"}).id


def lines(app):
    """The lines of terms on the screen, each as its texts; the icon's words for a screen reader first."""
    found = [c for c in app.find_all(ft.TextButton) if c.on_click and SPOKEN in app.texts(c)]
    return [(line, app.texts(line)) for line in found]


def sheet(app):
    return app.texts(app.find(ft.Semantics, identifier="terms"))


async def test_under_a_post_a_tap_shows_the_term_in_the_other_language(desk, circle):
    post = posting.post(desk, circle, "topic", "রাতের স্প্লিন্ট", "স্ট্রোকের পরে কোন স্প্লিন্টটি ভালো?").id
    async with opened(desk, f"/circles/{circle}/posts/{post}") as app:
        ((line, said),) = lines(app)
        assert said == [SPOKEN, "স্প্লিন্ট", "স্ট্রোক"], "as the text says them, each once"
        await app.click(line)
        assert {"Splint", "Stroke"} <= set(sheet(app))
        await app.click(app.find(ft.TextButton, text="Close"))
        assert not app.find_all(ft.Semantics, identifier="terms")


async def test_from_there_one_comes_to_the_glossary(desk, circle):
    post = posting.post(desk, circle, "topic", "Night", "A splint").id
    async with opened(desk, f"/circles/{circle}/posts/{post}") as app:
        await app.click(lines(app)[0][0])
        (way,) = [c for c in app.find_all(ft.TextButton, text="Splint", identifier="terms") if c.on_click]
        await app.click(way)
        assert app.route == "/glossary/splint"
        assert not app.find_all(ft.Semantics, identifier="terms")


async def test_under_a_prompt_an_answer_and_a_reply_too(desk, circle):
    prompt = leading.ask(desk, circle, en="When does sensory integration help?", bn="").id
    leading.answer(desk, circle, prompt, "অটিজম থাকলে")
    async with opened(desk, f"/circles/{circle}/prompts/{prompt}") as app:
        assert [said for _, said in lines(app)] == [[SPOKEN, "Sensory integration"], [SPOKEN, "অটিজম"]]
    post = posting.post(desk, circle, "topic", "Hello", "Nothing special").id
    posting.reply(desk, circle, post, "The wheelchair, CP, ADL, a splint and a stroke")
    async with opened(desk, f"/circles/{circle}/posts/{post}") as app:
        (said,) = [said for _, said in lines(app)]
        assert said == [SPOKEN, "Wheelchair", "Cerebral palsy", "Activities of daily living", "+2"]


async def test_in_a_message_and_only_where_something_is_said(desk):
    (david,) = eg.meet(desk, eg.DAVID)
    eg.hear(desk, david, "How is the splint?", "See you tomorrow, at two")
    messaging.send(desk, david, "স্প্লিন্টটা ভালো")
    async with opened(desk, f"/messages/{david}", "bn") as app:
        icon = "এই লেখার শব্দগুলো"
        found = [c for c in app.find_all(ft.TextButton) if c.on_click and icon in app.texts(c)]
        assert sorted(app.texts(line)[1] for line in found) == ["Splint", "স্প্লিন্ট"]
        await app.click(found[0])
        assert {"Splint", "স্প্লিন্ট"} <= set(sheet(app))


async def test_the_text_itself_stays_in_one_piece(desk, circle):
    post = posting.post(desk, circle, "topic", "Night", "A splint for the night").id
    async with opened(desk, f"/circles/{circle}/posts/{post}") as app:
        (text,) = [c for c in app.find_all(ft.Text) if c.value == "A splint for the night"]
        assert not text.spans


async def test_a_term_that_is_accepted_meanwhile_is_pointed_out_at_once(desk, circle):
    post = posting.post(desk, circle, "topic", "Night", "A cock-up splint").id
    async with opened(desk, f"/circles/{circle}/posts/{post}") as app:
        assert [said for _, said in lines(app)] == [[SPOKEN, "Splint"]]
        values = {"term_en": "Cock-up splint", "term_bn": "কব্জির ঠেকনা"}
        row = {"scope": COMMONS, "kind": "term", "id": desk.new_id(), "base": values}
        desk.memory.put(Record(**row, seq=3, pos=3))
        await app.until(lambda: [said for _, said in lines(app)] == [[SPOKEN, "Cock-up splint"]])
