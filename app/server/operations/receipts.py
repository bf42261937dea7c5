"""Read receipts: in a conversation of two, and only while both want them."""

from app.domain.errors import Refused
from app.domain.talks import OPEN
from app.server.database.ledger import Ledger
from app.server.database.memberships import has_blocked, roles_in
from app.server.database.rows import stamps_of
from app.server.operations.changes import blend, unavailable
from app.server.operations.talking import state_of
from app.sync.protocol import Mutation, Row

KIND = "receipt"
"""One row of each of the two: whether they want receipts, and up to where they have read, if both do."""


def tell_read(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """Want receipts or no more, or say up to where one has read. Whoever ends it ends it for both."""
    if ledger.role(mutation.scope, person) is None:
        raise Refused("dm.unavailable")
    other = next(iter(roles_in(ledger.connection, mutation.scope).keys() - {person}), "")
    if not other or mutation.id != person or state_of(ledger, person, other) != OPEN:
        raise unavailable()
    known = ledger.row(mutation.scope, KIND, person)
    row = blend(ledger, person, mutation, known, mutation.args)
    theirs = ledger.row(mutation.scope, KIND, other)
    both = bool(row.v.get("on") and theirs and theirs.v.get("on"))
    furthest = max(row.v.get("pos", 0), known.v.get("pos", 0) if known else 0)
    if not both and theirs:
        _put(ledger, mutation.scope, theirs, 0)
    if both and has_blocked(ledger.connection, person, other):  # nothing new, and nothing that tells of it
        return _put(ledger, mutation.scope, row, known.v.get("pos", 0) if known else 0)
    return _put(ledger, mutation.scope, row, furthest if both else 0)


def _put(ledger: Ledger, scope: str, row: Row, pos: int) -> Row:
    return ledger.put(scope, KIND, row.id, {**row.v, "pos": pos}, by=row.by, stamps=stamps_of(row))
