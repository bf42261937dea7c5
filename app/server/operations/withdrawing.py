"""Withdrawing: whose words go, and what is left there for those who had said something to them."""

from app.domain.arranging import MOVED, PIN
from app.domain.circles import May, require
from app.domain.errors import Refused
from app.domain.ids import scope_type
from app.domain.traces import BY_AUTHOR, BY_LEADER, PLACES, is_trace, trace
from app.server.database.authors import wrote
from app.server.database.ledger import Ledger
from app.server.operations.changes import may_see, require_bare, unavailable
from app.server.operations.quotas import charge
from app.server.operations.reacting import reactions_to
from app.server.operations.shares import let_go
from app.server.operations.unnamed import give_back
from app.server.operations.voting import forget_votes
from app.sync.protocol import Mutation, Row

_BESIDE = {"post": ("asking",), "reply": ("helped",)}
"""Rows that an asker wrote beside what goes, under the same id."""
_ANSWERED_BY = {"post": "reply", "reply": "reply", "answer": "answer", "dm": "dm"}


def withdraw(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """Withdraw what one wrote oneself, or what anybody wrote in a circle that one leads or moderates.

    One's own words can be taken back from wherever they are, even from where one is no more. A learning
    prompt is a leader's to ask, and to take away.
    """
    require_bare(mutation)
    asked = ledger.row(mutation.scope, mutation.kind, mutation.id)
    known = where_it_went(ledger, mutation.scope, asked)
    gone = _withdraw(ledger, person, mutation, known)
    return gone if asked is None or known is asked else asked


def _withdraw(ledger: Ledger, person: str, mutation: Mutation, known: Row | None) -> Row:
    if known is not None and wrote(ledger.connection, person, known):
        give_back(ledger, person, known)
        return bury(ledger, person, mutation.scope, known, BY_AUTHOR)
    role = ledger.role(mutation.scope, person)
    if role is None:
        raise Refused("circle.not_member" if scope_type(mutation.scope) == "c" else "dm.unavailable")
    if known is None or not may_see(ledger, person, mutation.scope, known):
        raise Refused("ref.missing", field="id")
    if scope_type(mutation.scope) == "g":  # who made a group has no power over the words of the others
        raise unavailable()
    require(role, May.ASK if mutation.kind == "prompt" else May.TIDY)
    return bury(ledger, person, mutation.scope, known, BY_LEADER)


def where_it_went(ledger: Ledger, scope: str, known: Row | None) -> Row | None:
    """The words of this row where they are now: a reply may have become a topic since, under the same id."""
    if known is not None and known.k == "reply" and known.x and known.why == MOVED:
        return ledger.row(scope, "post", known.id)
    return known


def bury(ledger: Ledger, person: str, scope: str, known: Row, why: str) -> Row:
    """Take the words away and give their author the room back; what was said of them with a tap goes along.

    Where others had answered, a trace stays, so that their words still read; elsewhere a tombstone.
    """
    if known.x or is_trace(known.v):
        return known
    row: Row | None
    if _is_answered(ledger, scope, known):
        row = ledger.put(scope, known.k, known.id, trace(known.k, known.v, why))
    else:
        row = ledger.bury(scope, known.k, known.id, why)
    charge(ledger, person, known, row)
    if known.k == "post":
        ledger.bury(scope, PIN, known.id, "gone")
        for there, shared in let_go(ledger, scope, known, why):
            bury(ledger, person, there, shared, why)
    if known.k == "prompt":
        forget_votes(ledger, scope, known.id)
    for beside in _BESIDE.get(known.k, ()):
        row_beside = ledger.row(scope, beside, known.id)
        charge(ledger, person, row_beside, ledger.bury(scope, beside, known.id, "gone"))
    for reaction in reactions_to(ledger, scope, known.id):
        charge(ledger, person, reaction, ledger.bury(scope, reaction.k, reaction.id, "gone"))
    return row or known


def _is_answered(ledger: Ledger, scope: str, row: Row) -> bool:
    """Whether somebody replied to this post, or another person wrote after this reply, answer or message.

    Rows later than it are looked through, for fields are not indexed: withdrawing is rare.
    """
    if row.k not in PLACES:
        return False
    sql = "SELECT 1 FROM item WHERE scope_id = ? AND pos > ? AND kind = ? AND deleted = 0"
    # What was moved under a post may be older than it.
    asked: list[object] = [scope, 0 if row.k == "post" else row.pos, _ANSWERED_BY[row.k]]
    if row.k != "post":
        sql, asked = f"{sql} AND author <> ?", [*asked, row.by]
    if row.k != "dm":
        name = "prompt" if row.k == "answer" else "post"
        thread = row.id if row.k == "post" else row.v.get(name, "")
        sql, asked = f"{sql} AND body LIKE ?", [*asked, f'%"{name}":"{thread}"%']
    return ledger.connection.execute(f"{sql} LIMIT 1", tuple(asked)).fetchone() is not None
