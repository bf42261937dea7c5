"""One's own place: the card, the ways on, the connection in words."""

from pathlib import Path

import examples as eg
import flet as ft
from ui.harness import App

from app import __version__
from app.services import connecting, introducing

FULL = {**eg.NASRIN, "learn": "Sensory integration"}


async def test_the_name_in_the_readers_script_comes_first(tmp_path: Path) -> None:
    desk = eg.desk_of(FULL, tmp_path)
    for locale, first, second in (
        ("bn-BD", "নাসরিন আক্তার", "Nasrin Akter"),
        ("en", "Nasrin Akter", "নাসরিন আক্তার"),
    ):
        async with App(eg.window(desk), route="/me", locales=(locale,)) as app:
            shown = app.texts()
            assert shown.index(first) < shown.index(second)


async def test_the_card_has_three_facts_at_most(tmp_path: Path) -> None:
    async with App(eg.window(eg.desk_of(FULL, tmp_path)), route="/me", locales=("en",)) as app:
        shown = app.texts()
        assert {"Ask about", "Practice areas", "Languages spoken"} <= set(shown)
        assert "Wants to learn" not in shown
        assert "Stated by themselves" in shown
        assert "Occupational therapist · Rajshahi" in shown


async def test_without_a_server_everything_is_kept_here(tmp_path: Path) -> None:
    async with App(eg.window(eg.desk_of(FULL, tmp_path)), route="/me", locales=("en",)) as app:
        assert any("Everything is kept on this device." in text for text in app.texts())
        assert f"Setu, version {__version__}" in app.texts()


async def test_with_a_server_it_tells_what_waits(tmp_path: Path) -> None:
    desk = eg.desk_of(FULL, tmp_path)
    connecting.connect(desk, "setu.example.org", "CODE")
    async with App(eg.window(desk), route="/me", locales=("en",)) as app:
        assert not any("Everything is kept on this device." in text for text in app.texts())


async def test_the_ways_on(tmp_path: Path) -> None:
    desk = eg.desk_of(FULL, tmp_path)
    for tapped, reached in (
        ("Edit profile", "/me/edit"),
        ("Settings", "/me/settings"),
        ("Server", "/me/settings/server"),
    ):
        async with App(eg.window(desk), route="/me", locales=("en",)) as app:
            found = [c for c in app.find_all(text=tapped) if isinstance(c, ft.OutlinedButton | ft.TextButton)]
            await app.click(found[0])
            assert app.route == reached


async def test_a_change_of_the_profile_is_seen_at_once(tmp_path: Path) -> None:
    desk = eg.desk_of(FULL, tmp_path)
    async with App(eg.window(desk), route="/me", locales=("en",)) as app:
        introducing.describe(desk, {"name_en": "Nasrin Roy"})
        await app.settle()
        assert "Nasrin Roy" in app.texts()
