"""Networks to test on: a live channel one can speak into, and a bad network before a real server."""

import asyncio
import json
import random
from collections.abc import AsyncIterator
from typing import Any

import httpx


class Ticker(httpx.AsyncByteStream):
    """A live channel: says hello, then whatever is put into it, until it is ended by None."""

    def __init__(self) -> None:
        self.words: asyncio.Queue[tuple[str, dict[str, Any]] | None] = asyncio.Queue()
        self.closed = False

    def say(self, name: str, **data: Any) -> None:
        self.words.put_nowait((name, data))

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield b'event: hello\ndata: {"epoch": "e1", "hub": "h"}\n\n'
        while (word := await self.words.get()) is not None:
            yield f"event: {word[0]}\ndata: {json.dumps(word[1])}\n\n".encode()

    async def aclose(self) -> None:
        self.closed = True


def stream(ticker: Ticker) -> httpx.Response:
    return httpx.Response(200, headers={"content-type": "text/event-stream"}, stream=ticker)


class Net(httpx.AsyncBaseTransport):
    """A bad network in front of a real server: it loses requests and replies, and says some things twice."""

    def __init__(self, app: Any, *, seed: int = 1, fault: float = 0.0) -> None:
        self._inner = httpx.ASGITransport(app)
        self._random = random.Random(seed)
        self.fault = fault
        self.online = True
        self.tickers: list[Ticker] = []
        self.neighbours: list[Net] = [self]

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if not self.online:
            raise httpx.ConnectError("offline", request=request)
        if request.url.path == "/v1/live":
            self.tickers.append(Ticker())
            return stream(self.tickers[-1])
        fate = self._random.random() / self.fault if self.fault else 9
        if fate < 1 / 3:
            raise httpx.ConnectError("the request was lost", request=request)
        response = await self._inner.handle_async_request(request)
        await response.aread()
        if request.url.path == "/v1/push":
            for net in self.neighbours:
                net.wake()
        if 1 / 3 <= fate < 2 / 3:
            raise httpx.ReadError("the reply was lost", request=request)
        if 2 / 3 <= fate < 1:
            response = await self._inner.handle_async_request(request)
        return response

    def wake(self) -> None:
        for ticker in self.tickers:
            ticker.say("hello")
