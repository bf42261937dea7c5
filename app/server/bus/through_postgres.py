"""Letters by NOTIFY, on connections of their own: inside a writing transaction it holds up all others."""

from collections.abc import AsyncIterator
from typing import Any

import psycopg

from app.server.database.addresses import read_address

_CHANNEL = "setu"
_ALIVE: dict[str, Any] = {
    "autocommit": True,
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
}
"""A connection on which nothing comes is asked now and then whether it is still one."""


class PostgresCourier:
    """One connection that sends and one that listens."""

    def __init__(self, address: str) -> None:
        self._address = read_address(address).conninfo
        self._sending: psycopg.AsyncConnection[Any] | None = None

    async def send(self, letter: str) -> None:
        """Notify all who listen."""
        if self._sending is None or self._sending.closed:
            self._sending = await psycopg.AsyncConnection.connect(self._address, **_ALIVE)
        await self._sending.execute("SELECT pg_notify(%s, %s)", (_CHANNEL, letter))

    async def receive(self) -> AsyncIterator[str]:
        """What is notified, until the connection breaks."""
        async with await psycopg.AsyncConnection.connect(self._address, **_ALIVE) as listening:
            await listening.execute(f"LISTEN {_CHANNEL}")
            async for notice in listening.notifies():
                yield notice.payload

    async def close(self) -> None:
        """Hang up."""
        if self._sending is not None:
            await self._sending.close()
