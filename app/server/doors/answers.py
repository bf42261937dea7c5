"""What is answered at each door: the table from a message to the function that answers it."""

from typing import Any

from app.server import pull, push, windows
from app.server.accounts.answers import ACCOUNT_ANSWERS, Answer
from app.server.accounts.devices import Caller
from app.server.accounts.reading import note_reading
from app.server.directory import finding
from app.server.doors.waiting import read_patiently
from app.server.home import Home
from app.server.operations.table import STAFFS
from app.server.troubles import Rejected
from app.server.versions import check_schema
from app.sync import protocol as p
from app.sync.directory import FindPeople, PeopleFound


async def _push(home: Home, caller: Caller, asked: p.Push) -> p.Pushed:
    home.metrics.waited(asked.waited)
    check_schema(asked.schema)
    _check_epoch(home, asked.epoch)
    push.check_push(asked)
    device, wanted = caller.device, home.staff_needs_two_steps
    barred = STAFFS if wanted and device.role and not device.two_steps else frozenset()
    results = await home.write(lambda ledger: push.push(ledger, device, asked.mutations, barred))
    for result in results:
        if result.code:
            home.metrics.rejected(result.code)
    return p.Pushed(epoch=home.epoch, now=home.clock(), results=results, req=asked.req)


async def _pull(home: Home, caller: Caller, asked: p.Pull) -> p.Pulled:
    check_schema(asked.schema)
    pull.check_pull(asked)
    home.metrics.mismatches += min(asked.wrong, p.MAX_CURSORS)
    restored = bool(asked.epoch) and asked.epoch == home.parent_epoch
    if not restored:
        _check_epoch(home, asked.epoch)
    pulled = await read_patiently(home, caller.device, asked, restored=restored)
    await note_reading(home, caller.device.person, pulled.pages)
    return pulled


async def _history(home: Home, caller: Caller, asked: p.History) -> p.Historied:
    check_schema(asked.schema)
    _check_epoch(home, asked.epoch)
    windows.check_history(asked)
    now, person = home.clock(), caller.device.person
    return await home.read(
        lambda connection: pull.history(connection, person, asked, epoch=home.epoch, now_ms=now)
    )


async def _people(home: Home, caller: Caller, asked: FindPeople) -> PeopleFound:
    check_schema(asked.schema)
    _check_epoch(home, asked.epoch)
    finding.check_question(asked)
    now, person = home.clock(), caller.device.person
    return await home.read(
        lambda connection: finding.find(connection, person, asked, epoch=home.epoch, now_ms=now)
    )


async def not_yet(home: Home, caller: Caller, asked: Any) -> Any:
    """Nothing is behind this door yet."""
    raise Rejected(404, "request.misdirected")


def _check_epoch(home: Home, epoch: str) -> None:
    if epoch not in ("", home.epoch):
        raise Rejected(409, "epoch", epoch=home.epoch, parent=home.parent_epoch)


ANSWERS: dict[type, Answer] = {
    **ACCOUNT_ANSWERS,
    p.Push: _push,
    p.Pull: _pull,
    p.History: _history,
    FindPeople: _people,
}
