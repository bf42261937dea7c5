"""Devices: whose a token is, and how a device comes in, changes its token, and is signed out."""

import re
from dataclasses import dataclass
from typing import Protocol

from app.server.accounts.codes import digest
from app.server.database.engine import Connection, Cursor
from app.server.database.ledger import Ledger
from app.server.troubles import Rejected
from app.sync.accounts import Devices, DeviceSeen

TOKEN = re.compile(r"[A-Za-z0-9_-]{43,128}")
DEVICE = re.compile(r"[A-Za-z0-9._-]{1,64}")
NAME_LIMIT = 80
DAY_MS = 24 * 3600 * 1000
IDLE_MS = 180 * DAY_MS
"""A device that was not here for so long has to sign in again."""
NEW_PER_DAY = 20
_GONE = "gone "
"""Put before a hash that is not to be believed any more: nothing hashes to this, and one still knows it."""


@dataclass(frozen=True, slots=True)
class Device:
    """A device that has shown its token, and whose it is. `role` is empty, moderator or admin.

    `seen` is when it was last noted to be here; `fresh` says that it came with its next token; `two_steps`
    says that who signs in by password as this person needs digits of their phone, too.
    """

    id: str
    person: str
    role: str = ""
    seen: int = 0
    fresh: bool = False
    two_steps: bool = False


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks: a device (a nameless one at doors open to anyone), and from which address."""

    device: Device
    address: str


def require_id(text: str) -> None:
    """Turn down what can be nobody's id like what is not there: 403 `unavailable`. Not all is fit for SQL."""
    if not DEVICE.fullmatch(text):
        raise Rejected(403, "unavailable")


class Introduced(Protocol):
    """What a device says of itself when it comes in, by whichever door."""

    @property
    def device(self) -> str:
        """Its id."""

    @property
    def token(self) -> str:
        """The token it has made."""

    @property
    def name(self) -> str:
        """What its person calls it."""


def check_device(asked: Introduced) -> None:
    """Turn down a request that is not shaped like one of a Setu device."""
    good = DEVICE.fullmatch(asked.device) and TOKEN.fullmatch(asked.token)
    if not good or len(asked.name) > NAME_LIMIT:
        raise Rejected(400, "request.wrong")


def device_of(connection: Connection, token: str, now_ms: int) -> Device:
    """Whose token this is. Raises 401 `token.unknown`, `token.revoked` or `suspended`."""
    if not TOKEN.fullmatch(token):
        raise Rejected(401, "token.unknown")
    kept = digest(token)
    found = connection.execute(
        """SELECT device.id, device.person_id, account.role, seen_at, token_hash <> ?, account.state,
        EXISTS (SELECT 1 FROM totp WHERE totp.person_id = account.person_id AND on_since > 0)
        FROM device JOIN account ON account.person_id = device.person_id
        WHERE token_hash = ? OR next_hash = ?""",
        (kept, kept, kept),
    ).fetchone()
    if found is None:
        raise Rejected(401, "token.revoked" if _is_gone(connection, kept) else "token.unknown")
    identifier, person, role, seen, fresh, state, two_steps = found
    if seen and now_ms - seen > IDLE_MS:
        raise Rejected(401, "token.unknown")
    if state != "active":
        raise Rejected(401, "suspended")
    return Device(identifier, person, role, seen, bool(fresh), bool(two_steps))


def standing_of(connection: Connection, device: Device) -> Cursor:
    """Asks whether this device may still do what it asks for; see `require_signed_in`."""
    return connection.execute(
        """SELECT revoked_at, state, bytes FROM device JOIN account ON account.person_id = device.person_id
        WHERE device.id = ? AND device.person_id = ?""",
        (device.id, device.person),
    )


def require_signed_in(standing: Cursor) -> int:
    """Turn down a device that was signed out, or whose account was suspended, since its token was looked up;
    how many bytes the account stores comes along.

    Raises 401 `token.revoked` or `suspended`.
    """
    found = standing.fetchone()
    if found is None or found[0]:
        raise Rejected(401, "token.revoked")
    if found[1] != "active":
        raise Rejected(401, "suspended")
    return int(found[2])


def _is_gone(connection: Connection, kept: str) -> bool:
    sql = "SELECT 1 FROM device WHERE token_hash = ? OR next_hash = ?"
    return connection.execute(sql, (_GONE + kept, _GONE + kept)).fetchone() is not None


def add_device(ledger: Ledger, person: str, device: str, token: str, name: str) -> None:
    """Make this a device of this person; the same again changes nothing.

    Who comes back gets a new token instead of the one they had; nobody gets another's device or token, nor a
    token that was signed out: raises 409 `device.taken`.
    """
    kept = digest(token)
    if has_device(ledger.connection, person, device, kept):
        ledger.connection.execute("UPDATE device SET seen_at = ? WHERE id = ?", (ledger.now_ms, device))
        return
    require_free(ledger, device, kept)
    taken = "SELECT 1 FROM device WHERE id = ? AND person_id <> ?"
    if ledger.connection.execute(taken, (device, person)).fetchone():
        raise Rejected(409, "device.taken")
    made = ledger.connection.execute(
        """INSERT INTO device (id, person_id, token_hash, name, created_at, seen_at) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET token_hash = excluded.token_hash, next_hash = NULL,
        name = excluded.name, seen_at = excluded.seen_at, revoked_at = 0,
        created_at = CASE WHEN device.revoked_at = 0 THEN device.created_at ELSE excluded.created_at END
        WHERE device.person_id = excluded.person_id""",
        (device, person, kept, name, ledger.now_ms, ledger.now_ms),
    )
    if not made.rowcount:  # another person's device came in by this id while one looked
        raise Rejected(409, "device.taken")
    ledger.news.revoked.append(device)  # its old token, if it had one, is not to be believed any more


def has_device(connection: Connection, person: str, device: str, kept: str) -> bool:
    """Whether this device, with the token of this hash, is the person's already."""
    sql = "SELECT 1 FROM device WHERE id = ? AND person_id = ? AND token_hash = ?"
    return connection.execute(sql, (device, person, kept)).fetchone() is not None


def name_of(ledger: Ledger, device: Device) -> str:
    """What its person calls this device."""
    found = ledger.connection.execute("SELECT name FROM device WHERE id = ?", (device.id,)).fetchone()
    return str(found[0]) if found else ""


def require_free(ledger: Ledger, device: str, kept: str) -> None:
    """Refuse the hash of a token that another device has or will have, or that was signed out."""
    taken = ledger.connection.execute(
        """SELECT 1 FROM device WHERE ((token_hash = ? OR next_hash = ?) AND id <> ?)
        OR token_hash = ? OR next_hash = ?""",
        (kept, kept, device, _GONE + kept, _GONE + kept),
    ).fetchone()
    if taken:
        raise Rejected(409, "device.taken")


def require_few(ledger: Ledger, person: str, device: str) -> None:
    """Refuse the twenty-first new device of one day: 429 `slow.down`."""
    count = "SELECT count(*) FROM device WHERE person_id = ? AND created_at > ? AND id <> ?"
    made = ledger.connection.execute(count, (person, ledger.now_ms - DAY_MS, device)).fetchone()
    if made[0] >= NEW_PER_DAY:
        raise Rejected(429, "slow.down", retry_after=3600)


def set_next_token(ledger: Ledger, device: Device, token: str) -> None:
    """Remember the token this device will use next; the one it uses now is good until then."""
    if not TOKEN.fullmatch(token):
        raise Rejected(400, "request.wrong")
    kept = digest(token)
    if has_device(ledger.connection, device.person, device.id, kept):
        return  # it is using it already: the answer to its first wish was lost
    require_free(ledger, device.id, kept)
    sql = "UPDATE device SET next_hash = ? WHERE id = ? AND revoked_at = 0"
    ledger.connection.execute(sql, (kept, device.id))


def confirm_token(ledger: Ledger, device: Device, token: str) -> None:
    """The next token was used, so it is the token from now on, and the old one is void. Twice is once."""
    ledger.connection.execute(
        "UPDATE device SET token_hash = next_hash, next_hash = NULL WHERE id = ? AND next_hash = ?",
        (device.id, digest(token)),
    )
    ledger.news.revoked.append(device.id)


def devices_of(connection: Connection, device: Device) -> Devices:
    """This person's devices that are signed in, the one that asks first, then the newest."""
    found = connection.execute(
        """SELECT id, name, created_at, seen_at FROM device WHERE person_id = ? AND revoked_at = 0
        ORDER BY created_at DESC, id""",
        (device.person,),
    ).fetchall()
    listed = [
        DeviceSeen(
            id=identifier, name=name, created=created, seen=seen or created, own=identifier == device.id
        )
        for identifier, name, created, seen in found
    ]
    return Devices(devices=sorted(listed, key=lambda each: not each.own))


def remove_device(ledger: Ledger, device: Device, identifier: str) -> None:
    """Sign out one of the person's own devices; one that is signed out stays so."""
    require_id(identifier)
    sql = f"SELECT revoked_at FROM device WHERE id = ? AND person_id = ?{ledger.connection.for_update}"  # noqa: S608
    found = ledger.connection.execute(sql, (identifier, device.person)).fetchone()
    if found is None:
        raise Rejected(403, "unavailable")
    if found[0]:
        return
    ledger.connection.execute(
        """UPDATE device SET token_hash = ? || token_hash, next_hash = ? || next_hash, revoked_at = ?
        WHERE id = ?""",
        (_GONE, _GONE, ledger.now_ms, identifier),
    )
    ledger.news.revoked.append(identifier)
    if identifier != device.id:
        forget_codes(ledger, device.person)


def forget_codes(ledger: Ledger, person: str) -> None:
    """The codes with which this person's own devices would let in further ones let nobody in any more.

    Whoever held a device that is signed out now, or knew the password, may have asked for one.
    """
    ledger.connection.execute(
        """UPDATE invite SET revoked_at = ?
        WHERE by_person = ? AND for_person = ? AND used_at = 0 AND revoked_at = 0""",
        (ledger.now_ms, person, person),
    )


def forget_devices(ledger: Ledger, person: str) -> None:
    """What was known of this person's devices is not to be believed any more: their account has changed."""
    found = ledger.connection.execute(
        "SELECT id FROM device WHERE person_id = ? AND revoked_at = 0", (person,)
    )
    ledger.news.revoked += [identifier for (identifier,) in found]
