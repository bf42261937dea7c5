"""Devices in a story: a desk, and the engine that keeps it in agreement with a server."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any, Protocol

import examples as eg

from app.domain.connection import Phase
from app.services import connecting
from app.services.desk import Desk
from app.sync.backoff import Backoff
from app.sync.engine import Engine


class Device:
    """One device of one person. It can be offline, be restarted, and be told a server."""

    def __init__(self, folder: Path, clock: Callable[[], int]) -> None:
        self.folder, self.clock = folder, clock
        self.desk: Desk = eg.desk(folder, clock=clock)
        self._running: asyncio.Task[None] | None = None

    def online(self) -> None:
        """Let the engine run."""
        randomness = eg.randomness()
        impatient = Backoff(randomness, sleep=lambda seconds: asyncio.sleep(min(seconds, 0.1)))
        engine = Engine(self.desk.memory, clock=self.clock, randomness=randomness, backoff=impatient)
        self._running = asyncio.create_task(engine.run())

    async def offline(self) -> None:
        """Stop the engine, as a device without signal."""
        if self._running:
            self._running.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._running
            self._running = None

    async def restart(self) -> None:
        """Close everything and open it again from what is on disk."""
        await self.offline()
        self.desk.memory.close()
        self.desk = eg.desk(self.folder, clock=self.clock)


async def eventually(holds: Callable[[], Any], within: float = 8.0) -> Any:
    """Wait until something holds, and give it; fail when it does not in time."""
    for _ in range(int(within / 0.02)):
        if found := holds():
            return found
        await asyncio.sleep(0.02)
    raise AssertionError(f"did not hold within {within} s")


class HasDesk(Protocol):
    """Whatever has a desk: a device, or somebody with one."""

    @property
    def desk(self) -> Desk: ...


def is_settled(one: HasDesk) -> bool:
    """Whether it is connected, has been told what there is, and keeps nothing back."""
    standing = connecting.standing(one.desk)
    return bool(standing.connection.phase is Phase.LIVE and not standing.waiting and standing.last_sync)


@contextlib.asynccontextmanager
async def devices(tmp_path: Path, clock: Callable[[], int], *names: str) -> AsyncIterator[list[Device]]:
    """Some devices, closed in the end."""
    made = [Device(tmp_path / name, clock) for name in names]
    try:
        yield made
    finally:
        for device in made:
            await device.offline()
            device.desk.memory.close()
