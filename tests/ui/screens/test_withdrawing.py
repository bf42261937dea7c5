"""Taking back: asked first, from the menu at it; a line stays that says whose doing it was."""

from pathlib import Path

import examples as eg
import flet as ft
from ui.harness import App

from app.domain.ids import circle_scope
from app.domain.records import Record
from app.services import belonging, messaging, posting
from app.services.desk import Desk

OTHER = "018cc251-f400-7000-8000-0000000000ff"


def posted(folder: Path, *replies: str) -> tuple[Desk, str, str]:
    """A desk with a post of one's own in a circle one leads, and what others replied; its address."""
    desk = eg.desk_of(eg.NASRIN, folder)
    circle = belonging.found(desk, {"name_en": "Hands"}).id
    post = posting.post(desk, circle, "topic", "Sling", "After a stroke")
    eg.deliver(desk)
    for number, body in enumerate(replies, start=80):
        place = {"scope": circle_scope(circle), "kind": "reply", "id": desk.new_id(), "by": OTHER}
        desk.memory.put(Record(**place, base={"post": post.id, "body": body}, seq=number, pos=number))
    return desk, circle, f"/circles/{circle}/posts/{post.id}"


async def choose(app: App, said: str, number: int = 0) -> None:
    """Choose this in a menu, and say yes to what is asked."""
    await app.click(app.find_all(ft.PopupMenuItem, text=said)[number])
    await app.click(app.find(ft.FilledButton, text=said))


async def test_one_takes_a_post_back_and_is_asked_first(tmp_path: Path) -> None:
    desk, circle, route = posted(tmp_path, "Try this")
    async with App(eg.window(desk), route=route, locales=("en",)) as app:
        await app.click(app.find_all(ft.PopupMenuItem, text="Take back")[0])
        await app.click(app.find(ft.TextButton, text="Cancel"))
        assert "Sling" in app.texts()
        await choose(app, "Take back")
        assert "Taken back by its author" in app.texts()
        assert "Sling" not in app.texts()
        assert {"Try this", "Saved on this device"} <= set(app.texts())
        assert app.route == route
    assert posting.posts(desk, circle, "topic")[0].taken == "author"


async def test_where_nobody_had_answered_one_is_led_back_to_the_circle(tmp_path: Path) -> None:
    desk, circle, route = posted(tmp_path)
    async with App(eg.window(desk), route=route, locales=("en",)) as app:
        await choose(app, "Take back")
        assert app.route == f"/circles/{circle}"
        assert "Taken back by its author" in app.texts()


async def test_a_leader_removes_a_reply_of_somebody_elses(tmp_path: Path) -> None:
    desk, _, route = posted(tmp_path, "Buy my sling", "Really?")
    async with App(eg.window(desk), route=route) as app:
        await choose(app, "সরান")
        assert "সার্কেলের লিডাররা সরিয়েছেন" in app.texts()
        assert "Buy my sling" not in app.texts()


async def test_a_member_is_not_offered_to_remove_anything(tmp_path: Path) -> None:
    desk, circle, route = posted(tmp_path, "Try this")
    desk.write(circle_scope(circle), "member", desk.person, "role", {"role": "member"})
    async with App(eg.window(desk), route=route, locales=("en",)) as app:
        assert app.find_all(ft.PopupMenuItem, text="Remove") == []
        assert len(app.find_all(ft.PopupMenuItem, text="Report")) == 1


async def test_where_leaders_ended_a_conversation_there_is_no_place_to_write(tmp_path: Path) -> None:
    desk, circle, route = posted(tmp_path, "Try this")
    record = desk.memory.get(circle_scope(circle), "post", route.split("/")[-1])
    assert record is not None
    for taken, places in (("author", 1), ("leader", 0), ("mod", 0)):
        trace = {"tab": "topic", "taken": taken}
        desk.memory.put(
            Record(scope=record.scope, kind="post", id=record.id, by=OTHER, base=trace, seq=99, pos=5)
        )
        async with App(eg.window(desk), route=route, locales=("en",)) as app:
            assert len(app.find_all(ft.IconButton, text="Send")) == places


async def test_a_message_is_taken_back_and_the_list_says_so(tmp_path: Path) -> None:
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    (david,) = eg.meet(desk, eg.DAVID)
    eg.hear(desk, david, "Hello")
    messaging.send(desk, david, "Rahim in bed 4")
    eg.deliver(desk)
    async with App(eg.window(desk), route=f"/messages/{david}", locales=("en",)) as app:
        await choose(app, "Take back")
        assert "Rahim in bed 4" not in app.texts()
        assert "Taken back by its author" in app.texts()
    async with App(eg.window(desk), route="/messages", locales=("en",)) as app:
        assert "Taken back by its author" in app.texts()
