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
from app.server.database.engine import Clock
from app.server.doors.identity import Identity
from app.server.troubles import Rejected

SIGNED_IN, AT_THE_DOOR = "setu_session", "setu_door"
"""The cookie of a browser that is signed in, and that of one about to: it has its token before it asks."""
OF_THIS_HOST = "__Host-"
RENAMED_MS = 1_795_305_600_000
"""On 22 November 2026 the cookies of encrypted pages got their new names."""
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


class Cookies:
    """How this server gives cookies and takes them. `secure` says that all its pages are encrypted.

    Where they are, a cookie's name begins with `__Host-`: no page of a neighbouring name, and none that came
    unencrypted, can put one there. `http://localhost` cannot have that, and keeps the plain name.
    """

    def __init__(self, clock: Clock, *, secure: bool) -> None:
        self._clock = clock
        self._secure = secure

    async def signed_in(self, identity: Identity, connection: HTTPConnection) -> Device | None:
        """The device this browser is, if it is signed in."""
        token = self._taken(connection, SIGNED_IN) or self._old(connection)
        try:
            return await identity.known(token) if token else None
        except Rejected as why:
            if why.status != 401:
                raise
            return None

    def pending(self, connection: HTTPConnection, secret: str) -> Pending:
        """The device this browser has been promised to be, or a fresh promise; `secret` is the server's."""
        device, _, seed = self._taken(connection, AT_THE_DOOR).partition(".")
        if not is_uuid7(device) or not TOKEN.fullmatch(seed):
            device, seed = uuid7(self._clock(), secrets.token_bytes(10)), _spelt(secrets.token_bytes(32))
        return Pending(device, seed, _spelt(hmac.digest(secret.encode(), f"web {seed}".encode(), "sha256")))

    def promise(self, request: HTTPConnection, response: Response, kept: Pending) -> None:
        """Let the browser keep the device it will be."""
        self._give(request, response, AT_THE_DOOR, f"{kept.device}.{kept.seed}", SHORT_S)

    def let_in(self, request: HTTPConnection, response: Response, kept: Pending) -> None:
        """The browser is that device from now on."""
        self._give(request, response, SIGNED_IN, kept.token, LONG_S)
        self._take_away(request, response, AT_THE_DOOR)

    def show_out(self, request: HTTPConnection, response: Response) -> None:
        """The browser is nobody's any more."""
        self._take_away(request, response, SIGNED_IN)

    def renew(self, request: HTTPConnection, response: Response) -> None:
        """Give who is signed in by a cookie of the old name the same under the new one."""
        if old := self._old(request):
            self._give(request, response, SIGNED_IN, old, LONG_S)
            response.delete_cookie(SIGNED_IN, secure=True, httponly=True, samesite="lax")

    def _old(self, connection: HTTPConnection) -> str:
        """What an encrypted page still takes from before the names changed, as long as such may be there."""
        if not self._is_secure(connection) or self._clock() > RENAMED_MS + LONG_S * 1000:
            return ""
        return "" if self._taken(connection, SIGNED_IN) else connection.cookies.get(SIGNED_IN, "")

    def _taken(self, connection: HTTPConnection, name: str) -> str:
        return connection.cookies.get(self._named(connection, name), "")

    def _give(self, request: HTTPConnection, response: Response, name: str, value: str, age: int) -> None:
        response.set_cookie(
            self._named(request, name),
            value,
            max_age=age,
            secure=self._is_secure(request),
            httponly=True,
            samesite="lax",
        )

    def _take_away(self, request: HTTPConnection, response: Response, name: str) -> None:
        for each in sorted({name, self._named(request, name)}):
            response.delete_cookie(each, secure=self._is_secure(request), httponly=True, samesite="lax")

    def _named(self, connection: HTTPConnection, name: str) -> str:
        return OF_THIS_HOST + name if self._is_secure(connection) else name

    def _is_secure(self, connection: HTTPConnection) -> bool:
        """Whether a page came encrypted; a proxy that is believed may say so, too."""
        return self._secure or connection.url.scheme in ("https", "wss")


def _spelt(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")
