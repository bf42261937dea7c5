"""Who asks to write to one: counted and named, unread until one looks, and nothing in it leads anywhere."""

from pathlib import Path

import examples as eg
import flet as ft
from ui.harness import App

from app.domain.talks import REQUEST_LETTERS
from app.services import messaging, talking
from app.services.desk import Desk

LINK = "Look at https://example.org/hand please"


def asked(folder: Path) -> tuple[Desk, str]:
    desk = eg.desk_of(eg.NASRIN, folder)
    (david,) = eg.meet(desk, eg.DAVID)
    eg.ask_to_write(desk, david, LINK)
    return desk, david


async def test_requests_have_a_place_with_a_count_and_nothing_of_what_they_say(tmp_path: Path) -> None:
    desk, david = asked(tmp_path)
    async with App(eg.window(desk), route="/", locales=("en",)) as app:
        for route in ("/", "/messages", "/messages/requests"):
            await app.go(route)
            assert "Message requests" in app.texts()
            assert not any("example.org" in text for text in app.texts())
        await app.go("/messages")
        assert "1 person asks to write to you" in app.texts()
        await app.click(next(c for c in app.find_all(ft.TextButton, text="Message requests") if c.on_click))
        assert app.route == "/messages/requests"
        await app.click(next(c for c in app.find_all(ft.TextButton, text="David Mitra") if c.on_click))
        assert app.route == f"/messages/{david}"


async def test_a_request_shows_its_words_without_links_and_no_place_to_write(tmp_path: Path) -> None:
    desk, david = asked(tmp_path)
    async with App(eg.window(desk), route=f"/messages/{david}", locales=("en",)) as app:
        assert LINK in app.texts()
        assert "David Mitra asks to write to you" in app.texts()
        assert not [button for button in app.find_all(ft.TextButton) if button.url]
        assert app.find_all(ft.TextField) == []
        assert app.find_all(ft.IconButton, text="React") == []
        await app.click(app.find(ft.FilledButton, text="Accept"))
        assert [button for button in app.find_all(ft.TextButton) if button.url]
        assert app.find(ft.TextField, text="Type a message")


async def test_a_declined_request_can_be_taken_back_and_accepted_later(tmp_path: Path) -> None:
    desk, david = asked(tmp_path)
    async with App(eg.window(desk), route=f"/messages/{david}", locales=("en",)) as app:
        await app.click(app.find(ft.OutlinedButton, text="Decline"))
        assert app.route == "/messages"
        assert messaging.requests(desk) == []
        await app.click(app.find(ft.SnackBarAction, text="Undo"))
        assert messaging.count_requests(desk) == 1
        talking.decline(desk, david)
        await app.go(f"/messages/{david}")
        assert "You declined this request. They were not told." in app.texts()
        await app.click(app.find(ft.OutlinedButton, text="Accept after all"))
        assert app.find(ft.TextField, text="Type a message")


async def test_one_can_block_who_asks_and_end_that(tmp_path: Path) -> None:
    desk, david = asked(tmp_path)
    async with App(eg.window(desk), route=f"/messages/{david}", locales=("en",)) as app:
        await app.click(app.find(ft.OutlinedButton, text="Block"))
        await app.click(app.find(ft.FilledButton, text="Block"))
        assert any("You have blocked this person." in text for text in app.texts())
        assert messaging.requests(desk) == []
        await app.go(f"/people/{david}")
        assert "You have blocked this person." in app.texts()
        await app.click(app.find(ft.TextButton, text="Unblock"))
        assert messaging.count_requests(desk) == 1


async def test_the_first_words_to_a_stranger_say_what_they_are_and_then_one_waits(tmp_path: Path) -> None:
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    (david,) = eg.meet(desk, eg.DAVID)
    async with App(eg.window(desk), route=f"/messages/{david}", locales=("en",)) as app:
        assert any("Your first message is a request" in text for text in app.texts())
        await app.type(app.find(ft.TextField), "a" * (REQUEST_LETTERS + 1))
        await app.click(app.find(ft.IconButton, text="Send"))
        assert any("401 letters long; 400 fit" in text for text in app.texts())
        await app.type(app.find(ft.TextField), "May I?")
        await app.click(app.find(ft.IconButton, text="Send"))
        assert "Waiting for an answer. Once they accept, you can write on." in app.texts()
        assert app.find_all(ft.TextField) == []
        await app.go("/messages")
        assert "Waiting for an answer" in app.texts()
