"""The lock: wrong is said at the field, right opens every window, and nothing typed is lost between."""

import asyncio
from pathlib import Path

import flet as ft
import pytest
from openings import PASSPHRASE, SAID, Slow, device, locked, shows
from ui.harness import App

from app.domain.errors import StoreTrouble

LANGS = pytest.mark.parametrize("lang", ["en", "bn"])


@LANGS
async def test_a_wrong_passphrase_is_said_at_the_field_which_keeps_it_and_the_right_one_opens(
    tmp_path: Path, lang: str
) -> None:
    await locked(tmp_path)
    said = SAID[lang]
    async with device(tmp_path) as here, App(here.window(), route="/people", locales=(lang,)) as app:
        assert said["locked"] in app.texts()
        field = app.find(ft.TextField, text=said["passphrase"])
        assert field.password
        await app.type(field, "not the one")
        await app.click(app.find(ft.FilledButton, text=said["unlock"]))
        await app.until(lambda: str(app.find(ft.TextField).error).startswith(said["wrong"]))
        assert app.find(ft.TextField).value == "not the one"
        await app.type(app.find(ft.TextField), PASSPHRASE)
        await app.submit(app.find(ft.TextField))
        await app.until(shows(app, said["home"]))
        assert app.route == "/people"
        assert here.desk
        assert here.desk.person


async def test_while_it_is_tried_the_window_is_busy_and_a_second_try_does_not_count(tmp_path: Path) -> None:
    await locked(tmp_path)
    slow = Slow()
    slow.may_end = True
    async with device(tmp_path, opening=slow) as here, App(here.window(), locales=("en",)) as app:
        slow.may_end = False
        await app.type(app.find(ft.TextField), PASSPHRASE)
        trying = asyncio.create_task(app.click(app.find(ft.FilledButton, text="Unlock")))
        await app.until(lambda: app.find(ft.FilledButton, text="Unlock").disabled)
        assert app.find(ft.ProgressBar).visible
        assert app.find(ft.TextField).value == PASSPHRASE
        await app.submit(app.find(ft.TextField))
        slow.may_end = True
        await app.until(shows(app, "Home"))
        await trying


async def test_an_eye_shows_what_was_typed(tmp_path: Path) -> None:
    await locked(tmp_path)
    async with device(tmp_path) as here, App(here.window(), locales=("en",)) as app:
        await app.type(app.find(ft.TextField), "half of i")
        await app.click(app.find(ft.IconButton, text="Show the passphrase"))
        assert app.find(ft.TextField).value == "half of i"
        assert not app.find(ft.TextField).password
        await app.click(app.find(ft.IconButton, text="Hide the passphrase"))
        assert app.find(ft.TextField).password


async def test_the_language_can_be_switched_before_it_is_unlocked_and_stays_switched(tmp_path: Path) -> None:
    await locked(tmp_path)
    async with device(tmp_path) as here, App(here.window(), locales=("en",)) as app:
        await app.type(app.find(ft.TextField), PASSPHRASE)
        await app.click(app.find(ft.TextButton, text="বাংলা"))
        assert "সেতু লক করা আছে" in app.texts()
        assert app.find(ft.TextField).value == PASSPHRASE
        await app.submit(app.find(ft.TextField))
        await app.until(shows(app, "হোম"))


async def test_two_windows_at_the_lock_get_the_app_from_one_passphrase(tmp_path: Path) -> None:
    await locked(tmp_path)
    async with device(tmp_path) as here, App(here.window(), locales=("en",)) as first:
        await first.type(first.find(ft.TextField), "half of i")
        async with App(here.window(), locales=("bn",)) as second:
            assert first.find(ft.TextField).value == "half of i"
            await second.type(second.find(ft.TextField), "not the one")
            await second.submit(second.find(ft.TextField))
            await second.until(lambda: second.find(ft.TextField).error)
            assert first.find(ft.TextField).error is None
            assert first.find(ft.TextField).value == "half of i"
            await second.type(second.find(ft.TextField), PASSPHRASE)
            await second.submit(second.find(ft.TextField))
            await second.until(shows(second, "হোম"))
            await first.until(shows(first, "Home"))


async def test_the_terminal_is_told_once_that_a_passphrase_is_wanted_and_of_no_try(tmp_path: Path) -> None:
    await locked(tmp_path)
    told: list[StoreTrouble] = []
    async with device(tmp_path, tell=told.append) as here, App(here.window(), locales=("en",)) as app:
        await app.type(app.find(ft.TextField), "not the one")
        await app.submit(app.find(ft.TextField))
        await app.until(lambda: app.find(ft.TextField).error)
        async with App(here.window(), locales=("en",)):
            assert [trouble.code for trouble in told] == ["store.passphrase_needed"]
        assert "Open the address of Setu and type it there." in here.say(told[0], "C.UTF-8")
        assert "সেতুর ঠিকানাটি খুলে সেখানে পাসফ্রেজ লিখুন।" in here.say(told[0], "bn_BD.UTF-8")
