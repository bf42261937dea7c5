"""Whose browser it is: a cookie, which is the token of a device of the account like any other.

So it is listed among one's devices, can be signed out from another one, and rests with the server only as a
hash. The cookie is out of reach of scripts, and travels on requests of our own pages alone.
"""

import base64
import hmac
import secrets
from dataclasses import dataclass

from starlette.requests import HTTPConnection
from starlette.responses import Response

from app.domain.ids import is_uuid7, uuid7
from app.server.accounts.devices import TOKEN, Device
from app.server.doors.identity import Identity
from app.server.troubles import Rejected

SIGNED_IN, AT_THE_DOOR = "setu_session", "setu_door"
"""The cookie of a browser that is signed in, and that of one about to: it has its token before it asks."""
LONG_S = 180 * 24 * 3600
SHORT_S = 3600


@dataclass(frozen=True, slots=True)
class Pending:
    """The device a browser will be, kept over a lost answer, so that asking again is the same request.

    `seed` is what lies in the browser before it is let in; whoever had it before may have read it or put it
    there. The token is made of it by the server, and is given away only to who is let in.
    """

    device: str
    seed: str
    token: str


async def signed_in(identity: Identity, connection: HTTPConnection) -> Device | None:
    """The device this browser is, if it is signed in."""
    token = connection.cookies.get(SIGNED_IN, "")
    try:
        return await identity.known(token) if token else None
    except Rejected as why:
        if why.status != 401:
            raise
        return None


def pending(connection: HTTPConnection, now_ms: int, secret: str) -> Pending:
    """The device this browser has been promised to be, or a fresh promise; `secret` is the server's."""
    device, _, seed = connection.cookies.get(AT_THE_DOOR, "").partition(".")
    if not is_uuid7(device) or not TOKEN.fullmatch(seed):
        device, seed = uuid7(now_ms, secrets.token_bytes(10)), _spelt(secrets.token_bytes(32))
    return Pending(device, seed, _spelt(hmac.digest(secret.encode(), f"web {seed}".encode(), "sha256")))


def _spelt(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def promise(response: Response, kept: Pending, *, secure: bool) -> None:
    """Let the browser keep the device it will be."""
    _set(response, AT_THE_DOOR, f"{kept.device}.{kept.seed}", SHORT_S, secure=secure)


def let_in(response: Response, kept: Pending, *, secure: bool) -> None:
    """The browser is that device from now on."""
    _set(response, SIGNED_IN, kept.token, LONG_S, secure=secure)
    response.delete_cookie(AT_THE_DOOR, secure=secure, httponly=True, samesite="lax")


def show_out(response: Response, *, secure: bool) -> None:
    """The browser is nobody's any more."""
    response.delete_cookie(SIGNED_IN, secure=secure, httponly=True, samesite="lax")


def _set(response: Response, name: str, value: str, age: int, *, secure: bool) -> None:
    response.set_cookie(name, value, max_age=age, secure=secure, httponly=True, samesite="lax")
