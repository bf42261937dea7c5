"""Somebody lost the phone of their two-step sign-in: an administrator sees that it is on and turns it off."""

from collections.abc import Iterator
from pathlib import Path

import examples as eg
import flet as ft
import pytest
from ui.harness import App
from ui.staffing import STAFF, account, answered, asked, desk_with

from app.services.desk import Desk
from app.sync.accounts import People


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    yield from desk_with("admin", tmp_path)


@pytest.fixture
def moderators(tmp_path: Path) -> Iterator[Desk]:
    yield from desk_with("moderator", tmp_path)


async def test_an_administrator_turns_it_off_after_being_sure(desk: Desk) -> None:
    rina = account(desk.new_id(), two_steps=True)
    async with App(eg.window(desk), route=f"{STAFF}/people/{rina.person}", locales=("en",)) as app:
        await answered(app, desk, "ListPeople", People(people=[rina]))
        await app.click(app.find(ft.OutlinedButton, text="Turn it off for them"))
        assert not asked(desk, "TakeTotpAway")
        await app.click(app.find(ft.FilledButton, text="Turn it off for them"))
        assert asked(desk, "TakeTotpAway")[0].fields == {"person": rina.person}
        await answered(app, desk, "TakeTotpAway", People(people=[account(rina.person)]))
        assert "Two-step sign-in" not in app.texts()


async def test_a_moderator_does_not(moderators: Desk) -> None:
    rina = account(moderators.new_id(), two_steps=True)
    async with App(eg.window(moderators), route=f"{STAFF}/people/{rina.person}", locales=("en",)) as app:
        await answered(app, moderators, "ListPeople", People(people=[rina]))
        assert "Rina Chakma" in app.texts()
        assert "Two-step sign-in" not in app.texts()


async def test_where_the_server_wants_it_first_the_way_is_told(desk: Desk) -> None:
    async with App(eg.window(desk), route=f"{STAFF}/people", locales=("en",)) as app:
        await answered(app, desk, "ListPeople", why="totp.required")
        assert any("under Account and devices" in text for text in app.texts())
