"""How long to wait before trying again: longer each time, and never all devices at once."""

import asyncio
from collections.abc import Awaitable, Callable

Randomness = Callable[[int], bytes]
"""A source of so many random bytes."""
Sleep = Callable[[float], Awaitable[None]]

FIRST_S = 1.0
MOST_S = 60.0
WORTH_OBEYING_S = 900
"""A server's wish to be left alone is granted up to a quarter of an hour."""


class Backoff:
    """Waits with full jitter: anything between nothing and 1, 2, 4 … 60 seconds."""

    def __init__(self, randomness: Randomness, sleep: Sleep = asyncio.sleep) -> None:
        self._randomness = randomness
        self._tries = 0
        self.sleep = sleep

    def another(self) -> "Backoff":
        """A second one over the same chance and the same clock."""
        return Backoff(self._randomness, self.sleep)

    def reset(self) -> None:
        """It went well: begin with the shortest wait again."""
        self._tries = 0

    def next(self) -> float:
        """The next wait, in seconds."""
        longest = min(MOST_S, FIRST_S * 2.0 ** min(self._tries, 16))
        self._tries += 1
        return longest * int.from_bytes(self._randomness(4), "big") / 2**32

    async def pause(self, at_least: int = 0) -> None:
        """Wait, and no shorter than the server asked for."""
        await self.sleep(max(self.next(), min(at_least, WORTH_OBEYING_S)))
