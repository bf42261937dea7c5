"""Many people in one process: everybody comes into their own room, and into no other."""

import asyncio
import json
from contextlib import AsyncExitStack

import pytest
from server.hosting.windows import Browser, hosted
from websockets.exceptions import InvalidStatus

from app.server.hosting import rooms, site


@pytest.fixture
async def server(tmp_path):
    async with hosted(tmp_path) as started:
        yield started


async def test_the_app_is_shown_to_who_is_signed_in_and_nobody_else(server):
    stranger, nasrin = Browser(server), await Browser(server).join()
    reply = await stranger.http.get("/circles/new/topic")
    assert (reply.status_code, reply.headers["location"]) == (303, "/sign-in?next=/circles/new/topic")
    assert (await nasrin.http.get("/circles/new/topic")).status_code == 200
    assert (await stranger.http.get("/assets/fonts/NotoSansBengali-Regular.ttf")).status_code == 200


@pytest.mark.parametrize("cookie", ["", "setu_session=", "setu_session=" + "x" * 43, "setu_session=ünknown"])
async def test_a_window_is_opened_for_no_one_without_a_cookie_that_is_somebodys(server, cookie):
    with pytest.raises(InvalidStatus) as refused:
        async with Browser(server).window(cookie=cookie.encode("utf-8").decode("latin-1")):
            pass
    assert refused.value.response.status_code == 403


async def test_another_sites_page_cannot_open_a_window_with_ones_cookie(server):
    nasrin = await Browser(server).join()
    with pytest.raises(InvalidStatus):
        async with nasrin.window(origin="https://evil.example"):
            pass


async def test_two_people_share_nothing_that_goes_over_the_wire(server):
    nasrin, david = await Browser(server).join(), await Browser(server).join()
    async with nasrin.window() as hers, david.window() as his:
        await hers.settle()
        await his.settle()
        (her_room,) = [room for name, room in _rooms(server).items() if name == nasrin.person]
        her_room.device.desk.memory.set_note("draft:welcome", json.dumps({"name_en": "Marker Nasrin"}))
        await hers.settle()
        await his.settle()
    async with nasrin.window() as hers, david.window() as his:
        await hers.settle()
        await his.settle()
        assert b"Marker Nasrin" in hers.received
        assert b"Marker Nasrin" not in his.received
    assert {room.device.data.name for room in _rooms(server).values()} == {nasrin.person, david.person}


async def test_a_window_comes_back_to_its_session_but_never_to_somebody_elses(server):
    nasrin, david = await Browser(server).join(), await Browser(server).join()
    async with nasrin.window() as hers:
        await hers.settle()
    async with nasrin.window(hers.session) as again, david.window(hers.session) as his:
        assert again.session == hers.session
        assert his.session != hers.session


async def test_a_window_closes_also_when_nobody_told_that_its_browser_was_signed_out(server, monkeypatch):
    """Another process signed it out, and its letter got lost."""
    monkeypatch.setattr(site, "LOOK_AGAIN_S", 0.5)
    nasrin = await Browser(server).join()
    async with nasrin.window() as hers:
        assert not await hers.ended(within=1.5)
        sql = "UPDATE device SET revoked_at = 1, token_hash = 'gone' WHERE id = ?"
        await server.home.write(lambda ledger: ledger.connection.execute(sql, (nasrin.device,)) and None)
        assert await hers.ended(within=9)


async def test_a_window_that_says_more_than_a_person_can_type_is_closed(server):
    nasrin = await Browser(server).join()
    async with nasrin.window() as hers:
        await hers.settle()
        await hers.say(b"\0" + b"x" * 300_000)
        assert await hers.ended()
        assert hers.closed_as == 1009  # too big


async def test_the_ninth_window_of_a_person_takes_the_place_of_the_first(server):
    nasrin, david = await Browser(server).join(), await Browser(server).join()
    async with AsyncExitStack() as windows:
        his = await windows.enter_async_context(david.window())
        hers = [await windows.enter_async_context(nasrin.window()) for _ in range(8)]
        assert not await hers[0].ended(within=0.5)
        await windows.enter_async_context(nasrin.window())
        assert await hers[0].ended()
        for window in (hers[1], his):
            assert not await window.ended(within=0.2)


async def test_a_browser_that_is_signed_out_elsewhere_loses_its_window_at_once(server):
    nasrin = await Browser(server).join()
    async with nasrin.window() as hers:
        await hers.settle()
        asked = {"device": nasrin.device}
        token = {"authorization": f"Bearer {nasrin.token}"}
        reply = await nasrin.http.post("/v1/devices/remove", json=asked, headers=token)
        assert reply.status_code == 200, reply.text
        assert await hers.ended()
    assert (await nasrin.http.get("/")).status_code == 303


async def test_a_room_is_put_away_when_its_last_window_has_long_gone(server, monkeypatch):
    monkeypatch.setattr(rooms, "STAYS_SECONDS", 0.1)
    nasrin = await Browser(server).join()
    async with nasrin.window() as hers:
        await hers.settle()
        (room,) = _rooms(server).values()
    async with asyncio.timeout(5):
        while _rooms(server) or room.device.desk:  # noqa: ASYNC110 - nobody tells when a room is gone
            await asyncio.sleep(0.02)
    async with nasrin.window() as again:
        await again.settle()
        assert _rooms(server)[nasrin.person] is not room


async def test_the_store_of_a_browser_is_one_device_in_the_accounts_list(server):
    nasrin = await Browser(server).join()
    for _ in range(2):
        async with nasrin.window() as hers:
            await hers.settle()
    reply = await nasrin.http.post(
        "/v1/devices", json={}, headers={"authorization": f"Bearer {nasrin.token}"}
    )
    assert sorted(device["name"] for device in reply.json()["devices"]) == ["", rooms.NAME]


def _rooms(server):
    return server.house.rooms.open
