"""How far this device's clock is ahead of the server's."""

from collections import deque
from statistics import median_low

MEMORY = 5
LONGEST_MS = 120_000


class Skew:
    """The median of the last few replies: one slow reply says little about a clock."""

    def __init__(self) -> None:
        self._seen: deque[int] = deque(maxlen=MEMORY)

    def observe(self, before_ms: int, after_ms: int, server_ms: int) -> None:
        """A reply: this device's clock before and after it, and what the server's clock said in it.

        A reply that took very long, such as over a night in a closed laptop, says nothing.
        """
        if not 0 <= after_ms - before_ms <= LONGEST_MS:
            return
        self._seen.append((before_ms + after_ms) // 2 - server_ms)

    @property
    def ahead_ms(self) -> int:
        """How far ahead; 0 until a server has told its time, negative when this clock is behind."""
        return median_low(self._seen) if self._seen else 0
