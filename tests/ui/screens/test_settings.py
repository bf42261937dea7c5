"""Settings: what one chooses holds at once and after a restart, and what one should know is said."""

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import examples as eg
import flet as ft
from ui.harness import App

from app.services.preferences import prefer, preferences

ROUTE = "/me/settings"


def group(app: App, identifier: str) -> ft.RadioGroup:
    return app.find(ft.RadioGroup, identifier=identifier)


async def test_the_language_is_chosen_in_place_and_kept(tmp_path: Path) -> None:
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    async with App(eg.window(desk), route=ROUTE, locales=("en",)) as app:
        assert group(app, "language").value == "device"
        await app.choose(group(app, "language"), "bn")
        assert app.page.locale_configuration.current_locale.language_code == "bn"
    desk.memory.close()
    again = eg.desk(tmp_path)
    assert preferences(again).language == "bn"
    async with App(eg.window(again), route=ROUTE, locales=("en",)) as app:
        assert group(app, "language").value == "bn"
        assert app.page.locale_configuration.current_locale.language_code == "bn"


async def test_following_the_device_again_speaks_its_language(tmp_path: Path) -> None:
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    prefer(desk, language="bn")
    async with App(eg.window(desk), route=ROUTE, locales=("en-GB",)) as app:
        assert app.page.locale_configuration.current_locale.language_code == "bn"
        await app.choose(group(app, "language"), "device")
        assert app.page.locale_configuration.current_locale.language_code == "en"
        assert preferences(desk).language == ""


WRITING = "/me/settings/writing"


async def test_digits_are_chosen_apart_from_the_language(tmp_path: Path) -> None:
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    (david,) = eg.meet(desk, eg.DAVID)
    eg.hear(desk, david, "hello", at=eg.MORNING - 30 * 86_400_000)
    async with App(eg.window(desk), route=WRITING, locales=("en",)) as app:
        await app.choose(group(app, "numerals"), "beng")
        await app.go("/messages")
        assert any("২০২৬" in text for text in app.texts())
        await app.go(WRITING)
        assert group(app, "numerals").value == "beng"
        await app.choose(group(app, "numerals"), "latn")
        await app.go("/messages")
        assert any("2026" in text for text in app.texts())
    assert preferences(desk).numerals == "latn"


async def test_region_clock_and_time_zone_change_how_numbers_and_times_are_written(tmp_path: Path) -> None:
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    async with App(eg.window(desk), route=WRITING, locales=("en",)) as app:
        assert "BDT\u00a01,234,567.00" in app.texts()
        await app.choose(group(app, "region"), "IN")
        await app.choose(group(app, "zone"), "Asia/Kolkata")
        assert "₹12,34,567.00" in app.texts()
        now = app.texts()
        assert any("am" in text or "pm" in text for text in now)
        await app.choose(group(app, "hours"), "24")
        assert not any(text.endswith(("am", "pm")) and "2026" in text for text in app.texts())
        assert app.page.locale_configuration.current_locale.country_code == "IN"
    kept = preferences(desk)
    assert (kept.region, kept.hours, kept.zone) == ("IN", "24", "Asia/Kolkata")


async def test_a_device_in_india_writes_as_in_india_from_the_start(tmp_path: Path) -> None:
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    async with App(eg.window(desk), route=WRITING, locales=("bn-IN", "en")) as app:
        assert "₹১২,৩৪,৫৬৭.০০" in app.texts()
    assert preferences(desk).region == "IN"


async def test_in_a_browser_on_a_server_elsewhere_times_are_those_of_the_region(tmp_path: Path) -> None:
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    prefer(desk, region="IN", language="en")
    async with App(eg.window(desk, hosted=True), route=WRITING) as app:
        moment = dt.datetime.fromtimestamp(desk.clock() / 1000, ZoneInfo("Asia/Kolkata"))
        assert any(f"{moment:%-I:%M}" in text for text in app.texts())


async def test_an_unknown_time_zone_falls_back_to_the_devices(tmp_path: Path) -> None:
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    prefer(desk, zone="Moon/Tranquillity")
    async with App(eg.window(desk), route=WRITING, locales=("en",)) as app:
        assert group(app, "zone").value in ("Moon/Tranquillity", "device")


async def test_the_theme_changes_at_once_and_stays(tmp_path: Path) -> None:
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    async with App(eg.window(desk), route=ROUTE, locales=("en",)) as app:
        assert app.page.theme_mode is ft.ThemeMode.SYSTEM
        before = len(app.sent)
        await app.choose(group(app, "theme"), "dark")
        assert app.page.theme_mode is ft.ThemeMode.DARK
        assert "theme_mode" in "".join(sent.text for sent in app.sent[before:])
    desk.memory.close()
    async with App(eg.window(eg.desk(tmp_path)), route=ROUTE, locales=("en",)) as app:
        assert app.page.theme_mode is ft.ThemeMode.DARK
        assert group(app, "theme").value == "dark"


async def test_avatars_follow_the_theme_and_the_device(tmp_path: Path) -> None:
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    (david,) = eg.meet(desk, eg.DAVID)
    eg.hear(desk, david, "hello")

    async def paper(app: App) -> object:
        await app.go("/messages")
        found = next(c for c in app.find_all(ft.Container, text="DM") if c.width == 48)
        await app.go(ROUTE)
        return found.bgcolor

    async with App(eg.window(desk), route=ROUTE, locales=("en",), dark=True) as app:
        night = await paper(app)
        await app.choose(group(app, "theme"), "light")
        day = await paper(app)
        assert night != day
        await app.choose(group(app, "theme"), "system")
        assert await paper(app) == night


async def test_it_says_honestly_where_things_are_and_who_can_read_them(tmp_path: Path) -> None:
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    async with App(eg.window(desk), route=ROUTE, locales=("en",)) as app:
        texts = " ".join(app.texts())
        assert "/data/setu" in texts
        assert "Not protected: whoever opens the files of this device can read it." in texts
        assert "no end-to-end encryption" in texts
        assert "Version 0.1.0" in texts


async def test_the_server_is_one_tap_away(tmp_path: Path) -> None:
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    async with App(eg.window(desk), route=ROUTE, locales=("en",)) as app:
        row = next(c for c in app.find_all(ft.TextButton, text="Server") if c.on_click)
        assert "Not connected. Everything is kept on this device." in app.texts(row)
        await app.click(row)
        assert app.route == "/me/settings/server"


async def test_the_protection_is_one_tap_away(tmp_path: Path) -> None:
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    async with App(eg.window(desk), route=ROUTE, locales=("en",)) as app:
        title = "Protection of the data on this device"
        row = next(c for c in app.find_all(ft.TextButton, text=title) if c.on_click)
        assert "Not protected" in app.texts(row)
        await app.click(row)
        assert app.route == "/me/settings/protection"
