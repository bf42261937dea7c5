"""Reflections: what one writes beside a learning prompt for oneself, kept for one's own devices alone."""

from app.domain.errors import Refused
from app.domain.ids import is_uuid7, own_scope
from app.server.database.ledger import Ledger
from app.server.operations.changes import blend, unavailable
from app.sync.protocol import Mutation, Row


def reflect(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """Write one's reflection, or write it anew; the prompt need not be there (any more)."""
    if mutation.scope != own_scope(person):
        raise unavailable()
    if not is_uuid7(mutation.id):
        raise Refused("field.wrong", field="id")
    known = ledger.row(mutation.scope, "reflection", mutation.id)
    return blend(ledger, person, mutation, known, mutation.args)
