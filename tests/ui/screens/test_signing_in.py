"""Signing in to an account one has already, and how far its first sync is."""

from pathlib import Path

import examples as eg
import flet as ft
from ui.harness import App
from ui.screens.test_server import ROUTE, field, noted, shown

from app.domain.connection import Phase
from app.services import connecting


async def test_who_has_an_account_signs_in_with_a_name_and_a_password(tmp_path: Path) -> None:
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    async with App(eg.window(desk), route=ROUTE, locales=("en",)) as app:
        await app.type(field(app, "Server address"), "setu.example.org")
        await app.click(app.find(ft.TextButton, text="I have an account: sign in with my name"))
        assert field(app, "Server address").value == "setu.example.org"
        await app.click(app.find(ft.FilledButton, text="Sign in"))
        assert field(app, "Sign-in name").error == "Type the name you sign in with."
        await app.type(field(app, "Sign-in name"), "nasrin")
        await app.type(field(app, "Password"), "three quiet herons")
        await app.click(app.find(ft.FilledButton, text="Sign in"))
        note = connecting.server(desk)
        assert note
        assert (note.way, note.login, note.state) == ("signin", "nasrin", "joining")
        assert "three quiet herons" not in str(desk.memory.note("server"))


async def test_how_much_of_a_long_first_sync_is_done_is_shown(tmp_path: Path) -> None:
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    noted(desk)
    async with App(eg.window(desk), route=ROUTE, locales=("bn",)) as app:
        shown(desk, Phase.LIVE, syncing=True, share=0.43)
        await app.settle()
        assert "পুরোনো লেখা আনা হচ্ছে: ৪৩%" in app.texts()
        shown(desk, Phase.LIVE)
        await app.settle()
        assert not any("৪৩" in text for text in app.texts())
