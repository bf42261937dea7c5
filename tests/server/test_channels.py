"""Live channels come and go: how many there may be, how long they last, and where they go on."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from server.ears import listening, visiting
from server.visitor import GENEROUS, Visitor

from app.server.bus import channels
from app.server.bus.channels import CHANNELS_PER_DEVICE, REMEMBERED
from app.server.bus.repairs import signed_out
from app.server.database.ledger import Ledger
from app.server.home import wall_clock
from app.server.serving import Running, running


@pytest.fixture
async def server(tmp_path: Path, address: str) -> AsyncIterator[Running]:
    async with running(tmp_path / "server", address=address, limits=GENEROUS) as opened:
        yield opened


async def _sign_out(server: Running, visitor: Visitor) -> None:
    def revoke(ledger: Ledger) -> None:
        ledger.connection.execute("UPDATE device SET revoked_at = 1 WHERE id = ?", (visitor.device,))
        ledger.news.revoked.append(visitor.device)

    await server.home.write(revoke)


async def test_a_device_signed_out_loses_its_channel_at_once_and_another_keeps_its_own(
    server: Running,
) -> None:
    async with (
        visiting(server, 2) as (nasrin, david),
        listening(nasrin) as hers,
        listening(david) as his,
    ):
        await _sign_out(server, nasrin)
        assert await hers.next(1) == ("bye", {"why": "revoked"})
        post = await david.do(david.profile(ask="still here"))
        await his.until(david.own, post.row.seq)


async def test_a_device_with_a_new_token_keeps_its_channel(server: Running) -> None:
    async with visiting(server, 1) as (nasrin,), listening(nasrin) as ear:
        await server.home.write(lambda ledger: ledger.news.revoked.append(nasrin.device))
        result = await nasrin.do(nasrin.profile(ask="still here"))
        await ear.until(nasrin.own, result.row.seq)


async def test_a_token_that_was_looked_up_just_before_it_ended_opens_no_channel(server: Running) -> None:
    async with visiting(server, 1) as (nasrin,):
        assert await server.home.read(lambda connection: signed_out(connection, [nasrin.device])) == set()
        await nasrin.pull()
        await server.home.write(
            lambda ledger: ledger.connection.execute(
                "UPDATE device SET revoked_at = 1 WHERE id = ?", (nasrin.device,)
            )
        )
        reply = await nasrin.http.get("/v1/live", headers=nasrin.headers)
        assert reply.status_code == 401
        assert server.home.bus.open == 0


async def test_the_third_channel_of_a_device_takes_the_place_of_the_first(server: Running) -> None:
    async with (
        visiting(server, 1) as (nasrin,),
        listening(nasrin) as first,
        listening(nasrin) as second,
        listening(nasrin),
    ):
        assert await first.next() == ("bye", {"why": "crowded"})
        assert len(server.home.bus.of(nasrin.person)) == CHANNELS_PER_DEVICE
        result = await nasrin.do(nasrin.profile(ask="anything"))
        await second.until(nasrin.own, result.row.seq)


async def test_the_ninth_channel_of_a_person_takes_the_place_of_the_first(server: Running) -> None:
    async with visiting(server, 2) as (nasrin, david), AsyncExitStack() as open_ones:
        his = await open_ones.enter_async_context(listening(david))
        devices = [nasrin]
        for _ in range(4):
            code = (await nasrin.knock("/v1/invite", device=True)).json()["code"]
            devices.append(Visitor(nasrin.http, wall_clock))
            await devices[-1].join(code)
        twice = [device for device in devices for _ in range(2)]
        hers = [await open_ones.enter_async_context(listening(device)) for device in twice[:8]]
        result = await nasrin.do(nasrin.profile(ask="anything"))
        await hers[0].until(nasrin.own, result.row.seq)
        await open_ones.enter_async_context(listening(twice[8]))
        assert await hers[0].next() == ("bye", {"why": "crowded"})
        result = await nasrin.do(nasrin.profile(ask="anything else", wall=wall_clock()))
        await hers[1].until(nasrin.own, result.row.seq)
        result = await david.do(david.profile(ask="still here", wall=wall_clock()))
        await his.until(david.own, result.row.seq)


async def test_a_full_server_sends_new_channels_away_for_a_while_and_lets_pulls_in(
    server: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(channels, "CHANNELS", 1)
    async with visiting(server, 2) as (nasrin, david), listening(nasrin):
        reply = await david.http.get("/v1/live", headers=david.headers)
        assert (reply.status_code, reply.headers["retry-after"]) == (503, "30")
        pulled = await david.pull(wait=20)
        assert pulled.pages
        at = {page.scope: page.to for page in pulled.pages}
        assert (await asyncio.wait_for(david.pull(at, wait=20), 5)).pages == []


async def test_who_opens_channels_over_and_over_is_told_to_slow_down(tmp_path: Path) -> None:
    limits = replace(GENEROUS, lives_per_minute=1, lives_at_once=2)
    async with running(tmp_path / "server", limits=limits) as server, visiting(server, 2) as (nasrin, david):
        for _ in range(2):
            async with listening(nasrin):
                pass
        assert (await nasrin.http.get("/v1/live", headers=nasrin.headers)).status_code == 429
        async with listening(david):
            pass


async def test_a_channel_ends_when_its_time_is_over(tmp_path: Path) -> None:
    limits = replace(GENEROUS, heartbeat=0.05, channel_seconds=0.2)
    async with (
        running(tmp_path / "server", limits=limits) as server,
        visiting(server, 1) as (nasrin,),
        listening(nasrin) as ear,
    ):
        assert await ear.next() == ("bye", {"why": "bye"})
        with pytest.raises(StopAsyncIteration):
            await ear.next()
        assert server.home.bus.open == 0


# Going on where one was


@pytest.mark.sqlite  # where there are other processes, all is told that there is
async def test_who_was_away_for_a_moment_is_told_just_what_they_missed(server: Running) -> None:
    async with visiting(server, 2) as (nasrin, david):
        circle = (await nasrin.do(nasrin.circle())).scope
        other = (await nasrin.do(nasrin.circle())).scope
        await david.do(david.joining(circle))
        async with listening(david) as ear:
            before = await nasrin.do(nasrin.post(circle))
            await ear.until(circle, before.row.seq)
        await nasrin.do(nasrin.post(other))
        await nasrin.do(nasrin.post(circle))
        missed = await nasrin.do(nasrin.post(circle))
        async with listening(david, last=ear.last) as again:
            assert again.hello["resumed"] is True
            assert await again.next() == ("poke", {circle: missed.row.seq})
        async with listening(david, last=again.last) as quiet:
            own = await david.do(david.circle())
            await quiet.until(own.scope, 1)
            assert circle not in "".join(quiet.heard)


async def test_a_scope_one_was_let_into_while_away_is_among_what_was_missed(server: Running) -> None:
    async with visiting(server, 2) as (nasrin, david):
        circle = (await nasrin.do(nasrin.circle())).scope
        async with listening(david) as ear:
            pass
        joined = await david.do(david.joining(circle))
        async with listening(david, last=ear.last) as again:
            name, heads = await again.next()
            assert (name, heads[circle]) == ("poke", joined.row.seq)
            assert david.own in heads


async def test_who_was_away_too_long_or_comes_from_elsewhere_begins_anew(server: Running) -> None:
    async with visiting(server, 1) as (nasrin,):
        async with listening(nasrin) as ear:
            pass
        hub, _, count = ear.last.partition(".")
        for last in (f"{'0' * 16}.{count}", f"{hub}.{int(count) + 1}", f"{hub}.-1", f"{hub}.", "x" * 5_000):
            async with listening(nasrin, last=last) as again:
                assert "resumed" not in again.hello, last
        for place in range(REMEMBERED + 1):
            await nasrin.do(nasrin.profile(ask=str(place)))
        async with listening(nasrin, last=ear.last) as again:
            assert "resumed" not in again.hello


# Pulls that wait


async def _places(visitor: Visitor) -> dict[str, int]:
    return {page.scope: page.to for page in (await visitor.pull()).pages}


async def test_a_waiting_pull_is_answered_as_soon_as_there_is_something(server: Running) -> None:
    async with visiting(server, 2) as (nasrin, david):
        circle = (await nasrin.do(nasrin.circle())).scope
        await david.do(david.joining(circle))
        at = await _places(david)
        waiting = asyncio.create_task(david.pull(at, wait=25))
        await asyncio.sleep(0.3)
        assert not waiting.done()
        await nasrin.do(nasrin.post(circle, "Here it is"))
        (page,) = (await asyncio.wait_for(waiting, 5)).pages
        assert [row.v["body"] for row in page.rows] == ["Here it is"]


async def test_a_waiting_pull_learns_that_a_scope_is_gone(server: Running) -> None:
    async with visiting(server, 2) as (nasrin, david):
        circle = (await nasrin.do(nasrin.circle())).scope
        await david.do(david.joining(circle))
        waiting = asyncio.create_task(david.pull(await _places(david), wait=25))
        await asyncio.sleep(0.3)
        await nasrin.do(nasrin.removing(circle, david.person))
        assert (await asyncio.wait_for(waiting, 5)).gone == [circle]


async def test_a_pull_waits_no_longer_than_it_wants(server: Running) -> None:
    async with visiting(server, 1) as (nasrin,):
        at = await _places(nasrin)
        began = asyncio.get_running_loop().time()
        pulled = await nasrin.pull(at, wait=1)
        assert (pulled.pages, pulled.gone) == ([], [])
        assert 0.9 < asyncio.get_running_loop().time() - began < 5
        assert server.home.bus.open == 0


async def test_many_waiting_pulls_keep_nobody_else_from_reading(server: Running) -> None:
    async with visiting(server, 9) as visitors:
        waiting = [asyncio.create_task(one.pull(await _places(one), wait=25)) for one in visitors[1:]]
        await asyncio.sleep(0.3)
        assert [task.result() for task in waiting if task.done()] == []
        await asyncio.wait_for(visitors[0].pull(), 5)
        await visitors[0].do(visitors[0].profile(ask="all of you"))
        assert all(pulled.pages for pulled in await asyncio.wait_for(asyncio.gather(*waiting), 5))


async def test_a_server_that_stops_answers_waiting_pulls(tmp_path: Path) -> None:
    async with running(tmp_path / "server", limits=GENEROUS) as server, visiting(server, 1) as (nasrin,):
        waiting = asyncio.create_task(nasrin.pull(await _places(nasrin), wait=25))
        await asyncio.sleep(0.3)
        await asyncio.wait_for(server.stop(), 5)
        assert (await waiting).pages == []
