"""A light HTTP/1.1 client, the same for every server: it should cost little beside what it measures."""

import asyncio
import zlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import msgspec


class Unexpected(Exception):
    """A server answered otherwise than the benchmark counts on."""


@dataclass(slots=True)
class Reply:
    """An answer, and how many bytes it was on the wire."""

    status: int
    body: bytes
    size: int

    def json(self) -> Any:
        """What the body says. Raises Unexpected for any answer but a good one."""
        if not 200 <= self.status < 300:
            raise Unexpected(f"{self.status} {self.body[:300].decode(errors='replace')}")
        return msgspec.json.decode(self.body) if self.body else None


@dataclass(slots=True)
class Event:
    """One server-sent event."""

    name: str
    data: bytes


class Line:
    """One connection that stays open, with one question on it at a time."""

    def __init__(self, port: int, token: str = "") -> None:
        self._port = port
        secret = f"authorization: {token}\r\n" if token else ""
        self._headers = f"host: 127.0.0.1:{port}\r\n{secret}"
        self._reader: asyncio.StreamReader
        self._writer: asyncio.StreamWriter | None = None

    async def ask(self, method: str, path: str, body: Any = None) -> Reply:
        """One question, and its answer."""
        await self._ensure_open()
        said = b"" if body is None else msgspec.json.encode(body)
        kind = "content-type: application/json\r\n" if body is not None else ""
        self._write(
            f"{method} {path}", f"accept-encoding: gzip, deflate\r\n{kind}content-length: {len(said)}", said
        )
        status, head = await self._head()
        packed, size = await self._body(status, head)
        unpacked = zlib.decompress(packed, 47) if b"content-encoding: gzip" in head else packed
        return Reply(status, unpacked, size + len(head))

    async def get(self, path: str) -> Any:
        """What this path says."""
        return (await self.ask("GET", path)).json()

    async def post(self, path: str, body: Any) -> Any:
        """What is answered to this."""
        return (await self.ask("POST", path, body)).json()

    async def events(self, path: str) -> AsyncIterator[Event]:
        """The events of a stream, without its heartbeats."""
        await self._ensure_open()
        self._write(f"GET {path}", "accept: text/event-stream")
        status, head = await self._head()
        if status != 200 or b"transfer-encoding: chunked" not in head:
            raise Unexpected(head.decode())
        buffer = b""
        while chunk := await self._chunk():
            *whole, buffer = (buffer + chunk).split(b"\n\n")
            for block in whole:
                if event := _event(block):
                    yield event

    def close(self) -> None:
        """Hang up."""
        if self._writer is not None:
            self._writer.close()
            self._writer = None

    async def _ensure_open(self) -> None:
        if self._writer is None:
            self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self._port, limit=2**22)

    def _write(self, what: str, headers: str, body: bytes = b"") -> None:
        assert self._writer is not None
        self._writer.write(f"{what} HTTP/1.1\r\n{self._headers}{headers}\r\n\r\n".encode() + body)

    async def _head(self) -> tuple[int, bytes]:
        head = (await self._reader.readuntil(b"\r\n\r\n")).lower()
        return int(head[9:12]), head

    async def _body(self, status: int, head: bytes) -> tuple[bytes, int]:
        """The body, and its size on the wire."""
        at = head.find(b"\r\ncontent-length:")
        if at >= 0:
            body = await self._reader.readexactly(int(head[at + 17 : head.index(b"\r\n", at + 17)]))
            return body, len(body)
        if status == 204 or b"transfer-encoding: chunked" not in head:
            return b"", 0
        chunks = []
        while chunk := await self._chunk():
            chunks.append(chunk)
        framing = sum(len(f"{len(chunk):x}") + 4 for chunk in chunks) + 5
        body = b"".join(chunks)
        return body, len(body) + framing

    async def _chunk(self) -> bytes:
        size = int(await self._reader.readuntil(b"\r\n"), 16)
        return (await self._reader.readexactly(size + 2))[:-2]


def _event(block: bytes) -> Event | None:
    fields = dict(line.split(b":", 1) for line in block.split(b"\n") if b":" in line and line[:1] != b":")
    if b"data" not in fields:
        return None
    return Event(fields.get(b"event", b"message").strip().decode(), fields[b"data"].strip())
