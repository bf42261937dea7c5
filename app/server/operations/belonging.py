"""Who belongs to a circle: joining, leaving, roles and removal, decided in the circle's own order."""

from app.domain.circles import Role, require_another_leader, require_leader, role_on_joining
from app.domain.errors import Refused
from app.domain.ids import inside, own_scope, scope_type
from app.domain.people import ALWAYS_SHOWN
from app.server.database.ledger import Ledger
from app.server.database.memberships import joined_scopes, roles_in
from app.server.operations.changes import require_member, unavailable
from app.server.operations.profiles import card_in
from app.sync.protocol import Mutation, Row

CIRCLES_PER_PERSON = 50
"""It bounds to how many circles a change of profile is carried."""


def circles_of(ledger: Ledger, person: str) -> int:
    """In how many circles this person is."""
    return sum(scope_type(scope) == "c" for scope in joined_scopes(ledger.connection, person))


def admit(ledger: Ledger, scope: str, person: str, role: Role) -> Row:
    """Let a person in: the membership, the row others see, and the grant their own devices see."""
    ledger.seat(scope, person, role)
    ledger.put(own_scope(person), "grant", scope, {"role": role.value})
    seat = {"role": role.value, "state": "in", "card": card_in(ledger, scope, person)}
    return ledger.put(scope, "member", person, seat, by=person)


def join(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """Come into a circle; who is in already keeps their role."""
    _require_bare(mutation)
    circle = ledger.row(mutation.scope, "circle", inside(mutation.scope))
    if mutation.id != person or circle is None:
        raise unavailable()
    role = ledger.role(mutation.scope, person)
    if role is None:
        if circles_of(ledger, person) >= CIRCLES_PER_PERSON:
            raise Refused("circle.too_many", limit=CIRCLES_PER_PERSON)
        there = list(roles_in(ledger.connection, mutation.scope).values())
        role = role_on_joining(
            leaders=there.count(Role.LEADER),
            starter=bool(circle.v.get("starter", False)),
            administrator=_administers(ledger, person),
        )
    return admit(ledger, mutation.scope, person, role)


def leave(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """Go out of a circle, unless the others would be left without a leader."""
    _require_bare(mutation)
    if mutation.id != person:
        raise unavailable()
    seat = ledger.row(mutation.scope, "member", person)
    if seat and seat.v["state"] == "out":
        return seat
    role = require_member(ledger, mutation.scope, person)
    _require_leader_without(ledger, mutation.scope, person, role)
    return _dismiss(ledger, mutation.scope, person, "author")


def change_role(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """Give a member another role, as leaders may."""
    require_leader(require_member(ledger, mutation.scope, person))
    role = _role_asked(mutation)
    others = roles_in(ledger.connection, mutation.scope)
    before = others.pop(mutation.id, None)
    if before is None:
        raise Refused("ref.missing", field="id")
    if role is not Role.LEADER:
        require_another_leader([*others.values(), role], leaving=before)
    return admit(ledger, mutation.scope, mutation.id, role)


def remove(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """Take another member out of the circle, as leaders may."""
    _require_bare(mutation)
    require_leader(require_member(ledger, mutation.scope, person))
    if mutation.id == person:
        raise Refused("circle.not_oneself")
    seat = ledger.row(mutation.scope, "member", mutation.id)
    if seat is None:
        raise Refused("ref.missing", field="id")
    return _dismiss(ledger, mutation.scope, mutation.id, "leader") if seat.v["state"] == "in" else seat


def _dismiss(ledger: Ledger, scope: str, person: str, why: str) -> Row:
    """Take a person's seat away. Their words stay, and so does what they are called, but no more of them."""
    ledger.unseat(scope, person)
    ledger.bury(own_scope(person), "grant", scope, why)
    seat = ledger.row(scope, "member", person)
    before = seat.v if seat else {}
    card = {name: value for name, value in before.get("card", {}).items() if name in ALWAYS_SHOWN}
    return ledger.put(scope, "member", person, {**before, "state": "out", "card": card})


def _require_leader_without(ledger: Ledger, scope: str, person: str, role: Role) -> None:
    staying = roles_in(ledger.connection, scope)
    staying.pop(person, None)
    require_another_leader(staying.values(), leaving=role)


def _role_asked(mutation: Mutation) -> Role:
    if set(mutation.args) != {"role"} or mutation.args["role"] not in list(Role):
        raise Refused("field.wrong", field="role")
    return Role(mutation.args["role"])


def _require_bare(mutation: Mutation) -> None:
    for name in mutation.args:
        raise Refused("field.unknown", field=name)


def _administers(ledger: Ledger, person: str) -> bool:
    sql = "SELECT 1 FROM account WHERE person_id = ? AND role = 'admin'"
    return ledger.connection.execute(sql, (person,)).fetchone() is not None
