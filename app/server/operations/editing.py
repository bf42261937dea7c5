"""Editing one's own words, for a little while."""

from app.domain.circles import require_writer
from app.domain.editing import EDITABLE, EDITED, in_time
from app.domain.errors import Refused
from app.domain.ids import inside, scope_type
from app.domain.sharing import SHARED
from app.domain.talks import ASKED
from app.domain.traces import is_trace
from app.server.database.ledger import Ledger
from app.server.database.memberships import roles_in
from app.server.database.rows import stamps_of
from app.server.operations.arranging import written_at
from app.server.operations.changes import blend, may_see
from app.server.operations.reaching import require_reachable
from app.server.operations.shares import carry
from app.server.operations.talking import KIND, check_request
from app.sync.protocol import Mutation, Row


def edit(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """Put right what one wrote, while it is early enough; the row says when the server took it.

    What is known already, as when it is offered once more, is no edit and comes never too late.
    """
    if scope_type(mutation.scope) == "c":
        require_writer(ledger.role(mutation.scope, person))
    elif ledger.role(mutation.scope, person) is None:
        raise Refused("dm.unavailable")
    known = ledger.row(mutation.scope, mutation.kind, mutation.id)
    if known is None or known.x or is_trace(known.v) or not may_see(ledger, person, mutation.scope, known):
        raise Refused("ref.missing", field="id")
    if known.by != person:
        raise Refused("edit.others")
    _check_fields(known, mutation)
    if _is_known(known, mutation):
        return known
    if not in_time(ledger.now_ms, written_at(known), written=known.said, said=mutation.said):
        raise Refused("edit.late")
    if scope_type(mutation.scope) == "d":
        _check_talk(ledger, person, mutation)
    also = {EDITED: ledger.now_ms}
    return carry(ledger, known, blend(ledger, person, mutation, known, mutation.args, also=also), also)


def _check_fields(known: Row, mutation: Mutation) -> None:
    if SHARED in known.v:
        raise Refused("share.original")
    for name in mutation.args:
        if name not in EDITABLE[mutation.kind]:
            raise Refused("field.unknown", field=name)


def _is_known(known: Row, mutation: Mutation) -> bool:
    """Whether the row has this edit of each field, or a later one."""
    stamps = stamps_of(known)
    return bool(mutation.args) and all(
        name in stamps and name in mutation.h and tuple(stamps[name]) >= tuple(mutation.h[name])
        for name in mutation.args
    )


def _check_talk(ledger: Ledger, person: str, mutation: Mutation) -> None:
    """Refuse to reach by an edit who could not be reached by a message like that."""
    for other in roles_in(ledger.connection, mutation.scope).keys() - {person}:
        require_reachable(ledger, person, other)
        told = ledger.row(mutation.scope, KIND, inside(mutation.scope))
        if told is not None and told.v["state"] == ASKED:
            check_request(ledger, other, mutation.args)
