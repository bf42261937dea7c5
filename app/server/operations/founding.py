"""A circle: founding one, and changing what it says of itself."""

from app.domain.circles import ARCHIVED, HIDDEN, INSIDE_ONLY, SINCE_JOINING, May, Role, require
from app.domain.errors import Refused
from app.domain.ids import COMMONS, circle_scope
from app.domain.peers import PEER
from app.server.database.ledger import Ledger
from app.server.operations.belonging import CIRCLES_PER_PERSON, admit, circles_of
from app.server.operations.changes import already_there, blend, create, require_member, unavailable
from app.server.operations.quotas import check_new_circles
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
    check_new_circles(ledger, person)
    ledger.open_scope(mutation.scope)
    row = create(ledger, person, mutation)
    _follow_policy(ledger, mutation.scope, row)
    _shelve(ledger, mutation.scope, row)
    admit(ledger, mutation.scope, person, Role.LEADER, by=person)
    _list(ledger, row)
    return row


def change_circle(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """Change what a circle says, or what newcomers see, as its leaders may; the listing follows."""
    require(require_member(ledger, mutation.scope, person), May.DESCRIBE)
    known = ledger.row(mutation.scope, "circle", mutation.id)
    if known is None:
        raise unavailable()
    if known.v.get(ARCHIVED) and ARCHIVED not in mutation.args:
        raise Refused("circle.archived")
    if known.v.get("starter") and mutation.args.get(ARCHIVED):
        raise Refused("field.wrong", field=ARCHIVED)  # it is everybody's
    if mutation.args.get(PEER, known.v.get(PEER, False)) != known.v.get(PEER, False):
        raise Refused("circle.peer_stays")
    if known.v.get("starter") and mutation.args.get("entry") == HIDDEN:
        raise Refused("field.wrong", field="entry")  # every device knows it from the first minute
    row = blend(ledger, person, mutation, known, mutation.args)
    if row.v.get("history") != known.v.get("history"):
        _follow_policy(ledger, mutation.scope, row)
    if row.v.get(ARCHIVED) != known.v.get(ARCHIVED):
        _shelve(ledger, mutation.scope, row)
    _list(ledger, row)
    return row


def _list(ledger: Ledger, row: Row) -> None:
    """What everybody is told of a circle, before they are in it; of a hidden or an archived one nothing."""
    if row.v.get("entry") == HIDDEN or row.v.get(ARCHIVED):
        ledger.bury(COMMONS, "listing", row.id, "leader")
        return
    told = {name: value for name, value in row.v.items() if name not in INSIDE_ONLY}
    ledger.put(COMMONS, "listing", row.id, told)


def _shelve(ledger: Ledger, scope: str, row: Row) -> None:
    """Whether anything may be added to it is asked with every write."""
    sql = "UPDATE scope SET archived = ? WHERE id = ?"
    ledger.connection.execute(sql, (int(bool(row.v.get(ARCHIVED))), scope))


def _follow_policy(ledger: Ledger, scope: str, row: Row) -> None:
    """How much history new members see. After a change every device begins this circle anew.

    They would else not fetch what they may see now, for it is older than their cursors.
    """
    policy = SINCE_JOINING if row.v.get("history") == SINCE_JOINING else ""
    ledger.connection.execute(
        "UPDATE scope SET policy = ?, gc_floor = ? WHERE id = ?",
        (PEER if row.v.get(PEER) else policy, row.seq, scope),
    )
