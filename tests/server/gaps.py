"""Many writers and one reader, who must miss no row.

    .venv/bin/python -m tests.server.gaps [--commits 100000] [--postgres]

Eight writers push to five circles, on PostgreSQL from two processes; a member pulls all the while, as a
device does. The exit code is 1 if the reader missed a row, saw one twice, or saw numbers out of order.
"""

import argparse
import asyncio
import multiprocessing
import random
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from app.domain.ids import uuid7
from app.server.accounts.devices import Device
from app.server.home import Home, wall_clock
from app.server.pull import read
from app.server.push import push
from app.sync.protocol import Mutation, Pull

from .postgres import cluster
from .visitor import House

WRITERS, CIRCLES, PROCESSES = 8, 5, 2


@dataclass(slots=True)
class Seen:
    """What the reader saw."""

    commits: int = 0
    seconds: float = 0.0
    pulls: int = 0
    places: dict[str, tuple[str, int]] = field(default_factory=dict)
    missed: set[str] = field(default_factory=set)
    twice: int = 0
    disordered: int = 0

    @property
    def good(self) -> bool:
        return not (self.missed or self.twice or self.disordered)

    def __str__(self) -> str:
        return (
            f"{self.commits:,} commits in {self.seconds:.0f} s, {self.pulls:,} pulls: "
            f"{len(self.missed)} missed, {self.twice} twice, {self.disordered} out of order"
        )


def _post(scope: str, bytes_: random.Random) -> Mutation:
    new = [uuid7(wall_clock(), bytes_.randbytes(10)) for _ in range(2)]
    args = {"tab": "question", "title": "Splints", "body": "With moleskin?", "lang": "en"}
    return Mutation(mid=new[0], op="create", scope=scope, kind="post", id=new[1], args=args, h={}, said=0)


async def _write(home: Home, device: Device, scopes: list[str], count: int) -> list[str]:
    chance, written = random.Random(device.id), []
    for _ in range(count):
        post = _post(chance.choice(scopes), chance)
        (result,) = await home.write(lambda ledger: push(ledger, device, [post]))  # noqa: B023
        assert result.st == "ok", result
        written.append(post.id)
    return written


async def _write_all(home: Home, devices: list[Device], scopes: list[str], count: int) -> list[str]:
    each = await asyncio.gather(*(_write(home, device, scopes, count) for device in devices))
    return [identifier for written in each for identifier in written]


def write_elsewhere(
    address: str,
    devices: list[Device],
    scopes: list[str],
    count: int,
    told: "multiprocessing.Queue[list[str]]",
) -> None:
    """Some of the writers, in a process of their own."""
    home = Home.open(Path(), address=address)
    told.put(asyncio.run(_write_all(home, devices, scopes, count)))
    home.close()


async def _read(home: Home, person: str, done: asyncio.Event, seen: Seen) -> None:
    cursors: dict[str, int] = {}
    while True:
        last = done.is_set()
        asked = Pull(epoch="", req="r", cur=dict(cursors), limit=500)
        pulled = await home.read(
            lambda connection: read(connection, person, asked, epoch=home.epoch, now_ms=0)  # noqa: B023
        )
        seen.pulls += 1
        for page in pulled.pages:
            for row in page.rows:
                seen.disordered += row.seq <= cursors.get(page.scope, 0)
                cursors[page.scope] = row.seq
                if row.k == "post":
                    seen.twice += row.id in seen.places
                    seen.places[row.id] = (page.scope, row.seq)
            cursors[page.scope] = page.to
        if last and not pulled.more:
            return
        await asyncio.sleep(0.001)


async def look(data: Path, address: str, commits: int) -> Seen:
    """Write so much, and read all the while."""
    home, seen, done = Home.open(data, address=address), Seen(), asyncio.Event()
    house = House(home, wall_clock)
    leader, *writers = [await house.visitor() for _ in range(WRITERS + 1)]
    scopes = [await house.circle_of(leader, *writers) for _ in range(CIRCLES)]
    devices = [Device(writer.device, writer.person) for writer in writers]
    count = -(-commits // WRITERS)
    began = time.perf_counter()
    reading = asyncio.create_task(_read(home, leader.person, done, seen))
    written = await (
        _from_processes(address, devices, scopes, count)
        if address
        else _write_all(home, devices, scopes, count)
    )
    done.set()
    await reading
    seen.seconds, seen.commits = time.perf_counter() - began, len(written)
    seen.missed = set(written) - seen.places.keys()
    home.close()
    return seen


async def _from_processes(address: str, devices: list[Device], scopes: list[str], count: int) -> list[str]:
    fresh = multiprocessing.get_context("spawn")
    told = fresh.Queue()
    each = WRITERS // PROCESSES
    processes = [
        fresh.Process(target=write_elsewhere, args=(address, devices[at : at + each], scopes, count, told))
        for at in range(0, WRITERS, each)
    ]
    for process in processes:
        process.start()
    written = [
        identifier for _ in processes for identifier in await asyncio.to_thread(told.get, timeout=7200)
    ]
    for process in processes:
        await asyncio.to_thread(process.join)
    return written


def main() -> int:
    """Look once, and tell what came of it."""
    parser = argparse.ArgumentParser(prog="python -m tests.server.gaps", description="Look for gaps.")
    parser.add_argument("--commits", type=int, default=100_000)
    parser.add_argument("--postgres", action="store_true", help="on PostgreSQL, from two processes")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="setu-gaps-") as data:
        if asked.postgres:
            with cluster() as started:
                seen = asyncio.run(look(Path(data), started.migrated(), asked.commits))
        else:
            seen = asyncio.run(look(Path(data), "", asked.commits))
    print(f"{'PostgreSQL' if asked.postgres else 'SQLite'}: {seen}")
    return not seen.good


if __name__ == "__main__":
    sys.exit(main())
