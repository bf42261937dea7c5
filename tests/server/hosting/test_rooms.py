"""The store of a browser's account: a device like any other, and it comes back like one."""

import asyncio

import pytest
from server.hosting.windows import Browser, hosted

from app.domain.connection import Phase
from app.server.hosting import rooms


@pytest.fixture
async def server(tmp_path, monkeypatch):
    monkeypatch.setattr(rooms, "STAYS_SECONDS", 0.1)
    async with hosted(tmp_path) as running:
        yield running


async def _room(server, browser):
    """The store's memory, once it has synced, in a window that stays open meanwhile."""
    async with browser.window(), asyncio.timeout(20):
        (room,) = server.house.rooms.open.values()
        while not (room.device.desk and _is_live(room.device.desk.memory)):  # noqa: ASYNC110
            await asyncio.sleep(0.02)
        note = dict(room.device.desk.memory.note("server"))
    while server.house.rooms.open or room.device.desk:  # noqa: ASYNC110
        await asyncio.sleep(0.02)
    return note


def _is_live(memory):
    sign = memory.sign("sync")
    return sign is not None and sign.phase is Phase.LIVE


@pytest.mark.parametrize(
    "lost",
    [
        "DELETE FROM device WHERE name = 'Web'",
        "UPDATE device SET token_hash = 'an older one' WHERE name = 'Web'",
    ],
)
async def test_a_store_that_a_restored_server_does_not_know_is_let_in_again(server, lost):
    nasrin = await Browser(server).join()
    before = await _room(server, nasrin)
    await server.home.write(lambda ledger: ledger.connection.execute(lost))
    after = await _room(server, nasrin)
    assert after["device"] == before["device"]
    assert after["token"] != before["token"]
    assert after["epoch"] == before["epoch"]
    assert (await _room(server, nasrin))["token"] == after["token"]
