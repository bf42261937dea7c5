"""Who carries letters between the processes of one server, chosen by an address."""

from collections.abc import AsyncIterator
from typing import Protocol
from urllib.parse import urlsplit


class Courier(Protocol):
    """Carries letters to everyone who receives, the sender too. Whatever goes wrong is raised."""

    async def send(self, letter: str) -> None:
        """Hand a letter over."""

    def receive(self) -> AsyncIterator[str]:
        """The letters as they come, until the way is broken."""

    async def close(self) -> None:
        """Hang up."""


def courier_for(address: str, subject: str) -> Courier:
    """The courier at this address: Redis, NATS, or the PostgreSQL that keeps everything anyway.

    `subject` keeps servers apart that share one Redis or NATS.
    """
    match urlsplit(address).scheme:
        case "redis" | "rediss":
            from app.server.bus.through_redis import RedisCourier  # a driver that not everybody installs

            return RedisCourier(address, subject)
        case "nats" | "tls":
            from app.server.bus.through_nats import NatsCourier  # as above

            return NatsCourier(address, subject)
        case _:
            from app.server.bus.through_postgres import PostgresCourier  # as above

            return PostgresCourier(address)
