"""Somebody who listens: what they have not been told yet, kept so that it never piles up."""

import asyncio
from collections.abc import Callable, Mapping

from app.domain.ids import COMMONS, own_scope

PAGES_KEPT = 8
"""Pages that wait for a slow reader at most, each of another scope; what is more becomes a poke."""


def _nobody() -> None:
    """Wakes nobody."""


class Listener:
    """A live channel or a waiting pull: the newest head of each scope that it was not told of yet.

    A slow reader therefore costs as much as it has scopes, however much happens in them.
    """

    __slots__ = ("_moves", "_untold", "closed", "device", "pages", "person", "scopes", "wake", "wants_pages")

    def __init__(self, person: str, device: str = "", *, wants_pages: bool = False) -> None:
        self.person = person
        self.device = device
        self.wants_pages = wants_pages
        self.scopes: set[str] = {own_scope(person), COMMONS}
        self.closed = ""
        """Why this channel ended, empty while it has not: bye, crowded, revoked or stopped."""
        self.pages: dict[str, bytes] = {}
        self.wake: Callable[[], None] = _nobody
        """Is called when there is something to tell, and when the channel is to end."""
        self._moves: dict[str, tuple[int, bool]] | None = None
        self._untold: dict[str, int] = {}

    @property
    def has_news(self) -> bool:
        """Whether there is something it was not told."""
        return bool(self._untold or self.pages)

    def begin(self, heads: Mapping[str, int]) -> None:
        """Start from what the database tells, corrected by what happened since one began to ask."""
        moves = self._moves or {}
        self._untold = {scope: head for scope, head in self._untold.items() if head > heads.get(scope, 0)}
        kept = {scope for scope in heads if moves.get(scope, (0, True))[1]}
        self.scopes = kept | {scope for scope, (_, there) in moves.items() if there}

    def move(self, scope: str, there: bool, head: int) -> None:
        """The person came into a scope or went out of it, when it stood there; the later of two counts."""
        moves = self._moves = self._moves or {}
        if head < moves.get(scope, (0, True))[0]:
            return
        moves[scope] = (head, there)
        if there:
            self.scopes.add(scope)
        else:
            self.scopes.discard(scope)
            self._untold.pop(scope, None)
            self.pages.pop(scope, None)

    def tell(self, scope: str, head: int) -> None:
        """A scope stands at this seq now."""
        self.pages.pop(scope, None)
        self._untold[scope] = max(head, self._untold.get(scope, 0))
        self.wake()

    def show(self, scope: str, event: bytes, head: int) -> None:
        """What is new in a scope, as it will travel; where something else still waits, only its head."""
        if scope in self._untold or scope in self.pages or len(self.pages) >= PAGES_KEPT:
            self.tell(scope, head)
        else:
            self.pages[scope] = event
            self.wake()

    def take(self) -> dict[str, int]:
        """Where the scopes stand that it was not told of; from now on it was."""
        told, self._untold = self._untold, {}
        return told

    def close(self, why: str = "stopped") -> None:
        """End the channel."""
        self.closed = self.closed or why
        self.wake()

    async def listen(self, seconds: float) -> dict[str, int]:
        """What is new, as soon as something is; nothing when that takes longer than these seconds."""
        news = asyncio.Event()
        self.wake = news.set
        if self.has_news or self.closed:
            news.set()
        try:
            async with asyncio.timeout(seconds):
                await news.wait()
        except TimeoutError:
            return {}
        finally:
            self.wake = _nobody
        return self.take()
