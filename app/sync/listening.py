"""Listening: the live channel, which only ever says how far each scope has come."""

import asyncio
from collections.abc import Callable
from contextlib import aclosing

from app.domain.errors import SyncTrouble
from app.store.memory import Memory
from app.sync.backoff import Backoff
from app.sync.client import Client, Event


class Ears:
    """What was heard and not yet looked into. Whoever is to be woken by news is called by `stir`."""

    def __init__(self, memory: Memory, stir: Callable[[], None]) -> None:
        self.settled = asyncio.Event()
        """The channel is open, or it is known not to open: there is no use in waiting for it."""
        self._memory = memory
        self._stir = stir
        self._heads: dict[str, int] = {}
        self._unsure = True

    def is_behind(self) -> bool:
        """Whether there is something to pull: news of rows it has not got, or nobody knows what."""
        places = self._memory.note("cursors", {})
        self._heads = {scope: head for scope, head in self._heads.items() if head > places.get(scope, 0)}
        return self._unsure or bool(self._heads)

    def start_over(self) -> None:
        """Forget what was heard: a pull is about to begin, which will see it all."""
        self._heads.clear()
        self._unsure = False

    def doubt(self) -> None:
        """Anything may have happened meanwhile: better pull."""
        self._unsure = True
        self._stir()

    def hear(self, event: Event) -> None:
        """Take in one event of the live channel; those of kinds unknown to this version say nothing."""
        name, data = event
        if name == "hello":
            self.settled.set()
            self.doubt()
        elif name == "poke":
            for scope, head in data.items():
                if isinstance(head, int):
                    self._heads[scope] = max(head, self._heads.get(scope, 0))
            self._stir()


async def listen(client: Client, ears: Ears, backoff: Backoff) -> None:
    """Keep the live channel open as well as may be, for ever.

    A channel that breaks is no trouble in itself: it makes the engine pull, and that tells how things are.
    Where a proxy swallows the channel, these pulls are what is left of it.
    """
    while True:
        wait = 0
        try:
            async with aclosing(client.live()) as events:
                async for event in events:
                    backoff.reset()
                    ears.hear(event)
        except SyncTrouble as why:
            wait = int(why.params.get("retry_after", 0))
        ears.settled.set()
        await backoff.pause(wait)
        ears.doubt()
