"""Audit: who did what to whom, and when; never what anybody wrote."""

import secrets

from app.domain.ids import is_uuid7, uuid7
from app.server.database.engine import Connection
from app.server.database.ledger import Ledger
from app.server.troubles import Rejected
from app.sync.accounts import Audit, Deed, ListAudit

MAX_LISTED = 200


def note(ledger: Ledger, actor: str, action: str, target: str, detail: str = "") -> None:
    """Write down a deed. `actor` and `target` are ids; `detail` is a word or two, never content."""
    ledger.connection.execute(
        "INSERT INTO audit (id, at, actor, action, target, detail) VALUES (?, ?, ?, ?, ?, ?)",
        (new_id(ledger), ledger.now_ms, actor, action, target, detail),
    )


def new_id(ledger: Ledger) -> str:
    """A fresh id of this moment."""
    return uuid7(ledger.now_ms, secrets.token_bytes(10))


def read_audit(connection: Connection, asked: ListAudit) -> Audit:
    """Deeds, newest first; their ids are in the order of time."""
    if asked.before and not is_uuid7(asked.before):
        raise Rejected(400, "request.wrong")
    limit = max(1, min(asked.limit, MAX_LISTED))
    found = connection.execute(
        f"""SELECT id, at, actor, action, target, detail FROM audit {"WHERE id < ?" if asked.before else ""}
        ORDER BY id DESC LIMIT ?""",  # noqa: S608 - a constant
        (*([asked.before] if asked.before else []), limit + 1),
    ).fetchall()
    deeds = [
        Deed(id=identifier, at=at, actor=actor, action=action, target=target, detail=detail)
        for identifier, at, actor, action, target, detail in found[:limit]
    ]
    return Audit(deeds=deeds, more=len(found) > limit)
