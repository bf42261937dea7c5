"""Joining: how an invite becomes an account, or a further device of one."""

from app.domain.ids import is_uuid7, own_scope
from app.server.accounts.audit import note
from app.server.accounts.codes import digest, read_code
from app.server.accounts.devices import add_device, check_device
from app.server.accounts.logins import forget_password
from app.server.accounts.resets import Came, require_due, use_reset
from app.server.accounts.second_step import forget_step
from app.server.accounts.standing import tell_account
from app.server.database.engine import Connection
from app.server.database.ledger import Ledger
from app.server.troubles import Rejected
from app.sync.accounts import Join


def check_join(join: Join) -> None:
    """Turn down a request that is not shaped like one of a Setu device."""
    check_device(join)
    if not is_uuid7(join.person):
        raise Rejected(400, "request.wrong")


def join(ledger: Ledger, join: Join) -> str:
    """Use an invite; whose account the device belongs to now. The same request again changes nothing.

    Who comes back by somebody else's word has lost everything, perhaps to another who chose the password.
    """
    code, token = digest(read_code(join.code)), digest(join.token)
    found = ledger.connection.execute(
        f"""SELECT id, kind, by_person, for_person, since, until,
        used_at, used_for, used_by, used_device, used_token
        FROM invite WHERE hash = ? AND revoked_at = 0{ledger.connection.for_update}""",  # noqa: S608 - a constant
        (code,),
    ).fetchone()
    if found is None:
        raise Rejected(403, "invite.wrong")
    identifier, kind, by_person, for_person, since, until = found[:6]
    used_at, used_for, used_by, used_device, used_token = found[6:]
    if used_at:
        if (used_device, used_token) == (join.device, token) and join.person in (used_for, used_by):
            return str(used_by)
        raise Rejected(403, "invite.used")
    if ledger.now_ms >= until or _is_suspended(ledger, by_person):
        raise Rejected(403, "invite.wrong")
    require_due(since, ledger.now_ms)
    person = str(for_person) if kind == "device" else join.person
    if kind != "device":
        _open_account(ledger, person, role="admin" if kind == "admin" else "")
    elif by_person != person:
        _let_back_in(ledger, person, identifier, join)
    add_device(ledger, person, join.device, join.token, join.name)
    ledger.connection.execute(
        """UPDATE invite SET used_at = ?, used_for = ?, used_by = ?, used_device = ?, used_token = ?
        WHERE hash = ?""",
        (ledger.now_ms, join.person, person, join.device, token, code),
    )
    return person


def _let_back_in(ledger: Ledger, person: str, identifier: str, join: Join) -> None:
    forget_password(ledger, person)
    if forget_step(ledger, person):
        tell_account(ledger, person)
    use_reset(ledger, person, identifier, Came(join.device, join.name))


def _open_account(ledger: Ledger, person: str, *, role: str) -> None:
    if has_account(ledger.connection, person):
        raise Rejected(409, "person.taken")
    ledger.connection.execute(
        "INSERT INTO account (person_id, role, created_at) VALUES (?, ?, ?)",
        (person, role, ledger.now_ms),
    )
    ledger.open_scope(own_scope(person))
    tell_account(ledger, person)
    if role:
        note(ledger, person, "role", person, f"{role} by invite")


def _is_suspended(ledger: Ledger, person: str) -> bool:
    """Whether this person may not let anybody in at the moment."""
    sql = "SELECT 1 FROM account WHERE person_id = ? AND state <> 'active'"
    return ledger.connection.execute(sql, (person,)).fetchone() is not None


def has_account(connection: Connection, person: str) -> bool:
    """Whether this person has an account here."""
    return connection.execute("SELECT 1 FROM account WHERE person_id = ?", (person,)).fetchone() is not None


def has_administrator(connection: Connection) -> bool:
    """Whether an administrator has joined yet."""
    return connection.execute("SELECT 1 FROM account WHERE role = 'admin'").fetchone() is not None
