"""The list of conversations: who, the last words, when, and whether something is unread."""

from pathlib import Path

import examples as eg
import flet as ft
from ui.harness import App

from app.services import messaging


async def test_without_conversations_it_leads_to_people(tmp_path: Path) -> None:
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    async with App(eg.window(desk), route="/messages", locales=("en",)) as app:
        assert "No messages yet" in app.texts()
        await app.click(app.find(ft.FilledButton, text="Find people"))
        assert app.route == "/people"


async def test_a_conversation_shows_its_last_words_and_whether_they_are_unread(tmp_path: Path) -> None:
    clock = eg.Clock()
    desk = eg.desk_of(eg.NASRIN, tmp_path, clock=clock)
    (david,) = eg.meet(desk, eg.DAVID)
    eg.hear(desk, david, "Hello!", "Can you\n\nhelp me?")
    clock.turn(hours=2)
    async with App(eg.window(desk), route="/messages", locales=("en",)) as app:
        texts = app.texts()
        assert "David Mitra" in texts
        assert "Can you help me?" in texts
        assert "Hello!" not in texts
        assert "2 hours ago" in texts
        assert "Unread" in texts


async def test_a_tap_opens_the_conversation_and_what_is_shown_is_seen(tmp_path: Path) -> None:
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    (david,) = eg.meet(desk, eg.DAVID)
    eg.hear(desk, david, "Hello!")
    async with App(eg.window(desk), route="/messages", locales=("en",)) as app:
        line = next(c for c in app.find_all(ft.TextButton, text="Hello!") if c.on_click)
        await app.click(line)
        assert app.route == f"/messages/{david}"
        assert messaging.count_unread(desk) == 0
        await app.go("/messages")
        assert "Unread" not in app.texts()


async def test_ones_own_last_words_say_so_and_how_far_they_have_come(tmp_path: Path) -> None:
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    (david,) = eg.meet(desk, eg.DAVID)
    eg.acquaint(desk, david)
    messaging.send(desk, david, "সকাল থেকে ভাবছি")
    async with App(eg.window(desk), route="/messages", locales=("en",)) as app:
        assert "You: সকাল থেকে ভাবছি" in app.texts()
        assert "Waiting to send" in app.texts()
        eg.refuse(desk, "dm.unavailable")
        await app.settle()
        assert "Not sent" in app.texts()


async def test_a_new_message_moves_its_conversation_to_the_top(tmp_path: Path) -> None:
    clock = eg.Clock()
    desk = eg.desk_of(eg.NASRIN, tmp_path, clock=clock)
    david, li = eg.meet(desk, eg.DAVID, {"name_en": "Li", "discipline": "slt"})
    eg.hear(desk, david, "first")
    clock.turn(seconds=60)
    eg.hear(desk, li, "second")
    async with App(eg.window(desk), route="/messages", locales=("en",)) as app:
        assert app.texts().index("second") < app.texts().index("first")
        clock.turn(seconds=60)
        eg.hear(desk, david, "third")
        await app.settle()
        assert app.texts().index("third") < app.texts().index("second")
        assert "first" not in app.texts()


async def test_many_conversations_come_forty_at_a_time(tmp_path: Path) -> None:
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    for number in range(45):
        (somebody,) = eg.meet(desk, {"name_en": f"Person {number}x", "discipline": "ot"})
        eg.hear(desk, somebody, "hello", at=eg.MORNING + number)
    async with App(eg.window(desk), route="/messages", locales=("en",)) as app:
        assert "Person 44x" in app.texts()
        assert "Person 4x" not in app.texts()
        await app.click(app.find(ft.TextButton, text="Show older conversations"))
        assert "Person 0x" in app.texts()
