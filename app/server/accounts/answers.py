"""What is answered at the doors that have to do with accounts."""

from collections.abc import Awaitable, Callable
from typing import Any

from app.server.accounts import devices, invites, joining, setting, signing
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


ACCOUNT_ANSWERS: dict[type, Answer] = {
    a.Join: _join,
    a.SignIn: signing.sign_in,
    a.Recover: signing.recover,
    a.SetPassword: setting.set_password,
    a.ListDevices: _devices,
    a.RemoveDevice: _remove_device,
    a.NewToken: _token,
    a.Invite: _invite,
}
