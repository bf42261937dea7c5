"""An event loop on which no time passes but what one waits for: everything else takes none."""

import asyncio
from typing import Any

MORNING = 1_795_000_000_000
"""18 November 2026, 11:06 UTC, in milliseconds: when every story begins."""


class Stuck(Exception):
    """Everything waits, and nothing will ever happen."""


class _Nothing:
    """Stands where a loop looks for what comes in from outside: here nothing ever does."""

    def __init__(self, loop: "VirtualLoop") -> None:
        self._loop = loop

    def select(self, timeout: float | None) -> list[Any]:
        if timeout is None:
            raise Stuck
        self._loop.now += max(0.0, timeout)
        return []


class VirtualLoop(asyncio.BaseEventLoop):
    """One thread, no sockets; its time is `now`, in seconds since the story began.

    Timers of one moment run in the order of a heap, which is the same in every run of the same story.
    """

    def __init__(self) -> None:
        super().__init__()
        self.now = 0.0
        self._selector = _Nothing(self)

    def time(self) -> float:
        return self.now

    def _process_events(self, events: list[Any]) -> None:
        pass

    def _write_to_self(self) -> None:
        pass
