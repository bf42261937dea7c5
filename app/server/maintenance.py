"""After a restore only staff may write, until an administrator has looked at what was lost.

Reading goes on: what a person can see again who had been sent away since, they had seen before the back-up.
The state is in the database itself, so that every process that serves it knows.
"""

from pathlib import Path

from app.server.accounts.audit import new_id
from app.server.database.engine import Connection
from app.server.database.ledger import Ledger
from app.server.troubles import Rejected

CONFIRMED = "restore.confirmed"
"""What stands in the audit when somebody said that all may write again."""
STAFF_ONLY = frozenset(
    {
        *("/v1/push", "/v1/join", "/v1/recover", "/v1/password", "/v1/invite"),
        *("/v1/totp/begin", "/v1/totp/confirm", "/v1/totp/end"),
    }
)
"""Doors that open to staff only as long as a restore waits to be confirmed.

A device that was lost since the back-up is signed in again until somebody has looked, and codes that were
used up are good again: nobody must be able to settle in meanwhile with another password or code.

One's devices can be listed and signed out by everyone all the same. Who lost a device since the back-up has
only this against its finder, who reads along until then, and must not have to wait for an administrator. Its
finder could sign out theirs instead; but who is signed out wrongly comes back with the password, while what
somebody has read cannot be taken back. What was signed out before the back-up stays so.
"""
_NOTE = "restore-confirmed"


def require_open(path: str, role: str) -> None:
    """Raises 503 `server.maintenance` where only staff may enter now, and this is nobody of them."""
    if path in STAFF_ONLY and not role:
        raise Rejected(503, "server.maintenance", retry_after=60)


def waits(connection: Connection) -> bool:
    """Whether a restore, or a failover, waits to be confirmed."""
    (restored,) = connection.execute("SELECT restored_at FROM meta").fetchone()
    if not restored:
        return False
    found = connection.execute("SELECT max(at) FROM audit WHERE action = ?", (CONFIRMED,)).fetchone()
    return int(found[0] or 0) < int(restored)


def confirm(ledger: Ledger) -> None:
    """Let everyone write again."""
    (restored,) = ledger.connection.execute("SELECT restored_at FROM meta").fetchone()
    ledger.connection.execute(
        "INSERT INTO audit (id, at, actor, action, target) VALUES (?, ?, 'operator', ?, 'server')",
        (new_id(ledger), max(ledger.now_ms, restored), CONFIRMED),
    )


def leave_note(data: Path) -> None:
    """Ask the server that runs on this data to confirm: it alone may write there."""
    (data / _NOTE).touch(mode=0o600)


def take_note(data: Path) -> bool:
    """Whether a note was left; it is taken away."""
    try:
        (data / _NOTE).unlink()
    except FileNotFoundError:
        return False
    return True
