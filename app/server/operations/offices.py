"""Where the leaders of a circle have what was reported to them: a scope of their own, and of nobody else."""

from app.domain.circles import May, Role, may
from app.domain.ids import circle_scope, inside, leaders_scope, scope_type
from app.domain.reporting import accuses
from app.server.database.ledger import Ledger
from app.server.database.memberships import roles_in
from app.sync.protocol import Row


def office_of(scope: str) -> str:
    """The scope of what is reported to the leaders of the circle in this one; empty for any other."""
    return leaders_scope(inside(scope)) if scope_type(scope) == "c" else ""


def open_office(ledger: Ledger, office: str) -> None:
    """Begin it at the first report, with all who lead the circle now."""
    if not ledger.has_scope(office):
        ledger.open_scope(office)
        for person in leaders_of(ledger, office):
            ledger.seat(office, person, Role.LEADER)


def keep_office(ledger: Ledger, scope: str, person: str, role: Role | None) -> None:
    """Let who leads the circle now have what was reported to its leaders, and nobody who does no more."""
    office = office_of(scope)
    if not office or not ledger.has_scope(office):
        return
    there = ledger.role(office, person) is not None
    if may(role, May.JUDGE) and not there:
        ledger.seat(office, person, Role.LEADER)
    elif there and not may(role, May.JUDGE):
        ledger.unseat(office, person)


def leaders_of(ledger: Ledger, office: str) -> list[str]:
    """Who leads the circle that this office belongs to."""
    roles = roles_in(ledger.connection, circle_scope(inside(office)))
    return sorted(person for person, role in roles.items() if may(role, May.JUDGE))


def deciders(ledger: Ledger, office: str, reported: Row, reporter: str) -> list[str]:
    """The leaders who may decide about this row: whom it is about does not, nor does who reported it."""
    about = {"kind": reported.k, "id": reported.id, "copy": {"by": reported.by}}
    return [
        person for person in leaders_of(ledger, office) if person != reporter and not accuses(about, person)
    ]
