"""The site: the entrance for everybody, the app for who is signed in.

/sign-in /join …   the entrance
/ws                a window of the app, of the account whose cookie the browser shows
anything else      the app's page and its files
"""

import asyncio
from contextvars import ContextVar
from pathlib import Path
from typing import Any
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocket

from app.i18n import catalogs
from app.i18n.languages import LANGUAGES
from app.server.database.news import News
from app.server.doors.identity import Identity
from app.server.doors.throttle import Throttle
from app.server.home import Home
from app.server.hosting.entrance import Entrance
from app.server.hosting.pages import Pages
from app.server.hosting.rooms import STAYS_SECONDS, Room, Rooms
from app.server.hosting.sessions import Cookies
from app.server.troubles import Rejected
from app.ui.doorkeeper import Doorkeeper, public_host
from app.ui.web import Shelves, Tab, inline_scripts, keep_sessions

_room: ContextVar[Room] = ContextVar("room")
"""Into which room the window leads that is being opened in this task."""
_browser: ContextVar[str] = ContextVar("browser")
"""Which browser it is, as a device of the account."""
_WINDOWS_PER_PERSON = 8
LOOK_AGAIN_S = 30.0
"""So often a window's cookie is looked at again while it is open."""


async def _open_window(page: Any) -> None:
    await _room.get().open_window(page, _browser.get())


class Site:
    """The app for many people in one process. `rooms` has to be closed by whoever opened the site."""

    def __init__(
        self,
        home: Home,
        identity: Identity,
        throttle: Throttle,
        rooms: Rooms,
        *,
        folders: tuple[Path, Path, Path | None],
        secure: bool = False,
    ) -> None:
        assets, locales, cache = folders
        self.rooms = rooms
        self._identity = identity
        self._cookies = Cookies(home.clock, secure=secure)
        self._shelves = Shelves(assets, cache)
        self._windows: dict[str, dict[asyncio.Task[None], str]] = {}
        home.bus.follow(self._hear)
        words = {lang: catalogs.load(lang, locales) for lang in LANGUAGES}
        entrance = Entrance(home, identity, throttle, Pages(words), self._cookies)
        app = Starlette(
            routes=[
                *entrance.routes(),
                WebSocketRoute("/ws", _Windows(self)),
                Route("/{path:path}", self._page, methods=["GET"]),
            ],
            lifespan=keep_sessions,
        )
        scripts = inline_scripts((assets / "index.html").read_text("utf-8"))
        self.app: ASGIApp = Doorkeeper(app, scripts, host=public_host)

    async def _page(self, request: Request) -> Response:
        """A file, or the app's page for who is signed in; everybody else is asked in first."""
        path = request.path_params["path"]
        place = self._shelves.is_place(path)
        if place and await self._cookies.signed_in(self._identity, request) is None:
            wanted = f"?next={quote(request.url.path)}" if path else ""
            return RedirectResponse(f"/sign-in{wanted}", 303, headers={"cache-control": "no-store"})
        response = await self._shelves.hand_out(request)
        if place:
            self._cookies.renew(request, response)
        return response

    async def window(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One websocket: refused without a cookie that is somebody's, ended when that is signed out."""
        socket = WebSocket(scope, receive, send)
        device = await self._cookies.signed_in(self._identity, socket)
        if device is None:
            await socket.close(1008)
            return
        async with self.rooms.window(device.person) as room:
            mine = self._windows.setdefault(device.person, {})
            if len(mine) >= _WINDOWS_PER_PERSON:
                next(iter(mine)).cancel()
            task = asyncio.create_task(self._show(room, device.id, scope, receive, send))
            mine[task] = device.id
            try:
                while not (await asyncio.wait([task], timeout=LOOK_AGAIN_S))[0]:
                    if await self._is_signed_out(socket):
                        break
            finally:
                task.cancel()
                mine.pop(task, None)
                if not mine:
                    self._windows.pop(device.person, None)

    async def _is_signed_out(self, socket: WebSocket) -> bool:
        """Whether the window has to go; that it was signed out may have got lost on the way here."""
        try:
            return await self._cookies.signed_in(self._identity, socket) is None
        except Rejected:  # a database that is away says nothing about anybody
            return False

    async def _show(self, room: Room, browser: str, scope: Scope, receive: Receive, send: Send) -> None:
        """Flet keeps a window's session under the name of its path: each room has its own, so that nobody
        comes into somebody else's session, whatever id their browser claims. The network address is left
        out of it, because a phone changes it while it moves."""
        _room.set(room)
        _browser.set(browser)
        theirs = {**scope, "path": f"/{room.name}/ws", "raw_path": b"", "client": ("127.0.0.1", 0)}
        await Tab(_open_window, forget_after=int(STAYS_SECONDS / 2))(theirs, receive, send)

    async def close(self) -> None:
        """Close every window."""
        tasks = [task for mine in self._windows.values() for task in mine]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _hear(self, news: News) -> None:
        """A browser that was signed out loses its windows at once."""
        for device in news.revoked:
            for mine in self._windows.values():
                for task in [task for task, theirs in mine.items() if theirs == device]:
                    task.cancel()


class _Windows:
    """The site's websocket as Starlette wants it."""

    def __init__(self, site: Site) -> None:
        self._site = site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._site.window(scope, receive, send)
