"""Several processes on one PostgreSQL: they hear of each other, and what is lost is found."""

import asyncio
import json
import random
import secrets
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from pathlib import Path

import pytest
from server.postgres import Cluster
from server.processes import LossyCourier, elsewhere, houses_at, listening_at
from server.visitor import Clock, House

from app.server.bus.channels import Bus
from app.server.bus.couriers import courier_for
from app.server.bus.exchange import Exchange, exchanging
from app.server.bus.listeners import Listener
from app.server.database.ledger import Ledger
from app.server.database.news import News
from app.server.health.metrics import Metrics
from app.server.logs import DiscreetFormatter
from app.server.serving import run
from app.server.settings.settings import Settings


@asynccontextmanager
async def _exchanging(houses: list[House], address: str, bus: str = "") -> AsyncIterator[None]:
    async with AsyncExitStack() as stack:
        for house in houses:
            await stack.enter_async_context(exchanging(house.home, address, bus, every=3600))
        await _introduced(houses)
        yield


async def _introduced(houses: list[House]) -> None:
    """Wait until each hears of the others: a courier needs a moment until it receives."""
    listener = houses[-1].home.bus.join("nobody")
    for _ in range(200):
        await houses[0].home.write(lambda ledger: ledger.put("k", "listing", secrets.token_hex(4), {}))
        if await listener.listen(0.05):
            return houses[-1].home.bus.leave(listener)
    raise AssertionError("nothing was heard")


async def _heard(listener: Listener, scope: str, head: int, seconds: float = 10) -> None:
    async with asyncio.timeout(seconds):
        while (await listener.listen(seconds)).get(scope, 0) < head:
            pass


@contextmanager
def _broker(*command: str, port: int) -> Iterator[None]:
    program = shutil.which(command[0], path="/usr/sbin:/usr/bin:/usr/local/bin:/bin")
    if program is None:
        pytest.skip(f"no {command[0]}: install it (apt-get install {command[0]})")
    quiet = subprocess.DEVNULL
    process = subprocess.Popen([program, *command[1:]], stdout=quiet, stderr=quiet)
    try:
        for _ in range(200):
            with socket.socket() as trying:
                if trying.connect_ex(("127.0.0.1", port)) == 0:
                    break
            assert process.poll() is None
            time.sleep(0.02)
        yield
    finally:
        process.terminate()
        process.wait(10)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


@contextmanager
def _bus(name: str, data: Path) -> Iterator[str]:
    port = _free_port()
    if name == "redis":
        keep_nothing = ("--save", "", "--appendonly", "no", "--dir", str(data), "--bind", "127.0.0.1")
        with _broker("redis-server", "--port", str(port), *keep_nothing, port=port):
            yield f"redis://127.0.0.1:{port}/0"
    elif name == "nats":
        with _broker("nats-server", "-a", "127.0.0.1", "-p", str(port), port=port):
            yield f"nats://127.0.0.1:{port}"
    else:
        yield ""


@pytest.mark.parametrize("name", ["notify", "redis", "nats"])
async def test_who_listens_at_one_process_hears_of_what_is_done_at_another(
    postgres: Cluster, tmp_path: Path, name: str
) -> None:
    address = postgres.migrated()
    with _bus(name, tmp_path) as bus, houses_at(address, tmp_path) as (here, there):
        nasrin, david = await here.visitor(), await there.visitor()
        circle = await here.circle_of(nasrin)
        async with _exchanging([here, there], address, bus):
            his = await listening_at(there, david)
            joined = await elsewhere(david, here).do(david.joining(circle))
            await _heard(his, circle, joined.row.seq)
            post = await nasrin.do(nasrin.post(circle))
            await _heard(his, circle, post.row.seq)
            assert circle in his.scopes
            await nasrin.do(nasrin.removing(circle, david.person))
            await _heard(his, david.own, 1)
            assert circle not in his.scopes
            await nasrin.do(nasrin.post(circle))
            assert circle not in await his.listen(0.2)


@pytest.mark.parametrize("name", ["notify", "redis", "nats"])
async def test_a_device_signed_out_at_one_process_loses_its_channel_at_another(
    postgres: Cluster, tmp_path: Path, name: str
) -> None:
    address = postgres.migrated()
    with _bus(name, tmp_path) as bus, houses_at(address, tmp_path) as (here, there):
        nasrin = await here.visitor()
        async with _exchanging([here, there], address, bus):
            hers = await listening_at(there, nasrin)

            def revoke(ledger: Ledger) -> None:
                ledger.connection.execute("UPDATE device SET revoked_at = 1 WHERE id = ?", (nasrin.device,))
                ledger.news.revoked.append(nasrin.device)

            await here.home.write(revoke)
            await asyncio.wait_for(hers.listen(10), 5)
            assert hers.closed == "revoked"


async def test_a_way_that_was_cut_is_found_again(postgres: Cluster, tmp_path: Path) -> None:
    address = postgres.migrated()
    with houses_at(address, tmp_path) as (here, there):
        async with _exchanging([here, there], address):
            postgres.tell(
                """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                WHERE query LIKE 'LISTEN%' OR query LIKE 'SELECT pg_notify%'"""
            )
            await _introduced([here, there])
            await _introduced([there, here])


async def test_a_bus_that_is_away_is_in_the_log_by_name_and_never_by_address(
    caplog: pytest.LogCaptureFixture,
) -> None:
    class Away(LossyCourier):
        async def send(self, letter: str) -> None:
            raise ConnectionRefusedError("redis://nasrin:geheim@db.internal")

    bus = Bus()
    exchange = Exchange(bus, Away(0, 0, random.Random(1)))
    running = asyncio.create_task(exchange.run())
    exchange.take(News(heads={"k": 1}))
    async with asyncio.timeout(5):
        while not caplog.records:  # noqa: ASYNC110 - nobody tells when something was logged
            await asyncio.sleep(0.01)
    running.cancel()
    told = json.loads(DiscreetFormatter().format(caplog.records[0]))
    assert (told["event"], told["error"]) == ("bus lost", "ConnectionRefusedError")
    assert "geheim" not in str(told)


async def test_a_burst_travels_in_few_letters_and_a_process_does_not_hear_itself() -> None:
    courier = LossyCourier(0, 0, random.Random(1))
    bus = Bus(lossy=True)
    running = asyncio.create_task(Exchange(bus, courier).run())
    for head in range(1, 501):
        bus.publish(News({"k": head}))
    await asyncio.sleep(0.1)
    running.cancel()
    assert bus.count == 500
    assert courier.sent <= 3


async def test_how_long_news_takes_from_process_to_process_is_counted_where_it_comes() -> None:
    office: list[LossyCourier] = []
    clocks = [Clock(), Clock()]
    counted = [Metrics(), Metrics()]
    buses = [Bus(lossy=True), Bus(lossy=True)]
    running = [
        asyncio.create_task(
            Exchange(bus, LossyCourier(0, 0, random.Random(1), office), metrics=metrics, clock=clock).run()
        )
        for bus, metrics, clock in zip(buses, counted, clocks, strict=True)
    ]
    buses[0].publish(News({"k": 1}))
    clocks[1].turn(minutes=1 / 15)  # four seconds
    for _ in range(100):
        await asyncio.sleep(0.01)
        if buses[1].count:
            break
    clocks[0].turn(minutes=1)
    buses[0].publish(News({"k": 2}))
    for _ in range(100):
        await asyncio.sleep(0.01)
        if buses[1].count == 2:
            break
    for task in running:
        task.cancel()
    assert (sum(counted[1].bus_lag.counts), counted[1].bus_lag.total) == (2, 4.0)  # never less than nothing
    assert sum(counted[0].bus_lag.counts) == 0  # it does not hear itself


async def test_a_process_of_an_older_setu_is_heard_though_it_does_not_say_since_when() -> None:
    courier, bus, metrics = LossyCourier(0, 0, random.Random(1)), Bus(lossy=True), Metrics()
    running = asyncio.create_task(Exchange(bus, courier, metrics=metrics).run())
    await courier.send('{"hub":"another","heads":{"k":7},"moves":[],"revoked":[]}')
    async with asyncio.timeout(5):
        while not bus.count:  # noqa: ASYNC110 - a bus tells listeners, not tests
            await asyncio.sleep(0.01)
    running.cancel()
    assert sum(metrics.bus_lag.counts) == 0


def test_a_courier_is_chosen_by_its_address() -> None:
    chosen = {
        address: type(courier_for(address, "setu")).__name__
        for address in ("redis://host", "rediss://host", "nats://host", "tls://host", "postgresql:///setu")
    }
    assert list(chosen.values()) == [
        "RedisCourier",
        "RedisCourier",
        "NatsCourier",
        "NatsCourier",
        "PostgresCourier",
    ]


def test_a_bus_whose_driver_is_missing_is_said_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "redis.asyncio", None)
    monkeypatch.delitem(sys.modules, "app.server.bus.through_redis", raising=False)
    assert run(Settings(data=tmp_path / "server", bus="redis://host")) == 1
    assert "pip install 'setu[redis,nats]'" in capsys.readouterr().err
