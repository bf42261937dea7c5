"""Letters by NATS."""

import asyncio
from collections.abc import AsyncIterator

import nats
from nats.aio.client import Client
from nats.aio.msg import Msg


class NatsCourier:
    """Publishes and subscribes, each over a connection of its own."""

    def __init__(self, address: str, subject: str) -> None:
        self._address = address
        self._subject = subject
        self._sending: Client | None = None

    async def send(self, letter: str) -> None:
        """Publish to all who are subscribed."""
        if self._sending is None or not self._sending.is_connected:
            self._sending = await self._connect()
        await self._sending.publish(self._subject, letter.encode())
        await self._sending.flush(timeout=5)

    async def receive(self) -> AsyncIterator[str]:
        """What is published, until the connection breaks."""
        letters: asyncio.Queue[str | None] = asyncio.Queue()

        async def take(message: Msg) -> None:
            letters.put_nowait(message.data.decode("ascii", "replace"))

        async def end() -> None:
            letters.put_nowait(None)

        connection = await self._connect(end)
        try:
            await connection.subscribe(self._subject, cb=take)
            while (letter := await letters.get()) is not None:
                yield letter
        finally:
            await connection.close()

    async def close(self) -> None:
        """Hang up."""
        if self._sending is not None:
            await self._sending.close()

    async def _connect(self, end: object = None) -> Client:
        connection: Client = await nats.connect(
            self._address, allow_reconnect=False, connect_timeout=5, ping_interval=15, closed_cb=end
        )
        return connection
