"""Visitors of a running server, and how they listen to it."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import httpx
from httpx_sse import EventSource, aconnect_sse
from server.visitor import House, Visitor

from app.server.home import wall_clock
from app.server.serving import Running


@asynccontextmanager
async def visiting(server: Running, count: int) -> AsyncIterator[list[Visitor]]:
    """So many people with accounts and profiles."""
    async with httpx.AsyncClient(base_url=server.address, timeout=40) as http:
        visitors = [Visitor(http, wall_clock) for _ in range(count)]
        for one in visitors:
            await one.join(await server.invite())
            await one.do(one.profile())
        yield visitors


class Ear:
    """Listens to one live channel."""

    def __init__(self, source: EventSource) -> None:
        self.events = source.aiter_sse()
        self.heard: list[str] = []
        self.hello: dict = {}
        self.last = ""

    async def next(self, seconds: float = 10) -> tuple[str, dict]:
        async with asyncio.timeout(seconds):
            while not (event := await anext(self.events)).data:  # what httpx-sse makes of a heartbeat
                pass
        self.heard.append(event.data)
        self.last = event.id
        return event.event, json.loads(event.data)

    async def until(self, scope: str, head: int) -> None:
        """Listen until this scope is said to stand there."""
        while (await self.next())[1].get(scope, 0) < head:
            pass


@asynccontextmanager
async def listening(
    visitor: Visitor, *, pages: bool = False, last: str = "", to: Running | None = None
) -> AsyncIterator[Ear]:
    """An open live channel that has said hello, at the visitor's server or another process of it."""
    headers = visitor.headers | ({"last-event-id": last} if last else {})
    path = (to.address if to else "") + ("/v1/live?pages=1" if pages else "/v1/live")
    async with aconnect_sse(visitor.http, "GET", path, headers=headers) as source:
        assert source.response.status_code == 200
        ear = Ear(source)
        name, ear.hello = await ear.next()
        assert name == "hello"
        yield ear


@asynccontextmanager
async def listening_inside(
    house: House, visitor: Visitor, *, last: str = ""
) -> AsyncIterator[Callable[[], Awaitable[bytes]]]:
    """A live channel of a house without a network: what it says, piece by piece."""
    said: asyncio.Queue[bytes] = asyncio.Queue()
    gone = asyncio.Event()

    async def receive() -> dict:
        await gone.wait()
        return {"type": "http.disconnect"}

    async def send(message: dict) -> None:
        if message["type"] == "http.response.body":
            await said.put(message["body"])

    asked = {"type": "http", "http_version": "1.1", "method": "GET", "path": "/v1/live", "query_string": b""}
    told = visitor.headers | ({"last-event-id": last} if last else {})
    headers = [(name.encode(), value.encode()) for name, value in told.items()]
    channel = asyncio.create_task(house.app(asked | {"headers": headers}, receive, send))
    try:
        yield lambda: asyncio.wait_for(said.get(), 10)
    finally:
        gone.set()
        await channel
