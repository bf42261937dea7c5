"""How much a person wants to hear of a circle they are in, for their own devices."""

from app.domain.ids import own_scope, scope_type
from app.server.database.ledger import Ledger
from app.server.operations.changes import blend, unavailable
from app.sync.protocol import Mutation, Row


def choose_level(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """Choose it; of what one is not in there is nothing to choose."""
    if mutation.scope != own_scope(person) or scope_type(mutation.id) != "c":
        raise unavailable()
    if ledger.role(mutation.id, person) is None:
        raise unavailable()
    known = ledger.row(mutation.scope, "level", mutation.id)
    return blend(ledger, person, mutation, known, mutation.args)
