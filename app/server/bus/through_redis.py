"""Letters by Redis."""

from collections.abc import AsyncIterator

from redis.asyncio import Redis


class RedisCourier:
    """Publishes and subscribes; it keeps nothing there."""

    def __init__(self, address: str, subject: str) -> None:
        self._redis = Redis.from_url(address, decode_responses=True, health_check_interval=15)
        self._subject = subject

    async def send(self, letter: str) -> None:
        """Publish to all who are subscribed."""
        await self._redis.publish(self._subject, letter)

    async def receive(self) -> AsyncIterator[str]:
        """What is published, until the connection breaks."""
        async with self._redis.pubsub(ignore_subscribe_messages=True) as subscription:
            await subscription.subscribe(self._subject)
            async for message in subscription.listen():
                yield message["data"]

    async def close(self) -> None:
        """Hang up."""
        await self._redis.aclose()
