"""Requests and answers without a framework in between: a header, a body, an answer in JSON."""

import asyncio
import gzip

import msgspec
from starlette.types import Receive, Scope, Send

from app.server.doors.headers import SAFE
from app.server.troubles import Rejected
from app.sync.protocol import MAX_BODY, Trouble

encode = msgspec.json.Encoder().encode
"""A message as it travels."""
Headers = tuple[tuple[bytes, bytes], ...]

_ALWAYS: Headers = tuple((name.encode(), value.encode()) for name, value in SAFE.items())
_JSON: Headers = ((b"content-type", b"application/json"), *_ALWAYS)
_TEXT: Headers = ((b"content-type", b"text/plain; charset=utf-8"), *_ALWAYS)
_SQUEEZED: Headers = ((b"content-encoding", b"gzip"), (b"vary", b"Accept-Encoding"))
WORTH_SQUEEZING = 1_000
"""Bytes; a smaller answer fits into one packet anyway."""
_LEVEL = 6


def header(scope: Scope, name: bytes) -> str:
    """What a request says under this name; nothing when it does not."""
    for key, value in scope["headers"]:
        if key == name:
            return str(value, "latin-1")
    return ""


async def read_body(receive: Receive, seconds: float) -> bytes:
    """The whole body. Raises 408, 413, or 400 when the other end hangs up before it is whole."""
    body, more = bytearray(), True
    try:
        async with asyncio.timeout(seconds):
            while more:
                message = await receive()
                if message["type"] != "http.request":
                    raise Rejected(400, "request.wrong")
                body += message.get("body", b"")
                more = message.get("more_body", False)
                if len(body) > MAX_BODY:
                    raise Rejected(413, "too.large", limit=MAX_BODY)
    except TimeoutError as why:
        raise Rejected(408, "request.slow") from why
    return bytes(body)


async def answer(scope: Scope, send: Send, message: object) -> None:
    """200, and this message; squeezed where that is worth it and the other end can take it."""
    body, headers = encode(message), _JSON
    if len(body) >= WORTH_SQUEEZING and "gzip" in header(scope, b"accept-encoding"):
        body, headers = gzip.compress(body, _LEVEL, mtime=0), _JSON + _SQUEEZED
    await _send(send, 200, body, headers)


async def refuse(send: Send, why: Rejected) -> None:
    """Say why not, in the same words at every door."""
    more = tuple((name.encode(), value.encode()) for name, value in headers_of(why).items())
    await _send(send, why.status, encode(Trouble(code=why.code, params=why.params)), _JSON + more)


def headers_of(why: Rejected) -> dict[str, str]:
    """What a refusal says beside its body."""
    headers = {"retry-after": str(why.retry_after)} if why.retry_after else {}
    if why.status == 401:
        headers["www-authenticate"] = "Bearer"
    return headers


async def break_down(send: Send) -> None:
    """The answer when something went wrong here: it says nothing about what."""
    await _send(send, 500, b"Internal Server Error", _TEXT)


async def _send(send: Send, status: int, body: bytes, headers: Headers) -> None:
    length = (b"content-length", b"%d" % len(body))
    await send({"type": "http.response.start", "status": status, "headers": [length, *headers]})
    await send({"type": "http.response.body", "body": body})
