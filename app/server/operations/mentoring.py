"""Mentorship requests, in the conversation of the two."""

from app.domain.errors import Refused
from app.domain.mentoring import OPEN, UNDER_WAY, next_state
from app.server.database.ledger import Ledger
from app.server.database.memberships import roles_in
from app.server.database.rows import COLUMNS, as_row
from app.server.operations.changes import Outdated, already_there, create, require_bare
from app.server.operations.reaching import reach, require_reachable
from app.server.operations.talking import open_for_good
from app.sync.protocol import Mutation, Row


def request(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """Ask somebody who takes requests to be one's mentor; one request at a time."""
    fields = reach(ledger, person, mutation)
    known = already_there(ledger, person, mutation)
    if known:
        return known
    if any(row.v["state"] in UNDER_WAY for row in _requests(ledger, mutation.scope, person)):
        raise Refused("mentoring.open")
    row = create(ledger, person, mutation, fields)
    return ledger.put(mutation.scope, "mreq", mutation.id, {**row.v, "state": OPEN})


def answer(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """Accept, decline, withdraw or end; who was too late learns what it is now."""
    require_bare(mutation)
    if ledger.role(mutation.scope, person) is None:
        raise Refused("dm.unavailable")
    known = ledger.row(mutation.scope, "mreq", mutation.id)
    if known is None:
        raise Refused("ref.missing", field="id")
    if mutation.op == "accept":
        for other in roles_in(ledger.connection, mutation.scope).keys() - {person}:
            require_reachable(ledger, person, other)
    try:
        state = next_state(mutation.op, known.v["state"], asker=known.by == person)
    except Refused as why:
        raise Outdated(why.code, known) if why.code == "state" else why from why
    if mutation.op == "accept":
        open_for_good(ledger, mutation.scope, person)
    return ledger.put(mutation.scope, "mreq", mutation.id, {**known.v, "state": state})


def _requests(ledger: Ledger, scope: str, person: str) -> list[Row]:
    found = ledger.connection.execute(
        f"SELECT {COLUMNS} FROM item WHERE scope_id = ? AND kind = 'mreq' AND author = ?",  # noqa: S608
        (scope, person),
    )
    return [as_row(columns) for columns in found]
