"""Signing in: with a password, or with a recovery code and a new password. Whatever was wrong, one answer.

A password is looked at in its own threads, between a read and a write: neither the event loop nor the
writer waits for it. What was read is looked at again in the write.
"""

from contextlib import nullcontext

from app.domain.ids import own_scope
from app.domain.logins import login_key
from app.server.accounts import second_step
from app.server.accounts.audit import note
from app.server.accounts.codes import digest, kept_recovery
from app.server.accounts.devices import (
    Caller,
    add_device,
    check_device,
    forget_codes,
    has_device,
    require_few,
)
from app.server.accounts.logins import Login, find_login, keep_password, login_of, require_password
from app.server.accounts.standing import give_notice, names_of
from app.server.database.engine import Connection
from app.server.database.ledger import Ledger
from app.server.home import Home
from app.server.troubles import Rejected
from app.sync.accounts import Joined, Recover, SignIn


async def sign_in(home: Home, caller: Caller, asked: SignIn) -> Joined:
    """Make this device one of the account's. Raises 403 `login.wrong`.

    Only who knows the password hears of a suspension, or that digits are `totp.needed` or `totp.wrong`. These
    are rationed on their own: who knows the password gets no more guesses at them by typing it again.
    """
    check_device(asked)
    key, desk = login_key(asked.login), home.desk
    with desk.tries.at(f"login {key}"):
        login = await home.read(lambda connection: find_login(connection, key))
        right = await desk.hashing.verify(login.password if login else "", asked.password)
        if login is None or not right:
            raise _wrong()
    outdated = desk.hashing.is_outdated(login.password)
    again = await desk.hashing.hash(asked.password) if outdated else login.password
    with desk.tries.at(f"totp {login.person}") if asked.code.strip() else nullcontext():
        return await home.write(lambda ledger: _enter(ledger, home, login, asked, again))


def _enter(ledger: Ledger, home: Home, login: Login, asked: SignIn, kept: str) -> Joined:
    now = login_of(ledger.connection, login.person, for_update=ledger.connection.for_update)
    if (now.key, now.password) != (login.key, login.password):
        raise _wrong()
    _require_active(now)
    second_step.use(ledger, now.person, asked.code, by=f"{asked.device} {asked.token}")
    if kept != now.password:
        keep_password(ledger, now.person, kept)
    _admit(ledger, now.person, asked)
    return Joined(person=now.person, epoch=home.epoch, now=ledger.now_ms)


async def recover(home: Home, caller: Caller, asked: Recover) -> Joined:
    """Use up a recovery code; the password is a new one from now on. Raises 403 `login.wrong`.

    The same request again, after a lost reply, gets the same answer and uses up nothing.
    """
    check_device(asked)
    used, login, names = await home.read(lambda connection: _find_code(connection, asked))
    if used:
        return Joined(person=login.person, epoch=home.epoch, now=home.clock())
    require_password(asked.password, (login.login, *names))
    kept = await home.desk.hashing.hash(asked.password)
    return await home.write(lambda ledger: _replace(ledger, home, asked, kept))


def _replace(ledger: Ledger, home: Home, asked: Recover, kept: str) -> Joined:
    used, login, _ = _find_code(ledger.connection, asked, for_update=ledger.connection.for_update)
    if not used:
        ledger.lock((own_scope(login.person),))
        ledger.connection.execute(
            "UPDATE recovery SET used_at = ? WHERE hash = ?",
            (ledger.now_ms, kept_recovery(login.person, asked.code)),
        )
        keep_password(ledger, login.person, kept)
        forget_codes(ledger, login.person)
        _admit(ledger, login.person, asked)
        give_notice(ledger, login.person, "recovered", by=login.person, device=asked.device, name=asked.name)
        note(ledger, login.person, "recover", login.person)
    return Joined(person=login.person, epoch=home.epoch, now=ledger.now_ms)


def _find_code(
    connection: Connection, asked: Recover, *, for_update: str = ""
) -> tuple[bool, Login, tuple[str, ...]]:
    """Whether this very request was carried out before, whose code it is, and what they are called."""
    login = find_login(connection, login_key(asked.login))
    found = connection.execute(
        f"SELECT used_at FROM recovery WHERE hash = ?{for_update}",  # noqa: S608 - a constant
        (kept_recovery(login.person if login else "", asked.code),),
    ).fetchone()
    if found is None or login is None:
        raise _wrong()
    used = bool(found[0])
    if used and not has_device(connection, login.person, asked.device, digest(asked.token)):
        raise _wrong()
    _require_active(login)
    return used, login, names_of(connection, login.person)


def _admit(ledger: Ledger, person: str, asked: SignIn | Recover) -> None:
    require_few(ledger, person, asked.device)
    add_device(ledger, person, asked.device, asked.token, asked.name)


def _require_active(login: Login) -> None:
    if login.state != "active":
        raise Rejected(403, "suspended")


def _wrong() -> Rejected:
    return Rejected(403, "login.wrong")
