"""Tickets into a circle: what leaders make so that whoever has the invitation comes in without asking."""

from app.domain.circles import May, Role, require
from app.domain.errors import Refused
from app.domain.ids import circle_scope, inside
from app.domain.invitations import LONGEST_DAYS, MOST, kept
from app.domain.kinds import check_fields, check_whole
from app.server.database.ledger import Ledger
from app.server.operations.changes import already_there, create, require_bare, require_member
from app.server.operations.offices import office_of, open_office
from app.server.operations.quotas import charge
from app.sync.protocol import Mutation, Row

_DAY_MS = 24 * 3600 * 1000


def make(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """A ticket, as leaders may make; the secret of it stays with whoever made it."""
    require(_role(ledger, person, mutation), May.INVITE)
    known = already_there(ledger, person, mutation)
    if known:
        return known
    if len(_tickets(ledger, mutation.scope)) >= MOST:
        raise Refused("invitation.limit", limit=MOST)
    fields = check_fields("ticket", mutation.args)
    check_whole("ticket", fields)
    if not ledger.now_ms < fields["until"] <= ledger.now_ms + (LONGEST_DAYS + 1) * _DAY_MS:
        raise Refused("field.wrong", field="until")
    open_office(ledger, mutation.scope)
    return create(ledger, person, mutation)


def take_back(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """A ticket lets nobody in any more, whichever leader made it."""
    require_bare(mutation)
    require(_role(ledger, person, mutation), May.INVITE)
    known = ledger.row(mutation.scope, "ticket", mutation.id)
    if known is None:
        raise Refused("ref.missing", field="id")
    row = ledger.bury(mutation.scope, "ticket", mutation.id, "leader") or known
    charge(ledger, person, known, row)
    return row


def ticket_for(ledger: Ledger, scope: str, secret: object) -> Row | None:
    """The ticket into this circle that goes with a secret and still lets somebody in."""
    if not isinstance(secret, str) or not secret:
        return None
    mine = kept(secret)
    for row in _tickets(ledger, office_of(scope)):
        if row.v["hash"] == mine and ledger.now_ms < row.v["until"] and row.v.get("used", 0) < row.v["uses"]:
            return row
    return None


def spend(ledger: Ledger, scope: str, ticket: Row) -> None:
    """Somebody came in by it."""
    used = ticket.v.get("used", 0) + 1
    ledger.put(office_of(scope), "ticket", ticket.id, {**ticket.v, "used": used})


def _tickets(ledger: Ledger, office: str) -> list[Row]:
    found = ledger.connection.execute(
        "SELECT id FROM item WHERE scope_id = ? AND kind = 'ticket' AND deleted = 0", (office,)
    ).fetchall()
    rows = [ledger.row(office, "ticket", identifier) for (identifier,) in found]
    return [row for row in rows if row is not None]


def _role(ledger: Ledger, person: str, mutation: Mutation) -> Role:
    return require_member(ledger, circle_scope(inside(mutation.scope)), person)
