"""What is new in a thread: a line above the first of it, and nothing that comes moves what one reads."""

import asyncio
from pathlib import Path
from typing import Any

import examples as eg
import flet as ft
import pytest
from flet.components.component import Component
from ui.harness import App

from app.domain.ids import circle_scope
from app.domain.records import Record
from app.services import belonging, leading, marking, messaging, posting
from app.services.desk import Desk
from app.ui.components.threads.leafing import DRAWN_SECONDS


def talk(folder: Path, said: int) -> tuple[Desk, str]:
    desk = eg.desk_of(eg.NASRIN, folder)
    (david,) = eg.meet(desk, eg.DAVID)
    eg.acquaint(desk, david)
    eg.hear(desk, david, *(f"old {number}." for number in range(said)))
    messaging.see(desk, david)
    return desk, david


async def scroll(app: App, kind: Any, pixels: float) -> None:
    """Scroll what there is to scroll, which is 2,000 pixels longer than its window."""
    scrolled = next(one for one in app.find_all(kind) if one.on_scroll)
    extent = {"min_scroll_extent": 0.0, "max_scroll_extent": 2000.0, "viewport_dimension": 600.0}
    await app.fire(scrolled, "scroll", {"event_type": "update", "pixels": pixels, **extent})


def order(app: App, *texts: str) -> list[str]:
    """These texts in the order in which they stand in the list, the newest at its foot."""
    return [text for text in reversed(app.texts(app.find(ft.ListView))) if text in texts]


async def test_a_line_stands_above_the_first_that_is_new_and_all_is_read(tmp_path: Path) -> None:
    desk, david = talk(tmp_path, 5)
    eg.hear(desk, david, "new 0.", "new 1.")
    async with App(eg.window(desk), route=f"/messages/{david}", locales=("en",)) as app:
        assert order(app, "old 4.", "2 new", "new 0.", "new 1.") == ["old 4.", "2 new", "new 0.", "new 1."]
        assert messaging.count_unread(desk) == 0
        eg.hear(desk, david, "newer.")
        await app.settle()
        assert order(app, "2 new", "new 0.", "newer.") == ["2 new", "new 0.", "newer."]
        await app.go("/messages")
        await app.go(f"/messages/{david}")
        assert "2 new" not in app.texts()


async def test_a_long_absence_begins_at_the_first_that_is_new(tmp_path: Path) -> None:
    desk, david = talk(tmp_path, 60)
    eg.hear(desk, david, *(f"new {number}." for number in range(50)))
    async with App(eg.window(desk), route=f"/messages/{david}", locales=("en",)) as app:
        assert "50 new" in app.texts()
        assert "new 12." in app.texts()
        assert "new 13." not in app.texts()
        assert messaging.unread(desk, david).count == 37
        await app.click(app.find(ft.TextButton, text="Go to the newest"))
        assert "new 49." in app.texts()
        assert messaging.count_unread(desk) == 0


async def test_what_comes_while_one_reads_further_up_is_only_counted(tmp_path: Path) -> None:
    desk, david = talk(tmp_path, 30)
    async with App(eg.window(desk), route=f"/messages/{david}", locales=("en",)) as app:
        await scroll(app, ft.ListView, pixels=600)
        before = app.texts(app.find(ft.ListView))
        eg.hear(desk, david, "new 0.", "new 1.")
        await app.settle()
        assert app.texts(app.find(ft.ListView)) == before
        assert messaging.unread(desk, david).count == 2
        await app.click(app.find(ft.FilledTonalButton, text="2 new messages"))
        assert "new 1." in app.texts(app.find(ft.ListView))
        assert messaging.count_unread(desk) == 0


async def test_who_scrolls_back_to_the_end_sees_what_came(tmp_path: Path) -> None:
    desk, david = talk(tmp_path, 30)
    async with App(eg.window(desk), route=f"/messages/{david}", locales=("en",)) as app:
        await scroll(app, ft.ListView, pixels=600)
        eg.hear(desk, david, "new 0.")
        await app.settle()
        await scroll(app, ft.ListView, pixels=20)
        assert "new 0." in app.texts(app.find(ft.ListView))


async def test_who_writes_while_reading_further_up_is_led_to_their_own_words(tmp_path: Path) -> None:
    desk, david = talk(tmp_path, 30)
    async with App(eg.window(desk), route=f"/messages/{david}", locales=("en",)) as app:
        await scroll(app, ft.ListView, pixels=600)
        await app.type(app.find(ft.TextField), "my own words")
        await app.click(app.find(ft.IconButton, text="Send"))
        await app.settle()
        assert "my own words" in app.texts(app.find(ft.ListView))


def said(desk: Desk, circle: str, kind: str, of: str, thread: str, *texts: str) -> None:
    """Somebody else's words arrive in a thread, of a post or of a prompt."""
    begun = desk.memory.count(thread) + 10
    place = {"scope": circle_scope(circle), "kind": kind, "by": "somebody"}
    for n, text in enumerate(texts, start=begun):
        values = {of: thread, "body": text, "lang": "en"}
        desk.memory.put(Record(**place, id=desk.new_id(), base=values, seq=n, pos=n, at=1))


def led_to(app: App) -> list[str]:
    """The keys of what was scrolled to, of which each is one of a control: a component is not enough."""
    drawn = [one for one in app.controls() if not isinstance(one, Component)]
    known = {one.key.value for one in drawn if isinstance(one.key, ft.ScrollKey)}
    keys = [call.args["scroll_key"] for call in app.calls if call.name == "scroll_to"]
    assert not set(keys) - known - {None}
    return keys


THREADS = pytest.mark.parametrize(("kind", "of"), [("reply", "post"), ("answer", "prompt")])


def began(desk: Desk, of: str) -> tuple[str, str]:
    """A circle with a post or a prompt in it; their ids."""
    circle = belonging.found(desk, {"name_en": "Hands"}).id
    if of == "post":
        return circle, posting.post(desk, circle, "topic", "Splints", "How?").id
    return circle, leading.ask(desk, circle, en="How?", bn="").id


@THREADS
async def test_a_thread_of_a_circle_has_the_same_line_and_the_same_count(
    tmp_path: Path, kind: str, of: str
) -> None:
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    circle, thread = began(desk, of)
    said(desk, circle, kind, of, thread, *(f"old {number}." for number in range(8)))
    there = f"/circles/{circle}/{of}s/{thread}"
    async with App(eg.window(desk), route=there, locales=("en",)) as app:
        assert not any(text.endswith(" new") for text in app.texts()), (
            "who never read has nothing to go on from"
        )
        await app.go("/circles")
        said(desk, circle, kind, of, thread, "new 0.", "new 1.")
        await app.go(there)
        texts = app.texts()
        assert texts.index("old 7.") < texts.index("2 new") < texts.index("new 0.")
        place = marking.place_of(circle_scope(circle), thread)
        assert marking.unread(desk, place, thread).count == 0
        await scroll(app, ft.Column, pixels=10)
        said(desk, circle, kind, of, thread, "new 2.")
        await app.settle()
        assert app.find(ft.FilledTonalButton, text="1 new message")
        await scroll(app, ft.Column, pixels=1990)
        assert app.find_all(ft.FilledTonalButton, text="new message") == []


@THREADS
async def test_a_long_absence_from_a_thread_begins_at_the_first_that_is_new(
    tmp_path: Path, kind: str, of: str
) -> None:
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    circle, thread = began(desk, of)
    said(desk, circle, kind, of, thread, "old 0.")
    marking.mark(desk, marking.place_of(circle_scope(circle), thread), thread)
    said(desk, circle, kind, of, thread, *(f"new {number}." for number in range(50)))
    async with App(eg.window(desk), route=f"/circles/{circle}/{of}s/{thread}", locales=("en",)) as app:
        assert {"50 new", "new 0.", "old 0."} <= set(app.texts())
        assert "new 49." not in app.texts()
        assert led_to(app) == ["unread"]
        place = marking.place_of(circle_scope(circle), thread)
        assert 0 < marking.unread(desk, place, thread).count < 50


@THREADS
async def test_one_is_led_to_what_one_has_written_wherever_one_read(
    tmp_path: Path, kind: str, of: str
) -> None:
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    circle, thread = began(desk, of)
    said(desk, circle, kind, of, thread, *(f"old {number}." for number in range(8)))
    async with App(eg.window(desk), route=f"/circles/{circle}/{of}s/{thread}", locales=("en",)) as app:
        assert led_to(app) == []
        await app.type(app.find(ft.TextField), "Mine")
        await app.click(app.find(ft.IconButton, text="Send"))
        mine = desk.memory.page(thread, 1)[0].id
        await app.until(lambda: led_to(app) == [mine])
        said(desk, circle, kind, of, thread, "new 0.")
        await app.settle()
        assert led_to(app) == [mine]


async def test_who_writes_and_leaves_at_once_is_led_nowhere(tmp_path: Path) -> None:
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    circle, thread = began(desk, "post")
    async with App(eg.window(desk), route=f"/circles/{circle}/posts/{thread}", locales=("en",)) as app:
        await app.type(app.find(ft.TextField), "Mine")
        await app.click(app.find(ft.IconButton, text="Send"))
        await app.go("/circles")
        await asyncio.sleep(2 * DRAWN_SECONDS)
        assert led_to(app) == []


async def test_older_messages_come_as_one_scrolls_and_only_once(tmp_path: Path) -> None:
    desk, david = talk(tmp_path, 130)
    async with App(eg.window(desk), route=f"/messages/{david}", locales=("en",)) as app:
        await scroll(app, ft.ListView, pixels=900)
        assert "old 89." not in app.texts(), "one is far from the oldest that is shown"
        await scroll(app, ft.ListView, pixels=1300)
        assert "old 50." in app.texts()
        assert "old 49." not in app.texts()


async def test_older_topics_come_as_one_scrolls(tmp_path: Path) -> None:
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    circle = belonging.found(desk, {"name_en": "Hand therapy"}).id
    for number in range(70):
        posting.post(desk, circle, "topic", f"topic {number}.", "Words")
    async with App(eg.window(desk), route=f"/circles/{circle}", locales=("en",)) as app:
        assert "topic 40." in app.texts()
        assert "topic 39." not in app.texts()
        await scroll(app, ft.Column, pixels=1300)
        assert "topic 10." in app.texts()
        await scroll(app, ft.Column, pixels=1300)
        assert "topic 0." in app.texts()


async def test_older_replies_do_not_move_what_one_reads(tmp_path: Path) -> None:
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    circle = belonging.found(desk, {"name_en": "Hand therapy"}).id
    post = posting.post(desk, circle, "topic", "Splints", "Words").id
    for number in range(50):
        posting.reply(desk, circle, post, f"reply {number}.")
    async with App(eg.window(desk), route=f"/circles/{circle}/posts/{post}", locales=("en",)) as app:
        assert "reply 30." in app.texts()
        assert "reply 29." not in app.texts()
        await app.click(app.find(ft.TextButton, text="Show older"))
        assert "reply 10." in app.texts()
        read = next(reply.id for reply in posting.replies(desk, post) if reply.body == "reply 30.")
        await app.until(lambda: led_to(app) == [read])
