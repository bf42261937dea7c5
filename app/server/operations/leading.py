"""What leaders decide about who is in their circle: roles, removal, and who stays out."""

from app.domain.circles import Role, require_another_leader, require_leader
from app.domain.errors import Refused
from app.server.database.ledger import Ledger
from app.server.database.memberships import roles_in, seat_of
from app.server.operations.belonging import admit, check_seen, dismiss
from app.server.operations.changes import require_bare, require_member
from app.sync.protocol import Mutation, Row


def change_role(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """Give a member another role, as leaders may."""
    require_leader(require_member(ledger, mutation.scope, person))
    role = _role_asked(mutation)
    others = roles_in(ledger.connection, mutation.scope)
    before = others.pop(mutation.id, None)
    if before is None:
        raise Refused("ref.missing", field="id")
    check_seen(ledger, mutation)
    if role is not Role.LEADER:
        require_another_leader([*others.values(), role], leaving=before)
    return admit(ledger, mutation.scope, mutation.id, role)


def remove(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """Take another member out of the circle, as leaders may. They may come back, knowing it."""
    seat = _seat_of_another(ledger, person, mutation)
    if seat.v["state"] != "in":
        return seat
    check_seen(ledger, mutation)
    return dismiss(ledger, mutation.scope, mutation.id, "leader", "removed")


def ban(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """Take somebody out of the circle, if they are still in, and keep them out, as leaders may."""
    _seat_of_another(ledger, person, mutation)
    return dismiss(ledger, mutation.scope, mutation.id, "leader", "banned")


def unban(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """Let somebody join again who was kept out, as leaders may."""
    seat = _seat_of_another(ledger, person, mutation)
    state, _ = seat_of(ledger.connection, mutation.scope, mutation.id)
    return dismiss(ledger, mutation.scope, mutation.id, "leader", "out") if state == "banned" else seat


def _seat_of_another(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    require_bare(mutation)
    require_leader(require_member(ledger, mutation.scope, person))
    if mutation.id == person:
        raise Refused("circle.not_oneself")
    seat = ledger.row(mutation.scope, "member", mutation.id)
    if seat is None:
        raise Refused("ref.missing", field="id")
    return seat


def _role_asked(mutation: Mutation) -> Role:
    if set(mutation.args) != {"role"} or mutation.args["role"] not in list(Role):
        raise Refused("field.wrong", field="role")
    return Role(mutation.args["role"])
