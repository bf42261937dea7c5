"""Doing something once, after a pause in the asking: how drafts are kept without a write for every letter."""

import asyncio
from collections.abc import Callable

KEEP_AFTER_SECONDS = 0.4
"""A pause this long in the typing, and what was typed is on disk."""


class Later:
    """An act that waits until nobody has asked for it for a while."""

    def __init__(self, act: Callable[[], None], after: float = KEEP_AFTER_SECONDS) -> None:
        self._act, self._after = act, after
        self._waiting: asyncio.TimerHandle | None = None
        self._owed = False

    def soon(self) -> None:
        """Act after the pause; asking again begins the pause anew."""
        self.never()
        self._owed = True
        self._waiting = asyncio.get_running_loop().call_later(self._after, self.now)

    def now(self) -> None:
        """Act at once, and not again."""
        self._stop_waiting()
        self._act()
        self._owed = False

    def at_last(self) -> None:
        """Act at once if it was asked for and is not done: a full disk may have got in the way."""
        if self._owed:
            self.now()

    def never(self) -> None:
        """Do not act after all."""
        self._owed = False
        self._stop_waiting()

    def _stop_waiting(self) -> None:
        if self._waiting:
            self._waiting.cancel()
            self._waiting = None
