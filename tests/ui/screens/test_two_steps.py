"""Two-step sign-in in the app: setting it up, being asked for the digits, and turning it off."""

from dataclasses import asdict, replace

import examples as eg
import flet as ft
import pytest
from ui.harness import App
from ui.screens.test_account import ROUTE, answered, asked, field

from app.domain.asking import Answer
from app.domain.connection import Secret, ServerNote
from app.domain.records import Record
from app.services import connecting
from app.services.desk import Desk
from app.sync.accounts import Done
from app.sync.two_steps import TotpSecret

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PASSWORD = "three quiet herons"
TOLD = TotpSecret(secret=SECRET, uri=f"otpauth://totp/Setu:nasrin?secret={SECRET}&issuer=Setu")


@pytest.fixture
def desk(tmp_path):
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    note = ServerNote(address="https://setu.example.org", device="d", token="t", state="joined")
    desk.memory.set_note("server", asdict(note))
    known_as(desk)
    yield desk
    desk.memory.close()


def known_as(desk: Desk, **changes: object) -> None:
    """What the server says of this account."""
    told = {"login": "nasrin", "role": "moderator", "two_steps": False, **changes}
    record = Record(scope=desk.own, kind="account", id=desk.person, base=told, seq=len(told))
    desk.memory.put(record)


async def begun(app: App, desk: Desk) -> None:
    """The key is shown."""
    await app.click(app.find(ft.FilledButton, text="Set up"))
    await app.type(field(app, "Password"), PASSWORD)
    await app.click(app.find(ft.FilledButton, text="Continue"))
    assert asked(desk, "BeginTotp").fields == {"password": PASSWORD}
    await answered(app, desk, "BeginTotp", TOLD)


async def test_a_moderator_sets_it_up_with_the_letters_of_the_key_or_its_picture(desk, tmp_path):
    async with App(eg.window(desk), route=ROUTE, locales=("en",)) as app:
        await begun(app, desk)
        assert "JBSW Y3DP EHPK 3PXP JBSW Y3DP EHPK 3PXP" in app.texts()
        assert [bytes(found.src[:4]) for found in app.find_all(ft.Image) if isinstance(found.src, bytes)] == [
            b"\x89PNG"
        ]
        await app.type(field(app, "Six digits"), "১২৩ ৪৫৬")
        await app.click(app.find(ft.FilledButton, text="Turn on"))
        assert asked(desk, "ConfirmTotp").fields == {"code": "123456"}
        await answered(app, desk, "ConfirmTotp", Done())
        assert any(text.startswith("On. A new device") for text in app.texts())
        assert not any("JBSW" in text for text in app.texts())
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert SECRET.encode() not in kept
    assert PASSWORD.encode() not in kept


async def test_the_key_is_forgotten_with_the_screen(desk):
    async with App(eg.window(desk), route=ROUTE, locales=("en",)) as app:
        await app.click(app.find(ft.FilledButton, text="Set up"))
        await app.type(field(app, "Password"), PASSWORD)
        await app.click(app.find(ft.FilledButton, text="Continue"))
        question = asked(desk, "BeginTotp").id
        await answered(app, desk, "BeginTotp", TOLD)
        await app.go("/me")
        assert desk.memory.sign(f"answer:{question}") is None


@pytest.mark.parametrize(
    ("why", "params", "said"),
    [
        ("totp.wrong", {}, "ফোনের ঘড়ি ঠিক আছে কি না"),
        ("totp.clock", {"minutes": 7}, "প্রায় ৭ মিনিট"),
    ],
)
async def test_digits_that_do_not_do_are_told_with_the_clock_of_the_phone(desk, why, params, said):
    async with App(eg.window(desk), route=ROUTE, locales=("bn",)) as app:
        await app.click(app.find(ft.FilledButton, text="সেট আপ করুন"))
        await app.click(app.find(ft.FilledButton, text="এগিয়ে যান"))
        await answered(app, desk, "BeginTotp", TOLD)
        await app.type(field(app, "ছয়টি সংখ্যা"), "123456")
        await app.click(app.find(ft.FilledButton, text="চালু করুন"))
        desk.memory.set_sign(f"answer:{asked(desk, 'ConfirmTotp').id}", Answer(why=why, params=params))
        await app.settle()
        assert any(said in text for text in app.texts())
        assert any("JBSW" in text for text in app.texts())


async def test_who_took_too_long_begins_again_with_another_key(desk):
    async with App(eg.window(desk), route=ROUTE, locales=("en",)) as app:
        await begun(app, desk)
        await app.type(field(app, "Six digits"), "123456")
        await app.click(app.find(ft.FilledButton, text="Turn on"))
        await answered(app, desk, "ConfirmTotp", why="totp.begin_again")
        await app.click(app.find(ft.FilledButton, text="Begin again"))
        assert field(app, "Password").value == ""
        assert not any("JBSW" in text for text in app.texts())


async def test_five_digits_are_not_sent(desk):
    async with App(eg.window(desk), route=ROUTE, locales=("en",)) as app:
        await begun(app, desk)
        desk.memory.set_sign("ask", None)
        await app.type(field(app, "Six digits"), "12345")
        await app.click(app.find(ft.FilledButton, text="Turn on"))
        assert "Type all six digits, without other signs." in app.texts()
        assert not desk.memory.sign("ask")


async def test_it_is_turned_off_with_the_password_and_a_recovery_code(desk):
    known_as(desk, two_steps=True)
    async with App(eg.window(desk), route=ROUTE, locales=("en",)) as app:
        await app.click(app.find(ft.OutlinedButton, text="Turn off…"))
        await app.type(field(app, "Password"), PASSWORD)
        await app.type(field(app, "Six digits or a recovery code"), "ABCD-EFGH-JKMN-PQRS")
        await app.click(app.find(ft.FilledButton, text="Turn off"))
        assert asked(desk, "EndTotp").fields == {"password": PASSWORD, "code": "ABCD-EFGH-JKMN-PQRS"}
        await answered(app, desk, "EndTotp", Done())
        assert any(text.startswith("Off. Whoever") for text in app.texts())


@pytest.mark.parametrize(
    ("role", "on", "there"), [("", False, False), ("", True, True), ("admin", False, True)]
)
async def test_it_is_for_staff_and_for_who_has_it_from_when_they_were(desk, role, on, there):
    known_as(desk, role=role, two_steps=on)
    async with App(eg.window(desk), route=ROUTE, locales=("en",)) as app:
        assert ("Two-step sign-in" in app.texts()) is there


# Signing in


def refused(desk: Desk, why: str, *, known: bool = True) -> None:
    """The server said so to a password that was right."""
    note = ServerNote(
        address="https://setu.example.org",
        device="d",
        token="t" * 43,
        way="signin",
        login="nasrin",
        state="refused",
        why=why,
    )
    desk.memory.set_sign("secret", Secret(token="t" * 43, password=PASSWORD) if known else None)
    desk.memory.set_note("server", asdict(note))


SERVER = "/me/settings/server"


async def test_after_the_password_the_digits_are_asked_for_alone(desk):
    refused(desk, "totp.needed")
    async with App(eg.window(desk), route=SERVER, locales=("en",)) as app:
        assert [app.called(found) for found in app.find_all(ft.TextField)] == ["Six digits"]
        assert field(app, "Six digits").keyboard_type is ft.KeyboardType.NUMBER
        await app.type(field(app, "Six digits"), "১২৩৪")
        await app.click(app.find(ft.FilledButton, text="Sign in"))
        assert field(app, "Six digits").error == "Type all six digits, without other signs."
        await app.type(field(app, "Six digits"), "১২৩৪৫৬")
        await app.click(app.find(ft.FilledButton, text="Sign in"))
        note, secret = connecting.server(desk), desk.memory.sign("secret")
        assert (note.state, note.why) == ("joining", "")
        assert secret == Secret(token="t" * 43, password=PASSWORD, code="123456")


@pytest.mark.parametrize(
    ("why", "said"), [("totp.wrong", "check the clock of your phone"), ("totp.used", "the next ones")]
)
async def test_wrong_digits_are_told_at_the_field(desk, why, said):
    refused(desk, why)
    async with App(eg.window(desk), route=SERVER, locales=("en",)) as app:
        assert said in field(app, "Six digits").error


async def test_who_has_no_phone_goes_on_with_a_recovery_code(desk):
    refused(desk, "totp.needed")
    async with App(eg.window(desk), route=SERVER, locales=("en",)) as app:
        await app.click(app.find(ft.TextButton, text="No phone? Use a recovery code"))
        assert desk.memory.sign("secret") is None
        assert field(app, "Sign-in name").value == "nasrin"
        assert field(app, "Recovery code").value == ""


async def test_who_closed_the_app_meanwhile_types_the_password_again(desk):
    refused(desk, "totp.needed", known=False)
    async with App(eg.window(desk), route=SERVER, locales=("en",)) as app:
        assert "Setu was closed before you were signed in. Type your password again." in app.texts()
        assert field(app, "Password").value == ""


async def test_digits_for_another_wish_are_not_asked_for(desk):
    refused(desk, "totp.needed")
    desk.memory.set_sign("secret", replace(desk.memory.sign("secret"), token="o" * 43))
    async with App(eg.window(desk), route=SERVER, locales=("en",)) as app:
        assert "Six digits" not in [app.called(found) for found in app.find_all(ft.TextField)]


# What one's other devices tell of it


async def test_the_other_devices_tell_when_it_was_turned_on_or_off(desk):
    notice = {"at": desk.clock(), "by": desk.person, "device": "other", "name": "Android"}
    for number, what in enumerate(("totp.on", "totp.off")):
        base = {**notice, "what": what}
        desk.memory.put(Record(scope=desk.own, kind="notice", id=desk.new_id(), base=base, seq=90 + number))
    async with App(eg.window(desk), route="/", locales=("en",)) as app:
        texts = app.texts()
        assert {"Two-step sign-in was turned on", "Two-step sign-in was turned off"} <= set(texts)
        assert "Your password was changed" not in texts
        assert sum(text.startswith("Android, ") for text in texts) == 2


async def test_who_turned_it_off_for_one_is_named(desk):
    (admin,) = eg.meet(desk, eg.DAVID)
    base = {"at": desk.clock(), "by": admin, "what": "totp.off"}
    desk.memory.put(Record(scope=desk.own, kind="notice", id=desk.new_id(), base=base, seq=90))
    async with App(eg.window(desk), route="/", locales=("en",)) as app:
        assert "Two-step sign-in was turned off" in app.texts()
        assert any(text.startswith("David Mitra, ") for text in app.texts())
