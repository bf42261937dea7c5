"""Several processes of one server, and a way between them on which anything may happen."""

import asyncio
import random
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

from server.visitor import GENEROUS, Clock, House, Visitor

from app.server.bus.listeners import Listener
from app.server.home import Home
from app.server.pull import standings


@contextmanager
def houses_at(address: str, data: Path, count: int = 2) -> Iterator[list[House]]:
    """So many processes of one server."""
    clock = Clock()
    homes = [Home.open(data, address=address, clock=clock) for _ in range(count)]
    try:
        yield [House(home, clock, GENEROUS) for home in homes]
    finally:
        for home in homes:
            home.close()


def elsewhere(visitor: Visitor, house: House) -> Visitor:
    """The same device at another process."""
    there = house.stranger()
    there.person, there.device, there.token = visitor.person, visitor.device, visitor.token
    return there


async def listening_at(house: House, visitor: Visitor) -> Listener:
    bus = house.home.bus
    listener = bus.join(visitor.person, visitor.device)
    heads = await house.home.read(lambda connection: standings(connection, visitor.person))
    bus.begin(listener, {scope: at.head for scope, at in heads.items()}, since=bus.count)
    return listener


class LossyCourier:
    """A courier that loses, repeats and shuffles letters between those who share a post office."""

    def __init__(
        self, lost: float, repeated: float, chance: random.Random, office: list["LossyCourier"] | None = None
    ) -> None:
        self._lost, self._repeated, self._chance = lost, repeated, chance
        self._office = office if office is not None else []
        self._office.append(self)
        self._letters: asyncio.Queue[str] = asyncio.Queue()
        self.sent = 0

    async def send(self, letter: str) -> None:
        self.sent += 1
        for receiver in self._office:
            for _ in range(2 if self._chance.random() < self._repeated else 1):
                if self._chance.random() >= self._lost:
                    delay = self._chance.random() * 0.05
                    asyncio.get_running_loop().call_later(delay, receiver._letters.put_nowait, letter)

    async def receive(self) -> AsyncIterator[str]:
        while True:
            yield await self._letters.get()

    async def close(self) -> None:
        pass
