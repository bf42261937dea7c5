"""One application out of two: the protocol's doors, and the site beside them on the same port."""

from collections.abc import Callable
from typing import Final

from starlette.types import ASGIApp, Receive, Scope, Send

from app import config
from app.server.backups.stores import FOLDER
from app.server.doors.http import Doors
from app.server.home import Home
from app.server.hosting.rooms import Rooms
from app.server.hosting.site import Site
from app.server.settings.settings import Settings

DOORS: Final = ("/v1/", "/healthz", "/readyz", "/metrics", "/openapi.json")


class House:
    """The doors, and a site for browsers; `address` is where the server's own devices reach the doors."""

    def __init__(
        self, doors: ASGIApp, shared: Doors, home: Home, settings: Settings, address: Callable[[], str]
    ) -> None:
        self._doors = doors
        self.rooms = Rooms(home, settings.data / FOLDER, address)
        self._site = Site(
            home,
            shared.identity,
            shared.throttle,
            self.rooms,
            folders=(config.assets_folder(), config.locales_folder(), config.cache_folder()),
            secure=settings.public.startswith("https://"),
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on to whom it concerns."""
        to_doors = scope["type"] == "http" and scope["path"].startswith(DOORS)
        await (self._doors if to_doors else self._site.app)(scope, receive, send)

    async def close(self) -> None:
        """Close every window, and put every account's store away."""
        await self._site.close()
        await self.rooms.close()
