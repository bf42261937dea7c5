"""The operator's questions: an administrator's doors, without a device, over a socket in the data folder.

Only who may enter the data folder reaches it. One line of JSON asks, one line answers.
"""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from app.server.accounts.answers import ACCOUNT_ANSWERS
from app.server.accounts.devices import Caller
from app.server.accounts.invites import LIFE_MS, operator_code, reset_sign_in
from app.server.accounts.staff import OPERATOR
from app.server.control.deciding import OperatorDecides, OperatorReads, decide_report, read_report
from app.server.control.waiting_reports import waiting_reports
from app.server.home import Home
from app.server.troubles import Rejected
from app.sync.accounts import Invited, ResetSignIn
from app.sync.doors import DOORS
from app.sync.protocol import MAX_BODY, Trouble

SOCKET = "control.sock"
INVITE, REPORTS, READ, DECIDE, RESET = "invite", "reports", "report", "decide", "reset"
LONGEST_PATH = 100
"""Bytes: the system cannot name a socket by a longer path."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A door and what is asked there."""

    path: str
    asks: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An HTTP status and what is answered, a `Trouble` unless it is 200."""

    status: int
    tells: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class OperatorInvite:
    """Asks for a code for a colleague, or for an administrator."""

    admin: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OperatorReset:
    """Asks for a code for somebody who lost everything; `at_once` it works without the day's wait.

    No door of the network knows this wish: whoever makes it could as well write to the database.
    """

    person: str
    at_once: bool = False


_CALLER = Caller(device=OPERATOR, address="")
_ASKS = {door.path: door.asks for door in DOORS if door.path.startswith("/v1/admin/")}


async def answer(home: Home, asked: Asked) -> Told:
    """What the operator gets to hear."""
    try:
        return Told(status=200, tells=msgspec.to_builtins(await _carry_out(home, asked)))
    except Rejected as why:
        return Told(status=why.status, tells={"code": why.code, "params": why.params})
    except msgspec.ValidationError:
        return Told(status=400, tells=msgspec.to_builtins(Trouble(code="request.wrong")))


async def _carry_out(home: Home, asked: Asked) -> Any:
    if asked.path == INVITE:
        wish = msgspec.convert(asked.asks, OperatorInvite)
        code = await home.write(lambda ledger: operator_code(ledger, admin=wish.admin))
        return Invited(code=code, until=home.clock() + LIFE_MS)
    if asked.path == REPORTS:
        return await home.read(waiting_reports)
    if asked.path == READ:
        wanted = msgspec.convert(asked.asks, OperatorReads)
        return await home.write(lambda ledger: read_report(ledger, wanted))
    if asked.path == DECIDE:
        decided = msgspec.convert(asked.asks, OperatorDecides)
        return await home.write(lambda ledger: decide_report(ledger, decided))
    if asked.path == RESET:
        lost = msgspec.convert(asked.asks, OperatorReset)
        back = ResetSignIn(person=lost.person)
        return await home.write(lambda ledger: reset_sign_in(ledger, OPERATOR, back, at_once=lost.at_once))
    asks = _ASKS.get(asked.path)
    if asks is None:
        raise Rejected(404, "request.misdirected")
    return await ACCOUNT_ANSWERS[asks](home, _CALLER, msgspec.convert(asked.asks, asks))


@asynccontextmanager
async def listening(home: Home, data: Path) -> AsyncIterator[None]:
    """Answer the operator while the block runs; where there can be no such socket, nothing happens."""
    path = data / SOCKET
    if sys.platform == "win32" or len(os.fsencode(path)) > LONGEST_PATH:
        yield
        return
    path.unlink(missing_ok=True)  # a server that was killed left it; the lock says that there is no other
    before = os.umask(0o177)
    try:
        server = await asyncio.start_unix_server(_Desk(home).serve, path, limit=MAX_BODY)
    finally:
        os.umask(before)
    try:
        yield
    finally:
        server.close()
        path.unlink(missing_ok=True)


class _Desk:
    def __init__(self, home: Home) -> None:
        self._home = home

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One question, one answer."""
        try:
            asked = msgspec.json.decode(await reader.readline(), type=Asked)
            writer.write(msgspec.json.encode(await answer(self._home, asked)) + b"\n")
            await writer.drain()
        except (ValueError, OSError, RuntimeError):  # no question, nobody waits any more, or the house closes
            pass
        finally:
            writer.close()
