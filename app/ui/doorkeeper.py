"""Who may come in: this machine's own browser, on a page of our own; and the headers every answer carries.

A page on the internet can make its visitor's browser talk to this machine. It cannot choose what the
browser says in `Host` and `Origin`, so these two are what we look at: a foreign `Host` is a name rebound to
127.0.0.1, a foreign `Origin` another page reaching for our websocket.
"""

import re
from collections.abc import Callable, Iterable
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocket

STRANGER: Final = "Setu answers only its own pages."
PUBLIC: Final = re.compile(r"[A-Za-z0-9.\-]{1,253}(:\d{1,5})?|\[[0-9A-Fa-f:.]{2,45}\](:\d{1,5})?")
LOCAL: Final = re.compile(r"(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?", re.IGNORECASE)

HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # with none at all, browsers hide the origin of our own forms too
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    # The first two let Flutter draw on several threads; the third keeps other pages from embedding our files.
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Doorkeeper:
    """An ASGI layer that turns strangers away and puts the headers on.

    `host` gives the host a request was sent to when it is one of ours; on a server for many, where a cookie
    says who is there, any name may be ours.
    """

    def __init__(
        self, app: ASGIApp, scripts: Iterable[str], host: Callable[[Scope], str | None] | None = None
    ) -> None:
        self._app = app
        self._host = host or local_host
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
        host = self._host(scope)
        if host is None or not _is_own_form(scope, host):
            await PlainTextResponse(STRANGER, 403)(scope, receive, send)
            return

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                headers["Content-Security-Policy"] = self.policy(host)
            await send(message)

        await self._app(scope, receive, dressed)

    async def _websocket(self, scope: Scope, receive: Receive, send: Send) -> None:
        host = self._host(scope)
        if host is None or not _is_own(scope, host):
            await WebSocket(scope, receive, send).close(1008)
            return
        await self._app(scope, receive, send)

    def policy(self, host: str) -> str:
        """Return what a page of ours may load and reach: this address, and its websocket."""
        public = self._host is not local_host
        sockets = f"ws://{host} wss://{host}" if public else f"ws://{host}"
        forms = "'self'" if public else "'none'"  # the entrance of a server for many has forms of its own
        return "; ".join(
            (
                "default-src 'none'",
                f"script-src 'self' 'wasm-unsafe-eval' {self._scripts}",
                "style-src 'self' 'unsafe-inline'",  # Flutter writes its own style elements
                "img-src 'self' data: blob:",
                "font-src 'self'",
                f"connect-src 'self' {sockets}",  # older Safaris do not count ws: as 'self'
                "worker-src 'self' blob:",
                "manifest-src 'self'",
                "base-uri 'self'",
                f"form-action {forms}",
                "frame-ancestors 'none'",
            )
        )


def local_host(scope: Scope) -> str | None:
    """Return the `Host` a request was sent to when it names this machine."""
    hosts = Headers(scope=scope).getlist("host")
    return hosts[0].lower() if len(hosts) == 1 and LOCAL.fullmatch(hosts[0]) else None


def public_host(scope: Scope) -> str | None:
    """Return the `Host` a request was sent to, when it has one that can be one."""
    hosts = Headers(scope=scope).getlist("host")
    return hosts[0].lower() if len(hosts) == 1 and PUBLIC.fullmatch(hosts[0]) else None


def _is_own(scope: Scope, host: str) -> bool:
    """Whether one of our own pages asks."""
    origin = Headers(scope=scope).get("origin", "").lower()
    return origin in {f"http://{host}", f"https://{host}"}


def _is_own_form(scope: Scope, host: str) -> bool:
    """Whether what a request would change is asked for by a page of ours; reading is free."""
    return scope["method"] in {"GET", "HEAD"} or _is_own(scope, host)
