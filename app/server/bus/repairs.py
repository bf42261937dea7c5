"""What a process cannot have heard, it looks up: news from other processes may get lost on the way."""

import asyncio
from collections.abc import Iterator, Sequence
from functools import partial

from app.domain.ids import COMMONS, MODERATION, own_scope
from app.server.database.engine import Connection
from app.server.database.news import News
from app.server.home import Home
from app.server.logs import LOG

EVERY_S = 5.0
"""Nothing that was lost stays unsaid for longer."""
_AT_ONCE = 500

Places = dict[str, dict[str, int]]
"""Of each person, the circles and conversations they are in (a moderator in `m`), and where they stand."""


class Repairs:
    """Compares what the listeners of this process were told with what is in the database."""

    def __init__(self, home: Home, every: float = EVERY_S) -> None:
        self._home = home
        self._every = every
        self._seen: dict[str, int] = {}

    async def run(self) -> None:
        """Sweep again and again, until cancelled."""
        while True:
            await asyncio.sleep(self._every)
            try:
                await self.sweep()
            except Exception as why:  # a database that is away; the next time will do
                LOG.warning("repairs failed", exc_info=why)

    async def sweep(self) -> None:
        """Tell what was missed, end what should have ended."""
        bus, told = self._home.bus, self._home.bus.watched()
        heads: dict[str, int] = {}
        for some in _parts(list(told)):
            heads |= await self._home.read(partial(heads_of, scopes=some))
        await self._see_who_is_where(heads)
        missed = {scope: head for scope, head in heads.items() if head > told[scope]}
        if missed:
            self._home.metrics.repaired += len(missed)
            bus.hear(News(missed))
        for some in _parts([listener.device for listener in bus.listeners() if listener.device]):
            gone = await self._home.read(partial(signed_out, devices=some))
            if gone:
                bus.hear(News(revoked=list(gone)))
            for device in gone:
                bus.shut_out(device)

    async def _see_who_is_where(self, heads: dict[str, int]) -> None:
        """Look again where those people are whose own scope moved: to come or to go always moves it."""
        bus = self._home.bus
        people = {listener.person for listener in bus.listeners()}
        now = {person: heads[own_scope(person)] for person in people if own_scope(person) in heads}
        moved = [person for person, head in now.items() if head != self._seen.get(person)]
        for some in _parts(moved):
            found = await self._home.read(partial(places_of, people=some))
            for person, places in found.items():
                known = places | heads  # of a scope that was left, where it stood before one looked
                for listener in bus.of(person):
                    bus.correct(listener, {own_scope(person), COMMONS, *places}, known)
        self._seen = now


def heads_of(connection: Connection, scopes: Sequence[str]) -> dict[str, int]:
    """Where these scopes stand."""
    sql = f"SELECT id, head FROM scope WHERE id IN ({_marks(scopes)})"  # noqa: S608 - question marks only
    return {scope: int(head) for scope, head in connection.execute(sql, scopes)}


def places_of(connection: Connection, people: Sequence[str]) -> Places:
    """Where these people are."""
    places: Places = {person: {} for person in people}
    found = connection.execute(
        f"""SELECT member.person_id, scope.id, scope.head
        FROM member JOIN scope ON scope.id = member.scope_id
        WHERE member.person_id IN ({_marks(people)}) AND member.state = 'in'
        UNION ALL SELECT account.person_id, scope.id, scope.head FROM account JOIN scope ON scope.id = ?
        WHERE account.person_id IN ({_marks(people)}) AND role <> '' AND account.state = 'active'""",  # noqa: S608
        (*people, MODERATION, *people),
    )
    for person, scope, head in found:
        places[person][scope] = int(head)
    return places


def signed_out(connection: Connection, devices: Sequence[str]) -> set[str]:
    """Those of these devices that may not listen any more."""
    found = connection.execute(
        f"""SELECT device.id FROM device JOIN account ON account.person_id = device.person_id
        WHERE device.id IN ({_marks(devices)}) AND revoked_at = 0 AND account.state = 'active'""",  # noqa: S608
        devices,
    )
    return set(devices) - {device for (device,) in found}


def _parts(names: list[str]) -> Iterator[list[str]]:
    return (names[place : place + _AT_ONCE] for place in range(0, len(names), _AT_ONCE))


def _marks(values: Sequence[str]) -> str:
    return ",".join("?" * len(values)) or "''"
