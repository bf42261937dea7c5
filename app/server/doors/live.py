"""The live channel: it says which scope stands where, never what is in it."""

import json
from collections.abc import AsyncIterator

from app.domain.ids import COMMONS, own_scope
from app.server.database.memberships import joined_scopes
from app.server.home import Home


async def pokes(home: Home, person: str, *, heartbeat: float) -> AsyncIterator[bytes]:
    """The events of one channel, until the server stops or the device goes."""
    listener = home.bus.join(person)
    home.metrics.channels += 1
    try:
        joined = await home.read(lambda connection: joined_scopes(connection, person))
        listener.begin([own_scope(person), COMMONS, *joined])
        yield _event("hello", {"epoch": home.epoch, "hub": home.bus.hub}, home)
        while not listener.closed:
            heads = await listener.listen(heartbeat)
            if heads:
                home.metrics.pokes += 1
                yield _event("poke", heads, home)
            elif not listener.closed:
                yield b": hb\n\n"
    finally:
        home.metrics.channels -= 1
        home.bus.leave(listener)


def _event(name: str, told: dict[str, int] | dict[str, str], home: Home) -> bytes:
    said = json.dumps(told, separators=(",", ":"))
    return f"event: {name}\nid: {home.bus.hub}.{home.bus.count}\ndata: {said}\n\n".encode()
