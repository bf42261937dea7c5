"""Progress: how much of what the server has is here, worth telling while a first sync takes its time."""

import asyncio
from collections.abc import Callable, Iterable

from app.sync.places import Places
from app.sync.protocol import Page

WORTH_TELLING_S = 1.0
STEPS = 100


class Progress:
    """Where each scope stands on the server, as far as it was told, and since when something is missing.

    A scope counts with its head, which is how many changes it has seen; what is missing of it is what lies
    between the cursor and the head, and below the window.
    """

    def __init__(self, now: Callable[[], float] | None = None) -> None:
        self._now = now or (lambda: asyncio.get_running_loop().time())
        self._heads: dict[str, int] = {}
        self._since: float | None = None
        self._missing = self._all = 0
        self.tell: Callable[[], None] = lambda: None

    def see(self, pages: Iterable[Page], places: Places, *, given_up: Iterable[str] = ()) -> None:
        """Something came; `given_up` are scopes of which nothing older can be had."""
        for page in pages:
            self._heads[page.scope] = page.head  # lower than before where the server was restored
        open_ended = set(given_up)
        self._missing = self._all = 0
        for scope, cursor in places.cursors.items():
            head = max(self._heads.get(scope, 0), cursor)
            below = 0 if scope in open_ended else places.windows.get(scope, 0)
            self._missing += min(head, head - cursor + below)
            self._all += head
        if not self._missing:
            self._since = None
        elif self._since is None:
            self._since = self._now()
        self.tell()

    @property
    def share(self) -> float | None:
        """The share that is here, from 0 to 1; None while there is nothing worth telling."""
        if self._since is None or self._now() - self._since < WORTH_TELLING_S:
            return None
        return (self._all - self._missing) * STEPS // self._all / STEPS
