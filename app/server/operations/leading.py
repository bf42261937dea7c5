"""What is decided about who is in a circle: roles, removal, who stays out. `circles.POWERS` says by whom."""

from app.domain.circles import May, Role, require, require_another_leader, require_rank
from app.domain.errors import Refused
from app.server.database.ledger import Ledger
from app.server.database.memberships import roles_in, seat_of
from app.server.operations.belonging import admit, check_seen, dismiss
from app.server.operations.changes import require_bare, require_member
from app.sync.protocol import Mutation, Row


def change_role(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """Give a member another role, as leaders may."""
    require(require_member(ledger, mutation.scope, person), May.APPOINT)
    role = _role_asked(mutation)
    others = roles_in(ledger.connection, mutation.scope)
    before = others.pop(mutation.id, None)
    if before is None:
        raise Refused("ref.missing", field="id")
    check_seen(ledger, mutation)
    if role is not Role.LEADER:
        require_another_leader([*others.values(), role], leaving=before)
    return admit(ledger, mutation.scope, mutation.id, role)


def hand_over(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """Make another the leader in one's own place, and become a member: both at once, or neither."""
    require_bare(mutation)
    require(require_member(ledger, mutation.scope, person), May.APPOINT)
    if mutation.id == person:
        raise Refused("circle.not_oneself")
    if ledger.role(mutation.scope, mutation.id) is None:
        raise Refused("ref.missing", field="id")
    check_seen(ledger, mutation)
    admit(ledger, mutation.scope, person, Role.MEMBER)
    return admit(ledger, mutation.scope, mutation.id, Role.LEADER)


def remove(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """Take another member out of the circle. They may come back, knowing it."""
    seat = _seat_below(ledger, person, mutation)
    if seat.v["state"] != "in":
        _outdate_wishes(ledger, mutation)
        return seat
    check_seen(ledger, mutation)
    return dismiss(ledger, mutation.scope, mutation.id, "leader", "removed")


def _outdate_wishes(ledger: Ledger, mutation: Mutation) -> None:
    """Who left just before they could be removed may have a wish to be in again on its way: it counts only if
    their device knew by then that they were out, whether or not who removed them did."""
    state, _ = seat_of(ledger.connection, mutation.scope, mutation.id)
    if state == "out" and mutation.seen:
        ledger.send_after(mutation.scope, mutation.id)


def take_out(ledger: Ledger, scope: str, person: str, actor: str) -> None:
    """Remove somebody from a circle because of what was reported; nothing where they are in it no more."""
    seat = ledger.row(scope, "member", person)
    if seat is not None and seat.v["state"] == "in" and person != actor:
        dismiss(ledger, scope, person, "leader", "removed")


def ban(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """Take somebody out of the circle, if they are still in, and keep them out.

    It holds whatever happened meanwhile: who wants somebody out wants it however often they came and went.
    """
    _seat_below(ledger, person, mutation)
    return dismiss(ledger, mutation.scope, mutation.id, "leader", "banned")


def unban(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """Let somebody join again who was kept out, unless they were kept out anew since."""
    seat = _seat_below(ledger, person, mutation)
    state, _ = seat_of(ledger.connection, mutation.scope, mutation.id)
    if state != "banned":
        return seat
    check_seen(ledger, mutation)
    return dismiss(ledger, mutation.scope, mutation.id, "leader", "out")


def _seat_below(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """The seat of another whom this person may send away."""
    require_bare(mutation)
    role = require_member(ledger, mutation.scope, person)
    require(role, May.SEND_AWAY)
    if mutation.id == person:
        raise Refused("circle.not_oneself")
    seat = ledger.row(mutation.scope, "member", mutation.id)
    if seat is None:
        raise Refused("ref.missing", field="id")
    require_rank(role, ledger.role(mutation.scope, mutation.id))
    return seat


def _role_asked(mutation: Mutation) -> Role:
    if set(mutation.args) != {"role"} or mutation.args["role"] not in list(Role):
        raise Refused("field.wrong", field="role")
    return Role(mutation.args["role"])
