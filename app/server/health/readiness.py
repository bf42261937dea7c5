"""Whether a server can do its work: write, with room on the disk and a back-up that is not too old."""

import asyncio
import shutil
import time
from collections.abc import Callable, Sequence

from app.server.database.ledger import Ledger
from app.server.home import Home
from app.server.settings.settings import Settings
from app.server.troubles import Rejected

PATIENCE_S = 5
_BELIEVED_S = 1.0

Complaint = Callable[[], str]
"""Says in one word what is wrong, or nothing."""


class Readiness:
    """Looks, and remembers for a second what it saw: anyone may ask."""

    def __init__(self, home: Home, settings: Settings, complaints: Sequence[Complaint]) -> None:
        self._home = home
        self._least = settings.least_free
        self._complaints = complaints
        self._seen: tuple[float, list[str]] = (-_BELIEVED_S, [])
        self._looking = asyncio.Lock()

    async def wrong(self) -> list[str]:
        """What is wrong, each in one word of ours; nothing when all is well."""
        if self._home.closing:
            return ["stopping"]
        async with self._looking:
            if time.monotonic() - self._seen[0] >= _BELIEVED_S:
                self._seen = (time.monotonic(), await self._look())
        return self._seen[1]

    async def _look(self) -> list[str]:
        found = [] if await self._can_write() else ["database"]
        if self._home.data.exists():  # there is nothing of ours on this disk beside a PostgreSQL elsewhere
            disk = shutil.disk_usage(self._home.data)
            found += ["disk"] if disk.free * 100 < disk.total * self._least else []
        return found + [said for said in (complain() for complain in self._complaints) if said]

    async def _can_write(self) -> bool:
        try:
            async with asyncio.timeout(PATIENCE_S):
                await self._home.write(_touch)
        except (TimeoutError, Rejected):
            return False
        return True


def _touch(ledger: Ledger) -> None:
    """Take a lock that only the writer of a database can: a standby and a full journal refuse it."""
    ledger.connection.execute(f"SELECT store_id FROM meta{ledger.connection.for_update}")  # noqa: S608 - a constant
