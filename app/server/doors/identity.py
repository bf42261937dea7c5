"""Who is there: the device behind a request's token."""

from starlette.datastructures import Headers

from app.server.accounts.devices import Device, confirm_token, device_of
from app.server.accounts.seen import is_another_day
from app.server.database.news import News
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
        self._heard = 0
        home.bus.follow(self._hear)

    async def of(self, headers: Headers) -> Device:
        """The device that asks. Raises 401 `token.unknown`, `token.revoked` or `suspended`."""
        return await self.bearer(headers.get("authorization", ""))

    async def bearer(self, shown: str) -> Device:
        """The device whose `Authorization` this is. Raises 401 like `of`."""
        scheme, _, token = shown.partition(" ")
        if scheme.lower() != "bearer":
            raise Rejected(401, "token.unknown")
        return await self.known(token.strip())

    async def known(self, token: str) -> Device:
        """The device whose token this is. Raises 401 `token.unknown`, `token.revoked` or `suspended`."""
        now = self._home.clock()
        since, device = self._known.get(token, (0, None))
        if device is None or not 0 <= now - since < BELIEVED_MS:
            self._known.pop(token, None)
            heard = self._heard
            device = await self._ask(token, now)
            if heard == self._heard:  # nobody was signed out while the database was asked
                self._known[token] = (now, device)
            if len(self._known) > _KEPT:
                self._known.pop(next(iter(self._known)))
        return device

    async def _ask(self, token: str, now: int) -> Device:
        device = await self._home.read(lambda connection: device_of(connection, token, now))
        if device.fresh:
            await self._home.write(lambda ledger: confirm_token(ledger, device, token))
        if is_another_day(device.seen, now):
            self._home.desk.seen.note(device.id, now)
        return device

    def _hear(self, news: News) -> None:
        if news.revoked:
            self._heard += 1
            kept = {t: known for t, known in self._known.items() if known[1].id not in news.revoked}
            self._known = kept
