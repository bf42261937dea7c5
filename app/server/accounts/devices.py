"""Devices: whose a token is."""

import re
from dataclasses import dataclass

from app.server.accounts.codes import digest
from app.server.database.engine import Connection
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
