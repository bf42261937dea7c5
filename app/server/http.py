"""The server's doors: each decodes one message of the protocol, asks who is there, and answers."""

import asyncio
from typing import Any, TypeVar

import msgspec
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from app.server import accounts, invites, pull, push
from app.server.accounts import Device
from app.server.headers import SafeHeaders
from app.server.home import Home
from app.server.live import pokes
from app.server.throttle import Allowance, FailedTries, Limits
from app.server.troubles import Rejected
from app.sync import accounts as spoken
from app.sync import protocol
from app.sync.protocol import MAX_BODY, Trouble

T = TypeVar("T")


def build(home: Home, *, limits: Limits | None = None) -> Starlette:
    """The server's application around an open home; who opened the home closes it."""
    doors = Doors(home, limits or Limits())
    return Starlette(
        routes=[
            Route("/healthz", doors.healthz, methods=["GET"]),
            Route("/v1/join", doors.join, methods=["POST"]),
            Route("/v1/push", doors.push, methods=["POST"]),
            Route("/v1/pull", doors.pull, methods=["POST"]),
            Route("/v1/invite", doors.invite, methods=["POST"]),
            Route("/v1/live", doors.live, methods=["GET"]),
        ],
        middleware=[Middleware(SafeHeaders)],
        exception_handlers={Rejected: _rejected, HTTPException: _misdirected},
    )


class Doors:
    """The routes, with what they share."""

    def __init__(self, home: Home, limits: Limits) -> None:
        self._home = home
        self._limits = limits
        self._pushes = Allowance(limits.pushes_per_minute, limits.pushes_at_once, clock=home.clock)
        self._failed = FailedTries(limits.failed_joins_per_hour, clock=home.clock)

    async def healthz(self, request: Request) -> Response:
        """The process is up and its database answers."""
        await self._home.readers.ask(lambda connection: connection.execute("SELECT 1 FROM meta").fetchone())
        return _json({"status": "ok"})

    async def join(self, request: Request) -> Response:
        """An invite becomes an account, or a device of one."""
        address = request.client.host if request.client else ""
        self._failed.check(address)
        asked = await self._decode(request, spoken.Join)
        accounts.check_join(asked)
        try:
            person = await self._home.writer.do(lambda ledger: accounts.join(ledger, asked))
        except Rejected as why:
            if why.status == 403:
                self._failed.count(address)
            raise
        return _json(spoken.Joined(person=person, epoch=self._home.epoch, now=self._home.clock()))

    async def push(self, request: Request) -> Response:
        """Mutations, each answered ok, dup or no."""
        device = await self._device(request)
        self._pushes.spend(device.person)
        asked = await self._decode(request, protocol.Push)
        self._check_epoch(asked.epoch)
        push.check_push(asked)
        results = await self._home.writer.do(lambda ledger: push.push(ledger, device, asked.mutations))
        return _json(protocol.Pushed(epoch=self._home.epoch, now=self._home.clock(), results=results))

    async def pull(self, request: Request) -> Response:
        """Rows by scope, and the scopes that are gone."""
        device = await self._device(request)
        asked = await self._decode(request, protocol.Pull)
        pull.check_pull(asked)
        self._check_epoch(asked.epoch)
        epoch, now = self._home.epoch, self._home.clock()
        return _json(
            await self._home.readers.ask(
                lambda connection: pull.read(connection, device.person, asked, epoch=epoch, now_ms=now)
            )
        )

    async def invite(self, request: Request) -> Response:
        """A code for a colleague, or for one's own other device."""
        device = await self._device(request)
        asked = await self._decode(request, spoken.Invite)
        return _json(await self._home.writer.do(lambda ledger: invites.invite(ledger, device, asked)))

    async def live(self, request: Request) -> Response:
        """Hello, then pokes."""
        device = await self._device(request)
        events = pokes(self._home, device.person, heartbeat=self._limits.heartbeat)
        return StreamingResponse(events, media_type="text/event-stream", headers={"x-accel-buffering": "no"})

    async def _device(self, request: Request) -> Device:
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            raise Rejected(401, "token.unknown")
        return await self._home.readers.ask(lambda connection: accounts.device_of(connection, token.strip()))

    def _check_epoch(self, epoch: str) -> None:
        if epoch not in ("", self._home.epoch):
            raise Rejected(409, "epoch", epoch=self._home.epoch)

    async def _decode(self, request: Request, kind: type[T]) -> T:
        if request.headers.get("content-encoding", "identity").lower() != "identity":
            raise Rejected(415, "encoding.refused")
        try:
            async with asyncio.timeout(self._limits.body_seconds):
                body = await _read(request)
            return msgspec.json.decode(body, type=kind)
        except TimeoutError as why:
            raise Rejected(408, "request.slow") from why
        except (ValueError, RecursionError, ClientDisconnect):
            raise Rejected(400, "request.wrong") from None


async def _read(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY:
            raise Rejected(413, "too.large", limit=MAX_BODY)
    return bytes(body)


def _json(message: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    return Response(msgspec.json.encode(message), status, headers, media_type="application/json")


def _trouble(status: int, code: str, params: dict[str, Any], headers: dict[str, str]) -> Response:
    return _json(Trouble(code=code, params=params), status, headers)


async def _rejected(request: Request, why: Exception) -> Response:
    assert isinstance(why, Rejected)  # noqa: S101 - Starlette's signature is wider than what it sends here
    headers = {"retry-after": str(why.retry_after)} if why.retry_after else {}
    if why.status == 401:
        headers["www-authenticate"] = "Bearer"
    return _trouble(why.status, why.code, why.params, headers)


async def _misdirected(request: Request, why: Exception) -> Response:
    assert isinstance(why, HTTPException)  # noqa: S101 - as above
    return _trouble(why.status_code, "request.misdirected", {}, dict(why.headers or {}))
