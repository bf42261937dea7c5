"""What was done to one's account is told on Home until one takes note, and a reset can be stopped there."""

from dataclasses import asdict

import examples as eg
import flet as ft
import pytest
from ui.harness import App
from ui.staffing import DAY, answered, asked

from app.domain.connection import Connection, Phase, ServerNote
from app.domain.records import Record
from app.sync.accounts import Done

ACCOUNT = "/me/settings/account"


@pytest.fixture
def desk(tmp_path):
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    note = ServerNote(address="https://setu.example.org", device="mine", token="t", state="joined")
    desk.memory.set_note("server", asdict(note))
    desk.memory.set_sign("sync", Connection(phase=Phase.LIVE))
    yield desk
    desk.memory.close()


def told(desk, what, *, identifier="", **more):
    """A notice arrives on this desk, as the server would send it; its id."""
    identifier = identifier or desk.new_id()
    number = len(desk.memory.of_kind("notice")) + 100
    base = {"what": what, "at": desk.clock(), "by": desk.person, **more}
    row = Record(
        scope=desk.own, kind="notice", id=identifier, at=desk.clock(), seq=number, pos=number, base=base
    )
    desk.memory.put(row)
    return identifier


def reset(desk, **more):
    (admin,) = eg.meet(desk, eg.DAVID)
    now = desk.clock()
    return told(desk, "reset", **{"by": admin, "since": now + DAY, "until": now + 4 * DAY} | more)


def home(desk, lang="en", **how):
    return App(eg.window(desk, **how), route="/", locales=(lang,))


async def test_on_most_days_there_is_nothing_of_it(desk):
    async with home(desk) as app:
        assert not app.find_all(ft.TextButton, text="It was me")
        await app.go(ACCOUNT)
        assert "What happened to your account" not in app.texts()


async def test_a_reset_says_who_asked_when_it_works_and_is_stopped_with_one_tap(desk):
    identifier = reset(desk)
    async with home(desk) as app:
        texts = app.texts()
        assert "Somebody wants to come in to your account" in texts
        (about,) = [text for text in texts if text.startswith("David Mitra made a code on 18 Nov 2026, ")]
        assert "It works from 19 Nov 2026, " in about
        await app.click(app.find(ft.FilledButton, text="Stop the reset"))
        assert asked(desk, "StopReset")[-1].fields == {"id": identifier}
        await answered(app, desk, "StopReset", Done(now=desk.clock()))
        old = desk.memory.get(desk.own, "notice", identifier).values
        told(desk, identifier=identifier, **old | {"ended": "stopped", "ended_at": desk.clock()})
        await app.settle()
        assert "A reset was stopped" in app.texts()
        assert not app.find_all(ft.FilledButton, text="Stop the reset")
        await app.click(app.find(ft.OutlinedButton, text="OK"))
        assert "A reset was stopped" not in app.texts()


async def test_why_it_could_not_be_stopped_is_told(desk):
    reset(desk)
    async with home(desk) as app:
        await app.click(app.find(ft.FilledButton, text="Stop the reset"))
        await answered(app, desk, "StopReset", why="reset.used")
        assert any(text.startswith("It is too late to stop it") for text in app.texts())


async def test_who_asked_for_it_takes_note_and_hears_again_only_when_it_was_used(desk):
    identifier = reset(desk)
    async with home(desk) as app:
        await app.click(app.find(ft.TextButton, text="It was me"))
        assert "Somebody wants to come in to your account" not in app.texts()
        old = desk.memory.get(desk.own, "notice", identifier).values
        more = {"ended": "used", "ended_at": desk.clock(), "device": "new", "name": "Chrome, Linux"}
        told(desk, identifier=identifier, **old | more)
        await app.settle()
        assert "A new device came in with a code" in app.texts()
        assert any(text.startswith("Chrome on Linux, 18 Nov 2026, ") for text in app.texts())
    async with home(desk) as app:
        assert "A new device came in with a code" in app.texts(), "it waits for somebody to take note"


async def test_in_bengali_it_is_bengali_down_to_the_digits(desk):
    reset(desk)
    told(desk, "password", name="Chrome, Linux", device="other")
    async with home(desk, "bn") as app:
        texts = app.texts()
        assert "কেউ আপনার অ্যাকাউন্টে ঢুকতে চাইছেন" in texts
        assert any("১৯ নভে, ২০২৬" in text for text in texts)
        assert any(text.startswith("Linux-এ Chrome, ১৮ নভে, ২০২৬") for text in texts)


async def test_what_was_done_on_this_very_device_needs_no_card(desk):
    told(desk, "password", name="Linux", device="mine")
    told(desk, "recovered", name="Android", device="other")
    async with home(desk) as app:
        assert "Your password was changed" not in app.texts()
        assert "Somebody came back with a recovery code" in app.texts()
        await app.click(app.find(ft.FilledButton, text="Account and devices"))
        assert {"Your password was changed", "Somebody came back with a recovery code"} <= set(app.texts())


async def test_of_browsers_that_share_a_store_none_vouches_for_another(desk):
    told(desk, "password", name="Web", device="mine")
    async with home(desk, hosted=True, browser="lost") as app:
        assert "Your password was changed" in app.texts()
        await app.click(app.find(ft.TextButton, text="It was me"))
        assert "Your password was changed" not in app.texts()
    async with home(desk, hosted=True, browser="kept") as app:
        assert "Your password was changed" in app.texts()


async def test_what_is_long_past_is_history_but_stays_in_the_list(desk):
    told(desk, "password", device="other")
    desk.clock.turn(days=31)
    async with home(desk) as app:
        assert "Your password was changed" not in app.texts()
        await app.go(ACCOUNT)
        assert "Your password was changed" in app.texts()


@pytest.mark.parametrize("days", [1, 4])
async def test_a_code_says_that_it_works_and_is_silent_when_it_has_run_out(desk, days):
    reset(desk)
    desk.clock.turn(days=days)
    async with home(desk) as app:
        assert ("Somebody wants to come in to your account" in app.texts()) is (days == 1)
        assert any(text.endswith("It works now.") for text in app.texts()) is (days == 1)
        await app.go(ACCOUNT)
        assert ("A reset is over" in app.texts()) is (days == 4)


async def test_a_reset_is_stopped_from_the_account_screen_even_after_one_took_note(desk):
    identifier = reset(desk, by="operator")
    async with App(eg.window(desk), route=ACCOUNT, locales=("en",)) as app:
        assert any(text.startswith("Whoever runs the server made a code") for text in app.texts())
        assert len(app.find_all(ft.FilledButton, text="Stop the reset")) == 1
        assert not app.find_all(ft.FilledButton, text="Account and devices")
        await app.click(app.find(ft.TextButton, text="It was me"))
        await app.click(app.find(ft.FilledButton, text="Stop the reset"))
        assert asked(desk, "StopReset")[-1].fields == {"id": identifier}


async def test_what_a_later_server_tells_of_is_told_as_well_as_may_be(desk):
    (admin,) = eg.meet(desk, eg.DAVID)
    told(desk, "totp.off", by=admin)
    told(desk, "a wonder")
    async with home(desk) as app:
        assert {"Two-step sign-in was turned off"} <= set(app.texts())
        assert any(text.startswith("David Mitra, 18 Nov 2026, ") for text in app.texts())
        assert any(text.startswith("Something was done to your account") for text in app.texts())
