"""Who may come in: this machine's own browser, on a page of our own; and the headers every answer carries.

A page on the internet can make its visitor's browser talk to this machine. It cannot choose what the
browser says in `Host` and `Origin`, so these two are what we look at: a foreign `Host` is a name rebound to
127.0.0.1, a foreign `Origin` another page reaching for our websocket.
"""

import re
from collections.abc import Iterable
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocket

LOCAL: Final = re.compile(r"(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?", re.IGNORECASE)

HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    # The first two let Flutter draw on several threads; the third keeps other pages from embedding our files.
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Doorkeeper:
    """An ASGI layer that turns strangers away and puts the headers on."""

    def __init__(self, app: ASGIApp, scripts: Iterable[str]) -> None:
        self._app = app
        self._scripts = " ".join(f"'{script}'" for script in scripts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it here."""
        if scope["type"] == "http":
            await self._http(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._websocket(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        host = local_host(scope)
        if host is None:
            await PlainTextResponse("Setu answers only this machine.", 403)(scope, receive, send)
            return

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                headers["Content-Security-Policy"] = self.policy(host)
            await send(message)

        await self._app(scope, receive, dressed)

    async def _websocket(self, scope: Scope, receive: Receive, send: Send) -> None:
        host = local_host(scope)
        origin = Headers(scope=scope).get("origin", "")
        if host is None or origin.lower() != f"http://{host}":
            await WebSocket(scope, receive, send).close(1008)
            return
        await self._app(scope, receive, send)

    def policy(self, host: str) -> str:
        """Return what a page of ours may load and reach: this address, and its websocket."""
        return "; ".join(
            (
                "default-src 'none'",
                f"script-src 'self' 'wasm-unsafe-eval' {self._scripts}",
                "style-src 'self' 'unsafe-inline'",  # Flutter writes its own style elements
                "img-src 'self' data: blob:",
                "font-src 'self'",
                f"connect-src 'self' ws://{host}",  # older Safaris do not count ws: as 'self'
                "worker-src 'self' blob:",
                "manifest-src 'self'",
                "base-uri 'self'",
                "form-action 'none'",
                "frame-ancestors 'none'",
            )
        )


def local_host(scope: Scope) -> str | None:
    """Return the `Host` a request was sent to when it names this machine."""
    hosts = Headers(scope=scope).getlist("host")
    return hosts[0].lower() if len(hosts) == 1 and LOCAL.fullmatch(hosts[0]) else None
