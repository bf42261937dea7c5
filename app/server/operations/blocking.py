"""Whom one keeps away: from whom one wants neither messages nor requests, and whose words are folded."""

from app.domain.errors import Refused
from app.domain.ids import is_uuid7, own_scope
from app.server.database.ledger import Ledger
from app.server.operations.changes import blend, unavailable
from app.sync.protocol import Mutation, Row


def block(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """Block a person or end that, in the same moment; whether they exist or not is not told."""
    row = mute(ledger, person, mutation)
    place = (person, mutation.id)
    ledger.connection.execute("DELETE FROM block WHERE person_id = ? AND other_id = ?", place)
    if row.v["on"]:
        sql = "INSERT INTO block (person_id, other_id, at) VALUES (?, ?, ?)"
        ledger.connection.execute(sql, (*place, ledger.now_ms))
    return row


def mute(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """Say of another person, for one's own devices alone, that something is so of them, or no more."""
    if mutation.scope != own_scope(person):
        raise unavailable()
    if not is_uuid7(mutation.id) or mutation.id == person:
        raise Refused("field.wrong", field="id")
    known = ledger.row(mutation.scope, mutation.kind, mutation.id)
    row = blend(ledger, person, mutation, known, mutation.args)
    if "on" not in row.v:
        raise Refused("field.missing", field="on")
    return row
