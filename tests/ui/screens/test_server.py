"""The server screen: connecting without losing a letter, and every state of the connection in words."""

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import examples as eg
import flet as ft
import pytest
from ui.harness import App

from app.domain.asking import Answer
from app.domain.connection import Connection, Phase, ServerNote
from app.services import connecting, messaging
from app.services.desk import Desk
from app.sync.accounts import Invited

ROUTE = "/me/settings/server"
DAY_MS = 86_400_000


def noted(desk: Desk, state: str = "joined", why: str = "", params: Mapping[str, Any] | None = None) -> None:
    note = ServerNote(
        address="https://setu.example.org",
        code="" if state == "joined" else "ABCD",
        device="device",
        token="token",
        state=state,
        why=why,
        params=params or {},
    )
    desk.memory.set_note("server", asdict(note))


def shown(desk: Desk, phase: Phase, **more: Any) -> None:
    desk.memory.set_sign("sync", Connection(phase=phase, **more))


def field(app: App, label: str) -> ft.TextField:
    return app.find(ft.TextField, text=label)


async def fill(app: App, address: str, code: str) -> None:
    await app.type(field(app, "Server address"), address)
    await app.type(field(app, "Invite code"), code)
    await app.click(app.find(ft.FilledButton, text="Connect"))


@pytest.mark.parametrize(
    ("address", "code", "where", "said"),
    [
        ("", "ABCD", "Server address", "That is not a server address. It looks like setu.example.org."),
        (
            "no such!",
            "ABCD",
            "Server address",
            "That is not a server address. It looks like setu.example.org.",
        ),
        (
            "http://192.168.0.7:8000",
            "ABCD",
            "Server address",
            "Setu only uses addresses that begin with https://, so that nobody can read along.",
        ),
        ("setu.example.org", "  ", "Invite code", "Type the invite code."),
    ],
)
async def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(
    tmp_path: Path, address: str, code: str, where: str, said: str
) -> None:
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    async with App(eg.window(desk), route=ROUTE, locales=("en",)) as app:
        await fill(app, address, code)
        assert field(app, where).error == said
        assert len([text for text in app.texts() if text == said]) == 1
        assert (field(app, "Server address").value, field(app, "Invite code").value) == (address, code)
        assert connecting.server(desk) is None


async def test_connecting_takes_bengali_digits_and_spaces(tmp_path: Path) -> None:
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    async with App(eg.window(desk), route=ROUTE, locales=("en",)) as app:
        await fill(app, " setu.example.org:৮৪৪৩ ", "৭KQ৪ M২XW ৯PRT")
        server = connecting.server(desk)
        assert server
        assert (server.address, server.code) == ("https://setu.example.org:8443", "7KQ4M2XW9PRT")
        assert "Connecting to https://setu.example.org:8443 for the first time…" in app.texts()
        assert app.find(ft.ProgressBar)


async def test_joining_can_be_stopped_and_corrected(tmp_path: Path) -> None:
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    async with App(eg.window(desk), route=ROUTE, locales=("en",)) as app:
        await fill(app, "setu.exmple.org", "ABCD")
        shown(desk, Phase.JOINING, why="server.unreachable")
        await app.settle()
        assert "The server does not answer. Everything is saved here and will be sent later." in app.texts()
        await app.click(app.find(ft.TextButton, text="Stop and change"))
        assert connecting.server(desk) is None
        assert field(app, "Server address").value == "setu.exmple.org"
        assert field(app, "Invite code").value == "ABCD"


async def test_a_refused_invite_says_why_and_keeps_what_was_typed(tmp_path: Path) -> None:
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    async with App(eg.window(desk), route=ROUTE, locales=("en",)) as app:
        await fill(app, "setu.example.org", "ABCD")
        noted(desk, "refused", why="invite.used")
        shown(desk, Phase.REFUSED, why="invite.used")
        await app.settle()
        assert "That invite has been used already. Ask for a new one." in app.texts()
        assert field(app, "Server address").value == "setu.example.org"
        assert field(app, "Invite code").value == "ABCD"
        await app.type(field(app, "Invite code"), "EFGH")
        await app.click(app.find(ft.FilledButton, text="Connect"))
        server = connecting.server(desk)
        assert server
        assert (server.state, server.code) == ("joining", "EFGH")


async def test_the_form_outlives_a_restart_until_it_has_worked(tmp_path: Path) -> None:
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    async with App(eg.window(desk), route=ROUTE, locales=("en",)) as app:
        await app.type(field(app, "Server address"), "setu.example")
        await app.go("/me")
    desk.memory.close()
    again = eg.desk(tmp_path)
    async with App(eg.window(again), route=ROUTE, locales=("en",)) as app:
        assert field(app, "Server address").value == "setu.example"
        await fill(app, "setu.example.org", "ABCD")
        noted(again)
        shown(again, Phase.LIVE)
        await app.settle()
        assert app.find_all(ft.TextField) == []
    assert again.memory.note("draft:server") is None


@pytest.mark.parametrize(
    ("phase", "why", "said"),
    [
        (Phase.CONNECTING, "", "Connecting…"),
        (Phase.LIVE, "", "Connected. Everything is up to date."),
        (Phase.OFFLINE, "server.unreachable", "Saved here. Will be sent when there is signal."),
        (
            Phase.REFUSED,
            "token.unknown",
            "The server no longer knows this device. Connect it again with a new invite.",
        ),
    ],
)
async def test_each_state_has_its_words_here_and_in_settings(
    tmp_path: Path, phase: Phase, why: str, said: str
) -> None:
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    eg.deliver(desk)
    noted(desk)
    shown(desk, phase, why=why)
    async with App(eg.window(desk), route=ROUTE, locales=("en",)) as app:
        assert "https://setu.example.org" in app.texts()
        assert said in app.texts()
        await app.go("/me/settings")
        assert said in app.texts()


async def test_a_device_the_server_forgot_can_be_connected_anew(tmp_path: Path) -> None:
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    noted(desk)
    shown(desk, Phase.REFUSED, why="token.unknown")
    async with App(eg.window(desk), route=ROUTE, locales=("en",)) as app:
        assert field(app, "Server address").value == "https://setu.example.org"
        await app.type(field(app, "Invite code"), "NEWCODE")
        await app.go("/me")
        await app.go(ROUTE)
        assert field(app, "Invite code").value == "NEWCODE"
        await app.click(app.find(ft.FilledButton, text="Connect"))
        server = connecting.server(desk)
        assert server
        assert (server.state, server.code) == ("joining", "NEWCODE")


async def test_offline_it_says_when_it_was_last_in_touch_and_tries_when_asked(tmp_path: Path) -> None:
    clock = eg.Clock()
    desk = eg.desk_of(eg.NASRIN, tmp_path, clock=clock)
    noted(desk)
    desk.memory.set_note("last_sync", clock())
    shown(desk, Phase.OFFLINE, why="server.unreachable")
    clock.turn(hours=3)
    async with App(eg.window(desk), route=ROUTE, locales=("en",)) as app:
        assert any("Last synced: 3 hours ago." in text for text in app.texts())
        await app.click(app.find(ft.OutlinedButton, text="Try now"))
        assert desk.memory.sign("wake") == 1


async def test_a_clock_that_is_far_off_is_told_in_words(tmp_path: Path) -> None:
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    noted(desk)
    shown(desk, Phase.LIVE, ahead_ms=2 * DAY_MS)
    async with App(eg.window(desk), route=ROUTE, locales=("en",)) as app:
        assert any("This device's clock is about 2 days ahead." in text for text in app.texts())


async def test_what_waits_is_counted_and_what_was_refused_is_a_tap_away(tmp_path: Path) -> None:
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    (david,) = eg.meet(desk, eg.DAVID)
    messaging.send(desk, david, "Hello")
    eg.refuse(desk, "dm.unavailable", kind="dm")
    noted(desk)
    shown(desk, Phase.OFFLINE)
    async with App(eg.window(desk), route=ROUTE, locales=("en",)) as app:
        assert "1 thing waits to be sent." in app.texts()
        assert "1 thing could not be sent." in app.texts()
        await app.click(app.find(ft.TextButton, text="See why"))
        assert app.route == "/me/settings/server/refused"


@pytest.mark.parametrize("device", [False, True])
async def test_a_code_is_asked_for_and_shown_in_latin_groups_in_both_languages(
    tmp_path: Path, device: bool
) -> None:
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    noted(desk)
    shown(desk, Phase.LIVE)
    async with App(eg.window(desk), route=ROUTE, locales=("bn",)) as app:
        button = "Add another device of mine" if device else "Invite a colleague"
        await app.click(eg.language_switch(app))
        await app.click(app.find(ft.OutlinedButton, text=button))
        (question,) = desk.memory.sign("ask").values()
        assert (question.name, question.fields) == ("Invite", {"device": device})
        assert app.find(ft.OutlinedButton, text=button).disabled
        assert app.find(ft.ProgressBar)
        told = Invited(code="7kq4m2xw9prt", until=desk.clock() + 14 * DAY_MS)
        desk.memory.set_sign(f"answer:{question.id}", Answer(told=told))
        await app.settle()
        assert "7KQ4-M2XW-9PRT" in app.texts()
        assert any("2 December 2026" in text for text in app.texts())
        copy = app.find(ft.FilledButton, text="Copy")
        assert isinstance(copy.action, ft.CopyToClipboard)
        assert copy.action.data == "7KQ4-M2XW-9PRT"
        await app.click(eg.language_switch(app))
        assert "7KQ4-M2XW-9PRT" in app.texts(), "a code is never put into Bengali digits"


async def test_a_refused_invitation_says_why(tmp_path: Path) -> None:
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    noted(desk)
    shown(desk, Phase.LIVE)
    async with App(eg.window(desk), route=ROUTE, locales=("en",)) as app:
        await app.click(app.find(ft.OutlinedButton, text="Invite a colleague"))
        (question,) = desk.memory.sign("ask").values()
        desk.memory.set_sign(f"answer:{question.id}", Answer(why="invite.not_allowed"))
        await app.settle()
        assert "Only leaders of a circle and administrators can invite." in app.texts()
        assert not app.find(ft.OutlinedButton, text="Invite a colleague").disabled


async def test_without_a_line_nobody_can_be_invited(tmp_path: Path) -> None:
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    noted(desk)
    shown(desk, Phase.OFFLINE)
    async with App(eg.window(desk), route=ROUTE, locales=("en",)) as app:
        assert "This needs a connection to the server." in app.texts()
        assert app.find(ft.OutlinedButton, text="Invite a colleague").disabled


async def test_disconnecting_asks_first_and_says_what_it_means(tmp_path: Path) -> None:
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    noted(desk)
    shown(desk, Phase.LIVE)
    async with App(eg.window(desk), route=ROUTE, locales=("en",)) as app:
        await app.click(app.find(ft.TextButton, text="Disconnect…"))
        assert "Everything stays on this device." in app.texts()
        await app.click(app.find(ft.TextButton, text="Stay connected"))
        assert connecting.server(desk) is not None
        await app.click(app.find(ft.TextButton, text="Disconnect…"))
        await app.click(app.find(ft.FilledButton, text="Disconnect"))
        assert connecting.server(desk) is None
        assert field(app, "Server address")
