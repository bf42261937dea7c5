"""Listening: the live channel, which says how far each scope has come, or brings what is new itself."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing

from app.domain.errors import SyncTrouble, Unreachable
from app.store.memory import Memory
from app.sync.backoff import Backoff
from app.sync.client import Client, Event
from app.sync.places import to_start_over
from app.sync.protocol import Page
from app.sync.wire import from_wire

FIRST_WORD_S = 20.0
"""A channel that has said nothing for so long after it was opened is held back by something on the way."""
DEAF_AFTER = 2
"""After so many channels in a row that said nothing, hanging pulls take their place …"""
TRY_AGAIN_S = 300.0
"""… and the channel is tried again this often."""
STEADY_S = 5.0
"""A channel that ends sooner than this is opened again after longer and longer pauses."""


class Ears:
    """What was heard and not yet looked into. Whoever is to be woken by news is called by `stir`.

    `take` takes in a page that came by itself, and says whether it could.
    """

    def __init__(
        self, memory: Memory, stir: Callable[[], None], take: Callable[[Page], bool] = lambda page: False
    ) -> None:
        self.settled = asyncio.Event()
        """The channel is open, or it is known not to open: there is no use in waiting for it."""
        self.last = ""
        """The name of the last event, from which a channel can go on."""
        self.silent = 0
        """How many channels in a row have said nothing."""
        self._memory = memory
        self._stir = stir
        self._take = take
        self._epoch = ""
        self._heads: dict[str, int] = {}
        self._unsure = True

    @property
    def deaf(self) -> bool:
        """Whether the live channel does not get through here."""
        return self.silent >= DEAF_AFTER

    def is_behind(self) -> bool:
        """Whether there is something to pull: news of rows it has not got, or nobody knows what."""
        places = self._memory.note("cursors", {})
        self._heads = {scope: head for scope, head in self._heads.items() if head > places.get(scope, 0)}
        return self._unsure or bool(self._heads) or bool(to_start_over(self._memory))

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
        self.silent = 0
        self.settled.set()
        self.last = event.id or self.last
        match event.name:
            case "hello":
                self._epoch = str(event.data.get("epoch", ""))
                if not event.data.get("resumed"):
                    self.doubt()
            case "poke":
                for scope, head in event.data.items():
                    if isinstance(head, int):
                        self._note_head(scope, head)
            case "page":
                self._hear_page(event)

    def _hear_page(self, event: Event) -> None:
        try:
            page = from_wire(Page, event.data)
        except ValueError:
            self.doubt()
            return
        server = self._memory.note("server") or {}
        if server.get("epoch") != self._epoch or not self._take(page):
            self._note_head(page.scope, page.head)

    def _note_head(self, scope: str, head: int) -> None:
        self._heads[scope] = max(head, self._heads.get(scope, 0))
        self._stir()


async def listen(client: Client, ears: Ears, backoff: Backoff) -> None:
    """Keep the live channel open as well as may be, for ever.

    A channel that breaks is no trouble in itself: it makes the engine pull, and that tells how things are.
    """
    now = asyncio.get_running_loop().time
    while True:
        wait, said_nothing, began = 0, True, now()
        try:
            async with aclosing(client.live(ears.last)) as events:
                async for event in _with_a_first_word(events):
                    said_nothing = False
                    ears.hear(event)
        except SyncTrouble as why:
            wait = int(why.params.get("retry_after", 0))
        if not said_nothing and now() - began >= STEADY_S:
            backoff.reset()
        ears.silent += said_nothing
        ears.settled.set()
        if ears.deaf:
            ears.doubt()
            await backoff.sleep(TRY_AGAIN_S)
        else:
            await backoff.pause(wait)
            if said_nothing:  # else the next one says whether anything was missed between the two
                ears.doubt()


async def _with_a_first_word(events: AsyncIterator[Event]) -> AsyncIterator[Event]:
    """The events, if the first of them comes before long."""
    try:
        async with asyncio.timeout(FIRST_WORD_S):
            first = await anext(events, None)
    except TimeoutError as why:
        raise Unreachable("server.unreachable") from why
    if first is not None:
        yield first
        async for event in events:
            yield event
