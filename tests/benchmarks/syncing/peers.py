"""What every server here can do, so that one client measures them all."""

from pathlib import Path
from typing import Protocol

from syncing.processes import Process


class Sender(Protocol):
    """One connection of a person who writes into the circle."""

    async def send(self, text: str) -> None:
        """Send a message; returns when the server says that it has it."""

    def close(self) -> None:
        """Hang up."""


class Listener(Protocol):
    """The other person's device, which hears of what is new."""

    async def hear(self) -> list[str]:
        """The texts that have come, as soon as there are any."""

    def close(self) -> None:
        """Hang up."""


class Peer(Protocol):
    """A server with two people in one circle."""

    name: str
    about: str
    """Its version, and what is to be known of its settings."""
    process: Process

    def prepare(self, folder: Path, cache: Path) -> None:
        """Make this folder for its data, and whatever it needs. Raises Absent when it cannot be installed."""

    async def start(self) -> None:
        """Start it, and wait until it answers."""

    async def join_two(self) -> None:
        """Two people come, and meet in a circle."""

    async def sender(self) -> Sender:
        """A connection of the first of them."""

    async def listener(self) -> Listener:
        """The device of the second, listening, with everything until now."""

    async def stop(self) -> None:
        """Stop it."""
