"""What is answered at the doors that have to do with accounts."""

from collections.abc import Awaitable, Callable
from typing import Any

from app.server.accounts import audit, devices, invites, joining, people, setting, signing, staff
from app.server.accounts.devices import Caller
from app.server.home import Home
from app.sync import accounts as a

Answer = Callable[[Home, Caller, Any], Awaitable[Any]]


async def _join(home: Home, caller: Caller, asked: a.Join) -> a.Joined:
    joining.check_join(asked)
    person = await home.write(lambda ledger: joining.join(ledger, asked))
    return a.Joined(person=person, epoch=home.epoch, now=home.clock())


async def _invite(home: Home, caller: Caller, asked: a.Invite) -> a.Invited:
    return await home.write(lambda ledger: invites.invite(ledger, caller.device, asked))


async def _devices(home: Home, caller: Caller, asked: a.ListDevices) -> a.Devices:
    return await home.read(lambda connection: devices.devices_of(connection, caller.device))


async def _remove_device(home: Home, caller: Caller, asked: a.RemoveDevice) -> a.Devices:
    await home.write(lambda ledger: devices.remove_device(ledger, caller.device, asked.device))
    return await home.read(lambda connection: devices.devices_of(connection, caller.device))


async def _token(home: Home, caller: Caller, asked: a.NewToken) -> a.Done:
    await home.write(lambda ledger: devices.set_next_token(ledger, caller.device, asked.token))
    return a.Done(now=home.clock())


async def _invites(home: Home, caller: Caller, asked: a.ListInvites) -> a.Invites:
    now = home.clock()
    return await home.read(lambda connection: invites.list_invites(connection, asked, now))


async def _uninvite(home: Home, caller: Caller, asked: a.Uninvite) -> a.Invites:
    await home.write(lambda ledger: invites.uninvite(ledger, caller.device, asked.id))
    return await _invites(home, caller, a.ListInvites())


async def _people(home: Home, caller: Caller, asked: a.ListPeople) -> a.People:
    return await home.read(lambda connection: people.list_people(connection, asked))


async def _standing(home: Home, caller: Caller, asked: a.SetStanding) -> a.People:
    await home.write(lambda ledger: staff.set_standing(ledger, caller.device, asked))
    return await _people(home, caller, a.ListPeople(person=asked.person))


async def _check(home: Home, caller: Caller, asked: a.CheckCredential) -> a.People:
    await home.write(lambda ledger: staff.check_credential(ledger, caller.device, asked))
    return await _people(home, caller, a.ListPeople(person=asked.person))


async def _reset(home: Home, caller: Caller, asked: a.ResetSignIn) -> a.Invited:
    return await home.write(lambda ledger: invites.reset_sign_in(ledger, caller.device, asked))


async def _audit(home: Home, caller: Caller, asked: a.ListAudit) -> a.Audit:
    return await home.read(lambda connection: audit.read_audit(connection, asked))


ACCOUNT_ANSWERS: dict[type, Answer] = {
    a.Join: _join,
    a.SignIn: signing.sign_in,
    a.Recover: signing.recover,
    a.SetPassword: setting.set_password,
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
    a.ListAudit: _audit,
}
