"""Processes of one server tell each other what they committed. What gets lost, the repairs find."""

import asyncio
import random
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import aclosing, asynccontextmanager

from app.server.bus.channels import Bus
from app.server.bus.couriers import Courier, courier_for
from app.server.bus.letters import read_letter, write_letters
from app.server.bus.repairs import EVERY_S, Repairs
from app.server.database.engine import Clock
from app.server.database.news import News
from app.server.health.metrics import Metrics
from app.server.home import Home, wall_clock
from app.server.logs import LOG

BATCH_S = 0.01
"""After a letter the next one waits at least so long, and takes along what has come meanwhile."""
_PENDING = 5_000
_PATIENCE_S = (0.1, 5.0)


class Exchange:
    """Sends this process's news, and tells here what the others send."""

    def __init__(
        self, bus: Bus, courier: Courier, *, metrics: Metrics | None = None, clock: Clock = wall_clock
    ) -> None:
        self._bus = bus
        self._courier = courier
        self._metrics = metrics or Metrics()
        self._clock = clock
        self._since = 0
        self._pending = News()
        self._something = asyncio.Event()
        bus.carry(self.take)

    def take(self, news: News) -> None:
        """Send this soon, with what else there is."""
        pending = self._pending
        if len(pending.heads) + len(pending.moves) > _PENDING:  # nobody fetches it: let the repairs find it
            pending = self._pending = News()
        for scope, head in news.heads.items():
            pending.heads[scope] = max(head, pending.heads.get(scope, 0))
        pending.moves += news.moves
        pending.revoked += news.revoked
        if pending != News():
            self._since = self._since or self._clock()
            self._something.set()

    async def run(self) -> None:
        """Send and receive until cancelled, whatever happens to the way."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(_again_and_again(self._send))
            tasks.create_task(_again_and_again(self._receive))

    async def _send(self) -> None:
        while True:
            await self._something.wait()
            self._something.clear()
            news, self._pending = self._pending, News()
            since, self._since = self._since, 0
            for letter in write_letters(self._bus.hub, news, since):
                await self._courier.send(letter)
            await asyncio.sleep(BATCH_S)

    async def _receive(self) -> None:
        async with aclosing(self._courier.receive()) as letters:  # type: ignore[type-var]
            async for said in letters:
                letter = read_letter(said)
                if letter and letter.hub != self._bus.hub:
                    if letter.since:
                        self._metrics.heard(self._clock() - letter.since)
                    self._bus.hear(letter.news)


async def _again_and_again(do: Callable[[], Awaitable[None]]) -> None:
    first, longest = _PATIENCE_S
    pause, loop = first, asyncio.get_running_loop()
    while True:
        began = loop.time()
        try:
            await do()
        except Exception as why:  # whatever a driver raises; the log tells its kind and its place
            LOG.warning("bus lost", exc_info=why)
        pause = first if loop.time() - began > longest else min(longest, pause * 2)
        await asyncio.sleep(pause * random.uniform(0.5, 1))  # noqa: S311 - only not all at once


@asynccontextmanager
async def exchanging(
    home: Home, database: str, bus: str = "", *, every: float = EVERY_S
) -> AsyncIterator[None]:
    """While the block runs, other processes on the same PostgreSQL hear of this one, and it of them.

    On SQLite there is nobody else, so that nothing has to be told, nor can be missed.
    """
    if not database:
        yield
        return
    courier = courier_for(bus or database, f"setu.{home.epoch}")
    exchange = Exchange(home.bus, courier, metrics=home.metrics, clock=home.clock)
    repairs = Repairs(home, every)
    tasks = [asyncio.create_task(exchange.run()), asyncio.create_task(repairs.run())]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await courier.close()
