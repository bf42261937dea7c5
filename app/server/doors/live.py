"""The live channel: it says which scope stands where, or brings what is new in it.

An open channel that has nothing to say is one task, waiting for its device to hang up. What is to be said
is written by a task that lives as long as the writing takes.
"""

import asyncio
import json
import random
from collections.abc import Mapping
from functools import partial

from starlette.datastructures import QueryParams
from starlette.types import Receive, Scope, Send

from app.server.bus.listeners import Listener
from app.server.bus.pages import Pages
from app.server.bus.repairs import signed_out
from app.server.database.engine import Connection
from app.server.database.news import News
from app.server.doors.headers import SAFE
from app.server.doors.identity import Identity
from app.server.doors.plain import header, refuse
from app.server.doors.pulse import Pulse
from app.server.doors.throttle import Limits, Throttle
from app.server.home import Home
from app.server.pull import standings
from app.server.troubles import Rejected
from app.server.versions import check_schema, read_schema

_HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"x-accel-buffering", b"no"),
    *((name.encode(), value.encode()) for name, value in SAFE.items()),
]
PATH = "/v1/live"
_HEARTBEAT = b": hb\n\n"


class Live:
    """The door of the live channel, as an application of its own: nothing of a request stays in memory."""

    def __init__(self, home: Home, identity: Identity, throttle: Throttle, limits: Limits) -> None:
        self._home = home
        self._throttle = throttle
        self._identity = identity
        self._limits = limits
        self._pulse = Pulse(limits.heartbeat)
        self._doubting: set[asyncio.Task[None]] = set()
        bus = home.bus
        bus.pager = Pages(home)
        bus.follow(self._hear)
        home.metrics.watch("live_channels", "Open live channels and waiting pulls.", lambda: bus.open)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hello, then pokes and pages, until the device goes or the server ends the channel."""
        try:
            await self._serve(scope, receive, send)
        except Rejected as why:
            self._home.metrics.rejected(why.code)
            self._home.metrics.requests[PATH, why.status] += 1
            await refuse(send, why)

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        bus, metrics = self._home.bus, self._home.metrics
        listener = await self._join(scope)
        stream = Stream(self._home, listener, send)
        try:
            hello = await self._begin(listener, header(scope, b"last-event-id"))
            metrics.requests[PATH, 200] += 1
            await send({"type": "http.response.start", "status": 200, "headers": _HEADERS})
            stream.open(hello, seconds=self._limits.channel_seconds * random.uniform(0.8, 1.2))  # noqa: S311
            self._pulse.add(stream)
            while (await receive())["type"] != "http.disconnect":
                pass
        finally:
            bus.leave(listener)
            stream.end()

    def _hear(self, news: News) -> None:
        doubted = (
            {one.device for one in self._home.bus.listeners()} & set(news.revoked) if news.revoked else ()
        )
        if doubted:
            task = asyncio.get_running_loop().create_task(self._look_at(list(doubted)))
            self._doubting.add(task)
            task.add_done_callback(self._doubting.discard)

    async def _look_at(self, devices: list[str]) -> None:
        """Close the channels of those that are signed out; when that cannot be known, of all of them."""
        gone = set(devices)
        try:
            gone = await self._home.read(partial(signed_out, devices=devices))
        finally:
            for device in gone:
                self._home.bus.shut_out(device)

    async def _join(self, scope: Scope) -> Listener:
        device = await self._identity.bearer(header(scope, b"authorization"))
        asked = QueryParams(scope["query_string"])
        check_schema(read_schema(asked.get("schema", "")))
        wants_pages = asked.get("pages") == "1"
        with self._throttle.at(PATH, device.person, ""):
            return self._home.bus.join(device.person, device.id, wants_pages=wants_pages)

    async def _begin(self, listener: Listener, last: str) -> bytes:
        """Start listening; hello, which says whether this goes on where the last channel ended."""
        home, bus = self._home, self._home.bus

        def look(connection: Connection) -> dict[str, int]:
            if signed_out(connection, [listener.device]):  # since its token was looked up
                raise Rejected(401, "token.unknown")
            return {scope: at.head for scope, at in standings(connection, listener.person).items()}

        heads = await home.read(look)
        hub, _, count = last.partition(".")
        resumed = count.isdecimal() and len(count) < 16 and bus.remembers(hub, int(count))
        bus.begin(listener, heads, since=int(count) if resumed else bus.count)
        if resumed and bus.lossy:  # some news may never have come here, so all is told that there is
            for scope in listener.scopes & heads.keys():
                listener.tell(scope, heads[scope])
        told: dict[str, str | bool] = {"epoch": home.epoch, "hub": bus.hub}
        place = last if resumed else bus.told_up_to(listener)
        return f"id: {place}\n".encode() + event("hello", told | ({"resumed": True} if resumed else {}))


class Stream:
    """One open channel as it is written."""

    __slots__ = ("_beat", "_hello", "_home", "_listener", "_send", "_until", "_writing")

    def __init__(self, home: Home, listener: Listener, send: Send) -> None:
        self._home = home
        self._listener = listener
        self._send: Send | None = send
        self._writing: asyncio.Task[None] | None = None
        self._beat = False
        self._hello = b""
        self._until = 0.0

    def open(self, hello: bytes, *, seconds: float) -> None:
        """Say hello, then what there is to say; the channel ends after these seconds."""
        self._hello = hello
        self._until = asyncio.get_running_loop().time() + seconds
        self._listener.wake = self._wake
        self._wake()

    def beat(self, now: float) -> bool:
        """Say that the channel is alive, or end it when its time is over; whether it goes on."""
        if self._send is None:
            return False
        if now >= self._until:
            self._home.bus.leave(self._listener)
            self._listener.close("bye")
            return False
        self._beat = True
        self._wake()
        return True

    def end(self) -> None:
        """Nothing more is said."""
        self._send = None
        if self._writing:
            self._writing.cancel()

    def _wake(self) -> None:
        if self._writing is None and self._send is not None:
            self._writing = asyncio.get_running_loop().create_task(self._write(self._send))

    async def _write(self, send: Send) -> None:
        try:
            while said := self._next():
                await send({"type": "http.response.body", "body": said, "more_body": True})
            if self._listener.closed:
                bye = event("bye", {"why": self._listener.closed})
                await send({"type": "http.response.body", "body": bye, "more_body": False})
                self._send = None
        finally:
            self._writing = None

    def _next(self) -> bytes:
        """All that is to be said now. Its last event has the name of what was told with it."""
        listener, said = self._listener, self._hello
        beat, self._beat, self._hello = self._beat, False, b""
        if not listener.has_news:
            return said or (_HEARTBEAT if beat and not listener.closed else b"")
        events = [*listener.pages.values()]
        listener.pages.clear()
        heads = listener.take()
        if heads:
            events.append(event("poke", heads))
        self._home.metrics.pokes += len(events)
        place = f"id: {self._home.bus.told_up_to(listener)}\n".encode()
        return b"".join((said, *events[:-1], place, events[-1]))


def event(name: str, told: Mapping[str, object]) -> bytes:
    """An event as it travels, in ASCII."""
    return f"event: {name}\ndata: {json.dumps(told, separators=(',', ':'))}\n\n".encode()
