"""The app as a local web page: Flet's client and our assets in front of one Flet session a tab."""

import asyncio
import base64
import contextlib
import hashlib
import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Final

import flet as ft
from flet_web import get_package_web_dir  # type: ignore[import-untyped]
from flet_web.fastapi import FletApp, app_manager  # type: ignore[import-untyped]
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, WebSocketRoute
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocket

from app.ui.doorkeeper import Doorkeeper
from app.ui.fonts import MANIFEST, fallback
from app.ui.shelf import Shelf, gather

Main = Callable[[ft.Page], Awaitable[None] | None]

FORGET_AFTER: Final = 600
"""Seconds a closed tab's session is kept, so that a phone coming back finds its place again."""

UNUSED: Final = ("pyodide/", "python", ".symbols", ".map")
"""Parts of Flet's client that a page with its Python on the server never asks for."""

PLAIN_LENGTH: Final = "X-Plain-Length"
"""The header that tells how much there is to unpack, which is all the page can count of what has come."""


def web_app(main: Main, *, assets: Path, cache: Path | None) -> ASGIApp:
    """Return the whole local site; `cache` is a folder for compressed files, `None` keeps them in memory."""
    page = Route("/{path:path}", Shelves(assets, cache).hand_out, methods=["GET"])
    site = Starlette(routes=[WebSocketRoute("/ws", Tab(main)), page], lifespan=keep_sessions)
    return Doorkeeper(site, inline_scripts((assets / "index.html").read_text("utf-8")))


class Tab:
    """One websocket, which is one open tab; its session is kept so many seconds after it has closed."""

    def __init__(self, main: Main, forget_after: int = FORGET_AFTER) -> None:
        self._main = main
        self._forget_after = forget_after

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve the tab until it is closed."""
        gone = asyncio.Event()

        async def listen() -> Message:
            message = await receive()
            if message["type"] == "websocket.disconnect":
                gone.set()
            return message

        async def tell(message: Message) -> None:
            # Flet stops half way when it cannot send, and would keep the window and all its news for ever.
            if not gone.is_set():
                with contextlib.suppress(OSError, RuntimeError):  # how servers say that nobody is there
                    await send(message)

        tab = FletApp(
            loop=asyncio.get_running_loop(),
            executor=app_manager.executor,
            main=self._main,
            before_main=None,
            session_timeout_seconds=self._forget_after,
        )
        work = asyncio.create_task(tab.handle(WebSocket(scope, listen, tell)))
        left = asyncio.create_task(gone.wait())
        try:
            await asyncio.wait({work, left}, return_when=asyncio.FIRST_COMPLETED)
            # Flet waits for ever for a client that left before it said its name.
            await asyncio.wait({work}, timeout=1)
        finally:
            left.cancel()
            work.cancel()


@contextlib.asynccontextmanager
async def keep_sessions(_: Starlette) -> AsyncIterator[None]:
    """Have Flet forget the sessions of closed tabs, for as long as the site is served."""
    await app_manager.start()
    yield
    await app_manager.shutdown()


class Shelves:
    """The app's page and its files: ours over Flet's; `assets/fonts` is where Flutter expects our fonts."""

    def __init__(self, assets: Path, cache: Path | None) -> None:
        found: dict[str, Path | bytes] = {
            **gather(Path(get_package_web_dir()), without=UNUSED),
            **gather(assets),
        }
        found |= {f"assets/{name}": file for name, file in found.items() if name.startswith("fonts/")}
        found["assets/FontManifest.json"] = json.dumps(MANIFEST).encode()
        self._shelf = Shelf(found, cache)

    def is_place(self, path: str) -> bool:
        """Whether this address is the app's page, at its beginning or at a place inside."""
        return self._resolve(path) == "index.html"

    async def hand_out(self, request: Request) -> Response:
        """Answer a request for a file, or for the page."""
        address = self._resolve(request.path_params["path"])
        if address is None:
            return Response(status_code=404)
        piece = await self._shelf.take(address)
        # Asked again every time and answered "unchanged": on one machine that costs nothing, and an
        # updated Setu never runs half old, half new.
        headers = {"ETag": piece.tag, "Cache-Control": "no-cache", "Vary": "Accept-Encoding"}
        if piece.tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        body = piece.body
        if piece.squeezed and "gzip" in request.headers.get("accept-encoding", ""):
            headers["Content-Encoding"] = "gzip"
            headers[PLAIN_LENGTH] = str(piece.plain_length)
        elif piece.squeezed:
            body = await asyncio.to_thread(piece.plain)
        return Response(body, headers=headers, media_type=piece.kind)

    def _resolve(self, path: str) -> str | None:
        """Return the file for an address; a place inside the app (no ending) is the page itself."""
        if not path:
            return "index.html"
        if path in self._shelf:
            return path
        if font := fallback(path):
            return font
        return None if path.startswith("assets/") or "." in path.rpartition("/")[2] else "index.html"


def inline_scripts(html: str) -> list[str]:
    """Return the hashes by which the content policy knows the scripts written into our own page."""
    scripts = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    digests = [hashlib.sha256(script.encode()).digest() for script in scripts]
    return [f"sha256-{base64.b64encode(digest).decode()}" for digest in digests]
