"""A whole engine on a stage: a memory, a server that one tells what to answer, a sleep of no time."""

import asyncio
import contextlib
import inspect
import json
from collections import defaultdict, deque
from pathlib import Path
from typing import Any, Self

import httpx
from sync.fakes import EPOCH, MORNING, NASRIN, Device, Naps, pulled, pushed, quick, until
from sync.nets import Ticker, stream

from app.domain.connection import Connection, Phase
from app.sync.engine import Engine


class Server(httpx.AsyncBaseTransport):
    """Answers as it was told to, else as if nothing ever happened; remembers what it was asked."""

    def __init__(self) -> None:
        self.orders: dict[str, deque[Any]] = defaultdict(deque)
        self.always: dict[str, Any] = {}
        self.asked: list[tuple[str, dict[str, Any]]] = []
        self.tickers: list[Ticker] = []

    @property
    def doors(self) -> list[str]:
        return [door for door, _ in self.asked]

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        door = request.url.path.removeprefix("/v1/")
        body = json.loads(request.content) if request.content else {}
        self.asked.append((door, body))
        answer = self.orders[door].popleft() if self.orders[door] else self.always.get(door, self.usual(door))
        said = answer(body) if callable(answer) else answer
        if inspect.isawaitable(said):
            said = await said
        if isinstance(said, Exception):
            raise said
        return said if isinstance(said, httpx.Response) else httpx.Response(200, json=said)

    def usual(self, door: str) -> Any:
        if door == "live":
            self.tickers.append(Ticker())
            return stream(self.tickers[-1])
        return {
            "join": {"person": NASRIN, "epoch": EPOCH, "now": MORNING},
            "pull": pulled(),
            "push": pushed(),
            "invite": {"code": "AAAA-BBBB-CCCC", "until": MORNING + 1},
            "token": {"now": MORNING},
        }.get(door, no(404, "request.misdirected"))

    def say(self, name: str, **data: Any) -> None:
        self.tickers[-1].say(name, **data)


def no(status: int, code: str, **params: Any) -> httpx.Response:
    return httpx.Response(status, json={"code": code, "params": params})


class Stage:
    """`async with Stage(folder) as stage`: the engine runs while one looks."""

    def __init__(self, folder: Path, *, naps: Naps | None = None, known: bool = True) -> None:
        self.device = Device(folder)
        self.memory = self.device.memory
        self.naps = naps or Naps()
        self.server = Server()
        self.signs: list[Connection] = []
        if not known:
            self.memory.set_note("server", None)
        self.memory.subscribe(self._watch)
        self.engine = Engine(
            self.memory,
            clock=self.device.clock,
            new_id=self.device.new_id,
            randomness=self.device.randomness,
            transport=self.server,
            backoff=quick(self.naps),
        )

    async def __aenter__(self) -> Self:
        self.task = asyncio.create_task(self.engine.run())
        return self

    async def __aexit__(self, *_: object) -> None:
        self.task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self.task
        self.memory.close()

    @property
    def now(self) -> Connection:
        return self.memory.sign("sync", Connection())

    def wake(self) -> None:
        self.memory.set_sign("wake", self.memory.sign("wake", 0) + 1)

    async def settle(self) -> None:
        """Let everything happen that happens by itself."""
        for _ in range(200):
            await asyncio.sleep(0)

    def _watch(self, news: frozenset[str]) -> None:
        if "sign:sync" in news:
            self.signs.append(self.memory.sign("sync"))


async def live(stage: Stage) -> None:
    """Wait until the engine is connected and has nothing to do."""
    await until(lambda: stage.now.phase is Phase.LIVE and not stage.now.syncing)
