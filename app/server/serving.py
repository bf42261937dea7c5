"""Opening the doors to the world: `setu serve`, and the same server inside a test's own event loop."""

import asyncio
import gc
import ipaddress
import resource
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.server.accounts.invites import operator_code
from app.server.accounts.joining import has_administrator
from app.server.backups.sealing import read_key
from app.server.bus.couriers import courier_for
from app.server.control.answering import listening as answering
from app.server.database.engine import Clock
from app.server.doors.listening import GuestServer, WebServer, listen
from app.server.doors.throttle import Limits
from app.server.home import Home, wall_clock
from app.server.logs import keep_logs_discreet
from app.server.sentences import sentence
from app.server.settings.settings import Settings
from app.server.troubles import CannotServe
from app.storekeeping.terminal import Terminal

if TYPE_CHECKING:
    from app.server.hosting.house import House


class Running:
    """A server that runs in this event loop."""

    def __init__(self, home: Home, listening: socket.socket, settings: Settings) -> None:
        self.home = home
        self.port = int(listening.getsockname()[1])
        self.address = f"http://127.0.0.1:{self.port}"
        self._server = GuestServer(home, settings)
        self._task = asyncio.create_task(self._server.serve(sockets=[listening]))

    @property
    def house(self) -> "House | None":
        """The site for browsers, if there is one."""
        return self._server.house

    async def invite(self, admin: bool = False) -> str:
        """A fresh code, as whoever runs the server makes it."""
        return await self.home.write(lambda ledger: operator_code(ledger, admin=admin))

    async def stop(self) -> None:
        """End the live channels, answer what is under way, and let go of data and port. Twice is once."""
        self._server.should_exit = True
        await self._task


@asynccontextmanager
async def running(
    data: Path,
    port: int = 0,
    *,
    address: str = "",
    limits: Limits | None = None,
    clock: Clock = wall_clock,
    settings: Settings | None = None,
) -> AsyncIterator[Running]:
    """A real server on this machine's loopback, in this event loop, until the block ends or it is stopped."""
    chosen = settings or Settings(db=address, limits=limits or Limits())
    chosen = replace(chosen, data=data, host="127.0.0.1", port=port)
    server = Running(*_open(chosen, clock), chosen)
    try:
        yield server
    finally:
        await server.stop()


def run(settings: Settings, *, invites: int = 1) -> int:
    """Serve until stopped; the process's exit code. Says what it does, or why it cannot."""
    terminal = Terminal()
    keep_logs_discreet(settings.log, requests=settings.log_requests)
    _take_all_connections()
    try:
        home, listening = _open(settings, wall_clock)
    except CannotServe as why:
        terminal.complain(sentence(why, settings, terminal.words))
        return 1
    with asyncio.Runner(loop_factory=_loop_factory()) as runner:
        runner.run(_greet_and_serve(home, listening, settings, invites, terminal))
    terminal.say(terminal.words.t("Stopped. Everything is saved."))
    return 0


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """uvloop's event loop, which spends half as much on a request, where it can be had."""
    try:
        import uvloop
    except ImportError:
        return None
    return uvloop.new_event_loop


def _take_all_connections() -> None:
    """Many systems allow a process 1,024 open files until it asks for more; each connection is one."""
    allowed, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    if allowed < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def _open(settings: Settings, clock: Clock) -> tuple[Home, socket.socket]:
    if settings.bus:
        try:
            courier_for(settings.bus, "")
        except ImportError as why:
            raise CannotServe("server.bus_driver") from why
    if settings.backups and settings.backup_key_file:
        read_key(settings.backup_key_file)
    home = Home.open(
        settings.data,
        address=settings.db,
        durability=settings.durability,
        clock=clock,
        cards=settings.directory_cards,
        help_lines=settings.help_lines,
    )
    try:
        return home, listen(settings.host, settings.port)
    except CannotServe:
        home.close()
        raise


async def _greet_and_serve(
    home: Home, listening: socket.socket, settings: Settings, invites: int, terminal: Terminal
) -> None:
    server = WebServer(home, settings)  # first: with the app for browsers it takes seconds on a busy machine
    _spare_what_stays()
    host, port = listening.getsockname()[:2]
    address = f"http://{f'[{host}]' if ':' in host else host}:{port}"
    terminal.say(terminal.words.t("Setu is serving at {address}  (Ctrl+C stops it)", address=address))
    await _greet(home, settings, invites, terminal, alone=ipaddress.ip_address(host).is_loopback)
    async with nullcontext() if settings.db else answering(home, settings.data):
        await server.serve(sockets=[listening])


async def _greet(home: Home, settings: Settings, invites: int, terminal: Terminal, *, alone: bool) -> None:
    """Give whoever started it what they need to let people in."""
    say, words = terminal.say, terminal.words
    if not alone:
        say(
            words.t(
                "Other machines can reach this address, and what travels to it is not encrypted: put a TLS "
                "proxy, such as Caddy or nginx, in front of it."
            )
        )
    if await home.read(has_administrator):
        for _ in range(invites):
            say(words.t("Invite: {code}", code=await home.write(operator_code)))
    else:
        code = await home.write(lambda ledger: operator_code(ledger, admin=True))
        say(words.t("Administrator's invite: {code}", code=code))
        say(
            words.t(
                "Whoever joins with it first looks after this server. It works once, within {days} days.",
                days=14,
            )
        )
    if settings.web:
        say(words.t("People can open the same address in a browser, join there with an invite, and sign in."))
    say(
        words.t(
            "To invite more people: choose Invite in the app, or start again with {option}.",
            option="--invites 5",
        )
    )


def _spare_what_stays() -> None:
    """What was imported and built is there until the end. Who looks for garbage need not look there again
    and again, which takes a fifteenth of what a push costs.
    """
    gc.collect()
    gc.freeze()
