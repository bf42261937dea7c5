"""Who is there: the device behind a request's token."""

from starlette.requests import Request

from app.server.accounts.devices import Device, device_of
from app.server.database.ledger import News
from app.server.home import Home
from app.server.troubles import Rejected

BELIEVED_MS = 5_000
"""A token is looked up again after this long, so that one signed out elsewhere is out within 5 seconds."""
_KEPT = 10_000


class Identity:
    """Knows for some seconds whose a token is; of what happens in this process it hears at once."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self._known: dict[str, tuple[int, Device]] = {}
        home.bus.follow(self._hear)

    async def of(self, request: Request) -> Device:
        """The device that asks. Raises 401 `token.unknown`."""
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            raise Rejected(401, "token.unknown")
        return await self.known(token.strip())

    async def known(self, token: str) -> Device:
        """The device whose token this is. Raises 401 `token.unknown`."""
        now = self._home.clock()
        since, device = self._known.get(token, (0, None))
        if device is None or not 0 <= now - since < BELIEVED_MS:
            self._known.pop(token, None)
            device = await self._home.read(lambda connection: device_of(connection, token))
            self._known[token] = (now, device)
            if len(self._known) > _KEPT:
                self._known.pop(next(iter(self._known)))
        return device

    def _hear(self, news: News) -> None:
        if news.revoked:
            kept = {t: known for t, known in self._known.items() if known[1].id not in news.revoked}
            self._known = kept
