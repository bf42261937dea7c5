"""Setting up the second step of signing in, and giving it up: by oneself, or by an administrator."""

from app.domain.ids import own_scope
from app.server.accounts import second_step
from app.server.accounts.audit import note
from app.server.accounts.codes import kept_recovery, read_code
from app.server.accounts.devices import (
    Caller,
    Device,
    forget_devices,
    name_of,
    require_id,
    require_signed_in,
    standing_of,
)
from app.server.accounts.logins import Login, login_of
from app.server.accounts.staff import require_account, require_staff
from app.server.accounts.standing import give_notice, tell_account
from app.server.database.engine import Connection
from app.server.database.ledger import Ledger
from app.server.home import Home
from app.server.troubles import Rejected
from app.sync.accounts import Done
from app.sync.two_steps import BeginTotp, ConfirmTotp, EndTotp, TotpSecret


async def begin(home: Home, caller: Caller, asked: BeginTotp) -> TotpSecret:
    """A secret for an authenticator app, which counts for nothing until it is confirmed.

    Raises 409 `totp.no_password` and `totp.on`, 403 `password.wrong`.
    """
    login = await _who(home, caller)
    if not login.password:
        raise Rejected(409, "totp.no_password")
    await _require_password(home, login, asked.password)
    return await home.write(lambda ledger: _begin(ledger, caller.device, login))


def _begin(ledger: Ledger, device: Device, login: Login) -> TotpSecret:
    _require_unchanged(ledger, device, login)
    if second_step.has_two_steps(ledger.connection, login.person):
        raise Rejected(409, "totp.on")
    secret = second_step.new_secret(ledger, login.person)
    return TotpSecret(secret=secret, uri=second_step.address_of(secret, login.login))


async def confirm(home: Home, caller: Caller, asked: ConfirmTotp) -> Done:
    """From now on signing in needs the digits, too.

    Raises 409 `totp.begin_again`, 403 `totp.wrong` and `totp.clock`.
    """
    person, now = caller.device.person, home.clock()
    await home.read(lambda connection: _begun(connection, person, now))  # if not, that is no guess
    with home.desk.tries.at(f"totp {person}"):
        await home.write(lambda ledger: _confirm(ledger, caller.device, asked.code))
    return Done(now=home.clock())


def _confirm(ledger: Ledger, device: Device, typed: str) -> None:
    person = device.person
    ledger.lock((own_scope(person),))
    require_signed_in(standing_of(ledger.connection, device))
    known = _begun(ledger.connection, person, ledger.now_ms, for_update=ledger.connection.for_update)
    step = second_step.step_of(known.secret, typed, ledger.now_ms)
    if not step:
        off = 0 if known.on_since else second_step.minutes_off(known.secret, typed, ledger.now_ms)
        raise Rejected(403, "totp.clock", minutes=off) if off else Rejected(403, "totp.wrong")
    if not known.on_since:  # else the reply to the same was lost
        second_step.turn_on(ledger, person, step)
        _tell(ledger, person, "on", device)


def _begun(
    connection: Connection, person: str, now_ms: int, *, for_update: str = ""
) -> second_step.SecondStep:
    """What is to be confirmed, or has been."""
    known = second_step.find_step(connection, person, for_update=for_update)
    if known is None or not (known.on_since or now_ms < known.made_at + second_step.SETTING_UP_MS):
        raise Rejected(409, "totp.begin_again")
    return known


async def end(home: Home, caller: Caller, asked: EndTotp) -> Done:
    """The password is enough again. Raises 403 `password.wrong`, `totp.wrong` and `totp.used`.

    A recovery code, which is used up, does for the digits: the phone may be lost.
    """
    login = await _who(home, caller)
    await _require_password(home, login, asked.password)
    with home.desk.tries.at(f"totp {login.person}"):
        await home.write(lambda ledger: _end(ledger, caller.device, login, asked.code))
    return Done(now=home.clock())


def _end(ledger: Ledger, device: Device, login: Login, typed: str) -> None:
    _require_unchanged(ledger, device, login)
    if second_step.has_two_steps(ledger.connection, login.person) and not _recovers(ledger, login, typed):
        second_step.use(ledger, login.person, typed, by=f"end {device.id}")
    if second_step.forget_step(ledger, login.person):
        _tell(ledger, login.person, "off", device)


def _recovers(ledger: Ledger, login: Login, typed: str) -> bool:
    """Whether this is a recovery code; it is used up."""
    if not read_code(typed):
        return False
    used = ledger.connection.execute(
        "UPDATE recovery SET used_at = ? WHERE hash = ? AND used_at = 0",
        (ledger.now_ms, kept_recovery(login.person, typed)),
    )
    return used.rowcount > 0


def take_away(ledger: Ledger, device: Device, person: str) -> None:
    """Somebody lost phone and codes: their password is enough again. Their devices are told; so is the book.

    Raises 409 `totp.oneself`: for oneself it takes the password and the digits.
    """
    require_id(person)
    ledger.lock((own_scope(person),))
    require_staff(ledger.connection, device)
    require_account(ledger.connection, person)
    if person == device.person:
        raise Rejected(409, "totp.oneself")
    if second_step.forget_step(ledger, person):
        _tell(ledger, person, "off", device)


async def _who(home: Home, caller: Caller) -> Login:
    return await home.read(lambda connection: login_of(connection, caller.device.person))


async def _require_password(home: Home, login: Login, password: str) -> None:
    with home.desk.tries.at(f"person {login.person}"):
        if not await home.desk.hashing.verify(login.password, password):
            raise Rejected(403, "password.wrong")


def _require_unchanged(ledger: Ledger, device: Device, login: Login) -> None:
    """What was read is looked at again in the write."""
    ledger.lock((own_scope(login.person),))
    require_signed_in(standing_of(ledger.connection, device))
    now = login_of(ledger.connection, login.person, for_update=ledger.connection.for_update)
    if now.password != login.password:
        raise Rejected(403, "password.wrong")


def _tell(ledger: Ledger, person: str, now: str, device: Device) -> None:
    """All devices of the person hear of it; of their own deed they hear on which device it was done."""
    tell_account(ledger, person)
    forget_devices(ledger, person)  # what they may do can hang on it
    where = {"device": device.id, "name": name_of(ledger, device)} if device.person == person else {}
    give_notice(ledger, person, f"totp.{now}", by=device.person, **where)
    note(ledger, device.person, "totp", person, now)
