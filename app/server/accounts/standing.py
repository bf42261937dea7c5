"""What an account is: the row that the person's own devices see, and notices of what was done to it."""

from typing import Any

from app.domain.ids import own_scope
from app.domain.people import STATED
from app.server.accounts.audit import new_id
from app.server.accounts.second_step import has_two_steps
from app.server.database.engine import Connection
from app.server.database.ledger import Ledger
from app.server.database.rows import find_row


def tell_account(ledger: Ledger, person: str, **changes: Any) -> None:
    """Bring the `account` row of a person up to date: what they may do, how they sign in, who vouches."""
    scope = own_scope(person)
    ledger.lock((scope,))
    role, state, login = ledger.connection.execute(
        "SELECT role, state, login FROM account WHERE person_id = ?", (person,)
    ).fetchone()
    known = ledger.row(scope, "account", person)
    now = {"admin": role == "admin", "role": role, "state": state, "login": login or ""}
    now["two_steps"] = has_two_steps(ledger.connection, person)
    kept = {name: value for name, value in (known.v if known else {}).items() if name not in now}
    ledger.put(scope, "account", person, now | {"credential": STATED} | kept | changes)


def give_notice(ledger: Ledger, person: str, what: str, by: str, **more: str | int) -> str:
    """Tell all devices of a person what was done: password, recovered, reset, totp.on or totp.off; its id.

    `device` and `name`, where they are, say on which device it was done.
    """
    identifier = new_id(ledger)
    ledger.lock((own_scope(person),))
    told = {"what": what, "at": ledger.now_ms, "by": by, **more}
    ledger.put(own_scope(person), "notice", identifier, told)
    return identifier


def names_of(connection: Connection, person: str) -> tuple[str, ...]:
    """What this person is called, in either script."""
    profile = find_row(connection, own_scope(person), "me", person)
    names = (profile.v.get(name, "") for name in ("name_en", "name_bn")) if profile else ()
    return tuple(str(name) for name in names if name)
