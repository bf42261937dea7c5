"""Asking the server at hand: the one that runs, or else its data, which is opened for as long as it takes."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any, TypeVar

import msgspec

from app.server.control.answering import DECIDE, INVITE, READ, REPORTS, SOCKET, Asked, Told, answer
from app.server.control.deciding import OperatorDecides, OperatorReads, ReportRead
from app.server.control.waiting_reports import ReportsWaiting
from app.server.home import Home, require_server
from app.server.settings.settings import Settings
from app.server.troubles import CannotServe, Rejected
from app.sync.accounts import Invited
from app.sync.doors import DOOR_FOR
from app.sync.protocol import MAX_BODY, Row

T = TypeVar("T")
Send = Callable[[Asked], Awaitable[Told]]


class Operator:
    """Who sits at the server, and asks it."""

    def __init__(self, send: Send) -> None:
        self._send = send

    async def ask(self, message: Any, kind: type[T]) -> T:
        """The answer to a message. Raises Rejected."""
        return await self._ask(DOOR_FOR[type(message)].path, msgspec.to_builtins(message), kind)

    async def invite(self, *, admin: bool) -> Invited:
        """A fresh code."""
        return await self._ask(INVITE, {"admin": admin}, Invited)

    async def reports(self) -> ReportsWaiting:
        """What was reported and waits for a decision."""
        return await self._ask(REPORTS, {}, ReportsWaiting)

    async def read(self, wanted: OperatorReads) -> ReportRead:
        """One report, with what it is about."""
        return await self._ask(READ, msgspec.to_builtins(wanted), ReportRead)

    async def decide(self, decided: OperatorDecides) -> Row:
        """The report as it was decided."""
        return await self._ask(DECIDE, msgspec.to_builtins(decided), Row)

    async def reset(self, person: str, *, at_once: bool) -> Invited:
        """A code for somebody who lost everything."""
        return await self._ask("reset", {"person": person, "at_once": at_once}, Invited)

    async def _ask(self, path: str, asks: dict[str, Any], kind: type[T]) -> T:
        told = await self._send(Asked(path=path, asks=asks))
        if told.status != 200:
            raise Rejected(told.status, told.tells["code"], **told.tells.get("params", {}))
        return msgspec.convert(told.tells, kind)


@asynccontextmanager
async def operator(settings: Settings) -> AsyncIterator[Operator]:
    """Somebody who may ask. Raises CannotServe when there is no server, or it cannot be reached."""
    if not settings.db and await _runs(settings):
        yield Operator(lambda asked: _over_the_socket(settings, asked))
        return
    home = _open(settings)
    try:
        yield Operator(lambda asked: answer(home, asked))
    finally:
        home.close()


async def _runs(settings: Settings) -> bool:
    try:
        _, writer = await asyncio.open_unix_connection(settings.data / SOCKET)
    except OSError:
        return False
    writer.close()
    return True


async def _over_the_socket(settings: Settings, asked: Asked) -> Told:
    try:
        reader, writer = await asyncio.open_unix_connection(settings.data / SOCKET, limit=MAX_BODY * 4)
        try:
            writer.write(msgspec.json.encode(asked) + b"\n")
            return msgspec.json.decode(await reader.readline(), type=Told)
        finally:
            writer.close()
    except (OSError, ValueError) as why:
        raise CannotServe("server.in_use") from why


def _open(settings: Settings) -> Home:
    require_server(settings.data, settings.db)
    return Home.open(settings.data, address=settings.db, durability=settings.durability)
