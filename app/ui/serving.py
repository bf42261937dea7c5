"""Listening on this machine, quietly, until Ctrl-C."""

import asyncio
import contextlib
import os
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from typing import Final

import uvicorn
from starlette.types import ASGIApp

HOST: Final = "127.0.0.1"
TRIES: Final = 50
"""Ports after the wanted one that are tried before any free one will do."""


async def serve(app: ASGIApp, *, port: int, ready: Callable[[str], None]) -> None:
    """Serve until Ctrl-C, or until cancelled; `ready` gets the address as soon as it answers."""
    listener = listen(port)
    config = uvicorn.Config(
        app,
        ws="websockets-sansio",
        log_level="warning",
        access_log=False,  # addresses name circles and people: they stay out of logs
        server_header=False,
        timeout_graceful_shutdown=2,  # open tabs hold their websocket for ever
    )
    server = _Server(config, lambda: ready(f"http://{HOST}:{listener.getsockname()[1]}"))
    with contextlib.closing(listener):
        running = asyncio.create_task(server.serve(sockets=[listener]))
        try:
            await asyncio.shield(running)
        except asyncio.CancelledError:
            server.should_exit = True
            await running
            raise


def listen(port: int) -> socket.socket:
    """Bind the wanted port, or the next free one: another Setu may be open already."""
    for candidate in [*range(port, min(port + TRIES, 65536)), 0]:
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        if os.name == "posix":
            # A port just given up can be had again; on Windows this option would share a port in use.
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, candidate))
        except OSError:
            listener.close()
        else:
            return listener
    raise OSError(f"no free port on {HOST}")


class _Server(uvicorn.Server):
    """Uvicorn that says when it is up, and takes Ctrl-C as a wish rather than an error."""

    def __init__(self, config: uvicorn.Config, up: Callable[[], None]) -> None:
        super().__init__(config)
        self._up = up

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._up()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        # Uvicorn raises the signal once more when it has stopped, which ends in a traceback.
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        kept = {name: signal.signal(name, self.handle_exit) for name in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for name, handler in kept.items():
                signal.signal(name, handler)
