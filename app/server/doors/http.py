"""The server's application: the protocol's doors, and what whoever runs the server asks of it."""

from collections.abc import Mapping, Sequence

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from app.server.doors.doorway import Doorway
from app.server.doors.headers import SafeHeaders
from app.server.doors.health import HealthDoors
from app.server.doors.identity import Identity
from app.server.doors.live import PATH as LIVE
from app.server.doors.live import Live
from app.server.doors.plain import WORTH_SQUEEZING, encode, headers_of
from app.server.doors.rations import Rations
from app.server.doors.throttle import Limits, Throttle
from app.server.doors.watching import Endpoint, watched
from app.server.health.metrics import Metrics
from app.server.health.readiness import Complaint
from app.server.home import Home
from app.server.logs import OTHER_DOOR
from app.server.openapi import document
from app.server.settings.settings import Settings
from app.server.troubles import Rejected
from app.sync.doors import DOORS
from app.sync.protocol import Trouble


def build(
    home: Home,
    *,
    limits: Limits | None = None,
    settings: Settings | None = None,
    complaints: Sequence[Complaint] = (),
) -> "Gate":
    """The server's application around an open home; who opened the home closes it."""
    settings = settings or Settings()
    home.staff_needs_two_steps = settings.require_totp_for_staff
    doors, health = Doors(home, limits or settings.limits), HealthDoors(home, settings, complaints)

    def counted(path: str, enter: Endpoint) -> Route:
        return Route(path, watched(home.metrics, path, enter), methods=["GET"])

    others = Starlette(
        routes=[
            Route("/healthz", health.healthz, methods=["GET"]),
            counted("/readyz", health.readyz),
            counted("/metrics", health.metrics),
            Route("/openapi.json", _openapi, methods=["GET"]),
            *(Route(path, door, methods=[method]) for (method, path), door in doors.at.items()),
        ],
        middleware=[Middleware(SafeHeaders), Middleware(GZipMiddleware, minimum_size=WORTH_SQUEEZING)],
        exception_handlers={Rejected: _rejected, HTTPException: _misdirected},
    )
    others.state.metrics = home.metrics
    return Gate(doors, others)


class Doors:
    """The protocol's doors by method and path, with what they share."""

    def __init__(self, home: Home, limits: Limits) -> None:
        self.throttle = Throttle(limits, clock=home.clock)
        self.identity = Identity(home)
        rations = Rations(limits, clock=home.clock)
        self.at: dict[tuple[str, str], ASGIApp] = {
            ("POST", door.path): Doorway(door, home, self.identity, self.throttle, rations, limits)
            for door in DOORS
        }
        self.at["GET", LIVE] = Live(home, self.identity, self.throttle, limits)


class Gate:
    """Lets who comes to a door of the protocol straight in; all else, which is rare, goes another way.

    A framework's routes, requests, answers and layers around them cost more than what is done at a door.
    """

    def __init__(self, doors: Doors, others: Starlette) -> None:
        self.doors = doors
        self._at: Mapping[tuple[str, str], ASGIApp] = doors.at
        self._others = others

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        http = scope["type"] == "http"
        door = self._at.get((scope["method"], scope["path"]), self._others) if http else self._others
        await door(scope, receive, send)


async def _openapi(request: Request) -> Response:
    """What may be asked here, and what is answered."""
    return _json(document())


async def _rejected(request: Request, why: Exception) -> Response:
    assert isinstance(why, Rejected)  # noqa: S101 - Starlette's signature is wider than what it sends here
    return _json(Trouble(code=why.code, params=why.params), why.status, headers_of(why))


async def _misdirected(request: Request, why: Exception) -> Response:
    assert isinstance(why, HTTPException)  # noqa: S101 - as above
    metrics: Metrics = request.app.state.metrics
    metrics.requests[OTHER_DOOR, why.status_code] += 1
    return _json(Trouble(code="request.misdirected"), why.status_code, dict(why.headers or {}))


def _json(message: object, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    return Response(encode(message), status, headers, media_type="application/json")
