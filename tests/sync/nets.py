"""A live channel one can speak into."""

import asyncio
import json
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
