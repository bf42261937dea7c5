"""Groups: making one, who comes and goes, and what they say to each other."""

from app.domain.circles import SINCE_JOINING, Role
from app.domain.errors import Refused
from app.domain.groups import INVITED, check_room, require_keeper
from app.domain.ids import group_scope, is_uuid7, own_scope, pair_scope, scope_type
from app.domain.talks import OPEN
from app.server.database.ledger import Ledger
from app.server.database.memberships import roles_in, seat_of, share_a_circle, wait_at
from app.server.operations.belonging import admit, barest, dismiss
from app.server.operations.changes import already_there, blend, create, require_bare, unavailable
from app.server.operations.profiles import card_in
from app.server.operations.quotas import check_new_groups
from app.server.operations.reaching import require_reachable
from app.server.operations.talking import send_message, state_of
from app.sync.protocol import Mutation, Row


def make_group(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """Make a group, in which nobody else is yet."""
    if mutation.scope != group_scope(mutation.id):
        raise unavailable()
    known = already_there(ledger, person, mutation)
    if known:
        return known
    check_new_groups(ledger, person)
    ledger.open_scope(mutation.scope)
    ledger.connection.execute("UPDATE scope SET policy = ? WHERE id = ?", (SINCE_JOINING, mutation.scope))
    row = create(ledger, person, mutation)
    admit(ledger, mutation.scope, person, Role.LEADER, by=person)
    return row


def name_group(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """Call a group something else."""
    require_keeper(ledger.role(mutation.scope, person))
    known = ledger.row(mutation.scope, "group", mutation.id)
    if known is None:
        raise Refused("ref.missing", field="id")
    return blend(ledger, person, mutation, known, mutation.args)


def invite(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """Ask somebody in whom one may write to without asking. To who has refused it is not asked again, and
    whoever invites does not learn that."""
    require_bare(mutation)
    scope, other = mutation.scope, mutation.id
    require_keeper(ledger.role(scope, person))
    seat = ledger.row(scope, "member", other)
    if seat is not None and seat.v["state"] != "out":
        return seat
    check_room(_size(ledger, scope))
    if not is_uuid7(other) or not _may_invite(ledger, person, other):
        raise Refused("group.stranger")
    require_reachable(ledger, person, other)
    state, _ = seat_of(ledger.connection, scope, other)
    wait_at(ledger.connection, scope, other, ledger.head(scope) + 1, state=state if state == _NO else INVITED)
    if state != _NO:
        _tell_invited(ledger, scope, person, other)
    card = barest(card_in(ledger, scope, other))
    return ledger.put(scope, "member", other, {"role": "member", "state": INVITED, "card": card}, by=person)


def accept_invitation(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """Come into a group to which one was invited."""
    state = _require_asked(ledger, person, mutation)
    known = ledger.row(mutation.scope, "member", person)
    if state == "in" and known:
        return known
    ledger.bury(own_scope(person), "invitation", mutation.scope, "gone")
    return admit(ledger, mutation.scope, person, Role.MEMBER)


def refuse_invitation(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """Stay out of a group to which one was invited; nobody else hears of it."""
    state = _require_asked(ledger, person, mutation)
    known = ledger.row(mutation.scope, "member", person)
    if known is None or state == "in":
        raise unavailable()
    wait_at(ledger.connection, mutation.scope, person, ledger.head(mutation.scope), state=_NO)
    ledger.bury(own_scope(person), "invitation", mutation.scope, "author")
    return known


def quit_group(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """Go out of a group. When its keeper goes, who has been in it longest takes over."""
    require_bare(mutation)
    if mutation.id != person:
        raise unavailable()
    seat = ledger.row(mutation.scope, "member", person)
    role = ledger.role(mutation.scope, person)
    if seat is not None and role is None and seat.v["state"] == "out":
        return seat
    if role is None:
        raise Refused("dm.unavailable")
    left = dismiss(ledger, mutation.scope, person, "author", "out")
    if role is Role.LEADER and (heir := _longest_in(ledger, mutation.scope)):
        admit(ledger, mutation.scope, heir, Role.LEADER)
    return left


def send_away(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """Take somebody out of a group, or an invitation back, as its keeper may."""
    require_bare(mutation)
    scope, other = mutation.scope, mutation.id
    require_keeper(ledger.role(scope, person))
    seat = ledger.row(scope, "member", other)
    if seat is None or other == person:
        raise Refused("ref.missing", field="id")
    if seat.v["state"] == "in":
        return dismiss(ledger, scope, other, "leader", "removed")
    if seat.v["state"] == INVITED:
        state, _ = seat_of(ledger.connection, scope, other)
        if state == INVITED:
            wait_at(ledger.connection, scope, other, ledger.head(scope) + 1, state="out")
            ledger.bury(own_scope(other), "invitation", scope, "leader")
        return ledger.put(scope, "member", other, {**seat.v, "state": "out"})
    return seat


def send(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """A message to one other person, or to those who are in a group with one."""
    if scope_type(mutation.scope) != "g":
        return send_message(ledger, person, mutation)
    if ledger.role(mutation.scope, person) is None:
        raise Refused("dm.unavailable")
    return already_there(ledger, person, mutation) or create(ledger, person, mutation)


_NO = "refused"
"""In the table of members: was invited, and does not want to come. No row tells of it."""


def _require_asked(ledger: Ledger, person: str, mutation: Mutation) -> str:
    """How one stands with a group to which one was invited; refuses everybody else."""
    require_bare(mutation)
    state, _ = seat_of(ledger.connection, mutation.scope, person)
    seat = ledger.row(mutation.scope, "member", person)
    if mutation.id != person or seat is None or state not in (INVITED, _NO, "in"):
        raise unavailable()
    if seat.v["state"] not in (INVITED, "in"):
        raise unavailable()
    return state


def _tell_invited(ledger: Ledger, scope: str, person: str, other: str) -> None:
    group = ledger.row(scope, "group", scope.partition(".")[2])
    told = {
        "name": group.v["name"] if group else "",
        "by": person,
        "card": barest(card_in(ledger, pair_scope(person, other), person)),
        "size": len(roles_in(ledger.connection, scope)),
    }
    ledger.put(own_scope(other), "invitation", scope, told, by=person)


def _may_invite(ledger: Ledger, person: str, other: str) -> bool:
    if share_a_circle(ledger.connection, person, other):
        return True
    return state_of(ledger, person, other) == OPEN


def _size(ledger: Ledger, scope: str) -> int:
    sql = "SELECT count(*) FROM item WHERE scope_id = ? AND kind = 'member' AND deleted = 0 AND body LIKE ?"
    counted = [
        ledger.connection.execute(sql, (scope, f'%"state":"{state}"%')).fetchone()[0]
        for state in ("in", INVITED)
    ]
    return int(sum(counted))


def _longest_in(ledger: Ledger, scope: str) -> str:
    sql = """SELECT person_id FROM member WHERE scope_id = ? AND state = 'in'
        ORDER BY since_pos, person_id LIMIT 1"""
    found = ledger.connection.execute(sql, (scope,)).fetchone()
    return str(found[0]) if found else ""
