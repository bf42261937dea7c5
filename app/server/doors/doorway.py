"""A door of the protocol as an application of its own, because most of what a server does is answer here."""

import time

import msgspec
from starlette.types import Receive, Scope, Send

from app.server.accounts.devices import Caller, Device
from app.server.accounts.staff import require_two_steps
from app.server.doors.answers import ANSWERS, not_yet
from app.server.doors.identity import Identity
from app.server.doors.plain import answer, break_down, header, read_body, refuse
from app.server.doors.rations import Rations
from app.server.doors.throttle import Limits, Throttle
from app.server.doors.watching import DEVICE, WAITING, note
from app.server.home import Home
from app.server.maintenance import require_open
from app.server.troubles import Rejected
from app.sync.doors import Door

_RANK = {"anyone": -1, "device": 0, "moderator": 1, "admin": 2}
_ROLES = {"": 0, "moderator": 1, "admin": 2}
_NOBODY = Device("", "")


class Doorway:
    """What happens at a door: who is there, may they, how often, what do they say, what is the answer."""

    def __init__(
        self,
        door: Door,
        home: Home,
        identity: Identity,
        throttle: Throttle,
        rations: Rations,
        limits: Limits,
    ) -> None:
        self.path = door.path
        self._home = home
        self._identity = identity
        self._throttle = throttle
        self._rations = rations
        self._patience = limits.body_seconds
        self._rank = _RANK[door.guard]
        self._decode = msgspec.json.Decoder(door.asks).decode
        self._answer = ANSWERS.get(door.asks, not_yet)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request. Every answer is counted and timed."""
        began, metrics = time.perf_counter(), self._home.metrics
        try:
            said = await self._enter(scope, receive)
        except Rejected as why:
            metrics.rejected(why.code)
            note(metrics, self.path, why.status, began, scope, why.code)
            await refuse(send, why)
        except Exception:
            note(metrics, self.path, 500, began, scope)
            await break_down(send)
            raise
        else:
            note(metrics, self.path, 200, began, scope)
            await answer(scope, send, said)

    async def _enter(self, scope: Scope, receive: Receive) -> object:
        device = await self._guard(scope)
        address = scope["client"][0] if scope.get("client") else ""
        with self._throttle.at(self.path, device.person, address):
            if self._home.maintenance:
                require_open(self.path, device.role)
            asked = await self._listen(scope, receive)
            device = await self._guard(scope)  # again, because a body may take its time
            asked = self._rations.apply(device.person, asked)
            return await self._answer(self._home, Caller(device=device, address=address), asked)

    async def _guard(self, scope: Scope) -> Device:
        """Who asks, when that has to be known."""
        if self._rank < 0:
            return _NOBODY
        device = await self._identity.bearer(header(scope, b"authorization"))
        scope[DEVICE] = device.id
        if _ROLES.get(device.role, 0) < self._rank:
            raise Rejected(403, "unavailable")
        if self._rank > 0:
            require_two_steps(device, wanted=self._home.staff_needs_two_steps)
        return device

    async def _listen(self, scope: Scope, receive: Receive) -> object:
        """What is asked."""
        if header(scope, b"content-encoding").lower() not in ("", "identity"):
            raise Rejected(415, "encoding.refused")
        body = await read_body(receive, self._patience)
        try:
            asked: object = self._decode(body)
        except (ValueError, RecursionError):
            raise Rejected(400, "request.wrong") from None
        if getattr(asked, "wait", 0):
            scope[WAITING] = True
        return asked
