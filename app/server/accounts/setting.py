"""Setting a password: the first one, or another one by who knows the one until now."""

from app.domain.ids import own_scope
from app.domain.logins import check_login, login_key
from app.server.accounts.audit import note
from app.server.accounts.devices import (
    Caller,
    Device,
    forget_codes,
    name_of,
    require_signed_in,
    standing_of,
)
from app.server.accounts.logins import (
    Login,
    find_login,
    judged,
    keep_password,
    login_of,
    new_codes,
    require_password,
)
from app.server.accounts.standing import give_notice, names_of, tell_account
from app.server.database.engine import Connection
from app.server.database.ledger import Ledger
from app.server.home import Home
from app.server.troubles import Rejected
from app.sync.accounts import Recovery, SetPassword


async def set_password(home: Home, caller: Caller, asked: SetPassword) -> Recovery:
    """A password from now on, and fresh recovery codes. Raises 403 `password.old`, 409 `login.taken`, 400.

    Who sends the password that is set already gets fresh codes too: the codes of a lost reply are lost.
    """
    person, desk = caller.device.person, home.desk
    login, names = await home.read(lambda connection: _who(connection, person))
    name = judged(lambda: check_login(asked.login)) if asked.login or not login.login else login.login
    require_password(asked.password, (name, *names))
    with desk.tries.at(f"person {person}"):
        if login.password and not await _knows(home, login.password, asked):
            raise Rejected(403, "password.old")
        kept = await desk.hashing.hash(asked.password)
        return await home.write(lambda ledger: _set(ledger, caller.device, login, name, kept))


async def _knows(home: Home, kept: str, asked: SetPassword) -> bool:
    verify = home.desk.hashing.verify
    return await verify(kept, asked.old) or await verify(kept, asked.password)


def _who(connection: Connection, person: str) -> tuple[Login, tuple[str, ...]]:
    return login_of(connection, person), names_of(connection, person)


def _set(ledger: Ledger, device: Device, before: Login, name: str, kept: str) -> Recovery:
    ledger.lock((own_scope(before.person),))
    require_signed_in(standing_of(ledger.connection, device))
    now = login_of(ledger.connection, before.person, for_update=ledger.connection.for_update)
    if now != before:
        raise Rejected(403, "password.old")
    other = find_login(ledger.connection, login_key(name))
    if other and other.person != before.person:
        raise Rejected(409, "login.taken")
    keep_password(ledger, before.person, kept)
    ledger.connection.execute(
        "UPDATE account SET login = ?, login_key = ? WHERE person_id = ?",
        (name, login_key(name), before.person),
    )
    codes = new_codes(ledger, before.person)
    tell_account(ledger, before.person)
    if before.password:
        give_notice(
            ledger,
            before.person,
            "password",
            by=before.person,
            device=device.id,
            name=name_of(ledger, device),
        )
        forget_codes(ledger, before.person)
    note(ledger, before.person, "password", before.person, "changed" if before.password else "first")
    return Recovery(login=name, codes=codes)
