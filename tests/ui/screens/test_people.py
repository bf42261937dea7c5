"""The directory: found in either script, filtered, and never a dead end."""

from pathlib import Path

import examples as eg
import flet as ft
import pytest
from ui.harness import App

from app.services import connecting
from app.services.desk import Desk

SEARCH = "Name, place or practice area"


def a_desk(folder: Path) -> Desk:
    desk = eg.desk_of(eg.DAVID, folder)
    eg.meet(desk, eg.NASRIN, eg.RINA)
    return desk


def opened(desk: Desk, locale: str = "en") -> App:
    return App(eg.window(desk), route="/people", locales=(locale,))


async def search(app: App, text: str) -> None:
    await app.type(app.find_all(ft.TextField)[0], text)


async def unfold(app: App) -> None:
    await app.click(app.find(ft.OutlinedButton, text="Filter"))


@pytest.mark.parametrize("query", ["রাজশাহী", "Rajshahi", "hand", "নাসরিন", "nasrin"])
async def test_a_colleague_is_found_in_either_script(query: str, tmp_path: Path) -> None:
    async with opened(a_desk(tmp_path)) as app:
        await search(app, query)
        assert "Nasrin Akter" in app.texts()
        assert "Rina Chakma" not in app.texts()
        assert app.find_all(ft.TextField)[0].value == query, "the field keeps what is typed"


async def test_a_word_written_in_the_other_script_is_found_after_one_in_the_same(tmp_path: Path) -> None:
    async with opened(a_desk(tmp_path)) as app:
        await search(app, "স্প্লিন্ট")
        found = [text for text in app.texts() if text in ("Nasrin Akter", "Rina Chakma")]
        assert found == ["Nasrin Akter", "Rina Chakma"]  # স্প্লিন্ট তৈরি, and Splinting


async def test_names_are_shown_in_the_readers_script(tmp_path: Path) -> None:
    async with opened(a_desk(tmp_path), "bn") as app:
        assert {"নাসরিন আক্তার", "রিনা চাকমা"} <= set(app.texts())
        assert "David Mitra" not in app.texts(), "one does not find oneself"


async def test_results_follow_every_letter(tmp_path: Path) -> None:
    async with opened(a_desk(tmp_path)) as app:
        await search(app, "ri")
        assert "Nasrin Akter" not in app.texts()
        await search(app, "")
        assert {"Nasrin Akter", "Rina Chakma"} <= set(app.texts())


async def test_a_filter_is_seen_and_can_be_taken_away(tmp_path: Path) -> None:
    async with opened(a_desk(tmp_path)) as app:
        await unfold(app)
        await app.click(app.find(ft.OutlinedButton, identifier="filter-discipline"))
        await app.click(
            app.find(ft.TextButton, text="Speech and language therapist", identifier="filter-discipline")
        )
        assert "Nasrin Akter" not in app.texts()
        chip = app.find(ft.Chip, text="Speech and language therapist")
        await app.fire(chip, "delete")
        assert {"Nasrin Akter", "Rina Chakma"} <= set(app.texts())
        assert app.find_all(ft.Chip) == []
        shown = app.texts(app.find(ft.Semantics, identifier="filter-discipline"))
        assert "Speech and language therapist" not in shown


async def test_filters_of_long_lists_are_typed_for(tmp_path: Path) -> None:
    async with opened(a_desk(tmp_path)) as app:
        await unfold(app)
        await app.click(app.find(ft.OutlinedButton, identifier="filter-district"))
        await app.type(app.find(ft.TextField, identifier="filter-district"), "রাঙ্গা")
        await app.click(app.find(ft.TextButton, text="Rangamati"))
        assert "Rina Chakma" in app.texts()
        assert "Nasrin Akter" not in app.texts()
        assert app.find(ft.Chip, text="Rangamati")


async def test_filters_of_place_and_tongue_and_area_join(tmp_path: Path) -> None:
    async with opened(a_desk(tmp_path)) as app:
        await unfold(app)
        await app.click(app.find(ft.OutlinedButton, identifier="filter-tongue"))
        await app.click(app.find(ft.TextButton, text="Bengali", identifier="filter-tongue"))
        assert {"Nasrin Akter", "Rina Chakma"} <= set(app.texts())
        await app.click(app.find(ft.OutlinedButton, identifier="filter-area"))
        await app.type(app.find(ft.TextField, identifier="filter-area"), "autism")
        await app.click(app.find(ft.TextButton, text="Autism"))
        assert "Nasrin Akter" not in app.texts()


async def test_nothing_found_offers_to_clear(tmp_path: Path) -> None:
    async with opened(a_desk(tmp_path)) as app:
        await search(app, "zzzz")
        assert "Nobody found" in app.texts()
        await app.click(app.find(ft.FilledTonalButton, text="Clear search and filters"))
        assert {"Nasrin Akter", "Rina Chakma"} <= set(app.texts())
        assert app.find_all(ft.TextField)[0].value == ""


async def test_without_a_server_the_way_on_is_to_connect(tmp_path: Path) -> None:
    desk = eg.desk_of(eg.DAVID, tmp_path)
    async with opened(desk) as app:
        assert "No colleagues here yet" in app.texts()
        await app.click(app.find(ft.FilledButton, text="Connect to a server"))
        assert app.route == "/me/settings/server"


async def test_connected_and_alone_it_says_so(tmp_path: Path) -> None:
    desk = eg.desk_of(eg.DAVID, tmp_path)
    connecting.connect(desk, "setu.example.org", "CODE")
    async with opened(desk) as app:
        assert "No colleagues here yet" in app.texts()
        assert app.find_all(ft.FilledButton, text="Connect to a server") == []


async def test_a_card_that_arrives_is_shown_at_once(tmp_path: Path) -> None:
    desk = eg.desk_of(eg.DAVID, tmp_path)
    async with opened(desk) as app:
        eg.meet(desk, eg.RINA)
        await app.settle()
        assert "Rina Chakma" in app.texts()


async def test_long_lists_are_shown_in_windows_of_fifty(tmp_path: Path) -> None:
    desk = eg.desk_of(eg.DAVID, tmp_path)
    eg.meet(
        desk, *[{**eg.RINA, "name_en": f"Rina {chr(97 + n // 26)}{chr(97 + n % 26)}"} for n in range(120)]
    )
    async with opened(desk) as app:
        assert "120 people" in app.texts()
        assert sum(text.startswith("Rina ") for text in app.texts()) == 50
        await app.click(app.find(ft.OutlinedButton, text="Show more"))
        assert sum(text.startswith("Rina ") for text in app.texts()) == 100


async def test_a_tap_opens_the_card_and_back_keeps_the_search(tmp_path: Path) -> None:
    async with opened(a_desk(tmp_path)) as app:
        await search(app, "rina")
        row = next(c for c in app.find_all(ft.TextButton, text="Rina Chakma") if c.on_click)
        await app.click(row)
        assert app.route.startswith("/people/")
        await app.go("/people")
        assert app.find_all(ft.TextField)[0].value == "rina"


async def test_two_windows_search_for_themselves(tmp_path: Path) -> None:
    asha_desk = a_desk(tmp_path / "a")
    bela_desk = eg.desk_of(eg.NASRIN, tmp_path / "b")
    eg.meet(bela_desk, eg.DAVID)
    async with opened(asha_desk) as asha, opened(bela_desk) as bela:
        await search(asha, "রিনা")
        await search(bela, "dhaka")
        assert "Rina Chakma" in asha.texts()
        assert "David Mitra" not in asha.texts()
        assert "David Mitra" in bela.texts()
        assert "Rina Chakma" not in "".join(message.text for message in bela.sent)
