"""A person's card: what they chose to show, and the way to write to them."""

from pathlib import Path

import examples as eg
import flet as ft
from ui.harness import App

from app.services.desk import Desk


def opened(desk: Desk, person: str, locale: str = "en") -> App:
    return App(eg.window(desk), route=f"/people/{person}", locales=(locale,))


async def test_the_card_tells_what_they_say_of_themselves(tmp_path: Path) -> None:
    desk = eg.desk_of(eg.DAVID, tmp_path)
    (rina,) = eg.meet(desk, eg.RINA)
    async with opened(desk, rina, "bn") as app:
        shown = app.texts()
        assert shown.index("রিনা চাকমা") < shown.index("Rina Chakma")
        assert "শিশু থেরাপি, অটিজম" in shown
        assert "Splinting" in shown
        assert "স্পিচ অ্যান্ড ল্যাঙ্গুয়েজ থেরাপিস্ট · রাঙ্গামাটি" in shown


async def test_what_is_kept_among_circles_is_not_on_the_card_of_the_directory(tmp_path: Path) -> None:
    desk = eg.desk_of(eg.DAVID, tmp_path)
    (nasrin,) = eg.meet(desk, {**eg.NASRIN, "years": "6-10", "setting": "ngo"})
    async with opened(desk, nasrin) as app:
        assert "6 to 10 years" not in app.texts()
        assert "NGO" not in app.texts()


async def test_nobody_has_checked_it_and_the_card_says_so(tmp_path: Path) -> None:
    desk = eg.desk_of(eg.DAVID, tmp_path)
    (rina,) = eg.meet(desk, eg.RINA)
    async with opened(desk, rina) as app:
        assert "Stated by themselves" in app.texts()


async def test_message_leads_to_the_conversation(tmp_path: Path) -> None:
    desk = eg.desk_of(eg.DAVID, tmp_path)
    (rina,) = eg.meet(desk, eg.RINA)
    async with opened(desk, rina) as app:
        await app.click(app.find(ft.FilledButton, text="Message"))
        assert app.route == f"/messages/{rina}"


async def test_somebody_unknown_is_a_clear_state_with_a_way_on(tmp_path: Path) -> None:
    async with opened(eg.desk_of(eg.DAVID, tmp_path), "01890000-0000-7000-8000-000000000000") as app:
        assert "This person is not known on this device" in app.texts()
        await app.click(app.find(ft.FilledTonalButton, text="Look among people"))
        assert app.route == "/people"


async def test_somebody_unknown_appears_when_their_card_arrives(tmp_path: Path) -> None:
    desk = eg.desk_of(eg.DAVID, tmp_path)
    (rina,) = eg.meet(desk, eg.RINA)
    known = desk.memory.of_kind("card")[0]
    desk.memory.forget(known)
    async with opened(desk, rina) as app:
        assert "Rina Chakma" not in app.texts()
        desk.memory.put(known)
        await app.settle()
        assert "Rina Chakma" in app.texts()


async def test_ones_own_card_says_so_and_has_no_message_button(tmp_path: Path) -> None:
    desk = eg.desk_of(eg.DAVID, tmp_path)
    async with opened(desk, desk.person) as app:
        assert "This is you." in app.texts()
        assert app.find_all(ft.FilledButton, text="Message") == []
        await app.click(app.find(ft.FilledTonalButton, text="Edit profile"))
        assert app.route == "/me/edit"


async def test_a_forty_letter_name_is_shown_whole(tmp_path: Path) -> None:
    desk = eg.desk_of(eg.DAVID, tmp_path)
    long = "Mohammad Abdullah Al-Mamun Chowdhury Roy"
    (person,) = eg.meet(desk, {**eg.DAVID, "name_en": long})
    async with opened(desk, person) as app:
        assert app.find(ft.Text, text=long).max_lines is None
