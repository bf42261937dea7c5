"""One heartbeat for all channels, instead of a timer for each."""

import asyncio
from collections import deque
from typing import Protocol

_STEPS = 50
"""A heartbeat may come late by this part of its time, so that many of them share one awakening."""
_AT_ONCE = 100
"""After so many in a row, others get their turn."""


class Beating(Protocol):
    """What has a heartbeat."""

    def beat(self, now: float) -> bool:
        """Do it once; whether there will be another time."""


class Pulse:
    """Lets everyone in it beat, each every so many seconds. It rests while nobody is in it."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._due: deque[tuple[float, Beating]] = deque()
        self._task: asyncio.Task[None] | None = None

    def add(self, one: Beating) -> None:
        """One more, until it says that it is done."""
        loop = asyncio.get_running_loop()
        self._due.append((loop.time() + self._seconds, one))
        if self._task is None or self._task.done():
            self._task = loop.create_task(self._beat(loop))

    async def _beat(self, loop: asyncio.AbstractEventLoop) -> None:
        done = 0
        while self._due:
            due, one = self._due[0]
            if due > loop.time():
                await asyncio.sleep(max(due - loop.time(), self._seconds / _STEPS))
                continue
            self._due.popleft()
            if one.beat(loop.time()):
                self._due.append((loop.time() + self._seconds, one))
            done += 1
            if done % _AT_ONCE == 0:
                await asyncio.sleep(0)
