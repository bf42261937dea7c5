"""How many people one server carries in their browsers: `python tests/benchmarks/hosting.py [--people N …]`.

Starts `setu serve --web` as it is shipped, and opens for each person a window on an account of their own
(with its store and its sync), as a browser would: the websocket, the first screen, the answers to what the
app asks of a browser. Prints for each number of people the server's memory, its CPU when nobody does
anything, what one more window and going to another screen in it cost, and how long a first screen takes.
"""

import argparse
import asyncio
import contextlib
import os
import secrets
import statistics
import sys
import tempfile
import time
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from journeys.processes import setu
from server.hosting.windows import Browser, Window

from app.domain.ids import own_scope, uuid7
from app.server.home import wall_clock
from app.server.serving import running

TICKS = os.sysconf("SC_CLK_TCK")
IDLE_SECONDS = 20


@dataclass(frozen=True)
class Served:
    """A server in a process of its own, as far as a browser in this one has to know it."""

    address: str
    codes: list[str]

    async def invite(self) -> str:
        return self.codes.pop()


def memory_mb(pid: int) -> float:
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


async def invites(data: Path, number: int) -> list[str]:
    """Codes, as whoever runs the server makes them."""
    async with running(data) as server:
        return [await server.invite() for _ in range(number)]


async def read_all(window: Window) -> None:
    """A browser that is open reads whatever comes."""
    with contextlib.suppress(Exception):
        while True:
            await window.settle(3600)
            window.received = b""


async def introduce(browser: Browser, number: int) -> None:
    """A profile, so that the window opens on Home and not on the welcome."""
    said = {"name_en": f"Therapist {number}", "name_bn": "রুমা চাকমা", "discipline": "ot"}
    scope, mid = own_scope(browser.person), uuid7(wall_clock(), secrets.token_bytes(10))
    profile = {"mid": mid, "op": "create", "scope": scope, "kind": "me", "id": browser.person, "args": said}
    reply = await browser.http.post(
        "/v1/push",
        json={"epoch": "", "mutations": [profile]},
        headers={"authorization": f"Bearer {browser.token}"},
    )
    assert reply.json()["results"][0]["st"] == "ok", reply.text


async def taps(windows: list[Window], pid: int) -> float:
    """CPU milliseconds of the server for one going to another screen."""
    some = windows[-20:]
    before = cpu_seconds(pid)
    for place in ("/circles", "/people", "/me"):
        for window in some:
            await window.go(place)
        await asyncio.sleep(2)
    return (cpu_seconds(pid) - before) / (3 * len(some)) * 1000


async def measure(people: list[int]) -> None:
    most = max(people)
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        wide = ("--limit", "failed_joins_per_hour=100000")
        codes = await invites(folder / "server", most)
        arguments = ("serve", "--web", "--data", folder / "server", "--port", "0", "--invites", "0", *wide)
        started = await stack.enter_async_context(setu(*arguments, home=folder / "home"))
        served = Served(await started.says(r"(http://127\.0\.0\.1:\d+)"), codes)
        pid, empty = started.process.pid, memory_mb(started.process.pid)
        print(f"empty: {empty:.0f} MB")
        print("| people | MB | KB each | idle % | ms CPU a window | a screen | first screen p50 / p99 ms |")
        print("|---|---|---|---|---|---|---|")
        opened, taken, windows = 0, list[float](), list[Window]()
        for wanted in sorted(people):
            before, since = cpu_seconds(pid), opened
            while opened < wanted:
                browser = await Browser(served).join()  # type: ignore[arg-type]
                await introduce(browser, opened)
                at = time.perf_counter()
                window = await stack.enter_async_context(browser.window())
                await window.settle(0.3)
                taken.append(time.perf_counter() - at - 0.3)
                windows.append(window)
                stack.callback(asyncio.create_task(read_all(window)).cancel)
                opened += 1
            spent = (cpu_seconds(pid) - before) / (opened - since) * 1000
            idle, at = cpu_seconds(pid), time.perf_counter()
            await asyncio.sleep(IDLE_SECONDS)
            share = (cpu_seconds(pid) - idle) / (time.perf_counter() - at) * 100
            tap = await taps(windows, pid)
            ordered = sorted(taken[since:])
            p99 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))] * 1000
            print(
                f"| {opened} | {memory_mb(pid):.0f} | {(memory_mb(pid) - empty) * 1000 / opened:.0f} | "
                f"{share:.1f} | {spent:.0f} | {tap:.0f} | "
                f"{statistics.median(ordered) * 1000:.0f} / {p99:.0f} |",
                flush=True,
            )
        assert opened == most


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, nargs="+", default=[25, 100, 200])
    asyncio.run(measure(parser.parse_args().people))


if __name__ == "__main__":
    main()
