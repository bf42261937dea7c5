"""Browsers without a browser: the cookie, the forms, and the websocket of a window, as bytes."""

import asyncio
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import msgpack
from websockets.asyncio.client import ClientConnection, connect

from app.domain.ids import uuid7
from app.server.home import wall_clock
from app.server.hosting.sessions import SIGNED_IN
from app.server.serving import Running, running
from app.server.settings.settings import Settings

AGENT = "Mozilla/5.0 (Linux; Android 10) Chrome/120"
_REGISTER, _EVENT, _INVOKE = 1, 3, 5
_DEVICE = {"browser_name": "chrome", "language": "en", "languages": ["en"], "locales": []}
_PAGE = {
    "route": "/",
    "width": 360.0,
    "height": 800.0,
    "web": True,
    "platform": "android",
    "platform_brightness": "light",
    "media": {"padding": {}, "view_padding": {}, "view_insets": {}, "device_pixel_ratio": 2.0},
}


@asynccontextmanager
async def hosted(folder: Path, port: int = 0) -> AsyncIterator[Running]:
    """A server that serves the app to browsers too."""
    async with running(folder / "server", port, settings=Settings(web=True)) as server:
        yield server


class Browser:
    """One browser: a jar of cookies and what its windows were sent."""

    def __init__(self, server: Running) -> None:
        self.server = server
        self.token = secrets.token_urlsafe(32)
        self.person = uuid7(wall_clock(), secrets.token_bytes(10))
        self.device = uuid7(wall_clock(), secrets.token_bytes(10))
        self.http = httpx.AsyncClient(
            base_url=server.address, headers={"origin": server.address, "user-agent": AGENT}
        )

    async def join(self) -> "Browser":
        """Become an account without a form, and show its cookie from now on."""
        code = await self.server.invite()
        asked = {"code": code, "person": self.person, "device": self.device, "token": self.token}
        reply = await self.http.post("/v1/join", json=asked)
        assert reply.status_code == 200, reply.text
        self.http.cookies.set(SIGNED_IN, self.token)
        return self

    @asynccontextmanager
    async def window(self, session: str = "", **headers: str) -> AsyncIterator["Window"]:
        """An open window, registered under a session's name; who gives none gets a new one."""
        cookies = "; ".join(f"{name}={value}" for name, value in self.http.cookies.items())
        sent = {"cookie": cookies, "origin": self.server.address} | headers
        address = self.server.address.replace("http", "ws") + "/ws"
        async with connect(address, additional_headers=sent, user_agent_header=AGENT) as socket:
            window = Window(socket)
            await window.register(session)
            yield window


class Window:
    """What came over one websocket."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self.received = b""
        self.session = ""

    async def register(self, session: str) -> None:
        body = {"session_id": session, "page_name": "", "page": _PAGE}
        await self._socket.send(b"\0" + msgpack.packb([_REGISTER, body]))
        answer = await self._next(10)
        self.session = msgpack.unpackb(answer[1:], strict_map_key=False, ext_hook=_ext)[1]["session_id"]

    async def go(self, route: str) -> None:
        """Tell the app that the browser's address has changed."""
        event = {"target": 1, "name": "route_change", "data": {"route": route}}
        await self._socket.send(b"\0" + msgpack.packb([_EVENT, event]))

    @property
    def closed_as(self) -> int | None:
        """The code with which the server closed it."""
        return self._socket.close_code

    async def say(self, raw: bytes) -> None:
        """Send these bytes."""
        await self._socket.send(raw)

    async def settle(self, quiet: float = 0.5) -> None:
        """Read until nothing has come for a while."""
        while True:
            try:
                await self._next(quiet)
            except TimeoutError:
                return

    async def ended(self, within: float = 5) -> bool:
        """Whether the server ends this window by itself."""
        try:
            async with asyncio.timeout(within):
                await self._socket.wait_closed()
        except TimeoutError:
            return False
        return True

    async def _next(self, within: float) -> bytes:
        async with asyncio.timeout(within):
            frame = await self._socket.recv()
        assert isinstance(frame, bytes)
        self.received += frame
        action, body = msgpack.unpackb(frame[1:], strict_map_key=False, ext_hook=_ext)
        if action == _INVOKE:
            answer = _DEVICE if body["name"] == "get_device_info" else None
            told = {
                "control_id": body["control_id"],
                "call_id": body["call_id"],
                "result": answer,
                "error": "",
            }
            await self._socket.send(b"\0" + msgpack.packb([_INVOKE, told]))
        return frame


def _ext(code: int, data: bytes) -> Any:
    return data
