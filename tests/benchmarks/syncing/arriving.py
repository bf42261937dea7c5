"""A device that comes new into a full circle, and many that only listen: Setu alone, on its own server."""

import asyncio
import sys
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from syncing.devices import first_sync
from syncing.measuring import Plan
from syncing.setu import LIVE, Device, Setu
from syncing.texts import text
from syncing.wire import Event, Line, Unexpected

from app.sync.protocol import MAX_MUTATIONS, MAX_PAGE, SCHEMA, TAIL

WARM = 100
"""Channels opened before one begins to count, lest what is loaded once be counted too."""


@dataclass(slots=True)
class Arrivals:
    """What was found out. Times are seconds, sizes are bytes; one figure for each arrival."""

    messages: int
    channels: int
    first: list[float] = field(default_factory=list)
    """Until the first page was there."""
    whole: list[float] = field(default_factory=list)
    """Until all was there."""
    cpu: list[float] = field(default_factory=list)
    size: list[int] = field(default_factory=list)
    """Bytes that came over the wire, headers and all."""
    questions: int = 0
    device: list[float] = field(default_factory=list)
    """Until the app's own engine and store had kept all, from the invite on."""
    device_cpu: list[float] = field(default_factory=list)
    channel: float = 0
    """Bytes of the server's memory for one idle live channel."""


async def arrive(plan: Plan, folder: Path, cache: Path) -> Arrivals:
    """Fill a circle, let devices come new into it, then let many of them listen to silence."""
    found = Arrivals(plan.messages, plan.channels)
    setu = Setu("full")
    setu.prepare(folder, cache)
    await setu.start()
    try:
        await setu.join_two()
        print(f"{plan.messages:,} messages into one circle …", file=sys.stderr, flush=True)
        await _fill(setu, plan.messages)
        for turn in range(plan.rounds):
            await _sync(setu, found)
            wall, cpu = await first_sync(setu, plan.messages, folder / f"device-{turn}")
            found.device.append(wall)
            found.device_cpu.append(cpu)
    finally:
        await setu.stop()
    print(f"{plan.channels:,} idle live channels …", file=sys.stderr, flush=True)
    await _idle(setu, plan.channels, found)
    return found


async def _fill(setu: Setu, messages: int) -> None:
    sender = await setu.sender()
    for start in range(0, messages, MAX_MUTATIONS):
        await sender.send(*(text(number) for number in range(start, min(messages, start + MAX_MUTATIONS))))
    sender.close()


async def _sync(setu: Setu, found: Arrivals) -> None:
    """All of the circle for a device that has nothing: the newest first, then what is older, page by page."""
    before = setu.process.cpu()
    newcomer = Newcomer(setu.reader)
    start = time.perf_counter()
    await newcomer.pull()
    found.first.append(newcomer.first - start)
    await newcomer.read_history()
    found.whole.append(time.perf_counter() - start)
    found.cpu.append(setu.process.cpu() - before)
    found.size.append(newcomer.size)
    found.questions = newcomer.questions
    newcomer.line.close()
    missing = {text(number) for number in range(found.messages)} - newcomer.texts
    if missing:
        raise Unexpected(f"{len(missing)} of {found.messages} messages did not arrive")


class Newcomer:
    """A device that has nothing yet, and counts what comes."""

    def __init__(self, device: Device) -> None:
        self.line = device.line()
        self.size = self.questions = 0
        self.first = 0.0
        self.texts: set[str] = set()
        self._epoch = device.epoch
        self._cursors: dict[str, int] = {}
        self._windows: dict[str, int] = {}

    async def pull(self) -> None:
        """Everything, but of what has piled up only the newest."""
        more = True
        while more:
            asked = {"cur": self._cursors, "window": self._windows, "tail": TAIL, "schema": SCHEMA}
            pulled = await self._ask("/v1/pull", {**asked, "limit": MAX_PAGE})
            for page in pulled["pages"]:
                self._cursors[page["scope"]] = page["to"]
                self._reach(page["scope"], page)
            more = pulled["more"]
            self.first = self.first or time.perf_counter()

    async def read_history(self) -> None:
        """What is older, down to the beginning."""
        for scope, start in self._windows.items():
            while start:
                page = await self._ask("/v1/history", {"scope": scope, "before": start, "limit": MAX_PAGE})
                if page["at"] < self._cursors[scope]:
                    raise Unexpected("a history page from before the cursor, though nobody wrote")
                start = page["start"]
                self._take(page["rows"])

    def _reach(self, scope: str, page: dict[str, Any]) -> None:
        if page.get("start"):
            self._windows[scope] = page["start"]
        self._take(page["rows"])

    def _take(self, rows: list[dict[str, Any]]) -> None:
        self.texts.update(row["v"]["body"] for row in rows if row["k"] == "reply")

    async def _ask(self, path: str, asked: dict[str, Any]) -> Any:
        reply = await self.line.ask("POST", path, {"epoch": self._epoch, "req": "r", **asked})
        self.size += reply.size
        self.questions += 1
        return reply.json()


async def _idle(setu: Setu, channels: int, found: Arrivals) -> None:
    # The command prints invites for others only once somebody looks after the server, so it starts again.
    await setu.start(invites=channels + WARM)
    codes = setu.codes()
    devices = [Device(setu.port) for _ in codes]
    for device, code in zip(devices, codes, strict=True):
        await device.join(code)
    await setu.stop()
    await setu.start()
    opened = []
    try:
        for device in devices[:WARM]:
            opened.append(await _listen(setu, device))
        before = await _settled(setu)
        for device in devices[WARM:]:
            opened.append(await _listen(setu, device))
        found.channel = (await _settled(setu) - before) / channels
    finally:
        for line, _ in opened:
            line.close()
        await setu.stop()


async def _listen(setu: Setu, device: Device) -> tuple[Line, AsyncIterator[Event]]:
    device.port = setu.port
    line = device.line()
    events = aiter(line.events(LIVE))
    if (await anext(events)).name != "hello":
        raise Unexpected("the live channel does not begin with hello")
    return line, events


async def _settled(setu: Setu) -> int:
    await asyncio.sleep(2)
    return setu.process.memory()
