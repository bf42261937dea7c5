"""Account and devices: a password is set and never kept, codes are shown once, a device can be sent away."""

from dataclasses import asdict
from typing import Any

import examples as eg
import flet as ft
import pytest
from ui.harness import App

from app.domain.asking import Answer, Question
from app.domain.connection import ServerNote
from app.services.desk import Desk
from app.sync.accounts import Devices, DeviceSeen, Recovery
from app.ui.components.account.devices import device_name

ROUTE = "/me/settings/account"
PASSWORD = "three quiet herons"
CODES = [f"AAAA-BBBB-CCC{n}" for n in range(10)]


@pytest.fixture
def desk(tmp_path):
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    note = ServerNote(address="https://setu.example.org", device="d", token="t", state="joined")
    desk.memory.set_note("server", asdict(note))
    yield desk
    desk.memory.close()


def asked(desk: Desk, name: str) -> Question:
    """The latest question of this name that waits for sync."""
    return [one for one in desk.memory.sign("ask", {}).values() if one.name == name][-1]


async def answered(app: App, desk: Desk, name: str, told: Any = None, why: str = "") -> None:
    desk.memory.set_sign(f"answer:{asked(desk, name).id}", Answer(told=told, why=why))
    await app.settle()


def field(app: App, label: str) -> ft.TextField:
    return app.find(ft.TextField, text=label)


def sign_out(app: App, device: str) -> ft.IconButton | None:
    """The button that signs this device out."""
    said = (f"Sign out: {device}", f"সাইন আউট করুন: {device}")
    return next((button for button in app.find_all(ft.IconButton) if button.tooltip in said), None)


async def type_them(app: App) -> None:
    await app.type(field(app, "Sign-in name"), "nasrin")
    await app.type(field(app, "New password"), PASSWORD)
    await app.click(app.find(ft.FilledButton, text="Save"))


async def test_a_name_and_a_password_are_set_and_the_codes_shown_once(desk):
    async with App(eg.window(desk), route=ROUTE, locales=("en",)) as app:
        await type_them(app)
        question = asked(desk, "SetPassword")
        assert question.fields == {"login": "nasrin", "password": PASSWORD, "old": ""}
        await answered(app, desk, "SetPassword", Recovery(login="nasrin", codes=CODES))
        assert set(CODES) <= set(app.texts())
        await app.click(app.find(ft.FilledButton, text="I have written them down"))
        assert not set(CODES) & set(app.texts())


async def test_a_password_never_reaches_the_disk(desk, tmp_path):
    async with App(eg.window(desk), route=ROUTE, locales=("en",)) as app:
        await type_them(app)
        await app.settle()
    assert all(PASSWORD.encode() not in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())


async def test_a_refusal_is_told_and_the_name_stays(desk):
    async with App(eg.window(desk), route=ROUTE, locales=("en",)) as app:
        await type_them(app)
        await answered(app, desk, "SetPassword", why="login.taken")
        assert "Somebody else signs in with that name. Choose another one." in app.texts()
        assert field(app, "Sign-in name").value == "nasrin"


async def test_after_a_refusal_what_the_fields_show_is_what_is_sent(desk):
    async with App(eg.window(desk), route=ROUTE, locales=("en",)) as app:
        await type_them(app)
        first = asked(desk, "SetPassword")
        await answered(app, desk, "SetPassword", why="login.taken")
        desk.memory.set_sign("ask", None)
        await app.click(app.find(ft.FilledButton, text="Save"))
        assert asked(desk, "SetPassword").fields == first.fields
        assert first.fields["password"] == PASSWORD


async def test_another_device_is_signed_out_after_one_is_sure(desk):
    mine = DeviceSeen(id="d", name="Linux", created=1, seen=eg.MORNING, own=True)
    lost = DeviceSeen(id="lost", name="Android", created=1, seen=eg.MORNING, own=False)
    async with App(eg.window(desk), route=ROUTE, locales=("en",)) as app:
        await answered(app, desk, "ListDevices", Devices(devices=[mine, lost]))
        assert "This device" in app.texts()
        await app.click(sign_out(app, "Android"))
        await app.click(app.find(ft.FilledButton, text="Sign out"))
        assert asked(desk, "RemoveDevice").fields == {"device": "lost"}
        await answered(app, desk, "RemoveDevice", Devices(devices=[mine]))
        assert "Android" not in app.texts()


async def test_in_a_browser_the_servers_own_place_for_it_is_no_device_of_ones_own(desk):
    place = DeviceSeen(id="d", name="Web", created=1, seen=eg.MORNING, own=True)
    browser = DeviceSeen(id="b", name="Chrome, Linux", created=1, seen=eg.MORNING, own=False)
    phone = DeviceSeen(id="p", name="Firefox, Android", created=1, seen=eg.MORNING, own=False)
    async with App(eg.window(desk, hosted=True, browser="b"), route=ROUTE, locales=("bn",)) as app:
        await answered(app, desk, "ListDevices", Devices(devices=[place, phone, browser]))
        shown = [text for text in app.texts() if text in ("Linux-এ Chrome", "Android-এ Firefox")]
        assert shown == ["Linux-এ Chrome", "Android-এ Firefox"], "the one in use comes first"
        assert "এই ব্রাউজার" in app.texts()
        assert not {"Web", "ব্রাউজারে সেতু"} & set(app.texts())
        assert sign_out(app, "Android-এ Firefox")
        assert not sign_out(app, "Linux-এ Chrome")


@pytest.mark.parametrize(
    ("told", "said", "in_bengali"),
    [
        ("Chrome, Linux", "Chrome on Linux", "Linux-এ Chrome"),
        ("Safari", "Safari", "Safari"),
        ("Browser, iPad", "A browser on iPad", "iPad-এ একটি ব্রাউজার"),
        ("Darwin", "Mac", "Mac"),
        ("Web", "Setu in the browser", "ব্রাউজারে সেতু"),
        ("", "A device", "একটি ডিভাইস"),
        ("Rina's phone, the old one", "Rina's phone, the old one", "Rina's phone, the old one"),
    ],
)
def test_a_device_is_called_what_its_person_would_call_it(words_in, told, said, in_bengali):
    assert (device_name(told, words_in("en")), device_name(told, words_in("bn"))) == (said, in_bengali)


async def test_an_answer_is_forgotten_with_the_screen(desk):
    async with App(eg.window(desk), route=ROUTE, locales=("en",)) as app:
        question = asked(desk, "ListDevices").id
        await answered(app, desk, "ListDevices", Devices(devices=[]))
        await app.go("/me")
        assert desk.memory.sign(f"answer:{question}") is None


async def test_without_a_signal_it_says_so(desk):
    async with App(eg.window(desk), route=ROUTE, locales=("bn",)) as app:
        await answered(app, desk, "ListDevices", why="server.unreachable")
        assert any("সার্ভার" in text for text in app.texts())


async def test_without_a_server_it_says_where_accounts_are_and_leads_there(tmp_path):
    alone = eg.desk_of(eg.NASRIN, tmp_path)
    async with App(eg.window(alone), route=ROUTE, locales=("en",)) as app:
        assert "No account yet" in app.texts()
        await app.click(app.find(ft.FilledButton, text="Server"))
        assert app.route == "/me/settings/server"
    alone.memory.close()
