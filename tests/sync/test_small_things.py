"""Waiting, telling the server's time, and taking up another history."""

import asyncio
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sync.fakes import DAVID, HANDS, NASRIN, Naps, Script, chance, page, pulled, row

from app.store.rename import renamed
from app.sync.backoff import Backoff
from app.sync.histories import begin_history
from app.sync.line import read_server
from app.sync.pulling import pull_all
from app.sync.skew import Skew
from app.sync.together import first_of


async def test_each_wait_is_longer_up_to_a_minute():
    naps = Naps()
    backoff = Backoff(chance(0.5), naps)
    for _ in range(9):
        await backoff.pause()
    assert naps.taken == [0.5, 1, 2, 4, 8, 16, 30, 30, 30]


async def test_after_a_success_the_waits_begin_anew():
    backoff = Backoff(chance(0.5), Naps())
    assert [backoff.next() for _ in range(3)] == [0.5, 1, 2]
    backoff.reset()
    assert backoff.next() == 0.5


@given(st.integers(0, 40), st.binary(min_size=4, max_size=4))
def test_a_wait_is_anything_between_nothing_and_its_longest(tries, luck):
    backoff = Backoff(lambda count: luck)
    for _ in range(tries):
        backoff.next()
    assert 0 <= backoff.next() < min(60, 2**tries)


async def test_a_server_that_asks_for_time_gets_it_within_reason():
    naps = Naps()
    backoff = Backoff(chance(0.5), naps)
    await backoff.pause(30)
    await backoff.pause(10**8)
    assert naps.taken == [30, 900]


async def test_two_waits_do_not_lengthen_each_other():
    backoff = Backoff(chance(0.5), Naps())
    backoff.next()
    assert backoff.another().next() == 0.5


def test_the_clock_is_compared_at_the_middle_of_a_request():
    skew = Skew()
    assert skew.ahead_ms == 0
    skew.observe(1000, 3000, 500)
    assert skew.ahead_ms == 1500


def test_one_slow_reply_says_little_about_a_clock():
    skew = Skew()
    for ahead in (10, 12, 90_000, 11, 13):
        skew.observe(ahead, ahead, 0)
    assert skew.ahead_ms == 12


def test_a_reply_during_which_the_device_slept_for_days_says_nothing_about_a_clock():
    skew = Skew()
    skew.observe(0, 100 * 24 * 3600 * 1000, 100 * 24 * 3600 * 1000)
    skew.observe(5000, 1000, 2000)
    assert skew.ahead_ms == 0


def test_a_clock_that_was_set_is_believed_after_three_replies():
    skew = Skew()
    for ahead in (9000, 9000, 9000, 9000, 9000, 0, 0, 0):
        skew.observe(ahead, ahead, 0)
    assert skew.ahead_ms == 0


async def test_a_restored_server_is_read_from_the_beginning_and_its_lower_numbers_count(device):
    await pull_all(device.line(Script(("pull", pulled(page(HANDS, row("post", "p", 900, title="new")))))))
    typed = device.post()
    begin_history(device.memory, "e2")
    assert read_server(device.memory) == replace(device.note, epoch="e2")
    assert device.get("p").values == {"title": "new"}
    server = Script(("pull", pulled(page(HANDS, row("post", "p", 40, title="old")), epoch="e2")))
    await pull_all(device.line(server))
    assert (server.heard[0]["epoch"], server.heard[0]["cur"]) == ("e2", {HANDS: 0})
    assert (device.get("p").values, device.memory.note("cursors")) == ({"title": "old"}, {HANDS: 40})
    assert device.get(typed).waiting


def test_another_history_of_a_server_that_was_left_changes_nothing(device):
    device.memory.set_note("server", None)
    begin_history(device.memory, "e2")
    assert read_server(device.memory) is None


def test_names_change_in_references_and_not_in_what_the_server_said(device):
    device.write(HANDS, "reply", "r", post=NASRIN, deep=[{"to": (NASRIN, 1)}], body=f"ask {NASRIN}")
    record = replace(device.get("r", "reply"), base={"post": NASRIN})
    changed = renamed(record, {NASRIN: DAVID})
    assert changed.waiting[0].args == {"post": DAVID, "deep": [{"to": [DAVID, 1]}], "body": f"ask {NASRIN}"}
    assert (changed.base, changed.by) == ({"post": NASRIN}, DAVID)


async def test_the_first_to_end_ends_the_others():
    ended = []

    async def long() -> None:
        try:
            await asyncio.sleep(60)
        finally:
            ended.append("long")

    await first_of(long(), asyncio.sleep(0))
    assert ended == ["long"]


async def test_what_goes_wrong_in_the_first_to_end_is_passed_on():
    async def wrong() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await first_of(asyncio.sleep(60), wrong())


async def test_being_called_off_calls_all_off():
    ended = []

    async def long() -> None:
        try:
            await asyncio.sleep(60)
        finally:
            ended.append("long")

    task = asyncio.create_task(first_of(long(), long()))
    await asyncio.sleep(0.01)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert ended == ["long", "long"]
