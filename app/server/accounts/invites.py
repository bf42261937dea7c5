"""Invites: who may ask for a code, and the making of one."""

from app.server.accounts.codes import digest, new_code, read_code
from app.server.accounts.devices import Device
from app.server.database.ledger import Ledger
from app.server.troubles import Rejected
from app.sync.accounts import Invite, Invited

DAY_MS = 24 * 3600 * 1000
LIFE_MS = 14 * DAY_MS
PER_DAY = 20


def invite(ledger: Ledger, device: Device, asked: Invite) -> Invited:
    """A code for this person's further device, or, from those who may, for a colleague."""
    if not asked.device and not (device.role == "admin" or _leads(ledger, device.person)):
        raise Rejected(403, "invite.not_allowed")
    made = ledger.connection.execute(
        "SELECT count(*), min(created_at) FROM invite WHERE by_person = ? AND created_at > ?",
        (device.person, ledger.now_ms - DAY_MS),
    ).fetchone()
    if made[0] >= PER_DAY:
        wait = (made[1] + DAY_MS - ledger.now_ms) // 1000 + 1
        raise Rejected(429, "invite.limit", retry_after=wait, limit=PER_DAY)
    return make_invite(ledger, "device" if asked.device else "member", by=device.person)


def make_invite(ledger: Ledger, kind: str, *, by: str = "") -> Invited:
    """A fresh code of kind admin, member or device; a `device` code is for a device of `by`."""
    code, until = new_code(), ledger.now_ms + LIFE_MS
    ledger.connection.execute(
        "INSERT INTO invite (hash, kind, by_person, for_person, created_at, until) VALUES (?, ?, ?, ?, ?, ?)",
        (digest(read_code(code)), kind, by, by if kind == "device" else "", ledger.now_ms, until),
    )
    return Invited(code=code, until=until)


def operator_code(ledger: Ledger, *, admin: bool = False) -> str:
    """A code made at the server itself; an administrator's replaces those that were not used."""
    if admin:
        ledger.connection.execute("DELETE FROM invite WHERE kind = 'admin' AND used_at = 0")
    return make_invite(ledger, "admin" if admin else "member").code


def _leads(ledger: Ledger, person: str) -> bool:
    found = ledger.connection.execute(
        "SELECT 1 FROM member WHERE person_id = ? AND state = 'in' AND role = 'leader'", (person,)
    )
    return found.fetchone() is not None
