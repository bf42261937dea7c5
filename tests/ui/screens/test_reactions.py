"""Reactions: a tap says it, another takes it back; the sheet says who."""

from pathlib import Path

import examples as eg
import flet as ft
from ui.harness import App

from app.domain.ids import circle_scope
from app.domain.reactions import reaction_id
from app.domain.records import Record
from app.services import belonging, posting, reacting
from app.services.desk import Desk
from app.services.reacting import Item


def posted(folder: Path, *people: str) -> tuple[Desk, str, Item]:
    """A desk with a post that these people thanked for, and its address."""
    desk = eg.desk_of(eg.NASRIN, folder)
    circle = belonging.found(desk, {"name_en": "Hands"}).id
    post = posting.post(desk, circle, "topic", "Sling", "After a stroke")
    eg.deliver(desk)
    item = Item(scope=circle_scope(circle), kind="post", id=post.id)
    for person in people:
        values = {"item": post.id, "kind": "post", "thanks": True}
        place = {"scope": item.scope, "kind": "react", "id": reaction_id(post.id, person), "by": person}
        desk.memory.put(Record(**place, base=values, seq=90, pos=90))
    return desk, f"/circles/{circle}/posts/{post.id}", item


async def test_one_reacts_from_the_sheet_and_takes_it_back_with_the_chip(tmp_path: Path) -> None:
    desk, route, item = posted(tmp_path)
    async with App(eg.window(desk), route=route, locales=("en",)) as app:
        await app.click(app.find(ft.IconButton, text="React"))
        await app.click(app.find(ft.TextButton, text="I hear you", identifier="reactions"))
        assert app.find_all(identifier="reactions") == []
        chip = app.find(ft.TextButton, key="hear")
        assert app.texts(chip) == ["I hear you", "1"]
        await app.click(chip)
        assert app.find_all(ft.TextButton, key="hear") == []
        assert reacting.reactions(desk, item.id) == ()


async def test_the_number_is_in_the_readers_digits_and_ones_own_is_marked(tmp_path: Path) -> None:
    desk, route, _ = posted(tmp_path, "a", "b", "c")
    async with App(eg.window(desk), route=route) as app:
        chip = app.find(ft.TextButton, key="thanks")
        assert app.texts(chip) == ["ধন্যবাদ", "৩"]
        marks = [mark for mark in app.find_all(ft.Semantics) if mark.selected]
        await app.click(chip)
        assert app.texts(app.find(ft.TextButton, key="thanks")) == ["ধন্যবাদ", "৪"]
        assert len([mark for mark in app.find_all(ft.Semantics) if mark.selected]) == len(marks) + 1


async def test_the_sheet_says_who_it_was(tmp_path: Path) -> None:
    desk, route, item = posted(tmp_path)
    david, rina = eg.meet(desk, eg.DAVID, eg.RINA)
    for person in (david, rina):
        values = {"item": item.id, "kind": "post", "agree": True}
        place = {"scope": item.scope, "kind": "react", "id": reaction_id(item.id, person), "by": person}
        desk.memory.put(Record(**place, base=values, seq=90, pos=90))
    reacting.react(desk, item, "agree", on=True)
    async with App(eg.window(desk), route=route, locales=("en",)) as app:
        await app.click(app.find(ft.IconButton, text="React"))
        assert "David Mitra, Rina Chakma and You" in app.texts()


async def test_who_may_only_read_sees_who_it_was_and_cannot_react(tmp_path: Path) -> None:
    desk, route, item = posted(tmp_path, "a")
    desk.write(item.scope, "member", desk.person, "role", {"role": "guest"})
    async with App(eg.window(desk), route=route, locales=("en",)) as app:
        assert app.find_all(ft.IconButton, text="React") == []
        await app.click(app.find(ft.TextButton, key="thanks"))
        assert app.find(ft.TextButton, text="Thank you", identifier="reactions")
        assert app.find_all(ft.TextButton, text="I agree") == []


async def test_a_message_of_the_others_is_reacted_to(tmp_path: Path) -> None:
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    (david,) = eg.meet(desk, eg.DAVID)
    (heard,) = eg.hear(desk, david, "Hello")
    async with App(eg.window(desk), route=f"/messages/{david}", locales=("en",)) as app:
        await app.click(app.find(ft.IconButton, text="React"))
        await app.click(app.find(ft.TextButton, text="With warmth"))
        assert app.texts(app.find(ft.TextButton, key="warmth")) == ["With warmth", "1"]
        assert [tally.code for tally in reacting.reactions(desk, heard.id)] == ["warmth"]
