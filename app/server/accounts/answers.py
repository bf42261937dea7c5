"""What is answered at the doors that have to do with accounts."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from app.server.accounts import (
    audit,
    devices,
    invites,
    joining,
    people,
    resets,
    setting,
    signing,
    staff,
    stepping,
)
from app.server.accounts.devices import Caller
from app.server.database.engine import Connection
from app.server.database.ledger import Ledger
from app.server.home import Home
from app.sync import accounts as a
from app.sync import two_steps as s

T = TypeVar("T")
Answer = Callable[[Home, Caller, Any], Awaitable[Any]]


async def _join(home: Home, caller: Caller, asked: a.Join) -> a.Joined:
    joining.check_join(asked)
    person = await home.write(lambda ledger: joining.join(ledger, asked))
    return a.Joined(person=person, epoch=home.epoch, now=home.clock())


async def _invite(home: Home, caller: Caller, asked: a.Invite) -> a.Invited:
    if not asked.device:
        staff.require_two_steps(caller.device, wanted=home.staff_needs_two_steps)
    return await _write(home, caller, lambda ledger: invites.invite(ledger, caller.device, asked))


async def _devices(home: Home, caller: Caller, asked: a.ListDevices) -> a.Devices:
    return await home.read(lambda connection: devices.devices_of(connection, caller.device))


async def _remove_device(home: Home, caller: Caller, asked: a.RemoveDevice) -> a.Devices:
    await _write(home, caller, lambda ledger: devices.remove_device(ledger, caller.device, asked.device))
    return await home.read(lambda connection: devices.devices_of(connection, caller.device))


async def _token(home: Home, caller: Caller, asked: a.NewToken) -> a.Done:
    await _write(home, caller, lambda ledger: devices.set_next_token(ledger, caller.device, asked.token))
    return a.Done(now=home.clock())


async def _invites(home: Home, caller: Caller, asked: a.ListInvites) -> a.Invites:
    now = home.clock()
    return await _look(home, caller, lambda connection: invites.list_invites(connection, asked, now))


async def _uninvite(home: Home, caller: Caller, asked: a.Uninvite) -> a.Invites:
    await _write(home, caller, lambda ledger: invites.uninvite(ledger, caller.device, asked.id))
    return await _invites(home, caller, a.ListInvites())


async def _people(home: Home, caller: Caller, asked: a.ListPeople) -> a.People:
    return await _look(home, caller, lambda connection: people.list_people(connection, asked), "moderator")


async def _standing(home: Home, caller: Caller, asked: a.SetStanding) -> a.People:
    await _write(home, caller, lambda ledger: staff.set_standing(ledger, caller.device, asked))
    changed = a.ListPeople(person=asked.person)  # by who may have become nobody in particular by it
    return await home.read(lambda connection: people.list_people(connection, changed))


async def _check(home: Home, caller: Caller, asked: a.CheckCredential) -> a.People:
    await _write(home, caller, lambda ledger: staff.check_credential(ledger, caller.device, asked))
    return await _people(home, caller, a.ListPeople(person=asked.person))


async def _reset(home: Home, caller: Caller, asked: a.ResetSignIn) -> a.Invited:
    return await _write(home, caller, lambda ledger: invites.reset_sign_in(ledger, caller.device, asked))


async def _totp(home: Home, caller: Caller, asked: s.TakeTotpAway) -> a.People:
    await _write(home, caller, lambda ledger: stepping.take_away(ledger, caller.device, asked.person))
    return await _people(home, caller, a.ListPeople(person=asked.person))


async def _stop_reset(home: Home, caller: Caller, asked: a.StopReset) -> a.Done:
    await _write(home, caller, lambda ledger: resets.stop_reset(ledger, caller.device, asked.id))
    return a.Done(now=home.clock())


async def _audit(home: Home, caller: Caller, asked: a.ListAudit) -> a.Audit:
    return await _look(home, caller, lambda connection: audit.read_audit(connection, asked))


async def _write(home: Home, caller: Caller, work: Callable[[Ledger], T]) -> T:
    """What comes of this work, unless the device was signed out since its token was looked up."""

    def signed_in(ledger: Ledger) -> T:
        if caller.device != staff.OPERATOR:
            devices.require_signed_in(devices.standing_of(ledger.connection, caller.device))
        return work(ledger)

    return await home.write(signed_in)


async def _look(home: Home, caller: Caller, question: Callable[[Connection], T], *others: str) -> T:
    """An answer for administrators, and these others, who still are it at this very moment."""

    def for_staff(connection: Connection) -> T:
        staff.require_staff(connection, caller.device, "admin", *others)
        return question(connection)

    return await home.read(for_staff)


ACCOUNT_ANSWERS: dict[type, Answer] = {
    a.Join: _join,
    a.SignIn: signing.sign_in,
    a.Recover: signing.recover,
    a.SetPassword: setting.set_password,
    s.BeginTotp: stepping.begin,
    s.ConfirmTotp: stepping.confirm,
    s.EndTotp: stepping.end,
    a.ListDevices: _devices,
    a.RemoveDevice: _remove_device,
    a.NewToken: _token,
    a.Invite: _invite,
    a.ListInvites: _invites,
    a.Uninvite: _uninvite,
    a.ListPeople: _people,
    a.SetStanding: _standing,
    a.CheckCredential: _check,
    a.ResetSignIn: _reset,
    s.TakeTotpAway: _totp,
    a.StopReset: _stop_reset,
    a.ListAudit: _audit,
}
