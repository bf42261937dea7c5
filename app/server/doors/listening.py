"""The socket and the web server on it."""

import asyncio
import errno
import os
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack, contextmanager
from types import FrameType
from typing import TYPE_CHECKING

import uvicorn

from app.server import maintenance
from app.server.bus.exchange import exchanging
from app.server.doors.heads import BoundedHead
from app.server.doors.http import Gate, build
from app.server.home import Home
from app.server.jobs import Jobs
from app.server.settings.settings import Settings
from app.server.troubles import CannotServe
from app.sync.protocol import MAX_BODY

if TYPE_CHECKING:
    from app.server.hosting.house import House

_STOP = (signal.SIGTERM, signal.SIGINT)


_SILENT_MS = 60_000
"""A device that does not even take what is sent to it for so long is gone, and its live channel with it."""


def listen(host: str, port: int) -> socket.socket:
    """A listening socket. Raises CannotServe when the port is taken or the host is not ours."""
    try:
        family, kind, proto, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except OSError as why:
        raise CannotServe("server.host") from why
    listening = socket.socket(family, kind, proto)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if kept := getattr(socket, "TCP_USER_TIMEOUT", None):
        listening.setsockopt(socket.IPPROTO_TCP, kept, _SILENT_MS)  # whom it accepts, inherits it
    try:
        listening.bind(address)
        listening.listen(2048)
    except OSError as why:
        listening.close()
        code = {errno.EADDRINUSE: "server.port", errno.EACCES: "server.port_forbidden"}.get(why.errno or 0)
        raise CannotServe(code or "server.host") from why
    return listening


class WebServer(uvicorn.Server):
    """Ends the live channels before it waits for connections to end, and puts the home away after."""

    def __init__(self, home: Home, settings: Settings) -> None:
        self._jobs = Jobs(home, settings)
        app = build(home, settings=settings, complaints=[self._jobs.complaint])
        self._address = ""
        self.house = _house(app, home, settings, lambda: self._address) if settings.web else None
        config = uvicorn.Config(
            self.house or app,
            lifespan="on" if self.house else "off",
            ws="websockets-sansio" if self.house else "none",
            ws_max_size=MAX_BODY,
            log_config=None,
            access_log=False,
            server_header=False,
            forwarded_allow_ips=settings.proxies,
            limit_concurrency=settings.connections,
            timeout_keep_alive=5,
            timeout_graceful_shutdown=5,
            http=BoundedHead,
        )
        super().__init__(config)
        self._home = home
        self._drain = settings.drain
        self._addresses = settings.db, settings.bus
        self._exchange = AsyncExitStack()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen to the world and to the other processes of this server, and begin the regular work."""
        for listening in sockets or ():
            self._address = _within(*listening.getsockname()[:2])
        await self._exchange.enter_async_context(exchanging(self._home, *self._addresses))
        self._home.maintenance = await self._home.read(maintenance.waits)
        self._jobs.start()
        await super().startup(sockets)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Stop at SIGTERM and SIGINT, and end as one who stopped of their own accord."""
        before = {signum: signal.signal(signum, self.handle_exit) for signum in _STOP}
        try:
            yield
        finally:
            for signum, handler in before.items():
                signal.signal(signum, handler)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Begin to stop; at the second signal end at once: what was acknowledged is on the disk already."""
        if self.should_exit:
            os._exit(128 + sig)
        self.should_exit = True

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop in an order that loses nothing."""
        self._home.closing = True
        await asyncio.sleep(self._drain)
        if self.house:
            await self.house.close()
        self._home.bus.close()
        await super().shutdown(sockets)
        await self._exchange.aclose()
        await self._jobs.stop()
        await asyncio.to_thread(self._home.close)


def _within(host: str, port: int) -> str:
    """Where this machine itself reaches a socket that listens there."""
    here = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - compared, not bound
    return f"http://{f'[{here}]' if ':' in here else here}:{port}"


def _house(gate: Gate, home: Home, settings: Settings, address: Callable[[], str]) -> "House":
    from app.server.hosting.house import House  # which brings the whole app along

    return House(gate, gate.doors, home, settings, address)


class GuestServer(WebServer):
    """The same in someone else's event loop: it keeps its hands off the process's signals."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals to whoever runs the loop."""
        yield
