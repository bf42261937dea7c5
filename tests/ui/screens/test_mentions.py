"""Calling somebody by name as one writes, and being called, as one sees it."""

from pathlib import Path

import examples as eg
import flet as ft
import pytest
from ui.harness import App

from app.domain.ids import circle_scope, group_scope, inside
from app.domain.mentions import ids, written
from app.domain.records import Record
from app.domain.starters import STARTER_CIRCLES
from app.services import belonging, drafting, posting
from app.services.desk import Desk

HAND = STARTER_CIRCLES[2]["id"]
SCOPE = circle_scope(HAND)
DAVID = {**eg.DAVID, "name_bn": "ডেভিড মিত্র"}


def sits(desk: Desk, person: dict[str, object], pos: int, scope: str = SCOPE) -> str:
    seat = {"state": "in", "role": "member", "card": person}
    record = Record(scope=scope, kind="member", id=desk.new_id(), seq=pos, pos=pos, base=seat)
    desk.memory.put(record)
    return record.id


def arrives(desk: Desk, kind: str, by: str, pos: int, scope: str = SCOPE, **values: object) -> str:
    row = {"scope": scope, "kind": kind, "id": desk.new_id(), "by": by, "base": {"lang": "en", **values}}
    desk.memory.put(Record(**row, seq=pos, pos=pos, at=desk.clock() + pos))
    return str(row["id"])


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    known = eg.desk_of(eg.NASRIN, tmp_path)
    belonging.join(known, HAND)
    eg.deliver(known)
    return known


@pytest.fixture
def david(desk: Desk) -> str:
    return sits(desk, DAVID, 5)


@pytest.fixture
def topic(desk: Desk, david: str) -> str:
    return arrives(desk, "post", david, 20, tab="topic", title="Sling", body="After a stroke")


def on(desk: Desk, topic: str, locale: str = "en") -> App:
    return App(eg.window(desk), route=f"/circles/{HAND}/posts/{topic}", width=1280, locales=(locale,))


def offered(app: App) -> list[str]:
    panels = app.find_all(identifier="calling")
    return [text for panel in panels if panel.visible for text in app.texts(panel)]


async def press(app: App, key: str) -> None:
    held = dict.fromkeys(("shift", "ctrl", "alt", "meta"), False)
    await app.fire(app.page, "keyboard_event", {**held, "key": key})


async def test_behind_an_at_sign_those_of_the_circle_are_offered_and_enter_takes_one(desk, david, topic):
    sits(desk, eg.RINA, 6)
    async with on(desk, topic) as app:
        await app.type(app.find(ft.TextField), "Thanks @")
        assert {"David Mitra", "Rina Chakma"} <= set(offered(app))
        await app.type(app.find(ft.TextField), "Thanks @devid")
        assert "Rina Chakma" not in offered(app)
        await app.submit(app.find(ft.TextField))
        assert app.find(ft.TextField).value == "Thanks @David Mitra "
        assert app.find(ft.TextField).focus, "one goes on typing"
        assert offered(app) == []
        await app.submit(app.find(ft.TextField))
        (said,) = posting.replies(desk, topic)
        assert said.body == f"Thanks {written(david, 'David Mitra')}"
        assert "@David Mitra" in app.texts()


async def test_the_arrows_mark_another_a_finger_takes_any_and_escape_goes_on_without(desk, david, topic):
    rina = sits(desk, eg.RINA, 6)
    async with on(desk, topic) as app:
        field = app.find(ft.TextField)
        await app.type(field, "@")
        await press(app, "Arrow Down")
        await app.submit(field)
        assert app.find(ft.TextField).value == "@Rina Chakma "
        await app.type(app.find(ft.TextField), "@Rina Chakma and @d")
        await press(app, "Escape")
        assert (offered(app), app.route) == ([], f"/circles/{HAND}/posts/{topic}")
        await app.type(app.find(ft.TextField), "@Rina Chakma and @da")
        assert offered(app) == [], "one said no to this one"
        await app.type(app.find(ft.TextField), "@Rina Chakma and @dav, @da")
        await app.click(next(c for c in app.find_all(ft.TextButton, text="David Mitra") if c.on_click))
        await app.click(app.find(ft.IconButton, text="Send"))
        (said,) = posting.replies(desk, topic)
        assert ids(said.body) == {rina, david}
        assert "@dav," in said.body


async def test_after_a_name_in_the_midst_of_a_text_one_goes_on_there_and_else_at_the_end(desk, david, topic):
    async with on(desk, topic) as app:
        field = app.find(ft.TextField)
        await app.type(field, "🙂  too?")
        assert app.find(ft.TextField).selection is None
        await app.type(field, "🙂 @da too?")
        await app.submit(field)
        assert app.find(ft.TextField).value == "🙂 @David Mitra too?"
        assert caret(app.find(ft.TextField)) == len("🙂 @David Mitra ") + 1, "the face is two units of UTF-16"
        await app.submit(app.find(ft.TextField))
        assert app.find(ft.TextField).selection is None
    async with App(eg.window(desk), route=f"/circles/{HAND}/new/topic", locales=("en",)) as app:
        body = app.find_all(ft.TextField)[1]
        await app.type(body, "Ask  or her")
        await app.type(body, "Ask @davi or her")
        await app.click(next(c for c in app.find_all(ft.TextButton, text="David Mitra") if c.on_click))
        body = app.find_all(ft.TextField)[1]
        assert (body.value, caret(body)) == ("Ask @David Mitra or her", len("Ask @David Mitra "))


def caret(field: ft.TextField) -> int:
    """Where the caret is put, in units of UTF-16."""
    assert field.selection is not None
    assert field.selection.base_offset == field.selection.extent_offset
    return field.selection.base_offset


async def test_in_bengali_the_name_is_that_of_the_reader(desk, david, topic):
    async with on(desk, topic, "bn") as app:
        await app.type(app.find(ft.TextField), "@devid")
        assert "ডেভিড মিত্র" in offered(app)
        await app.submit(app.find(ft.TextField))
        await app.type(app.find(ft.TextField), "@ডেভিড মিত্রকে ধন্যবাদ")
        await app.submit(app.find(ft.TextField))
        (said,) = posting.replies(desk, topic)
        assert said.body == f"{written(david, 'ডেভিড মিত্র')}কে ধন্যবাদ"
        assert said.lang == "bn"


async def test_a_draft_keeps_whom_one_called(desk, david, topic):
    async with on(desk, topic) as app:
        await app.type(app.find(ft.TextField), "@da")
        await app.submit(app.find(ft.TextField))
        await app.go("/")
    assert drafting.draft(desk, f"reply:{topic}") == f"{written(david, 'David Mitra')} "
    async with on(desk, topic) as app:
        assert app.find(ft.TextField).value == "@David Mitra "
        await app.submit(app.find(ft.TextField))
        assert ids(posting.replies(desk, topic)[0].body) == {david}


async def test_the_guard_says_nothing_of_a_colleague_who_is_called(desk, topic):
    sits(desk, {**eg.DAVID, "name_en": "Mrs. Salma Begum"}, 6)
    async with on(desk, topic) as app:
        await app.type(app.find(ft.TextField), "@salma")
        await app.submit(app.find(ft.TextField))
        await app.type(app.find(ft.TextField), "@Mrs. Salma Begum met Mrs. Rehana Begum")
        await app.submit(app.find(ft.TextField))
        said = {text for guard in app.find_all(identifier="guard") for text in app.texts(guard)}
        assert "Mrs. Rehana Begum" in said
        assert "Mrs. Salma Begum" not in said


async def test_a_new_topic_and_an_edit_call_somebody_too(desk, david, topic):
    async with App(eg.window(desk), route=f"/circles/{HAND}/new/topic", locales=("en",)) as app:
        title, body = app.find_all(ft.TextField)
        await app.type(title, "Grip")
        await app.type(body, "Ask @davi")
        await app.click(next(c for c in app.find_all(ft.TextButton, text="David Mitra") if c.on_click))
        assert app.find_all(ft.TextField)[1].value == "Ask @David Mitra "
        await app.click(app.find(ft.FilledButton, text="Post"))
        (post,) = [one for one in posting.posts(desk, HAND, "topic") if one.title == "Grip"]
        assert post.body == f"Ask {written(david, 'David Mitra')}"
        way = f"/circles/{HAND}/posts/{post.id}/change/{SCOPE}/post/{post.id}"
        await app.go(way)
        _, body = app.find_all(ft.TextField)
        assert body.value == "Ask @David Mitra"
        await app.type(body, "Do ask @David Mitra")
        await app.click(app.find(ft.FilledButton, text="Save"))
        assert posting.the_post(desk, HAND, post.id).body == f"Do ask {written(david, 'David Mitra')}"


async def test_in_a_field_of_many_lines_enter_takes_who_is_offered_and_else_begins_a_line(desk, david):
    async with App(eg.window(desk), route=f"/circles/{HAND}/new/topic", locales=("en",)) as app:

        def body():
            return app.find_all(ft.TextField)[1]

        await app.type(body(), "Ask @davi")
        await app.type(body(), "Ask @davi\n")
        assert body().value == "Ask @David Mitra "
        assert offered(app) == []
        await app.type(body(), "Ask @David Mitra \n")
        assert body().value == "Ask @David Mitra \n"


async def test_a_name_leads_to_the_profile_and_whoever_is_not_of_here_has_none(desk, david, topic):
    text = f"{written(david, 'D')} and {written(desk.new_id(), 'The Director')}"
    arrives(desk, "reply", david, 21, post=topic, body=text)
    async with on(desk, topic) as app:
        assert "@someone" in app.texts()
        assert "@The Director" not in app.texts()
        (name,) = [span for span in app.find_all(ft.TextSpan) if span.text == "@David Mitra"]
        (other,) = [span for span in app.find_all(ft.TextSpan) if span.text == "@someone"]
        assert other.on_click is None
        await app.click(name)
        assert "Stated by themselves" in app.texts()
        await app.click(app.find(ft.IconButton, text="Back"))
        assert app.route == f"/circles/{HAND}/posts/{topic}", "Back leads to where the name was read"


async def test_who_is_called_sees_it_on_home_and_at_the_circles_until_it_was_read(desk, david, topic):
    said = arrives(desk, "reply", david, 21, post=topic, body=f"{written(desk.person, 'N')} look")
    async with App(eg.window(desk), route="/", locales=("en",)) as app:
        circle = STARTER_CIRCLES[2]["name_en"]
        assert f"David Mitra mentioned you in {circle}" in app.texts()
        assert "@Nasrin Akter look" in app.texts()
        badges = [icon.badge for icon in app.find_all(ft.Icon) if icon.badge]
        assert badges == ["1"]
        card = next(c for c in app.find_all(ft.TextButton, text=f"David Mitra mentioned you in {circle}"))
        await app.click(card)
        assert app.route == f"/called/posts/{HAND}/{topic}/at/{said}"
        await app.go("/")
        assert f"David Mitra mentioned you in {circle}" not in app.texts()
        assert not [icon.badge for icon in app.find_all(ft.Icon) if icon.badge]


async def test_a_post_and_an_answer_that_call_one_are_read_when_they_were_shown(desk, david):
    me = written(desk.person, "N")
    prompt = arrives(desk, "prompt", david, 30, text_en="What helped?")
    post = arrives(desk, "post", david, 31, tab="topic", title="Which?", body=me)
    answer = arrives(desk, "answer", david, 32, prompt=prompt, body=me)
    async with App(eg.window(desk), route="/", locales=("en",)) as app:
        assert [icon.badge for icon in app.find_all(ft.Icon) if icon.badge] == ["2"]
        await app.go(f"/called/posts/{HAND}/{post}")
        await app.go(f"/called/prompts/{HAND}/{prompt}/at/{answer}")
        await app.go("/")
        assert "You were mentioned" not in app.texts()


async def test_in_a_group_one_is_called_and_calls(desk):
    scope = group_scope(desk.new_id())
    desk.memory.put(
        Record(scope=scope, kind="group", id=inside(scope), seq=1, pos=1, base={"name": "Club"}),
        Record(scope=scope, kind="member", id=desk.person, seq=2, pos=2, base={"state": "in"}),
    )
    david = sits(desk, DAVID, 3, scope)
    me = written(desk.person, "N")
    arrives(desk, "dm", david, 4, scope, e=0, b={"text": f"{me} come", "lang": "en"})
    async with App(eg.window(desk), route="/", locales=("en",)) as app:
        assert "David Mitra mentioned you in Club" in app.texts()
        await app.click(app.find_all(ft.TextButton, text="David Mitra mentioned you in Club")[0])
        assert "@Nasrin Akter" in app.texts()
        await app.type(app.find(ft.TextField), "@da")
        await app.submit(app.find(ft.TextField))
        await app.submit(app.find(ft.TextField))
        assert "@David Mitra" in app.texts()
        await app.go("/messages")
        assert "You: @David Mitra" in app.texts()


async def test_where_nobody_has_a_name_and_with_one_other_nobody_is_offered(desk, david, topic):
    desk.memory.put(Record(scope=SCOPE, kind="circle", id=HAND, seq=2, pos=2, base={"peer": True}))
    async with on(desk, topic) as app:
        await app.type(app.find(ft.TextField), "@")
        assert offered(app) == []
