"""The only place that sees the network: one device's conversation with one server."""

import json
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self, TypeVar

import httpx
from httpx_sse import aconnect_sse

from app.sync.accounts import Join, Joined
from app.sync.doors import DOOR_FOR
from app.sync.failures import raise_trouble, sorted_failures, understand
from app.sync.metering import Meter
from app.sync.protocol import SCHEMA, Historied, History, Pull, Pulled, Push, Pushed
from app.sync.wire import to_wire

T = TypeVar("T")

TIMEOUT = httpx.Timeout(30.0, connect=10.0)
LIVE_TIMEOUT = httpx.Timeout(30.0, connect=10.0, read=45.0)
"""The live channel says something every 20 s; after 45 s of silence it is dead."""
LIVE = f"/v1/live?pages=1&schema={SCHEMA}"


@dataclass(frozen=True, slots=True)
class Event:
    """What the live channel says: the event's name, its data, and its own name, by which to go on from it."""

    name: str
    data: dict[str, Any]
    id: str = ""


def make_client(
    address: str, token: str = "", transport: httpx.AsyncBaseTransport | None = None
) -> httpx.AsyncClient:
    """The one place where an HTTP client is made, so that a browser can be given its own transport.

    A transport outlives the client that used it: the engine makes a new client for each connection.
    """
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return httpx.AsyncClient(base_url=address, headers=headers, timeout=TIMEOUT, transport=transport)


class Client:
    """What a device can ask of a server. Every failure is one of the three kinds of `SyncTrouble`."""

    def __init__(
        self,
        address: str,
        token: str = "",
        *,
        transport: httpx.AsyncBaseTransport | None = None,
        meter: Meter | None = None,
    ) -> None:
        with sorted_failures():
            self._http = make_client(address, token, transport)
        self.token = token
        self.meter = meter or Meter()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, why: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._http.aclose()

    async def join(self, message: Join) -> Joined:
        """Become an account, or a further device of one."""
        return await self._post("/v1/join", message, Joined)

    async def push(self, message: Push) -> Pushed:
        """Hand over mutations."""
        return await self._post("/v1/push", message, Pushed)

    async def pull(self, message: Pull) -> Pulled:
        """Ask for what is new; the reply may take as long as the message says it may."""
        return await self._post("/v1/pull", message, Pulled, patience=message.wait)

    async def history(self, message: History) -> Historied:
        """Ask for older rows of a scope."""
        return await self._post("/v1/history", message, Historied)

    async def ask(self, message: Any) -> Any:
        """Ask a question at its door, and give what is answered there."""
        door = DOOR_FOR[type(message)]
        return await self._post(door.path, message, door.answers)

    async def live(self, after: str = "") -> AsyncGenerator[Event, None]:
        """What the server says of its own accord, until it ends the stream; `after` is the last one heard."""
        resuming = {"Last-Event-ID": after} if after else {}
        with sorted_failures():
            async with aconnect_sse(
                self._http, "GET", LIVE, timeout=LIVE_TIMEOUT, headers=resuming
            ) as source:
                if source.response.status_code != httpx.codes.OK:
                    await source.response.aread()
                raise_trouble(source.response)
                counted = 0
                async for event in source.aiter_sse():
                    come = source.response.num_bytes_downloaded
                    self.meter.down, counted = self.meter.down + come - counted, come
                    yield Event(event.event, _data(event.data), event.id)

    async def _post(self, path: str, message: Any, kind: type[T], *, patience: int = 0) -> T:
        timeout = httpx.Timeout(30.0 + patience, connect=10.0)
        request = self._http.build_request("POST", path, json=to_wire(message), timeout=timeout)
        self.meter.up += len(request.content)
        with sorted_failures():
            response = await self._http.send(request)
        self.meter.down += response.num_bytes_downloaded or len(response.content)
        raise_trouble(response)
        return understand(kind, response)


def _data(text: str) -> dict[str, Any]:
    """An event's data; nothing when it is of a kind this version does not know."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}
