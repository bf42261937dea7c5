"""A server that is killed under load, or whose PostgreSQL is: what was acknowledged is there afterwards.

    .venv/bin/python -m tests.server.kills [--times 200] [--postgres] [--seed 1]

Four devices send posts, each the same one again until it is acknowledged. At a random moment the server gets
SIGKILL, or, with `--postgres`, its database is stopped as by a cut of power while the server lives on. After
each time, and at the end, every acknowledged post must be there once, under the number that was told.
"""

import argparse
import asyncio
import contextlib
import random
import socket
import sqlite3
import sys
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import psycopg

from app.server.home import DATABASE, Home, wall_clock

from .postgres import Cluster, cluster
from .visitor import STARTER, House, Visitor

WRITERS = 4
_SERVE = """
import sys
from dataclasses import replace
from pathlib import Path
from app.server.doors.throttle import Limits
from app.server.serving import run
from app.server.settings.settings import Settings
limits = Limits(pushes_per_minute=1e9, pushes_at_once=1e9)
data, port, address = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
sys.exit(run(Settings(data=data, host="127.0.0.1", port=port, db=address, limits=limits)))
"""
_ROWS = "SELECT id, scope_id, seq FROM item WHERE kind = 'post'"


@dataclass(slots=True)
class Tally:
    """What was acknowledged, and what was found."""

    times: int = 0
    asked_again: int = 0
    found_done: int = 0
    acknowledged: dict[str, tuple[str, int]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def compare(self, rows: list[tuple[str, str, int]]) -> None:
        """Every acknowledged post must be there, once, under its number; no two under one."""
        there = {identifier: (scope, seq) for identifier, scope, seq in rows}
        lost = [i for i, place in self.acknowledged.items() if there.get(i) != place]
        if lost:
            self.wrong.append(f"{len(lost)} lost or elsewhere")
        if len(there) != len(rows) or len(set(there.values())) != len(rows):
            self.wrong.append("something is there twice")

    def __str__(self) -> str:
        found = ", ".join(self.wrong) or "0 lost, 0 twice"
        return (
            f"{self.times} times, {len(self.acknowledged):,} acknowledged, {self.asked_again} asked again "
            f"(of these {self.found_done} were done already): {found}"
        )


async def _send(visitor: Visitor, tally: Tally, enough: asyncio.Event) -> None:
    last = 0
    while not enough.is_set():
        post, before = visitor.post(STARTER), tally.times
        while True:
            with contextlib.suppress(httpx.TransportError):
                reply = await visitor.send(post)
                if reply.status_code == 200:
                    break
                if reply.status_code != 503:
                    tally.wrong.append(f"answered {reply.status_code}")
            tally.asked_again += 1
            await asyncio.sleep(0.02)
        (result,) = reply.json()["results"]
        row = result["row"]
        tally.found_done += result["st"] == "dup"
        if row["seq"] <= last and before == tally.times:
            tally.wrong.append("a number that does not grow")
        last = row["seq"]
        tally.acknowledged[row["id"]] = (STARTER, row["seq"])


@asynccontextmanager
async def _load(address: str, invites: list[str], tally: Tally) -> AsyncIterator[None]:
    enough = asyncio.Event()
    async with httpx.AsyncClient(base_url=address, timeout=30) as http:
        visitors = [Visitor(http, wall_clock) for _ in range(WRITERS)]
        for visitor, code in zip(visitors, invites, strict=True):
            await visitor.join(code)
            await visitor.do(visitor.joining(STARTER))
        sending = [asyncio.create_task(_send(visitor, tally, enough)) for visitor in visitors]
        try:
            yield
        finally:
            enough.set()
            await asyncio.gather(*sending)


class _Server:
    """A server in a process of its own, always at the same port."""

    def __init__(self, data: Path, database: str = "") -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self._arguments = (str(data), str(self.port), database)
        self.process: Any = None

    async def start(self) -> None:
        self.process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-c", _SERVE, *self._arguments),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,  # each 503 is logged
        )
        said = b""
        async with asyncio.timeout(60):
            while b"To invite more" not in said:
                line = await self.process.stdout.readline()
                assert line, said
                said += line

    async def kill(self) -> None:
        self.process.kill()
        await self.process.wait()


async def _invites(data: Path, database: str) -> list[str]:
    home = Home.open(data, address=database)
    codes = [await House(home, wall_clock).invite() for _ in range(WRITERS)]
    home.close()
    return codes


async def kill_server(data: Path, times: int, chance: random.Random, tell: Callable[[str], None]) -> Tally:
    """SIGKILL, so many times, to a server on SQLite."""
    tally, server, invites = Tally(), _Server(data), await _invites(data, "")
    await server.start()
    try:
        async with _load(server.address, invites, tally):
            for tally.times in range(1, times + 1):
                await asyncio.sleep(chance.uniform(0.02, 0.5))
                await server.kill()
                _check_file(data, tally)
                await server.start()
                tell(str(tally))
    finally:
        await server.kill()
    _check_file(data, tally)
    return tally


def _check_file(data: Path, tally: Tally) -> None:
    acknowledged = dict(tally.acknowledged)
    with contextlib.closing(sqlite3.connect(data / DATABASE)) as connection:
        if connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            tally.wrong.append("the file is damaged")
        tally.compare(connection.execute(_ROWS).fetchall())
    assert acknowledged.keys() <= tally.acknowledged.keys()


async def kill_postgres(
    data: Path, database: Cluster, times: int, chance: random.Random, tell: Callable[[str], None]
) -> Tally:
    """An immediate stop, so many times, of the database of a server that lives on."""
    address = database.migrated()
    tally, server, invites = Tally(), _Server(data, address), await _invites(data, address)
    await server.start()
    try:
        async with _load(server.address, invites, tally):
            for tally.times in range(1, times + 1):
                await asyncio.sleep(chance.uniform(0.1, 0.8))
                await asyncio.to_thread(database.stop, "immediate")
                await asyncio.to_thread(database.start)
                _check_database(address, tally)
                tell(str(tally))
        assert server.process.returncode is None
    finally:
        await server.kill()
    _check_database(address, tally)
    return tally


def _check_database(address: str, tally: Tally) -> None:
    with psycopg.connect(address) as connection:
        tally.compare(connection.execute(_ROWS).fetchall())


def main() -> int:
    """Kill so many times, and tell what came of it."""
    parser = argparse.ArgumentParser(prog="python -m tests.server.kills", description="Kill servers.")
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--postgres", action="store_true", help="stop PostgreSQL instead, at once")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    chance = random.Random(asked.seed)

    def tell(said: str) -> None:
        print(f"\r{said}", end="", flush=True)

    with tempfile.TemporaryDirectory(prefix="setu-kills-") as folder:
        if asked.postgres:
            with cluster(settings=()) as started:
                tally = asyncio.run(kill_postgres(Path(folder), started, asked.times, chance, tell))
        else:
            tally = asyncio.run(kill_server(Path(folder) / "server", asked.times, chance, tell))
    print(f"\r{tally}")
    return bool(tally.wrong)


if __name__ == "__main__":
    sys.exit(main())
