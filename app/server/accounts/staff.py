"""Those who look after a server, and what they may do to an account: roles, suspension, credentials."""

from dataclasses import dataclass

from app.domain.ids import COMMONS, MODERATION, own_scope
from app.domain.people import CHECKED, STATED
from app.server.accounts.audit import note
from app.server.accounts.devices import Device, forget_devices, require_id
from app.server.accounts.resets import void_resets
from app.server.accounts.standing import tell_account
from app.server.database.engine import Connection
from app.server.database.ledger import Ledger
from app.server.database.memberships import joined_scopes
from app.server.database.news import Move
from app.server.database.rows import find_row
from app.server.operations.profiles import renew_cards
from app.server.troubles import Rejected
from app.sync.accounts import CheckCredential, SetStanding

OPERATOR = Device("operator", "operator", "admin")
"""Whoever sits at the server itself. No device can call itself that: a person's id is a version 7 id."""

_ROLES = {"none": "", "moderator": "moderator", "admin": "admin"}
_STATES = {"active": "reinstate", "suspended": "suspend"}


@dataclass(frozen=True, slots=True)
class _Account:
    person: str
    role: str
    state: str

    @property
    def moderates(self) -> bool:
        return bool(self.role) and self.state == "active"


def require_staff(connection: Connection, device: Device, *roles: str) -> str:
    """What this device's person is at this very moment. Raises 403 `unavailable` for who is none of these."""
    if device == OPERATOR:
        return "admin"
    found = _account(connection, device.person)
    if found is None or found.state != "active" or found.role not in (roles or ("admin",)):
        raise Rejected(403, "unavailable")
    return found.role


def require_two_steps(device: Device, *, wanted: bool) -> None:
    """Raises 403 `totp.required` where this server has it so for its staff, and it is not set up yet."""
    if wanted and device.role and not device.two_steps:
        raise Rejected(403, "totp.required")


def role_of(connection: Connection, person: str) -> str:
    """What this person is at this very moment: moderator, admin, or nothing in particular."""
    found = _account(connection, person)
    return found.role if found and found.state == "active" else ""


def set_standing(ledger: Ledger, device: Device, asked: SetStanding) -> None:
    """Suspend or reinstate somebody, or change their role. Raises 409 `admin.last` and `standing.oneself`.

    What a moderator may not do, and what there is nobody to do to, answer alike: 403 `unavailable`. Whom an
    administrator suspended only an administrator reinstates.
    """
    if asked.state not in (*_STATES, "") or asked.role not in (*_ROLES, ""):
        raise Rejected(400, "request.wrong")
    require_id(asked.person)
    ledger.lock((COMMONS, own_scope(asked.person), MODERATION))
    staff = _locked_staff(ledger)
    actor = require_staff(ledger.connection, device, "admin", "moderator")
    before = _account(ledger.connection, asked.person, for_update=ledger.connection.for_update)
    if before is None or (actor != "admin" and (before.role or asked.role)):
        raise Rejected(403, "unavailable")
    by = suspended_by(ledger.connection, before.person, before.state)
    if actor != "admin" and asked.state == "active" and by == "admin":
        raise Rejected(403, "unavailable")
    if asked.person == device.person and asked.state == "suspended":
        raise Rejected(409, "standing.oneself")
    after = _Account(before.person, _ROLES.get(asked.role, before.role), asked.state or before.state)
    _require_another_admin(staff, after)
    seconded = asked.state == "suspended" and actor == "admin" and by == "moderator"
    if after != before or seconded:
        _change(ledger, device.person, before, after)
    if after.state != before.state or seconded:
        tell_account(ledger, after.person, suspended_by=actor if after.state == "suspended" else "")
        note(ledger, device.person, _STATES[after.state], after.person)
        void_resets(ledger, after.person, "suspended")  # whose devices are turned away cannot object


def suspended_by(connection: Connection, person: str, state: str) -> str:
    """As what somebody suspended this person, admin or moderator; empty when nobody did.

    Of a suspension from before this was written down an administrator has to decide.
    """
    if state != "suspended":
        return ""
    account = find_row(connection, own_scope(person), "account", person)
    return str(account.v.get("suspended_by") or "admin") if account else "admin"


def _change(ledger: Ledger, actor: str, before: _Account, after: _Account) -> None:
    ledger.connection.execute(
        "UPDATE account SET role = ?, state = ? WHERE person_id = ?", (after.role, after.state, after.person)
    )
    tell_account(ledger, after.person)
    forget_devices(ledger, after.person)
    if after.moderates != before.moderates:  # who listens hears of reports from now on, or no more
        head = ledger.head(MODERATION)
        ledger.news.moves.append(Move(after.person, MODERATION, after.moderates, head))
    if after.state != before.state:
        _renew_cards(ledger, after.person)  # nobody finds whom nobody can reach
    if after.role != before.role:
        note(ledger, actor, "role", after.person, after.role or "none")


def _locked_staff(ledger: Ledger) -> list[_Account]:
    """The administrators that are, and stay so until this transaction ends: two cannot depose each other."""
    found = ledger.connection.execute(
        f"""SELECT person_id, role, state FROM account WHERE role = 'admin' ORDER BY person_id
        {ledger.connection.for_update}"""  # noqa: S608 - a constant
    )
    return [_Account(*each) for each in found]


def _require_another_admin(staff: list[_Account], after: _Account) -> None:
    there = {each.person for each in staff if each.state == "active"}
    stays = after.role == "admin" and after.state == "active"
    if not stays and there == {after.person}:
        raise Rejected(409, "admin.last")


def check_credential(ledger: Ledger, device: Device, asked: CheckCredential) -> None:
    """Write down that an administrator has seen a credential, or no longer vouches for it; cards follow."""
    if asked.level not in (STATED, CHECKED):
        raise Rejected(400, "request.wrong")
    require_id(asked.person)
    ledger.lock({COMMONS, own_scope(asked.person), *joined_scopes(ledger.connection, asked.person)})
    require_staff(ledger.connection, device)
    require_account(ledger.connection, asked.person)
    known = ledger.row(own_scope(asked.person), "account", asked.person)
    if known and known.v.get("credential", STATED) == asked.level:
        return
    tell_account(
        ledger,
        asked.person,
        credential=asked.level,
        checked={"by": device.person, "at": ledger.now_ms} if asked.level == CHECKED else {},
    )
    _renew_cards(ledger, asked.person)
    note(ledger, device.person, "check", asked.person, asked.level)


def _renew_cards(ledger: Ledger, person: str) -> None:
    profile = ledger.row(own_scope(person), "me", person)
    if profile:
        renew_cards(ledger, person, profile.v)


def require_account(connection: Connection, person: str) -> str:
    """What the account's state is. Raises 403 `unavailable` where there is no such account."""
    require_id(person)
    found = _account(connection, person)
    if found is None:
        raise Rejected(403, "unavailable")
    return found.state


def _account(connection: Connection, person: str, *, for_update: str = "") -> _Account | None:
    found = connection.execute(
        f"SELECT person_id, role, state FROM account WHERE person_id = ?{for_update}",  # noqa: S608 - a constant
        (person,),
    ).fetchone()
    return _Account(*found) if found else None
