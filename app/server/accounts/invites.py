"""Invites: who may ask for a code, the making of one, and what became of those that were made."""

from app.domain.ids import own_scope
from app.server.accounts.audit import new_id, note
from app.server.accounts.codes import digest, new_code, read_code
from app.server.accounts.devices import Device, require_id
from app.server.accounts.resets import LIFE_MS as RESET_LIFE_MS
from app.server.accounts.resets import end_reset, first_moment, tell_reset, void_resets
from app.server.accounts.staff import OPERATOR, require_account, require_staff, role_of
from app.server.database.engine import Connection
from app.server.database.ledger import Ledger
from app.server.troubles import Rejected
from app.sync.accounts import Invite, Invited, Invites, InviteSeen, ListInvites, ResetSignIn

DAY_MS = 24 * 3600 * 1000
LIFE_MS = 14 * DAY_MS
PER_DAY = 20
MAX_LISTED = 200


def invite(ledger: Ledger, device: Device, asked: Invite) -> Invited:
    """A code for this person's further device, or, from those who may, for a colleague."""
    role = role_of(ledger.connection, device.person)  # the device's may be some seconds old
    if not asked.device and not (role == "admin" or _leads(ledger, device.person)):
        raise Rejected(403, "invite.not_allowed")
    _require_few(ledger, device)
    invited = make_invite(
        ledger,
        "device" if asked.device else "member",
        by=_by(device),
        to=device.person if asked.device else "",
    )
    if role and not asked.device:
        note(ledger, device.person, "invite", "", "member")
    return invited


def reset_sign_in(ledger: Ledger, device: Device, asked: ResetSignIn, *, at_once: bool = False) -> Invited:
    """A code that makes a new device somebody's who lost everything, after the wait that `resets` tells of.

    Only the operator's own door says `at_once`. Codes made before are void: one is enough to watch.
    """
    require_staff(ledger.connection, device)
    require_id(asked.person)
    ledger.lock((own_scope(asked.person),))
    if require_account(ledger.connection, asked.person) != "active":
        raise Rejected(409, "reset.suspended")
    _require_few(ledger, device)
    void_resets(ledger, asked.person, "replaced")
    since = first_moment(ledger, asked.person, at_once=at_once)
    identifier = tell_reset(ledger, device, asked.person, since)
    until = since + RESET_LIFE_MS
    return _keep(ledger, identifier, "device", by=_by(device), to=asked.person, since=since, until=until)


def make_invite(ledger: Ledger, kind: str, *, by: str = "", to: str = "") -> Invited:
    """A fresh code of kind admin, member or device; a `device` code is for a device of `to`."""
    until = ledger.now_ms + LIFE_MS
    return _keep(ledger, new_id(ledger), kind, by=by, to=to, since=0, until=until)


def _keep(ledger: Ledger, identifier: str, kind: str, *, by: str, to: str, since: int, until: int) -> Invited:
    code = new_code()
    begins = since if since > ledger.now_ms else 0  # another process's clock may be behind this one's
    ledger.connection.execute(
        """INSERT INTO invite (id, hash, kind, by_person, for_person, created_at, since, until)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
        (identifier, digest(read_code(code)), kind, by, to, ledger.now_ms, begins, until),
    )
    return Invited(code=code, until=until, since=since)


def operator_code(ledger: Ledger, *, admin: bool = False) -> str:
    """A code made at the server itself; an administrator's replaces those that were not used."""
    if admin:
        ledger.connection.execute("DELETE FROM invite WHERE kind = 'admin' AND used_at = 0")
    kind = "admin" if admin else "member"
    note(ledger, OPERATOR.person, "invite", "", kind)
    return make_invite(ledger, kind).code


def list_invites(connection: Connection, asked: ListInvites, now_ms: int) -> Invites:
    """Invites, newest first; those made in the same millisecond are never torn apart by a page."""
    limit = max(1, min(asked.limit, MAX_LISTED))
    sql = "SELECT created_at FROM invite WHERE created_at < ? ORDER BY created_at DESC LIMIT ?"
    before = min(max(asked.before, 0), 2**53) or 2**53
    times = connection.execute(sql, (before, limit + 1)).fetchall()
    since = times[limit - 1][0] if len(times) >= limit else 0
    found = connection.execute(
        """SELECT id, kind, created_at, until, by_person, used_by, used_at, revoked_at FROM invite
        WHERE created_at < ? AND created_at >= ? ORDER BY created_at DESC, id DESC""",
        (before, since),
    ).fetchall()
    return Invites(invites=[_seen(now_ms, *each) for each in found], more=len(found) < len(times))


def uninvite(ledger: Ledger, device: Device, identifier: str) -> None:
    """Take an invite back. Raises 409 `invite.used` when somebody has come in with it."""
    require_staff(ledger.connection, device)
    require_id(identifier)
    found = ledger.connection.execute(
        f"""SELECT kind, by_person, for_person, used_at, revoked_at FROM invite
        WHERE id = ?{ledger.connection.for_update}""",  # noqa: S608 - a constant
        (identifier,),
    ).fetchone()
    if found is None:
        raise Rejected(403, "unavailable")
    kind, by_person, for_person, used_at, revoked_at = found
    if used_at:
        raise Rejected(409, "invite.used")
    if not revoked_at:
        ledger.connection.execute(
            "UPDATE invite SET revoked_at = ? WHERE id = ?", (ledger.now_ms, identifier)
        )
        note(ledger, device.person, "uninvite", identifier, kind)
        if kind == "device" and by_person != for_person:
            end_reset(ledger, for_person, identifier, "withdrawn")


def name_invites(ledger: Ledger) -> None:
    """Give those an id that were made when invites had none."""
    for (kept,) in ledger.connection.execute("SELECT hash FROM invite WHERE id = ''").fetchall():
        ledger.connection.execute("UPDATE invite SET id = ? WHERE hash = ?", (new_id(ledger), kept))


def _require_few(ledger: Ledger, device: Device) -> None:
    if device == OPERATOR:
        return
    made = ledger.connection.execute(
        "SELECT count(*), min(created_at) FROM invite WHERE by_person = ? AND created_at > ?",
        (device.person, ledger.now_ms - DAY_MS),
    ).fetchone()
    if made[0] >= PER_DAY:
        wait = (made[1] + DAY_MS - ledger.now_ms) // 1000 + 1
        raise Rejected(429, "invite.limit", retry_after=wait, limit=PER_DAY)


def _by(device: Device) -> str:
    return "" if device == OPERATOR else device.person


def _leads(ledger: Ledger, person: str) -> bool:
    found = ledger.connection.execute(
        "SELECT 1 FROM member WHERE person_id = ? AND state = 'in' AND role = 'leader'", (person,)
    )
    return found.fetchone() is not None


def _seen(
    now_ms: int,
    identifier: str,
    kind: str,
    created: int,
    until: int,
    by: str,
    used_by: str,
    used: int,
    revoked: int,
) -> InviteSeen:
    state = "used" if used else "revoked" if revoked else "expired" if now_ms >= until else "open"
    return InviteSeen(
        id=identifier, kind=kind, state=state, created=created, until=until, by=by, used_by=used_by, used=used
    )
