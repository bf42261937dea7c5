"""A server that is told to stop: what it has promised it keeps, and nobody gets an error for it."""

import asyncio
import contextlib
import re
import signal
import sqlite3
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest
from server.visitor import STARTER, Visitor

from app.server.home import DATABASE, Home, wall_clock

_WIDE = ["--limit", "pushes_per_minute=1e9", "--limit", "pushes_at_once=1e9"]


@asynccontextmanager
async def _serving(
    data: Path, *more: str
) -> AsyncIterator[tuple[asyncio.subprocess.Process, httpx.AsyncClient, Visitor]]:
    command = (sys.executable, "-m", "app", "serve", "--data", str(data), "--port", "0", *_WIDE, *more)
    process = await asyncio.create_subprocess_exec(
        *command, cwd=Path.cwd(), stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    said = ""
    try:
        async with asyncio.timeout(20):
            while "To invite more" not in said:
                line = await process.stdout.readline()
                assert line, said
                said += line.decode()
        async with httpx.AsyncClient(base_url=re.search(r"http://\S+", said)[0], timeout=20) as http:
            nasrin = Visitor(http, wall_clock)
            await nasrin.join(re.search(r"invite: (\S+)", said)[1])
            await nasrin.do(nasrin.joining(STARTER))
            yield process, http, nasrin
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()


def _kept(data: Path) -> set[str]:
    with contextlib.closing(sqlite3.connect(data / DATABASE)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return {identifier for (identifier,) in connection.execute("SELECT id FROM item WHERE kind = 'post'")}


class Load:
    """Several that post without a pause, and what they were answered."""

    def __init__(self, nasrin: Visitor) -> None:
        self._nasrin = nasrin
        self.acked: set[str] = set()
        self.statuses: Counter[int] = Counter()
        self.enough = asyncio.Event()
        self.tasks = [asyncio.create_task(self._post()) for _ in range(8)]

    async def _post(self) -> None:
        with contextlib.suppress(httpx.TransportError):
            while True:
                reply = await self._nasrin.send(self._nasrin.post(STARTER))
                self.statuses[reply.status_code] += 1
                if reply.status_code == 200:
                    self.acked |= {result["row"]["id"] for result in reply.json()["results"]}
                    if len(self.acked) >= 100:
                        self.enough.set()


async def test_told_to_stop_under_load_it_keeps_every_write_and_answers_no_error(tmp_path: Path) -> None:
    async with _serving(tmp_path / "server") as (process, http, nasrin):
        async with http.stream("GET", "/v1/live", headers=nasrin.headers) as live:
            events = live.aiter_text()
            assert "hello" in await anext(events)
            load = Load(nasrin)
            await asyncio.wait_for(load.enough.wait(), 20)
            process.send_signal(signal.SIGTERM)
            async with asyncio.timeout(10):
                await asyncio.gather(*load.tasks)
                async for _ in events:
                    pass
        assert await asyncio.wait_for(process.wait(), 10) == 0
        assert b"Everything is saved" in await process.stdout.read()
        assert await process.stderr.read() == b""
    assert set(load.statuses) == {200}
    assert load.acked <= _kept(tmp_path / "server")
    Home.open(tmp_path / "server").close()


async def test_while_it_drains_it_says_that_it_is_not_ready_and_still_works(tmp_path: Path) -> None:
    (tmp_path / "server").mkdir()
    (tmp_path / "server" / "setu-server.toml").write_text("drain = 2\n")
    async with _serving(tmp_path / "server") as (process, http, nasrin):
        assert (await http.get("/readyz")).status_code == 200
        process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(2):
            while (reply := await http.get("/readyz")).status_code == 200:
                pass
        assert reply.json() == {"status": "not ready", "wrong": ["stopping"]}
        await nasrin.do(nasrin.post(STARTER))
        assert await asyncio.wait_for(process.wait(), 10) == 0


async def test_at_the_second_signal_it_ends_at_once_and_still_has_every_write(tmp_path: Path) -> None:
    (tmp_path / "server").mkdir()
    (tmp_path / "server" / "setu-server.toml").write_text("drain = 60\n")
    async with _serving(tmp_path / "server") as (process, _, nasrin):
        load = Load(nasrin)
        await asyncio.wait_for(load.enough.wait(), 20)
        process.send_signal(signal.SIGTERM)
        await asyncio.sleep(0.5)
        process.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(process.wait(), 1) == 128 + signal.SIGTERM
        await asyncio.gather(*load.tasks)
    assert load.acked <= _kept(tmp_path / "server")


@pytest.mark.parametrize("signum", [signal.SIGTERM, signal.SIGINT])
async def test_however_it_is_stopped_it_ends_well(tmp_path: Path, signum: signal.Signals) -> None:
    async with _serving(tmp_path / "server") as (process, _, _nasrin):
        process.send_signal(signum)
        assert await asyncio.wait_for(process.wait(), 5) == 0
