"""Tries at a password: the more of them fail, the longer one waits, but never for good."""

import math
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from app.server.database.engine import Clock
from app.server.troubles import Rejected

HOUR_MS = 3600 * 1000
PER_HOUR = 10
FREE = 3
"""Slips of the finger that cost nothing; after them the wait doubles from `FIRST_WAIT_MS`."""
FIRST_WAIT_MS = 5_000
_KEPT = 10_000
_NOT_JUDGED = 429
"""From this status on the server had no time to look, and nobody is to blame."""


class Tries:
    """Tries at the passwords of each name in the last hour, whether or not there is such a name.

    A try counts before it is judged: otherwise a hundred at once would all be the first.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._tries: dict[str, deque[int]] = {}

    @contextmanager
    def at(self, name: str) -> Iterator[None]:
        """One try at this name, forgotten when nothing is raised. Raises 429 `login.slow` if too soon."""
        tries = self._tries.pop(name, None) or deque(maxlen=PER_HOUR)
        self._tries[name] = tries
        if len(self._tries) > _KEPT:
            self._tries.pop(next(iter(self._tries)))
        self._check(tries)
        tries.append(self._clock())
        try:
            yield
        except Rejected as why:
            if why.status >= _NOT_JUDGED and tries:
                tries.pop()
                self._forget(name, tries)
            raise
        tries.clear()
        self._forget(name, tries)

    def _forget(self, name: str, tries: "deque[int]") -> None:
        """Keep no name without tries: who comes with thousands of them must not crowd out the others."""
        if not tries and self._tries.get(name) is tries:
            del self._tries[name]

    def _check(self, tries: "deque[int]") -> None:
        now = self._clock()
        while tries and tries[0] <= now - HOUR_MS:
            tries.popleft()
        if len(tries) >= PER_HOUR:
            until = tries[0] + HOUR_MS
        elif len(tries) >= FREE:
            until = tries[-1] + FIRST_WAIT_MS * 2 ** (len(tries) - FREE)
        else:
            return
        if now < until:
            raise Rejected(429, "login.slow", retry_after=math.ceil((until - now) / 1000))
