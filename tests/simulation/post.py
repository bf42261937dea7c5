"""The way between the processes of one server: letters get lost, doubled, late and out of order."""

import asyncio
from collections.abc import AsyncIterator
from random import Random

from .weather import Weather


class Post:
    """Carries every letter to every process that listens, as well as the weather lets it."""

    def __init__(self, seed: int, weather: Weather) -> None:
        self._chance, self._weather = Random(f"{seed}/post"), weather
        self._boxes: dict[asyncio.Queue[str], None] = {}

    def heal(self) -> None:
        self._weather = Weather()

    def courier(self) -> "PostCourier":
        return PostCourier(self)

    def open_box(self) -> "asyncio.Queue[str]":
        box: asyncio.Queue[str] = asyncio.Queue()
        self._boxes[box] = None
        return box

    def close_box(self, box: "asyncio.Queue[str]") -> None:
        self._boxes.pop(box, None)

    def carry(self, letter: str) -> None:
        loop = asyncio.get_running_loop()
        for box in list(self._boxes):
            if self._chance.random() < self._weather.lose_letter:
                continue
            copies = 1 + (self._chance.random() < self._weather.double_letter)
            for _ in range(copies):
                late = self._chance.random() < self._weather.delay_letter
                loop.call_later(self._chance.random() * (8 if late else 0.02), box.put_nowait, letter)


class PostCourier:
    """One process's courier."""

    def __init__(self, post: Post) -> None:
        self._post = post

    async def send(self, letter: str) -> None:
        self._post.carry(letter)

    async def receive(self) -> AsyncIterator[str]:
        box = self._post.open_box()
        try:
            while True:
                yield await box.get()
        finally:
            self._post.close_box(box)

    async def close(self) -> None:
        pass
