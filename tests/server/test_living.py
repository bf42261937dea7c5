"""The live channel, over a real server: it says where, never what."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from httpx_sse import aconnect_sse
from server.ears import listening, visiting
from server.visitor import GENEROUS

from app.domain.ids import COMMONS
from app.server.bus.channels import CHANNELS_PER_PERSON
from app.server.serving import Running, running


@pytest.fixture
async def server(tmp_path: Path, address: str) -> AsyncIterator[Running]:
    async with running(tmp_path / "server", address=address, limits=GENEROUS) as opened:
        yield opened


async def test_hello_names_the_history_and_the_hub(server: Running) -> None:
    async with (
        visiting(server, 1) as (nasrin,),
        aconnect_sse(nasrin.http, "GET", "/v1/live", headers=nasrin.headers) as source,
    ):
        hello = await anext(source.aiter_sse())
        assert source.response.headers["cache-control"] == "no-store"
        assert json.loads(hello.data) == {"epoch": server.home.epoch, "hub": server.home.bus.hub}
        assert hello.id.startswith(server.home.bus.hub + ".")


async def test_a_poke_says_where_a_scope_stands_and_nothing_of_what_is_in_it(server: Running) -> None:
    async with visiting(server, 2) as (nasrin, david):
        scope = (await nasrin.do(nasrin.circle())).scope
        await david.do(david.joining(scope))
        async with listening(david) as ear:
            post = await nasrin.do(nasrin.post(scope, "গোপন-কথা"))
            await ear.until(scope, post.row.seq)
            assert "গোপন" not in "".join(ear.heard)
            assert "Splints" not in "".join(ear.heard)
            assert json.loads(ear.heard[-1]) == {scope: post.row.seq}
            assert "".join(ear.heard).isascii()


async def test_a_scope_one_is_let_into_speaks_at_once_and_one_is_sent_away_from_falls_silent(
    server: Running,
) -> None:
    async with visiting(server, 2) as (nasrin, david):
        scope = (await nasrin.do(nasrin.circle())).scope
        async with listening(david) as ear:
            joined = await david.do(david.joining(scope))
            await ear.until(scope, joined.row.seq)
            await nasrin.do(nasrin.removing(scope, david.person))
            event, heads = await ear.next()
            assert (event, list(heads)) == ("poke", [david.own])
            await nasrin.do(nasrin.post(scope))
            await nasrin.do(nasrin.profile(ask="anything"))
            assert list((await ear.next())[1]) == [COMMONS]


async def test_a_first_message_pokes_the_other_in_their_own_scope_and_in_the_new_one(server: Running) -> None:
    async with visiting(server, 2) as (nasrin, david), listening(david) as ear:
        message = await nasrin.do(nasrin.message(david.person))
        _, heads = await ear.next()
        assert set(heads) == {david.own, message.scope}
        assert (await david.pull({message.scope: 0})).gone == []


async def test_a_stranger_to_a_circle_hears_nothing_of_it_but_the_heartbeat(server: Running) -> None:
    async with visiting(server, 2) as (nasrin, david):
        scope = (await nasrin.do(nasrin.circle())).scope
        async with david.http.stream("GET", "/v1/live", headers=david.headers) as reply:
            lines = reply.aiter_lines()
            while not (await anext(lines)).startswith("data:"):
                pass
            await nasrin.do(nasrin.post(scope))
            heard = [await asyncio.wait_for(anext(lines), 10) for _ in range(4)]
            assert [line for line in heard if line] == [": hb", ": hb"] or ": hb" in heard
            assert scope not in "".join(heard)


async def test_who_listens_slowly_is_told_only_where_things_stand_now(server: Running) -> None:
    async with visiting(server, 1) as (nasrin,):
        listener = server.home.bus.join(nasrin.person)
        for ask in ("one", "two", "three"):
            result = await nasrin.do(nasrin.profile(ask=ask))
        heads = await listener.listen(1)
        assert heads[nasrin.own] == result.row.seq
        assert await listener.listen(0.01) == {}


async def test_the_oldest_of_too_many_channels_is_closed(server: Running) -> None:
    async with visiting(server, 1) as (nasrin,), listening(nasrin) as oldest:
        others = [server.home.bus.join(nasrin.person) for _ in range(CHANNELS_PER_PERSON)]
        assert await oldest.next() == ("bye", {"why": "crowded"})
        with pytest.raises(StopAsyncIteration):
            await oldest.next()
        assert not any(other.closed for other in others)


async def test_a_channel_that_is_gone_is_forgotten(server: Running) -> None:
    async with visiting(server, 1) as (nasrin,):
        async with listening(nasrin):
            assert server.home.bus.of(nasrin.person)
        for _ in range(100):
            if not server.home.bus.open:
                break
            await asyncio.sleep(0.02)
        assert (server.home.bus.of(nasrin.person), server.home.bus.watched()) == ([], {})


async def test_a_server_that_stops_ends_its_channels_and_comes_back_with_everything(
    tmp_path: Path, address: str
) -> None:
    loop = asyncio.get_running_loop()
    async with running(tmp_path / "server", address=address) as first, visiting(first, 1) as (nasrin,):
        async with listening(nasrin) as ear:
            began = loop.time()
            stopping = asyncio.create_task(first.stop())
            assert await ear.next() == ("bye", {"why": "stopped"})
            with pytest.raises(StopAsyncIteration):
                await ear.next()
        await stopping
        assert loop.time() - began < 2
        async with (
            running(tmp_path / "server", first.port, address=address) as second,
            httpx.AsyncClient(base_url=second.address) as http,
        ):
            assert second.address == first.address
            assert second.home.epoch == first.home.epoch
            assert second.home.bus.hub != first.home.bus.hub
            nasrin.http = http
            assert (nasrin.own, "me", nasrin.person) in await nasrin.rows()


async def test_a_live_servers_logs_hold_nothing_that_anyone_wrote(
    server: Running, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    async with visiting(server, 2) as (nasrin, david), listening(david) as ear:
        await nasrin.do(nasrin.message(david.person, "গোপন-কথা"))
        await ear.next()
    assert "গোপন" not in caplog.text
    ours = [record for record in caplog.records if record.name.startswith(("uvicorn", "app"))]
    assert not any(nasrin.token in record.getMessage() for record in ours)
