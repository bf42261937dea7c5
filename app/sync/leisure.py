"""Leisure: what is done when nothing is to be done; whoever has news calls it off at once."""

import asyncio
from contextlib import suppress

from app.domain.errors import SyncTrouble, Unwelcome
from app.sync import checking, reoffering
from app.sync.backfill import Backfill
from app.sync.backoff import Backoff
from app.sync.line import Line
from app.sync.listening import Ears
from app.sync.places import Places
from app.sync.protocol import MAX_WAIT_S
from app.sync.pulling import pull_all
from app.sync.rotating import rotate_if_due

CALM_S = 60.0
"""Sums are compared, and old notes thrown away, when it has been calm for so long."""
HOUR_S = 3600.0
SOON_S = 5.0
"""A pull that was to wait for news and comes back sooner than this without any did not wait."""


class Leisure:
    """The quiet side of one connection."""

    def __init__(self, line: Line, ears: Ears, backoff: Backoff) -> None:
        self._line = line
        self._ears = ears
        self._backfill = Backfill(backoff.another())
        self._troubles = backoff.another()
        self._hasty = backoff.another()
        self._sleep = backoff.sleep
        self._asked_for_token = -HOUR_S
        self.renewed = False
        """There is a new token to connect with."""

    async def spend(self) -> None:
        """Do what can be done, and then wait. A trouble with older writing is none for the connection."""
        try:
            await self._rotate()
            while not self.renewed:
                await self._fetch_older()
                await self._listen_otherwise()
        except Unwelcome:  # a pull will find out what this means
            await self._troubles.pause()
            self._ears.doubt()
            await asyncio.Event().wait()

    async def _rotate(self) -> None:
        now = asyncio.get_running_loop().time()
        if now - self._asked_for_token >= HOUR_S:
            self._asked_for_token = now
            with suppress(SyncTrouble):  # there is time: the old one is good
                self.renewed = await rotate_if_due(self._line)

    async def _fetch_older(self) -> None:
        while (scope := self._backfill.next(self._line)) is not None:
            if rest := self._backfill.rest:
                if self._ears.deaf:
                    return
                await self._sleep(rest)
            await self._backfill.load(self._line, scope)
            if self._ears.deaf:
                await pull_all(self._line)

    async def _listen_otherwise(self) -> None:
        """Hang on a pull where the live channel does not get through; else wait, and look after the house."""
        if self._ears.deaf:
            await self._hang_on()
            self._prune()
            return
        await asyncio.sleep(CALM_S)
        self._prune()
        while self._line.holds and (scopes := checking.due(self._line)):
            await pull_all(self._line, digest=scopes)
        if self._ears.is_behind():
            self._ears.doubt()
        if self._backfill.next(self._line) is None:
            await asyncio.Event().wait()

    async def _hang_on(self) -> None:
        """Wait for news in a pull. A server that answers at once is not asked on and on."""
        before, now = Places.read(self._line.memory), asyncio.get_running_loop().time
        began = now()
        await pull_all(self._line, wait=MAX_WAIT_S, digest=checking.due(self._line))
        waited = now() - began >= SOON_S
        if waited or Places.read(self._line.memory) != before:
            self._hasty.reset()
        if not waited:
            await self._hasty.pause()

    def _prune(self) -> None:
        reoffering.forget_old(self._line.memory, self._line.server_now)
