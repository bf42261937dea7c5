"""The doors for whoever keeps the server running: is it up, can it work, what has it counted."""

import hmac
import ipaddress
from collections.abc import Sequence

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from app.server.health.exposing import TYPE, spelt
from app.server.health.readiness import Complaint, Readiness
from app.server.home import Home
from app.server.settings.settings import Settings
from app.server.troubles import Rejected


class HealthDoors:
    """Three small doors. The first two say nothing about anyone; the third opens to the operator only."""

    def __init__(self, home: Home, settings: Settings, complaints: Sequence[Complaint] = ()) -> None:
        self._home = home
        self._token = settings.metrics_token
        self._readiness = Readiness(home, settings, complaints)

    async def healthz(self, request: Request) -> Response:
        """The process is up."""
        return _told(200, {"status": "ok"})

    async def readyz(self, request: Request) -> Response:
        """Whether it can do its work, and if not, what is wrong."""
        wrong = await self._readiness.wrong()
        if wrong:
            return _told(503, {"status": "not ready", "wrong": wrong})
        return _told(200, {"status": "ready", "wrong": []})

    async def metrics(self, request: Request) -> Response:
        """The numbers. Others than the operator find no such door."""
        if not self._may_count(request):
            raise Rejected(404, "request.misdirected")
        sizes = await self._home.stored_bytes()
        return Response(spelt(self._home.metrics, sizes), media_type=TYPE)

    def _may_count(self, request: Request) -> bool:
        if self._token:
            shown = request.headers.get("authorization", "")
            return hmac.compare_digest(shown.encode(), f"Bearer {self._token}".encode())
        return _is_here(request.client.host if request.client else "") and _is_here(_host(request))


def _host(request: Request) -> str:
    """The machine that was asked for; a proxy that hides its visitors passes their Host on at least."""
    host = request.headers.get("host", "").rsplit(":", 1)[0].strip("[]")
    return "127.0.0.1" if host == "localhost" else host


def _is_here(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def _told(status: int, what: object) -> Response:
    return Response(msgspec.json.encode(what), status, media_type="application/json")
