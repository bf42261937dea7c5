"""When devices were last here: noted as they come, written down together every few minutes."""

import asyncio
from collections.abc import Awaitable, Callable

from app.server.database.ledger import Ledger
from app.server.troubles import Rejected

DAY_MS = 24 * 3600 * 1000
WRITTEN_EVERY_S = 180


def is_another_day(seen_ms: int, now_ms: int) -> bool:
    """Whether it is worth a note: once a day is enough."""
    return seen_ms // DAY_MS != now_ms // DAY_MS


class Seen:
    """Collects who was here, so that no request waits for the writing of it."""

    def __init__(self, write: Callable[[Callable[[Ledger], None]], Awaitable[None]]) -> None:
        self._write = write
        self._days: dict[str, int] = {}
        self._timer: asyncio.TimerHandle | None = None
        self._writing: asyncio.Task[None] | None = None

    def note(self, device: str, now_ms: int) -> None:
        """This device was here now."""
        self._days[device] = now_ms
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(WRITTEN_EVERY_S, self._begin)

    async def write_down(self) -> None:
        """Write what was noted. What could not be written is noted again, for the next time."""
        days, self._days = self._days, {}
        try:
            if days:
                await self._write(lambda ledger: _save(ledger, days))
        except Rejected:
            self._days = days | self._days

    def close(self) -> None:
        """Stop; a day's note that is lost comes again tomorrow."""
        if self._timer is not None:
            self._timer.cancel()

    def _begin(self) -> None:
        self._timer = None
        self._writing = asyncio.get_running_loop().create_task(self.write_down())


def _save(ledger: Ledger, days: dict[str, int]) -> None:
    for device in sorted(days):
        ledger.connection.execute(
            "UPDATE device SET seen_at = ? WHERE id = ? AND seen_at < ?", (days[device], device, days[device])
        )
