"""A circle: founding one, and changing what it says of itself."""

from app.domain.circles import Role, require_leader
from app.domain.errors import Refused
from app.domain.ids import COMMONS, circle_scope
from app.server.database.ledger import Ledger
from app.server.operations.belonging import CIRCLES_PER_PERSON, admit, circles_of
from app.server.operations.changes import already_there, blend, create, require_member, unavailable
from app.sync.protocol import Mutation, Row


def found_circle(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """Open a circle, which its founder leads; the commons list it for everyone."""
    if mutation.scope != circle_scope(mutation.id):
        raise unavailable()
    known = already_there(ledger, person, mutation)
    if known:
        return known
    if circles_of(ledger, person) >= CIRCLES_PER_PERSON:
        raise Refused("circle.too_many", limit=CIRCLES_PER_PERSON)
    ledger.open_scope(mutation.scope)
    row = create(ledger, person, mutation)
    admit(ledger, mutation.scope, person, Role.LEADER)
    ledger.put(COMMONS, "listing", mutation.id, row.v)
    return row


def change_circle(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """Change a circle's names, purposes or areas, as its leaders may; the listing follows."""
    require_leader(require_member(ledger, mutation.scope, person))
    known = ledger.row(mutation.scope, "circle", mutation.id)
    if known is None:
        raise unavailable()
    row = blend(ledger, person, mutation, known, mutation.args)
    ledger.put(COMMONS, "listing", mutation.id, row.v)
    return row
