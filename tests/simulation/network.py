"""One device's way to the server: it loses, cuts, doubles, delays and mixes up what goes over it."""

import asyncio
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Callable
from random import Random
from typing import TYPE_CHECKING, Any

import httpx

from .asking import Asked, Headers
from .weather import CALM

if TYPE_CHECKING:
    from .world import World

MIXED_UP = {"/v1/pull", "/v1/push", "/v1/history", "/v1/people"}
"""Where a bad proxy, or a reply that comes late, may say what was the answer to another request."""
REMEMBERED = 4
SAYS_SOMETHING = 300
"""Bytes of a reply in which there is more than that there is nothing new."""
PORTAL = b"<html>Welcome! Please sign in to this network.</html>"


class Net(httpx.AsyncBaseTransport):
    """What a device's HTTP client is given instead of sockets."""

    def __init__(self, world: "World", name: str) -> None:
        self._world, self._name = world, name
        self.weather = world.weather
        self.chance = Random(f"{world.seed}/net/{name}")
        self.buffers = self.chance.random() < self.weather.buffer_channel
        self._online = True
        self._said: dict[str, deque[Asked]] = defaultdict(lambda: deque(maxlen=REMEMBERED))
        self._channels: dict[Channel, None] = {}

    def heal(self) -> None:
        self.weather, self.buffers = CALM, False
        self.go(online=True)
        for channel in list(self._channels):
            channel.cut()

    def go(self, *, online: bool) -> None:
        """Out of the signal's reach, or back into it."""
        self._online = online
        if not online:
            for channel in list(self._channels):
                channel.cut()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        limit = request.extensions.get("timeout", {}).get("read") or 30
        try:
            async with asyncio.timeout(limit):
                return await self._carry(request, limit)
        except TimeoutError as why:
            raise httpx.ReadTimeout("no answer came", request=request) from why

    async def _carry(self, request: httpx.Request, limit: float) -> httpx.Response:
        body = await request.aread()
        path = request.url.path
        await self.travel()
        await self._lose("lose_request", request)
        process = self._world.server.reach()
        if process is None:
            raise httpx.ConnectError("the server is down", request=request)
        if self._strikes("portal"):
            return httpx.Response(200, headers={"content-type": "text/html"}, content=PORTAL)
        asked = request.method, path, request.url.query, self._headers(request), body
        if path != "/v1/live" and self._strikes("duplicate"):
            process.spawn(self._again(*asked))
        exchange = Asked(*asked)
        answering = process.spawn(process.answer(exchange))
        answering.add_done_callback(lambda done: exchange.news.set())
        await exchange.until(lambda: exchange.over or exchange.is_channel or answering.cancelled())
        if exchange.is_channel:
            return self._channel(exchange, answering, limit)
        if answering.cancelled() or not exchange.status:
            raise httpx.RemoteProtocolError("the server went away", request=request)
        await self.travel()
        await self._lose("lose_reply", request)
        return self._delivered(path, exchange, request)

    def _headers(self, request: httpx.Request) -> Headers:
        """As they are sent; the server squeezes its answers in some stories only, because that takes time."""
        told = [(name.lower(), value) for name, value in request.headers.raw]
        return told if self._world.squeezes else [pair for pair in told if pair[0] != b"accept-encoding"]

    async def _again(self, method: str, path: str, query: bytes, headers: Headers, body: bytes) -> None:
        """The same request once more, perhaps much later, and its reply goes nowhere, or to the next one."""
        await asyncio.sleep(self.chance.choice((0.0, 0.05, 1, 20, 120)) * self.chance.random())
        process = self._world.server.reach()
        if process:
            exchange = Asked(method, path, query, headers, body)
            await process.spawn(process.answer(exchange))
            self._said[path].append(exchange)

    def _delivered(self, path: str, exchange: Asked, request: httpx.Request) -> httpx.Response:
        said = self._said[path]
        if said and path in MIXED_UP and self._strikes("stale"):
            exchange = self.chance.choice(said)
        elif exchange.status == 200 and sum(map(len, exchange.chunks)) > SAYS_SOMETHING:
            said.append(exchange)
        content = b"".join(exchange.chunks)
        if self._strikes("cut_body"):
            if self.chance.random() < 0.5:
                raise httpx.RemoteProtocolError("the reply was cut", request=request)
            content = content[: self.chance.randrange(len(content) + 1)]
        self._world.tell(self._name, f"{path} -> {exchange.status}")
        return httpx.Response(exchange.status, headers=exchange.headers, content=content)

    def _channel(self, exchange: Asked, answering: Any, limit: float) -> httpx.Response:
        channel = Channel(self, exchange, answering, limit)
        self._channels[channel] = None
        if self._strikes("cut_channel"):
            self._world.loop.call_later(self.chance.expovariate(1 / 40), channel.cut)
        self._world.tell(self._name, "opens a channel")
        return httpx.Response(200, headers=exchange.headers, stream=channel)

    def leave(self, channel: "Channel") -> None:
        self._channels.pop(channel, None)

    def later(self, seconds: float, what: Callable[[], object]) -> None:
        self._world.loop.call_later(seconds, what)

    def delay(self) -> float:
        if self._strikes("slow"):
            return self.chance.choice((0.5, 3.0, 12.0)) * self.chance.random()
        return 0.01 + self.chance.random() * 0.1

    async def travel(self) -> None:
        await asyncio.sleep(self.delay())

    async def _lose(self, what: str, request: httpx.Request) -> None:
        if not self._online:
            raise httpx.ConnectError("offline", request=request)
        if self._strikes("hang"):
            await asyncio.Event().wait()  # until whoever asked has had enough
        if self._strikes(what):
            raise httpx.ReadError(what, request=request)

    def _strikes(self, what: str) -> bool:
        share = getattr(self.weather, what)
        return bool(share) and self.chance.random() < share


class Channel(httpx.AsyncByteStream):
    """A live channel on its way: in order, but late, cut, or held back by somebody in between."""

    def __init__(self, net: Net, exchange: Asked, answering: "asyncio.Task[None]", limit: float) -> None:
        self._net, self._exchange, self._answering, self._limit = net, exchange, answering, limit
        self._cut = False

    def cut(self) -> None:
        """Nothing more comes through; the server notices some time later."""
        self._cut = True
        self._exchange.news.set()
        self._net.later(self._net.chance.choice((0.0, 5.0, 60.0)), self._exchange.hung_up.set)

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while True:
            chunk = await self._next()
            if chunk is None:
                return
            await self._net.travel()
            if self._cut:
                raise httpx.ReadError("cut")
            yield chunk

    async def _next(self) -> bytes | None:
        exchange = self._exchange
        try:
            async with asyncio.timeout(self._limit):
                await exchange.until(
                    lambda: self._cut or exchange.over or (exchange.chunks and not self._net.buffers)
                )
        except TimeoutError as why:
            raise httpx.ReadTimeout("silence") from why
        if self._cut or self._answering.cancelled():
            raise httpx.ReadError("cut")
        return exchange.chunks.popleft() if exchange.chunks else None

    async def aclose(self) -> None:
        self._net.leave(self)
        self.cut()
