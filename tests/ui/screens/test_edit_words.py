"""Editing from the menu: the guard looks at it, the mark says when, and what is typed is kept."""

from pathlib import Path

import examples as eg
import flet as ft
from ui.harness import App

from app.services import belonging, messaging, posting


async def test_a_post_is_edited_and_everybody_sees_when(tmp_path: Path) -> None:
    clock = eg.Clock()
    desk = eg.desk_of(eg.NASRIN, tmp_path, clock=clock)
    circle = belonging.found(desk, {"name_en": "Hands"}).id
    post = posting.post(desk, circle, "topic", "Sling", "After a stroke")
    eg.deliver(desk)
    route = f"/circles/{circle}/posts/{post.id}"
    async with App(eg.window(desk), route=route, locales=("en",)) as app:
        await app.click(app.find(ft.PopupMenuItem, text="Edit"))
        await app.type(app.find_all(ft.TextField)[0], "Slings")
        await app.click(app.find(ft.FilledButton, text="Save"))
        assert app.route == route
        assert "Slings" in app.texts()
        assert any(text.startswith("Edited at ") for text in app.texts())
    clock.turn(seconds=16 * 60)
    async with App(eg.window(desk), route=route, locales=("en",)) as app:
        assert app.find_all(ft.PopupMenuItem, text="Edit") == []
        assert app.find_all(ft.PopupMenuItem, text="Take back")


async def test_the_guard_looks_at_what_is_put_right(tmp_path: Path) -> None:
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    (david,) = eg.meet(desk, eg.DAVID)
    eg.hear(desk, david, "Hello")
    messaging.send(desk, david, "She is better")
    eg.deliver(desk)
    async with App(eg.window(desk), route=f"/messages/{david}", locales=("en",)) as app:
        await app.click(app.find(ft.PopupMenuItem, text="Edit"))
        await app.type(app.find(ft.TextField), "Mrs Rahman, 01712345678, is better")
        await app.click(app.find(ft.FilledButton, text="Save"))
        assert "/change/" in app.route
        await app.click(app.find(ft.FilledButton, text="Save"))
        assert app.route == f"/messages/{david}"
    assert messaging.messages(desk, david)[-1].body == "Mrs Rahman, 01712345678, is better"


async def test_too_late_says_so_and_keeps_what_was_typed(tmp_path: Path) -> None:
    clock = eg.Clock()
    desk = eg.desk_of(eg.NASRIN, tmp_path, clock=clock)
    circle = belonging.found(desk, {"name_en": "Hands"}).id
    post = posting.post(desk, circle, "topic", "Sling", "After a stroke")
    eg.deliver(desk)
    route = f"/circles/{circle}/posts/{post.id}/change/c.{circle}/post/{post.id}"
    async with App(eg.window(desk), route=route) as app:
        await app.type(app.find_all(ft.TextField)[1], "পরে")
        clock.turn(seconds=16 * 60)
        await app.click(app.find(ft.FilledButton, text="সেভ করুন"))
        assert any("১৫ মিনিট" in text for text in app.texts())
        assert app.find_all(ft.TextField)[1].value == "পরে"


async def test_who_taps_edit_too_late_in_a_menu_drawn_before_is_told_so_at_once(tmp_path: Path) -> None:
    clock = eg.Clock()
    desk = eg.desk_of(eg.NASRIN, tmp_path, clock=clock)
    circle = belonging.found(desk, {"name_en": "Hands"}).id
    post = posting.post(desk, circle, "topic", "Sling", "After a stroke")
    eg.deliver(desk)
    async with App(eg.window(desk), route=f"/circles/{circle}/posts/{post.id}") as app:
        (edit,) = [one for one in app.find_all(ft.PopupMenuItem) if "সম্পাদনা করুন" in app.texts(one)]
        clock.turn(seconds=16 * 60)
        await app.click(edit)
        assert "/change/" not in app.route
        assert any("১৫ মিনিট" in text for text in app.texts())
