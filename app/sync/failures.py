"""Everything that can go wrong on the way to a server, sorted into the three kinds of `domain/errors.py`."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import httpx
from httpx_sse import SSEError

from app.domain.errors import Misunderstood, SyncTrouble, Unreachable, Unwelcome
from app.sync.protocol import Trouble
from app.sync.wire import from_wire

T = TypeVar("T")

TRY_LATER = {408, 425, 429}
ANOTHER_VERSION = 426
UPGRADE, BEHIND = "server.upgrade", "server.behind"
"""What keeps an app and a server apart until one of the two, the app or the server, is brought up to date."""
OURS = {"self", "code", "retry_after"}
"""Names of parameters that a server cannot choose."""


@contextmanager
def sorted_failures() -> Iterator[None]:
    """Raise what goes wrong in the network as `Unreachable` or `Misunderstood`."""
    try:
        yield
    except SSEError as why:  # though it calls itself one of the next kind
        raise Misunderstood("server.not_setu") from why
    except httpx.TransportError as why:  # time-outs are of this kind too
        untrusted = "CERTIFICATE" in str(why).upper()
        raise Unreachable("server.certificate" if untrusted else "server.unreachable") from why
    except (httpx.HTTPError, httpx.InvalidURL) as why:
        raise Misunderstood("server.not_setu") from why


def raise_trouble(response: httpx.Response) -> None:
    """Pass a 200 on; raise anything else as the trouble it is. The body must have been read."""
    if response.status_code != httpx.codes.OK:
        raise _trouble(response)


def understand(kind: type[T], response: httpx.Response) -> T:
    """The message in a reply, or `Misunderstood`: a guest network's welcome page also answers 200."""
    try:
        return from_wire(kind, response.json())
    except (ValueError, RecursionError) as why:
        raise Misunderstood("server.not_setu") from why


def _trouble(response: httpx.Response) -> SyncTrouble:
    status = response.status_code
    code, params = _told(response)
    if status == ANOTHER_VERSION:
        return Misunderstood(BEHIND if code == BEHIND else UPGRADE, **params)
    if status in TRY_LATER or status >= 500:
        return Unreachable(code or "server.busy", **params)
    if code and status >= 400:
        return Unwelcome(code, **params)
    return Misunderstood("server.not_setu")


def _told(response: httpx.Response) -> tuple[str, dict[str, Any]]:
    """The code and parameters of a trouble, if the reply is one, with the wait that its header asks for."""
    wait = response.headers.get("retry-after", "")
    asked = {"retry_after": int(wait)} if wait.isdecimal() and len(wait) < 9 else {}
    try:
        trouble = from_wire(Trouble, response.json())
    except (ValueError, RecursionError):
        return "", asked
    plain = {name: value for name, value in trouble.params.items() if isinstance(value, str | int)}
    return trouble.code, {name: plain[name] for name in plain if name not in OURS} | asked
