"""One device: opened in slices while its windows wait, and tidied while it runs."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import examples as eg
import flet as ft
import pytest
from keystores import Keystore
from openings import PASSPHRASE, SAID, Slow, device, known, shows
from ui.harness import App

from app.bootstrap import Device, keep_read, keep_tidy
from app.domain.errors import StoreFull
from app.services import protecting, searching
from app.store.lock import Lock
from app.store.memory import Memory

LANGS = pytest.mark.parametrize("lang", ["en", "bn"])


async def test_a_quick_opening_shows_the_app_and_nothing_before_it(tmp_path: Path) -> None:
    known(tmp_path)
    async with device(tmp_path) as here, App(here.window(), locales=("en",)) as app:
        assert "Home" in app.texts()
        assert "Putting your records" not in "".join(sent.text for sent in app.sent)


@LANGS
async def test_a_long_opening_is_shown_with_its_progress_and_then_the_app_where_one_wanted_to_be(
    tmp_path: Path, lang: str
) -> None:
    known(tmp_path)
    slow = Slow()
    async with (
        device(tmp_path, opening=slow) as here,
        App(here.window(), route="/people", locales=(lang,)) as app,
    ):
        assert SAID[lang]["opening"] in app.texts()
        slow.share = 0.42
        await app.until(lambda: app.find(ft.ProgressBar).value == 0.42)
        slow.may_end = True
        await app.until(shows(app, SAID[lang]["home"]))
        assert app.route == "/people"


async def test_every_window_that_waits_gets_the_app_in_its_own_language(tmp_path: Path) -> None:
    known(tmp_path)
    slow = Slow()
    async with (
        device(tmp_path, opening=slow) as here,
        App(here.window(), locales=("en",)) as first,
        App(here.window(), locales=("en",)) as second,
    ):
        await second.click(second.find(ft.TextButton, text="বাংলা"))
        assert "Putting your records in order…" in first.texts()
        slow.may_end = True
        await first.until(shows(first, "Home"))
        await second.until(shows(second, "হোম"))
        assert here.threshold._listeners == []
        assert "Home" in first.texts()


async def test_a_window_that_goes_while_it_waits_is_told_no_more(tmp_path: Path) -> None:
    slow = Slow()
    async with device(tmp_path, opening=slow) as here, App(here.window(), locales=("en",)) as app:
        await app.fire(app.page, "close")
        assert here.threshold._listeners == []


async def test_a_store_that_cannot_be_opened_is_told_in_either_language_with_a_way_on(tmp_path: Path) -> None:
    (tmp_path / "setu.db").write_text("a stranger's file")
    async with device(tmp_path) as here, App(here.window(), locales=("en",)) as app:
        assert any("is not Setu's" in text and str(tmp_path) in text for text in app.texts())
        await app.click(app.find(ft.TextButton, text="বাংলা"))
        assert any("সেতুর নয়" in text for text in app.texts())
        (tmp_path / "setu.db").unlink()
        await app.click(app.find(ft.FilledButton, text="আবার চেষ্টা করুন"))
        await app.until(shows(app, "সেতুতে স্বাগতম"))


@LANGS
@pytest.mark.parametrize("hint", [True, False], ids=["met while drawing", "met while opening"])
async def test_of_a_damaged_store_it_says_how_to_save_what_can_be_saved(
    tmp_path: Path, lang: str, hint: bool
) -> None:
    known(tmp_path)
    if not hint:
        (tmp_path / "setu.db.hint").unlink()
    store = tmp_path / "setu.db"
    store.write_bytes(store.read_bytes().replace("নাসরিন".encode(), "নাসরীন".encode(), 1))
    async with device(tmp_path) as here, App(here.window(), locales=(lang,)) as app:
        assert "setu store salvage" in " ".join(app.texts(app.find(ft.SelectionArea)))
        Lock(store).release()


async def test_an_app_that_closes_while_it_opens_lets_go_of_the_file(tmp_path: Path) -> None:
    known(tmp_path)
    slow = Slow()
    here = Device(data=tmp_path, clock=eg.Clock(), opening=slow)
    here.begin()
    await asyncio.sleep(0)
    await here.close()
    Memory.open(tmp_path / "setu.db").close()


async def test_an_app_that_closes_while_it_is_being_sealed_has_lost_nothing(tmp_path: Path) -> None:
    known(tmp_path)
    async with device(tmp_path) as here:
        await here.open()
        assert here.desk
        desk = here.desk
        change = asyncio.create_task(protecting.protect_with_passphrase(desk, PASSPHRASE, PASSPHRASE))
        await eg.until(lambda: protecting.protection(desk).changing)
    await asyncio.gather(change, return_exceptions=True)
    assert Memory.open(tmp_path / "setu.db").sealed_by is None


async def test_what_is_wasted_in_the_file_is_tidied_while_the_app_runs(tmp_path: Path) -> None:
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    for number in range(60):
        desk.memory.set_note("draft:long", f"{number:06}" * 8_000)
    before = (tmp_path / "setu.db").stat().st_size
    tidying = asyncio.create_task(keep_tidy(desk, every=0.01))
    for _ in range(500):
        await asyncio.sleep(0.01)
        if (tmp_path / "setu.db").stat().st_size < before / 10:
            break
    assert (tmp_path / "setu.db").stat().st_size < before / 10
    tidying.cancel()
    assert desk.memory.note("draft:long") == "000059" * 8_000


@LANGS
async def test_damage_that_is_found_while_the_app_runs_is_told_on_home(tmp_path: Path, lang: str) -> None:
    known(tmp_path)
    memory = Memory.open(tmp_path / "setu.db")
    memory.set_note("kept", "a bridge of seven arches")
    memory.close()
    whole = (tmp_path / "setu.db").read_bytes()
    (tmp_path / "setu.db").write_bytes(whole.replace(b"seven arches", b"eight arches"))
    async with device(tmp_path) as here, App(here.window(), locales=(lang,)) as app:
        assert SAID[lang]["home"] in app.texts()
        assert here.desk is not None
        tidying = asyncio.create_task(keep_tidy(here.desk, every=0.01))
        await app.until(lambda: any("setu store salvage" in text for text in app.texts()))
        assert SAID[lang]["home"] in app.texts()
        tidying.cancel()


async def test_what_comes_is_read_for_its_words_once_no_more_of_it_comes(tmp_path: Path) -> None:
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    people = eg.meet(desk, eg.DAVID, eg.RINA)
    assert desk.memory.count_unread() >= len(people)
    reading = asyncio.create_task(keep_read(desk, every=0.01))
    await eg.until(lambda: desk.memory.count_unread() == 0)
    reading.cancel()
    assert [one.id for one in searching.search(desk, "chakma").found] == people[1:]


class Untidy:
    """A desk on which tidying fails the first time."""

    def __init__(self) -> None:
        self.tried = 0
        self.memory = self.tending = self

    def tidy(self) -> None:
        self.tried += 1

    async def work(self, begin: Callable[[], None]) -> None:
        begin()
        if self.tried == 1:
            raise StoreFull("store.full")


async def test_trouble_with_tidying_is_survived_and_tried_again_much_later() -> None:
    desk: Any = Untidy()
    tidying = asyncio.create_task(keep_tidy(desk, every=0.001, after_trouble=0.2))
    await asyncio.sleep(0.1)
    assert desk.tried == 1
    await asyncio.sleep(0.2)
    assert desk.tried > 2
    tidying.cancel()


async def test_what_the_keystore_protects_opens_by_itself_and_without_its_key_says_so(
    tmp_path: Path, keystore: Keystore
) -> None:
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    await protecting.protect_with_keystore(desk)
    desk.memory.close()
    async with device(tmp_path) as here, App(here.window(), locales=("en",)) as app:
        assert "Home" in app.texts()
    keystore.kept.clear()
    async with device(tmp_path) as here, App(here.window(), locales=("bn",)) as app:
        assert any("কী-স্টোরে সেতুর তথ্যের চাবিটি আর নেই" in text for text in app.texts())
        assert app.find_all(ft.TextField) == []
