"""Stand-ins for a server and for a network, which refuse what nobody expected of them."""

import asyncio
import errno
import json
import random
from collections import deque
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import httpx

from app.domain.connection import ServerNote
from app.domain.ids import uuid7
from app.domain.records import Operation, Record, write
from app.domain.stamps import Stamp
from app.store.database import LogDB
from app.store.disk import Disk, DiskFile
from app.store.memory import INDEXES, SCHEMA, Memory
from app.sync.backoff import Backoff
from app.sync.client import Client
from app.sync.line import Line, write_server
from app.sync.protocol import Row
from app.sync.skew import Skew
from app.sync.wire import to_wire

MORNING = 1_795_000_000_000
"""18 November 2026, 11:06 UTC: the time at which these stories begin."""
ADDRESS = "http://127.0.0.1:8080"
EPOCH = "e1"
NASRIN = uuid7(MORNING, b"nasrin....")
DAVID = uuid7(MORNING, b"david.....")
CIRCLE = uuid7(MORNING, b"circle....")
HANDS = f"c.{CIRCLE}"
TOKEN = "t" * 43


class Clock:
    """A clock that stands still until it is turned."""

    def __init__(self, now: int = MORNING) -> None:
        self.now = now

    def __call__(self) -> int:
        return self.now

    def turn(self, *, seconds: float = 0, days: float = 0) -> None:
        self.now += int((seconds + 86_400 * days) * 1000)


class Script(httpx.AsyncBaseTransport):
    """A server that says its lines in order, and will not be asked anything else."""

    def __init__(self, *lines: tuple[str, Any]) -> None:
        self.lines = deque(lines)
        self.heard: list[dict[str, Any]] = []
        self.surprises: list[str] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        asked = request.url.path.removeprefix("/v1/")
        if not self.lines or self.lines[0][0] != asked:
            self.surprises.append(asked)
            raise AssertionError(f"nobody expected {asked}")
        body = json.loads(request.content) if request.content else {}
        self.heard.append(body)
        _, answer = self.lines.popleft()
        said = answer(body) if callable(answer) else answer
        if isinstance(said, Exception):
            raise said
        return said if isinstance(said, httpx.Response) else httpx.Response(200, json=said)


def pushed(
    *answers: Any, epoch: str = EPOCH, now: int = MORNING, after: int = 0, clock: int = 0
) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """A push's reply: for each mutation in turn ok, dup, a code that says no, or None for no answer.

    Their numbers come `after` this one. A no for the sake of the `clock` says what time it was.
    """

    def reply(body: dict[str, Any]) -> dict[str, Any]:
        mutations = body["mutations"]
        wanted = answers or ("ok",) * len(mutations)
        assert len(wanted) == len(mutations), f"{len(mutations)} came: {mutations}"
        results = [
            result(m, said, seq, {"now": clock} if clock else {})
            for seq, (m, said) in enumerate(zip(mutations, wanted, strict=True), after + 1)
            if said
        ]
        return {"epoch": epoch, "now": now, "results": results}

    return reply


def result(m: dict[str, Any], said: str, seq: int, params: dict[str, Any] | None = None) -> dict[str, Any]:
    if said in {"ok", "dup"}:
        row = to_wire(
            Row(k=m["kind"], id=m["id"], seq=seq, pos=seq, by=NASRIN, at=MORNING, said=1, v=m["args"])
        )
        return {"mid": m["mid"], "st": said, "scope": m["scope"], "row": row}
    if said == "later":
        return {"mid": m["mid"], "st": "later", "scope": m["scope"]}
    return {"mid": m["mid"], "st": "no", "scope": m["scope"], "code": said, "params": params or {}}


def pulled(
    *pages: dict[str, Any],
    gone: tuple[str, ...] = (),
    more: bool = False,
    epoch: str = EPOCH,
    req: str = "",
    now: int = MORNING,
) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """A pull's reply, to the request it is asked by unless `req` says otherwise."""
    return lambda body: {
        "epoch": epoch,
        "req": req or body["req"],
        "now": now,
        "pages": list(pages),
        "gone": list(gone),
        "more": more,
    }


def page(scope: str, *rows: Row, to: int | None = None) -> dict[str, Any]:
    last = to if to is not None else max((row.seq for row in rows), default=0)
    return {"scope": scope, "to": last, "head": last, "rows": [to_wire(row) for row in rows]}


def row(kind: str, identifier: str, seq: int, **values: Any) -> Row:
    gone = values.pop("x", False)
    return Row(k=kind, id=identifier, seq=seq, pos=seq, by=DAVID, at=MORNING, said=1, v=values, x=gone)


class FullableFile(DiskFile):
    """A file whose disk is full when it is told to be."""

    full = False

    def write_at(self, offset: int, data: bytes) -> None:
        if self.full:
            raise OSError(errno.ENOSPC, "as told")
        super().write_at(offset, data)


class FullableDisk(Disk):
    """A folder that remembers the store's file."""

    file: FullableFile

    def open(self, path: Path) -> DiskFile:
        if path.suffix != ".db":
            return super().open(path)
        self.file = FullableFile(path)
        return self.file


class Device:
    """A memory in a folder, and a line from it to a scripted server."""

    def __init__(self, folder: Path, *, clock: Callable[[], int] | None = None, seed: int = 1) -> None:
        self.path = folder / "setu.db"
        self._open()
        self.clock = clock or Clock()
        self.randomness = random.Random(seed).randbytes
        self.queue = 0
        self.note = ServerNote(address=ADDRESS, device="d1", token=TOKEN, state="joined", epoch=EPOCH)
        write_server(self.memory, self.note)
        self.memory.set_note("person", NASRIN)

    def restart(self) -> None:
        self.memory.close()
        self._open()

    def _open(self) -> None:
        folder = FullableDisk()
        db = LogDB(self.path, indexes=INDEXES, schema=SCHEMA, disk=folder)
        self.disk = folder.file
        self.memory = Memory(db)

    def new_id(self) -> str:
        return uuid7(self.clock(), self.randomness(10))

    def line(self, server: httpx.AsyncBaseTransport) -> Line:
        return Line(
            memory=self.memory,
            note=self.note,
            client=Client(ADDRESS, TOKEN, transport=server),
            clock=self.clock,
            new_id=self.new_id,
            randomness=self.randomness,
            skew=Skew(),
        )

    def write(
        self,
        scope: str,
        kind: str,
        identifier: str,
        op: str = "create",
        effect: Any = None,
        said: int = 0,
        **args: Any,
    ) -> str:
        """Do something here; the mid of it."""
        known = self.memory.get(scope, kind, identifier) or Record(
            scope=scope, kind=kind, id=identifier, by=NASRIN
        )
        self.queue += 1
        mid = self.new_id()
        operation = Operation(
            mid=mid,
            op=op,
            args=args,
            effect=effect or {},
            queue=self.queue,
            said=said,
            stamps={name: Stamp(self.clock(), 0, "d1") for name in args} if op == "set" else {},
        )
        self.memory.put(write(known, operation))
        return mid

    def post(self, title: str = "হাত", scope: str = HANDS, made: int | None = None) -> str:
        """Write a post here; its id."""
        identifier = uuid7(self.clock() if made is None else made, self.randomness(10))
        self.write(scope, "post", identifier, tab="topic", title=title, body="লিখছি")
        return identifier

    def get(self, identifier: str, kind: str = "post", scope: str = HANDS) -> Record | None:
        return self.memory.get(scope, kind, identifier)

    @property
    def waiting(self) -> list[str]:
        return [operation.mid for _, operation in self.memory.outbox(1000)]


class Naps:
    """Sleep that takes no time, and notes how long it would have been; after `most` naps it never ends."""

    def __init__(self, most: int = 1000) -> None:
        self.taken: list[float] = []
        self.most = most
        self.over = asyncio.Event()

    async def __call__(self, seconds: float) -> None:
        if len(self.taken) >= self.most:
            self.over.set()
            await asyncio.Event().wait()
        self.taken.append(seconds)
        await asyncio.sleep(0)


def chance(share: float) -> Callable[[int], bytes]:
    """Randomness that always comes out at this share of the way from nothing to all."""
    return lambda count: int(share * 2 ** (8 * count)).to_bytes(count, "big")


def joining(memory: Memory, address: str, code: str, device: str) -> None:
    """What a service writes down when a person wants to join."""
    note = ServerNote(address=address, code=code, device=device, token=(device * 43)[:43])
    memory.set_note("server", asdict(note))


def quick(naps: Naps | None = None, share: float = 0.5) -> Backoff:
    return Backoff(chance(share), naps or Naps())


async def until(true: Callable[[], Any], seconds: float = 5.0) -> None:
    """Wait until something is so; it is an error when it does not come to be."""
    async with asyncio.timeout(seconds):
        while not true():  # noqa: ASYNC110 - what it waits for has no event
            await asyncio.sleep(0.005)
