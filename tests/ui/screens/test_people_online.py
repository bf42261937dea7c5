"""A directory that the server searches: it says so, asks after a pause, and is never a dead end."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

import examples as eg
import flet as ft
import pytest
from ui.harness import App
from ui.staffing import asked

from app.domain.asking import Answer
from app.domain.connection import Connection, Phase, ServerNote
from app.domain.ids import COMMONS
from app.services.desk import Desk
from app.sync.directory import PeopleFound
from app.sync.protocol import Row
from app.ui.components.people import directory

ASK = "FindPeople"


@pytest.fixture(autouse=True)
def _short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(directory, "PAUSE_SECONDS", 0.01)


def a_desk(folder: Path, phase: Phase = Phase.LIVE, *, large: bool = True) -> Desk:
    desk = eg.desk_of(eg.DAVID, folder)
    note = ServerNote(address="https://setu.example.org", device="d", token="t", state="joined")
    desk.memory.set_note("server", asdict(note))
    desk.memory.set_sign("sync", Connection(phase=phase))
    if large:
        eg.outgrow(desk)
    return desk


def opened(desk: Desk, locale: str = "en", route: str = "/people") -> App:
    return App(eg.window(desk), route=route, locales=(locale,))


async def search(app: App, text: str) -> None:
    await app.type(app.find_all(ft.TextField)[0], text)


async def answer(app: App, desk: Desk, *people: dict[str, Any], why: str = "", **params: Any) -> None:
    """The server answers the latest question with these people, whose cards sync keeps, or with a trouble."""
    (*_, question) = asked(desk, ASK)
    ids = eg.meet(desk, *people) if people else []
    told = [Row(k="card", id=one, seq=1, pos=1, by=one, at=0, said=0) for one in ids]
    found = None if why else PeopleFound(epoch="e", now=0, at=1, cards=told)
    desk.memory.set_sign("ask", None)
    desk.memory.set_sign(f"answer:{question.id}", Answer(told=found, why=why, params=params))
    await app.settle()


async def a_question(app: App, desk: Desk) -> dict[str, Any]:
    await app.until(lambda: asked(desk, ASK))
    return dict(asked(desk, ASK)[-1].fields)


def said(app: App) -> str:
    return "\n".join(app.texts())


async def test_the_screen_says_which_of_the_two_it_is(tmp_path: Path) -> None:
    small = a_desk(tmp_path / "small", large=False)
    eg.meet(small, eg.RINA)
    async with opened(small) as app:
        assert "The whole directory is on this device." in said(app)
    large = a_desk(tmp_path / "large")
    async with opened(large) as app:
        assert "The server searches the directory." in said(app)
    async with opened(large, "bn") as app:
        assert "সার্ভার" in said(app)


async def test_less_than_three_letters_ask_nobody_and_say_so(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    async with opened(desk) as app:
        assert "Type 3 letters or more" in said(app)
        await search(app, "ri")
        assert "Type 3 letters or more" in said(app)
        assert "Nobody found" not in app.texts()
        await search(app, "rin")
        assert (await a_question(app, desk))["query"] == "rin"


async def test_only_what_was_typed_before_a_pause_is_asked(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    async with opened(desk) as app:
        for letters in ("nas", "nasr", "nasri", " nasrin "):
            await search(app, letters)
        assert app.find(ft.ProgressBar)
        await a_question(app, desk)
        assert [one.fields["query"] for one in asked(desk, ASK)] == ["nasrin"]
        await answer(app, desk, eg.NASRIN)
        assert "Nasrin Akter" in app.texts()
        assert not app.find_all(ft.ProgressBar)


async def test_filters_are_asked_with_the_words(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    async with opened(desk) as app:
        await search(app, "rina")
        await app.click(app.find(ft.OutlinedButton, text="Filter"))
        await app.click(app.find(ft.OutlinedButton, identifier="filter-discipline"))
        await app.click(
            app.find(ft.TextButton, text="Speech and language therapist", identifier="filter-discipline")
        )
        await app.until(lambda: [q for q in asked(desk, ASK) if q.fields["discipline"] == "slt"])


async def test_nobody_is_found_only_once_the_server_has_said_so(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    async with opened(desk) as app:
        await search(app, "zzzz")
        assert "Nobody found" not in app.texts()
        await a_question(app, desk)
        await answer(app, desk)
        assert "Nobody found" in app.texts()
        await app.click(app.find(ft.FilledTonalButton, text="Clear search and filters"))
        assert "Type 3 letters or more" in said(app)


async def test_without_signal_whom_one_found_before_is_still_found(tmp_path: Path) -> None:
    desk = a_desk(tmp_path, Phase.OFFLINE)
    eg.meet(desk, eg.NASRIN, eg.RINA)
    async with opened(desk) as app:
        await search(app, "নাসরিন")
        assert "Nasrin Akter" in app.texts()
        assert "Not connected. Setu searches among the people on this device." in app.texts()
        assert not asked(desk, ASK)
        await app.click(app.find(ft.TextButton, text="Try again"))
        assert desk.memory.sign("wake")
        desk.memory.set_sign("sync", Connection(phase=Phase.LIVE))
        assert (await a_question(app, desk))["query"] == "নাসরিন"


async def test_too_much_at_once_is_asked_again_by_itself(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    async with opened(desk) as app:
        await search(app, "rina")
        await a_question(app, desk)
        await answer(app, desk, why="slow.down", retry_after=1)
        assert "Setu searches again in 1 second." in said(app)
        assert "Nobody found" not in app.texts(), "nobody knows that yet"
        await app.until(lambda: asked(desk, ASK), within=3)
        await answer(app, desk, eg.RINA)
        assert "Rina Chakma" in app.texts()
        assert "Setu searches again" not in said(app)


async def test_a_trouble_is_told_with_a_way_on(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    async with opened(desk) as app:
        await search(app, "rina")
        await a_question(app, desk)
        await answer(app, desk, why="server.slow")
        assert "The server answers too slowly" in said(app)
        await app.click(app.find(ft.TextButton, text="Try again"))
        assert (await a_question(app, desk))["query"] == "rina"


async def test_where_there_may_be_others_it_says_how_to_find_them(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    async with opened(desk) as app:
        await search(app, "rina")
        await a_question(app, desk)
        await answer(app, desk, *[{**eg.RINA, "name_en": f"Rina {chr(97 + n) * 3}"} for n in range(20)])
        assert "The server tells 20 people at a time." in said(app)


async def test_somebody_of_whom_only_the_id_is_known_is_asked_for(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    rina = desk.new_id()
    async with opened(desk, route=f"/people/{rina}") as app:
        assert (await a_question(app, desk))["among"] == [rina]
        (card,) = [record for record in _cards(desk, rina)]
        desk.memory.put(card)
        await app.settle()
        assert "Rina Chakma" in app.texts()


def _cards(desk: Desk, *people: str) -> Any:
    eg.meet(desk, eg.RINA)
    from dataclasses import replace

    known = next(r for r in desk.memory.of_kind("card") if r.scope == COMMONS)
    desk.memory.forget(known)
    return [replace(known, id=person) for person in people]
