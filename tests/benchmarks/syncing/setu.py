"""Setu's server, and devices that speak its protocol over the benchmark's own client."""

import os
import re
import secrets
import sys
import time
from collections.abc import AsyncIterator, Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

import msgspec
from syncing.processes import Process, free_port
from syncing.wire import Event, Line, Unexpected

from app import __version__
from app.domain.ids import circle_scope, uuid7
from app.sync.protocol import TAIL

ROOT = Path(__file__).parents[3]
LIMITED = ("pushes", "pulls", "histories")
UNLIMITED = [f"--limit={what}_{how}=1000000000" for what in LIMITED for how in ("per_minute", "at_once")]
"""How often one may ask is not what is measured."""
WRITERS = 12
LIVE = "/v1/live?pages=1"
"""The live channel, asked to bring what is new and not only to say that there is something."""
Message = dict[str, Any]


def new_id() -> str:
    """A fresh id."""
    return uuid7(time.time_ns() // 1_000_000, os.urandom(10))


class Device:
    """A device of one person: it joins, pushes and pulls."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.person, self.id, self.token = new_id(), new_id(), secrets.token_urlsafe(32)
        self.epoch = ""

    def line(self) -> Line:
        """Another connection of this device."""
        return Line(self.port, f"Bearer {self.token}")

    async def join(self, code: str) -> None:
        """Become an account."""
        line = Line(self.port)
        asked = {"code": code, "person": self.person, "device": self.id, "token": self.token}
        self.epoch = (await line.post("/v1/join", asked))["epoch"]
        line.close()

    async def push(self, line: Line, *mutations: Message) -> list[Message]:
        """The results, all of which must be `ok`."""
        pushed = await line.post("/v1/push", {"epoch": self.epoch, "mutations": mutations})
        results: list[Message] = pushed["results"]
        for result in results:
            if result["st"] != "ok":
                raise Unexpected(f"{result['st']} {result['code']}")
        return results


def mutation(op: str, scope: str, kind: str, identifier: str = "", **args: Any) -> Message:
    """One operation, as a device writes it."""
    now = time.time_ns() // 1_000_000
    named = {"mid": new_id(), "op": op, "scope": scope, "kind": kind, "id": identifier or new_id()}
    return {**named, "args": args, "said": now}


class SetuSender:
    """Writes replies into a conversation of the circle."""

    def __init__(self, device: Device, scope: str, post: str) -> None:
        self._device, self._scope, self._post = device, scope, post
        self._line = device.line()

    async def send(self, *texts: str) -> None:
        """Push replies, one mutation each."""
        said = [
            mutation("create", self._scope, "reply", post=self._post, body=text, lang="bn") for text in texts
        ]
        await self._device.push(self._line, *said)

    def close(self) -> None:
        """Hang up."""
        self._line.close()


class SetuListener:
    """Pulls when it is poked, and takes a page that comes with the event if it follows on what it has."""

    def __init__(self, device: Device, scope: str) -> None:
        self._device, self._scope = device, scope
        self._pulls, self._live = device.line(), device.line()
        self._cursors: dict[str, int] = {}
        self._windows: dict[str, int] = {}
        self._events: AsyncIterator[Event]
        self.pages = 0

    async def begin(self) -> None:
        """Connect, then pull, as the protocol says."""
        self._events = aiter(self._live.events(LIVE))
        if (await anext(self._events)).name != "hello":
            raise Unexpected("the live channel does not begin with hello")
        await self._pull()

    async def hear(self) -> list[str]:
        """The texts that have come, as soon as there are any."""
        while True:
            event = await anext(self._events)
            texts = await self._heard(event.name, msgspec.json.decode(event.data))
            if texts:
                return texts

    def close(self) -> None:
        """Hang up."""
        self._live.close()
        self._pulls.close()

    async def _heard(self, name: str, said: Message) -> list[str]:
        if name == "page":
            if said["after"] == self._cursors.get(said["scope"], 0):
                self.pages += 1
                return self._apply(said)
            said = {said["scope"]: said["head"]}
        news = name in ("page", "poke") and any(
            head > self._cursors.get(scope, 0) for scope, head in said.items()
        )
        return await self._pull() if news else []

    async def _pull(self) -> list[str]:
        texts: list[str] = []
        more = True
        while more:
            asked = {"epoch": self._device.epoch, "req": "r", "cur": self._cursors}
            asked |= {"window": self._windows, "tail": TAIL}
            pulled = await self._pulls.post("/v1/pull", asked)
            texts += [text for page in pulled["pages"] for text in self._apply(page)]
            more = pulled["more"]
        return texts

    def _apply(self, page: Message) -> list[str]:
        self._cursors[page["scope"]] = page["to"]
        if page.get("start"):
            self._windows[page["scope"]] = page["start"]
        return [row["v"]["body"] for row in page["rows"] if row["k"] == "reply"]


class Setu:
    """The server of this tree, at one of its two durabilities."""

    def __init__(self, durability: str) -> None:
        self.durability = durability
        self.name = f"Setu, {durability.upper()}"
        self.about = f"{__version__}, SQLite synchronous={durability.upper()}"
        self.process: Process
        self.port = 0
        self._folder = Path()
        self._writers: Iterator[Device]

    def prepare(self, folder: Path, cache: Path) -> None:
        """Make the folder for its data."""
        folder.mkdir(parents=True)
        self._folder = folder

    async def start(self, invites: int = 1) -> None:
        """Start it with the command that everybody has."""
        self.port = free_port()
        place = ["--data", str(self._folder / "data"), "--port", str(self.port)]
        how = ["--durability", self.durability, "--invites", str(invites), *UNLIMITED]
        self.process = Process([sys.executable, "-m", "app", "serve", *place, *how], self._folder, _env())
        line = Line(self.port)
        await self.process.ready(lambda: line.get("/healthz"))
        line.close()

    async def join_two(self) -> None:
        """An administrator founds a circle and begins a conversation; colleagues join it.

        One of them reads. The others write in turns, because what one account may store is limited.
        """
        founder = Device(self.port)
        await founder.join(self.codes()[0])
        founding = new_id()
        self.scope, self.post = circle_scope(founding), new_id()
        circle = mutation("create", self.scope, "circle", founding, name_en="Splints", areas=["hand"])
        first = {"tab": "topic", "title": "Splints", "body": "How do you line a splint?", "lang": "en"}
        await self.push_as(founder, circle, mutation("create", self.scope, "post", self.post, **first))
        self.reader = await self._colleague(founder)
        self._writers = cycle([await self._colleague(founder) for _ in range(WRITERS)])

    async def _colleague(self, founder: Device) -> Device:
        line, colleague = founder.line(), Device(self.port)
        await colleague.join((await line.post("/v1/invite", {}))["code"])
        await self.push_as(colleague, mutation("join", self.scope, "member", colleague.person))
        line.close()
        return colleague

    def codes(self) -> list[str]:
        """The invites it has printed."""
        return re.findall(
            r"[Ii]nvite: ([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})", self.process.log.read_text("utf-8")
        )

    async def push_as(self, device: Device, *mutations: Message) -> None:
        """Push on a connection of its own."""
        line = device.line()
        await device.push(line, *mutations)
        line.close()

    async def sender(self) -> SetuSender:
        """A connection of one of those who write."""
        return SetuSender(next(self._writers), self.scope, self.post)

    async def listener(self) -> SetuListener:
        """The device of the second, listening."""
        listener = SetuListener(self.reader, self.scope)
        await listener.begin()
        return listener

    async def stop(self) -> None:
        """Stop it."""
        await self.process.end()


def _env() -> dict[str, str]:
    """That of this process, but so that the `app` beside this benchmark is the one that serves."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])}
