"""What is answered at each door: the table from a message to the function that answers it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from app.server import pull, push, windows
from app.server.accounts import invites, joining
from app.server.accounts.devices import Device
from app.server.home import Home
from app.server.troubles import Rejected
from app.sync import accounts as a
from app.sync import protocol as p


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks: a device (a nameless one at doors open to anyone), and from which address."""

    device: Device
    address: str


Answer = Callable[[Home, Caller, Any], Awaitable[Any]]


async def _join(home: Home, caller: Caller, asked: a.Join) -> a.Joined:
    joining.check_join(asked)
    person = await home.write(lambda ledger: joining.join(ledger, asked))
    return a.Joined(person=person, epoch=home.epoch, now=home.clock())


async def _push(home: Home, caller: Caller, asked: p.Push) -> p.Pushed:
    _check_epoch(home, asked.epoch)
    push.check_push(asked)
    results = await home.write(lambda ledger: push.push(ledger, caller.device, asked.mutations))
    for result in results:
        if result.code:
            home.metrics.rejected(result.code)
    return p.Pushed(epoch=home.epoch, now=home.clock(), results=results)


async def _pull(home: Home, caller: Caller, asked: p.Pull) -> p.Pulled:
    pull.check_pull(asked)
    home.metrics.mismatches += min(asked.wrong, p.MAX_CURSORS)
    restored = bool(asked.epoch) and asked.epoch == home.parent_epoch
    if not restored:
        _check_epoch(home, asked.epoch)
    now, person = home.clock(), caller.device.person
    return await home.read(
        lambda connection: pull.read(
            connection, person, asked, epoch=home.epoch, now_ms=now, restored=restored
        )
    )


async def _history(home: Home, caller: Caller, asked: p.History) -> p.Historied:
    _check_epoch(home, asked.epoch)
    windows.check_history(asked)
    now, person = home.clock(), caller.device.person
    return await home.read(
        lambda connection: pull.history(connection, person, asked, epoch=home.epoch, now_ms=now)
    )


async def _invite(home: Home, caller: Caller, asked: a.Invite) -> a.Invited:
    return await home.write(lambda ledger: invites.invite(ledger, caller.device, asked))


async def not_yet(home: Home, caller: Caller, asked: Any) -> Any:
    """Nothing is behind this door yet."""
    raise Rejected(404, "request.misdirected")


def _check_epoch(home: Home, epoch: str) -> None:
    if epoch not in ("", home.epoch):
        raise Rejected(409, "epoch", epoch=home.epoch, parent=home.parent_epoch)


ANSWERS: dict[type, Answer] = {
    a.Join: _join,
    p.Push: _push,
    p.Pull: _pull,
    p.History: _history,
    a.Invite: _invite,
}
