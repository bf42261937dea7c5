"""One seed: a world is made, its story told, its weather cleared, and then everybody must agree."""

import asyncio
import hashlib
import logging
import random
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

from app.sync import backfill, pulling

from .checks import Judge
from .deeds import Deeds
from .lookups import Lookups
from .server import Server
from .story import Story
from .timing import MORNING, VirtualLoop
from .watch import Watch
from .weather import draw

LONGEST_S = 3600
"""After the weather has cleared everything must be quiet within an hour."""


CALM_S = 75
PORTIONS = ((pulling.TAIL, backfill.MAX_PAGE), (pulling.TAIL, 10), (3, 8))
"""How much of a scope a device asks for at first, and of what is older at a time."""
LOGS = ("app", "setu")


@dataclass(slots=True, kw_only=True)
class Outcome:
    """How a story ended."""

    seed: int
    violations: list[str]
    counts: Counter[str]
    trace: list[str] = field(default_factory=list)

    @property
    def print(self) -> str:
        """By which two runs of one story are known to be the same."""
        return hashlib.sha256("\n".join(self.trace).encode()).hexdigest()


class World:
    """All that is in one story."""

    def __init__(self, seed: int, folder: Path) -> None:
        self.seed, self.folder = seed, folder
        self.loop = VirtualLoop()
        self.skipped = 0
        self.trace: list[str] = []
        self.violations: list[str] = []
        chance = Random(f"{seed}/weather")
        self.weather = draw(chance)
        self.squeezes = chance.random() < 0.05
        self.tail, self.page = chance.choice(PORTIONS)
        self.deeds = Deeds(self)
        self.watch = Watch(self)
        self.lookups = Lookups(self)
        self.server = Server(self)
        self.story = Story(self)
        self.hurry = asyncio.Event()

    def now_ms(self) -> int:
        """The true time, which servers know."""
        return MORNING + self.skipped + int(self.loop.now * 1000)

    def tell(self, who: str, what: str) -> None:
        self.trace.append(f"{self.loop.now:10.3f} {who:6} {what}")

    def violate(self, what: str, how: str) -> None:
        self.tell("!", f"{what}: {how}")
        if len(self.violations) < 20:
            self.violations.append(f"{what}: {how}")
        self.hurry.set()

    async def run(self) -> None:
        """The whole of it."""
        self.server.open()
        await self._unless_violated(self.story.tell())
        await self._unless_violated(self.heal())
        if not self.violations:
            Judge(self).judge()
        if not self.violations and self.story.patient:
            await self._unless_violated(self.compare_sums())
        if not self.violations:
            await self._unless_violated(self.start_again())
        if not self.violations:
            Judge(self).judge()

    async def _unless_violated(self, part: Any) -> None:
        """One violation is enough: what comes after it proves nothing."""
        going, hurry = self.loop.create_task(part), self.loop.create_task(self.hurry.wait())
        await asyncio.wait([going, hurry], return_when=asyncio.FIRST_COMPLETED)
        hurry.cancel()
        if going.done():
            going.result()
        else:
            going.cancel()

    async def heal(self) -> None:
        """The weather clears; everybody comes to agree, and then is quiet."""
        self.tell("world", "clears up")
        story = self.story
        while not all(task.done() for task in story.arriving):
            for device in story.devices:
                device.open()
            await asyncio.sleep(1)
        self.weather = type(self.weather)(processes=self.weather.processes)
        self.server.post.heal()
        for device in story.devices:
            device.disk.fuse, device.disk.full = 0, False
            device.net.heal()
            device.open()
        await self._come_to_rest()

    async def compare_sums(self) -> None:
        """It stays calm for so long that both ends compare what they have: they must find it the same."""
        for process in self.server.processes:
            if process is not None:
                process.home.metrics.mismatches = 0
        await asyncio.sleep(CALM_S)
        await self._come_to_rest()
        wrong = [device.name for device in self.story.devices if device.desk.memory.note("wrong_sums")]
        found = sum(process.home.metrics.mismatches for process in self.server.processes if process)
        if wrong or found:
            self.violate("I1", f"sums differ on {wrong or 'some device'}")

    async def start_again(self) -> None:
        """Every app is closed and opened once more: what it shows must have been written down."""
        for device in self.story.devices:
            device.close()
            device.open()
        await self._come_to_rest()

    async def _come_to_rest(self) -> None:
        began = self.loop.now
        while (why := Judge(self).unrest()) is not None:
            if self.loop.now - began > LONGEST_S:
                self.violate("I8", f"still not quiet: {why}")
                return
            await asyncio.sleep(3)

    def close(self) -> None:
        for device in self.story.devices:
            if device.memory is not None:
                device._let_go()._db.storage._lock.release()
        tasks = asyncio.all_tasks(self.loop)
        for task in sorted(tasks, key=lambda task: task.get_name()):
            task.cancel()
        self.loop.run_until_complete(asyncio.gather(*tasks, return_exceptions=True))
        self.loop.close()


class _Ear(logging.Handler):
    """The engine's outermost line logs what it did not expect: nothing may be logged here."""

    def __init__(self, world: World) -> None:
        super().__init__(logging.ERROR)
        self._world = world

    def emit(self, record: logging.LogRecord) -> None:
        self._world.violate("a surprise on a device", record.getMessage())


def live(seed: int, folder: Path) -> Outcome:
    """Tell the story of this seed. `folder` holds nothing but locks."""
    world = World(seed, folder)
    ear = _Ear(world)
    for name in LOGS:
        logging.getLogger(name).addHandler(ear)
        logging.getLogger(name).propagate = False
    logging.disable(logging.WARNING)
    asyncio.set_event_loop(world.loop)
    world.loop.set_exception_handler(lambda loop, context: None)  # what a crash leaves unfinished
    random.seed(seed)  # the server spreads its channels' ends by it
    try:
        with patch.object(pulling, "TAIL", world.tail), patch.object(backfill, "MAX_PAGE", world.page):
            world.loop.run_until_complete(world.run())
        counts = Counter(
            acts=len(world.trace),
            delivered=world.watch.delivered,
            commits=world.watch.commits,
            restores=world.server.restores,
            deaths=sum(device.deaths for device in world.story.devices),
            typed=sum(len(device.typed) for device in world.story.devices),
        )
    finally:
        world.close()
        asyncio.set_event_loop(None)
        for name in LOGS:
            logging.getLogger(name).removeHandler(ear)
        logging.disable(logging.NOTSET)
    return Outcome(seed=seed, violations=world.violations, counts=counts, trace=world.trace)
