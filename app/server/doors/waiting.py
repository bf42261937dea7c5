"""Pulls that wait for news, for devices that the live channel does not reach."""

import asyncio
from contextlib import suppress

from app.server.accounts.devices import Device
from app.server.database.engine import Connection
from app.server.home import Home
from app.server.pull import read, standings
from app.server.troubles import Rejected
from app.sync.protocol import Pull, Pulled


async def read_patiently(home: Home, device: Device, asked: Pull, *, restored: bool) -> Pulled:
    """What is new for this device, now or as soon as there is something, within the time it will wait.

    It listens before it looks, so that nothing happens in between; while it waits it keeps no thread.
    """
    now, person = home.clock(), device.person

    def look(connection: Connection) -> Pulled:
        return read(connection, person, asked, epoch=home.epoch, now_ms=now, restored=restored)

    def look_around(connection: Connection) -> tuple[Pulled, dict[str, int]]:
        return look(connection), {scope: at.head for scope, at in standings(connection, person).items()}

    if not asked.wait:
        return await home.read(look)
    try:
        listener = home.bus.join(person, device.id)
    except Rejected:  # too many are waiting: this one gets its answer now
        return await home.read(look)
    try:
        since = home.bus.count
        pulled, heads = await home.read(look_around)
        if _says_something(pulled):
            return pulled
        home.bus.begin(listener, heads, since=since)
        with suppress(TimeoutError):
            async with asyncio.timeout(asked.wait):
                while not _says_something(pulled) and await listener.listen(asked.wait):
                    pulled = await home.read(look)
        return pulled
    finally:
        home.bus.leave(listener)


def _says_something(pulled: Pulled) -> bool:
    return bool(pulled.pages or pulled.gone or pulled.resync or pulled.more)
