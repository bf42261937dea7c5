"""Pinning and moving a post from its menu: with a mark everybody sees, and a way to undo it."""

from pathlib import Path

import examples as eg
import flet as ft
import pytest
from ui.harness import App

from app.domain.errors import Refused
from app.domain.ids import circle_scope
from app.domain.records import Record
from app.services import arranging, belonging, posting
from app.services.desk import Desk


def led(folder: Path, posts: int = 2) -> tuple[Desk, str, list[str]]:
    """A desk with a circle that one leads and topics in it, the oldest first."""
    desk = eg.desk_of(eg.NASRIN, folder)
    circle = belonging.found(desk, {"name_en": "Hands"}).id
    made = [posting.post(desk, circle, "topic", f"Topic {n}", "Words").id for n in range(posts)]
    eg.deliver(desk)
    return desk, circle, made


async def test_a_leader_pins_a_post_and_it_stands_first(tmp_path: Path) -> None:
    desk, circle, (first, _) = led(tmp_path)
    async with App(eg.window(desk), route=f"/circles/{circle}/posts/{first}", locales=("en",)) as app:
        await app.click(app.find(ft.PopupMenuItem, text="Pin"))
        assert "Pinned" in app.texts()
        assert "Pinned at the top for everybody." in app.texts()
        assert app.find_all(ft.PopupMenuItem, text="Unpin")
    async with App(eg.window(desk), route=f"/circles/{circle}", locales=("en",)) as app:
        titles = [text for text in app.texts() if text.startswith("Topic ")]
        assert titles == ["Topic 0", "Topic 1"]


async def test_a_fourth_is_refused_in_the_readers_language(tmp_path: Path) -> None:
    desk, circle, made = led(tmp_path, 4)
    for post in made[:3]:
        arranging.pin(desk, circle, posting.the_post(desk, circle, post), on=True)
    with pytest.raises(Refused, match=r"pin\.full"):
        arranging.pin(desk, circle, posting.the_post(desk, circle, made[3]), on=True)
    async with App(eg.window(desk), route=f"/circles/{circle}/posts/{made[3]}") as app:
        await app.click(app.find(ft.PopupMenuItem, text="পিন করুন"))
        assert any("৩" in text and "পিন" in text for text in app.texts())


async def test_a_post_goes_to_the_other_tab_and_back_again(tmp_path: Path) -> None:
    desk, circle, (first, _) = led(tmp_path)
    async with App(eg.window(desk), route=f"/circles/{circle}/posts/{first}", locales=("en",)) as app:
        await app.click(app.find(ft.PopupMenuItem, text="Move to Questions"))
        assert posting.the_post(desk, circle, first).tab == "question"
        assert "Moved to Questions." in app.texts()
        await app.click(app.find(ft.PopupMenuItem, text="Move to Topics"))
        assert posting.the_post(desk, circle, first).tab == "topic"


async def test_a_member_is_offered_neither_for_what_others_wrote(tmp_path: Path) -> None:
    desk, circle, _ = led(tmp_path)
    place = {"scope": circle_scope(circle), "kind": "post", "id": desk.new_id(), "by": "another"}
    desk.memory.put(Record(**place, base={"tab": "topic", "title": "Theirs", "body": "x"}, seq=90, pos=90))
    desk.write(circle_scope(circle), "member", desk.person, "role", {"role": "member"})
    route = f"/circles/{circle}/posts/{place['id']}"
    async with App(eg.window(desk), route=route, locales=("en",)) as app:
        assert [one.content.value for one in app.find_all(ft.PopupMenuItem)] == ["Report"]


def test_what_this_device_does_not_have_or_was_taken_back_is_not_at_the_top(tmp_path: Path) -> None:
    desk, circle, (first, second) = led(tmp_path)
    scope = circle_scope(circle)
    for post in (first, second, desk.new_id()):
        desk.memory.put(Record(scope=scope, kind="pin", id=post, base={"on": True}, seq=90, pos=90))
    desk.memory.put(
        Record(scope=scope, kind="post", id=first, base={"tab": "topic", "taken": "author"}, seq=91, pos=1)
    )
    assert [post.id for post in arranging.pinned(desk, circle, "topic")] == [second]
    assert arranging.pinned(desk, circle, "question") == []
