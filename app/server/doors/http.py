"""The server's doors: each decodes one message of the protocol, asks who is there, and answers."""

import asyncio
from collections.abc import Sequence
from typing import Any

import msgspec
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from app.server.accounts.devices import Caller, Device
from app.server.doors.answers import ANSWERS, not_yet
from app.server.doors.headers import SafeHeaders
from app.server.doors.health import HealthDoors
from app.server.doors.identity import Identity
from app.server.doors.live import PATH as LIVE
from app.server.doors.live import Live
from app.server.doors.throttle import Limits, Throttle
from app.server.doors.watching import DEVICE, WAITING, Endpoint, watched
from app.server.health.metrics import Metrics
from app.server.health.readiness import Complaint
from app.server.home import Home
from app.server.logs import OTHER_DOOR
from app.server.maintenance import STAFF_ONLY
from app.server.openapi import document
from app.server.settings.settings import Settings
from app.server.troubles import Rejected
from app.sync.doors import DOORS, Door
from app.sync.protocol import MAX_BODY, Trouble

_WORTH_SQUEEZING = 1_000
"""Bytes; a smaller answer fits into one packet anyway."""
_RANK = {"anyone": -1, "device": 0, "moderator": 1, "admin": 2}
_ROLES = {"": 0, "moderator": 1, "admin": 2}


def build(
    home: Home,
    *,
    limits: Limits | None = None,
    settings: Settings | None = None,
    complaints: Sequence[Complaint] = (),
) -> Starlette:
    """The server's application around an open home; who opened the home closes it."""
    settings = settings or Settings()
    doors, health = Doors(home, limits or settings.limits), HealthDoors(home, settings, complaints)

    def counted(path: str, enter: Endpoint, method: str) -> Route:
        return Route(path, watched(home.metrics, path, enter), methods=[method])

    app = Starlette(
        routes=[
            Route("/healthz", health.healthz, methods=["GET"]),
            counted("/readyz", health.readyz, "GET"),
            counted("/metrics", health.metrics, "GET"),
            *(counted(door.path, doors.endpoint(door), "POST") for door in DOORS),
            Route(LIVE, doors.live, methods=["GET"]),
            Route("/openapi.json", _openapi, methods=["GET"]),
        ],
        middleware=[
            Middleware(SafeHeaders),
            Middleware(GZipMiddleware, minimum_size=_WORTH_SQUEEZING, compresslevel=6),
        ],
        exception_handlers={Rejected: _rejected, HTTPException: _misdirected},
    )
    app.state.metrics = home.metrics
    app.state.doors = doors
    return app


class Doors:
    """The routes, with what they share."""

    def __init__(self, home: Home, limits: Limits) -> None:
        self._home = home
        self._limits = limits
        self.throttle = Throttle(limits, clock=home.clock)
        self.identity = Identity(home)
        self.live = Live(home, self.identity, self.throttle, limits)

    def endpoint(self, door: Door) -> Endpoint:
        """What happens at a door: who is there, may they, how often, what do they say, what is the answer."""
        answer, decoder = ANSWERS.get(door.asks, not_yet), msgspec.json.Decoder(door.asks)

        async def enter(request: Request) -> Response:
            address = request.client.host if request.client else ""
            device = await self._guard(door, request)
            with self.throttle.at(door.path, device.person if device else "", address):
                self._check_maintenance(door, device)
                asked = await self._decode(request, decoder)
                if getattr(asked, "wait", 0):
                    request.scope[WAITING] = True
                caller = Caller(device=device or _NOBODY, address=address)
                return _json(await answer(self._home, caller, asked))

        return enter

    async def _guard(self, door: Door, request: Request) -> Device | None:
        if door.guard == "anyone":
            return None
        device = await self.identity.of(request.headers)
        request.scope[DEVICE] = device.id
        if _ROLES.get(device.role, 0) < _RANK[door.guard]:
            raise Rejected(403, "unavailable")
        return device

    def _check_maintenance(self, door: Door, device: Device | None) -> None:
        if self._home.maintenance and door.path in STAFF_ONLY and not (device and device.role):
            raise Rejected(503, "server.maintenance", retry_after=60)

    async def _decode(self, request: Request, decoder: msgspec.json.Decoder[Any]) -> Any:
        if request.headers.get("content-encoding", "identity").lower() != "identity":
            raise Rejected(415, "encoding.refused")
        try:
            async with asyncio.timeout(self._limits.body_seconds):
                body = await _read(request)
            return decoder.decode(body)
        except TimeoutError as why:
            raise Rejected(408, "request.slow") from why
        except (ValueError, RecursionError, ClientDisconnect):
            raise Rejected(400, "request.wrong") from None


_NOBODY = Device("", "")


async def _read(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY:
            raise Rejected(413, "too.large", limit=MAX_BODY)
    return bytes(body)


def _json(message: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    return Response(msgspec.json.encode(message), status, headers, media_type="application/json")


async def _openapi(request: Request) -> Response:
    """What may be asked here, and what is answered."""
    return _json(document())


async def _rejected(request: Request, why: Exception) -> Response:
    assert isinstance(why, Rejected)  # noqa: S101 - Starlette's signature is wider than what it sends here
    headers = {"retry-after": str(why.retry_after)} if why.retry_after else {}
    if why.status == 401:
        headers["www-authenticate"] = "Bearer"
    return _json(Trouble(code=why.code, params=why.params), why.status, headers)


async def _misdirected(request: Request, why: Exception) -> Response:
    assert isinstance(why, HTTPException)  # noqa: S101 - as above
    metrics: Metrics = request.app.state.metrics
    metrics.requests[OTHER_DOOR, why.status_code] += 1
    return _json(Trouble(code="request.misdirected"), why.status_code, dict(why.headers or {}))
