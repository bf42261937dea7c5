"""Rooms: for each account that is here a device of its own, with a store and a sync that nobody else enters.

A room is opened by the first window of an account and put away some time after the last has gone, so that
a phone that was in a tunnel finds it as it was. What is in it is on disk at every moment.
"""

import asyncio
import base64
import itertools
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

from app.bootstrap import Device
from app.domain.connection import ServerNote
from app.domain.ids import is_uuid7, uuid7
from app.server.accounts.devices import add_device, device_of
from app.server.home import Home
from app.server.troubles import CannotServe, Rejected
from app.store.memory import Memory

STAYS_SECONDS = 240.0
"""A room without windows is kept open this long: longer than Flet keeps the session of a lost window."""
NAME = "Web"
"""What the account's list of devices calls the store that its browsers share."""


@dataclass(eq=False)
class Room:
    """One account's device, and how many windows look into it. No two rooms ever have one name."""

    device: Device
    name: str
    windows: int = 0
    leaving: asyncio.TimerHandle | None = None

    def __post_init__(self) -> None:
        self.open_window = self.device.window()


class Rooms:
    """All that are open. `address` is where the server's own devices reach it."""

    def __init__(self, home: Home, folder: Path, address: Callable[[], str]) -> None:
        self._home = home
        self._folder = folder
        self._address = address
        self.open: dict[str, Room] = {}
        self._names = itertools.count(1)
        self._closing: dict[str, asyncio.Task[None]] = {}

    def __len__(self) -> int:
        return len(self.open)

    @asynccontextmanager
    async def window(self, person: str) -> AsyncIterator[Room]:
        """The room of this account, for as long as a window looks into it."""
        room = await self._enter(person)
        try:
            yield room
        finally:
            room.windows -= 1
            if not room.windows and self.open.get(person) is room:
                loop = asyncio.get_running_loop()
                room.leaving = loop.call_later(STAYS_SECONDS, self._put_away, person)

    async def close(self) -> None:
        """Put every room away."""
        for person in tuple(self.open):
            self._put_away(person)
        await asyncio.gather(*self._closing.values(), return_exceptions=True)

    async def _enter(self, person: str) -> Room:
        if person in self._closing:
            await asyncio.shield(self._closing[person])
        room = self.open.get(person)
        if room is None:
            name = f"{person}.{next(self._names)}"
            room = self.open[person] = Room(self._device(person), name)
        room.windows += 1
        if room.leaving:
            room.leaving.cancel()
            room.leaving = None
        return room

    def _put_away(self, person: str) -> None:
        room = self.open.pop(person)
        if room.leaving:
            room.leaving.cancel()
        task = self._closing[person] = asyncio.create_task(room.device.close())
        task.add_done_callback(lambda _: self._closing.pop(person, None))

    def _device(self, person: str) -> Device:
        if not is_uuid7(person):  # it becomes a folder's name
            raise CannotServe("server.host")
        return Device(data=self._folder / person, settle=partial(self._settle, person))

    async def _settle(self, person: str, memory: Memory) -> None:
        """Make this store a device of the account, if it is none yet, and let it reach its server.

        One that a restored server does not know (any more) becomes one again: whose store it is a browser has
        just shown. It keeps the name of the history that it knows, and so finds out that there is another.
        """
        note = memory.note("server") or {}
        joined = memory.note("person") == person and bool(note.get("token"))
        if not joined:
            note = await self._join(person, memory)
        elif await self._is_unknown(str(note["token"])):
            note = {**await self._join(person, memory), "epoch": note.get("epoch", "")}
        with memory.transaction():
            memory.set_note("person", person)
            memory.set_note("server", {**note, "address": self._address(), "state": "joined"})

    async def _is_unknown(self, token: str) -> bool:
        now = self._home.clock()
        try:
            await self._home.read(lambda connection: device_of(connection, token, now))
        except Rejected as why:
            return why.code == "token.unknown"
        return False

    async def _join(self, person: str, memory: Memory) -> dict[str, object]:
        device = memory.note("device") or uuid7(self._home.clock(), secrets.token_bytes(10))
        token = base64.urlsafe_b64encode(secrets.token_bytes(32)).decode().rstrip("=")
        await self._home.write(lambda ledger: add_device(ledger, person, device, token, NAME))
        memory.set_note("device", device)
        note = ServerNote(address="", device=device, token=token, state="joined", epoch=self._home.epoch)
        return asdict(note)
