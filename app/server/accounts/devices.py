"""Devices: whose a token is, and how a device becomes one of a person's."""

import re
from dataclasses import dataclass

from app.server.accounts.codes import digest
from app.server.database.engine import Connection
from app.server.database.ledger import Ledger
from app.server.troubles import Rejected

TOKEN = re.compile(r"[A-Za-z0-9_-]{43,128}")
DEVICE = re.compile(r"[A-Za-z0-9._-]{1,64}")
NAME_LIMIT = 80


@dataclass(frozen=True, slots=True)
class Device:
    """A device that has shown its token, and whose it is. `role` is empty, moderator or admin."""

    id: str
    person: str
    role: str = ""


def device_of(connection: Connection, token: str) -> Device:
    """Whose token this is. Raises 401 `token.unknown`."""
    found = None
    if TOKEN.fullmatch(token):
        found = connection.execute(
            """SELECT device.id, device.person_id, account.role FROM device
            JOIN account ON account.person_id = device.person_id WHERE token_hash = ?""",
            (digest(token),),
        ).fetchone()
    if found is None:
        raise Rejected(401, "token.unknown")
    return Device(*found)


def add_device(ledger: Ledger, person: str, device: str, token: str, name: str) -> None:
    """Make this a device of this person, with this token instead of the one it may have had.

    Nobody gets another's device or token: raises 409 `device.taken`.
    """
    hashed = digest(token)
    taken = ledger.connection.execute(
        "SELECT 1 FROM device WHERE (id = ? AND person_id <> ?) OR (token_hash = ? AND id <> ?)",
        (device, person, hashed, device),
    ).fetchone()
    if taken:
        raise Rejected(409, "device.taken")
    ledger.connection.execute(
        """INSERT INTO device (id, person_id, token_hash, name, created_at) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET token_hash = excluded.token_hash, name = excluded.name""",
        (device, person, hashed, name, ledger.now_ms),
    )
    ledger.news.revoked.append(device)  # its old token, if it had one, is not to be believed any more
