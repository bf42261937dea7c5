"""Who is listening to which scope, inside this one process. It may lose a poke, never a row."""

import asyncio
import secrets
from collections import defaultdict
from collections.abc import Callable, Iterable

from app.domain.ids import COMMONS, own_scope
from app.server.database.ledger import News

CHANNELS_PER_PERSON = 8
"""Open live channels of one person; the oldest makes room for the newest."""


class Listener:
    """One open live channel: what it has not been told yet, the newest head of each scope."""

    def __init__(self, person: str) -> None:
        self.person = person
        self.scopes: set[str] = set()
        self.closed = False
        self._moves: dict[str, tuple[int, bool]] = {}
        self._untold: dict[str, int] = {}
        self._news = asyncio.Event()

    def begin(self, scopes: Iterable[str]) -> None:
        """Start from the scopes the database tells of, corrected by what happened since one began to ask."""
        kept = {scope for scope in scopes if self._moves.get(scope, (0, True))[1]}
        self.scopes = kept | {scope for scope, (_, there) in self._moves.items() if there}

    def move(self, scope: str, there: bool, head: int) -> None:
        """The person came into a scope or went out of it, when it stood there; the later of two counts."""
        if head < self._moves.get(scope, (0, True))[0]:
            return
        self._moves[scope] = (head, there)
        if there:
            self.scopes.add(scope)
        else:
            self.scopes.discard(scope)
            self._untold.pop(scope, None)

    def tell(self, scope: str, head: int) -> None:
        """A scope stands at this seq now."""
        self._untold[scope] = max(head, self._untold.get(scope, 0))
        self._news.set()

    def close(self) -> None:
        """End the channel."""
        self.closed = True
        self._news.set()

    async def listen(self, seconds: float) -> dict[str, int]:
        """What is new, as soon as something is; nothing when that takes longer than these seconds."""
        try:
            async with asyncio.timeout(seconds):
                await self._news.wait()
        except TimeoutError:
            return {}
        told, self._untold = self._untold, {}
        if not self.closed:
            self._news.clear()
        return told


class Bus:
    """Carries the news of each commit to the live channels it concerns."""

    def __init__(self) -> None:
        self.hub = secrets.token_hex(8)
        self.count = 0
        self._listeners: dict[str, list[Listener]] = defaultdict(list)
        self._closed = False
        self._followers: list[Callable[[News], None]] = []

    def follow(self, hear: Callable[[News], None]) -> None:
        """Be told of the news of every commit."""
        self._followers.append(hear)

    def join(self, person: str) -> Listener:
        """A new channel for this person, which hears of their own scope and the commons at once."""
        listener = Listener(person)
        listener.scopes = {own_scope(person), COMMONS}
        channels = self._listeners[person]
        channels.append(listener)
        if len(channels) > CHANNELS_PER_PERSON:
            channels.pop(0).close()
        if self._closed:
            listener.close()
        return listener

    def leave(self, listener: Listener) -> None:
        """This channel is no more."""
        channels = self._listeners.get(listener.person, [])
        if listener in channels:
            channels.remove(listener)
        if not channels:
            self._listeners.pop(listener.person, None)

    def publish(self, news: News) -> None:
        """Tell everyone who may know. Who was let in hears of it; who was sent away hears no more."""
        self.count += 1
        for hear in self._followers:
            hear(news)
        for move in news.moves:
            for listener in self._listeners.get(move.person, ()):
                listener.move(move.scope, move.there, move.head)
        for listener in self._all():
            for scope in listener.scopes & news.heads.keys():
                listener.tell(scope, news.heads[scope])

    def close(self) -> None:
        """End every channel, so that the server can stop."""
        self._closed = True
        for listener in self._all():
            listener.close()

    def _all(self) -> list[Listener]:
        return [listener for channels in self._listeners.values() for listener in channels]
