"""One request at the server's front door: the application is spoken to in ASGI, as a web server would."""

import asyncio
from collections import deque
from typing import Any

Headers = list[tuple[bytes, bytes]]
REAL = "192.0.2.1"


class Asked:
    """A request and what has come of it so far."""

    def __init__(self, method: str, path: str, query: bytes, headers: Headers, body: bytes) -> None:
        self.scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": "https",
            "path": path,
            "raw_path": path.encode(),
            "root_path": "",
            "query_string": query,
            "headers": headers,
            "client": (REAL, 1),
            "server": ("setu.example.org", 443),
            "state": {},
        }
        self._body: bytes | None = body
        self.status = 0
        self.headers: Headers = []
        self.chunks: deque[bytes] = deque()
        self.over = False
        self.news = asyncio.Event()
        self.hung_up = asyncio.Event()

    @property
    def token(self) -> str:
        """Who asks."""
        told = dict(self.scope["headers"]).get(b"authorization", b"")  # type: ignore[call-overload]
        return str(told.decode().removeprefix("Bearer "))

    @property
    def is_channel(self) -> bool:
        """Whether this is a stream that goes on and on."""
        return any(
            value.startswith(b"text/event-stream") for name, value in self.headers if name == b"content-type"
        )

    async def receive(self) -> dict[str, Any]:
        if self._body is not None:
            body, self._body = self._body, None
            return {"type": "http.request", "body": body, "more_body": False}
        await self.hung_up.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: Any) -> None:
        if message["type"] == "http.response.start":
            self.status, self.headers = message["status"], list(message["headers"])
        else:
            self.take(message.get("body", b""))
            self.over = self.over or not message.get("more_body", False)
        self.news.set()

    def take(self, chunk: bytes) -> None:
        if chunk and not self.hung_up.is_set():
            self.chunks.append(bytes(chunk))

    async def until(self, wanted: Any) -> None:
        """Wait until something is so."""
        while not wanted():
            self.news.clear()
            await self.news.wait()
