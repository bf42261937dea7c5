"""Who belongs to a circle: letting in and leaving, in the circle's own order; `entering` has the door."""

from collections.abc import Mapping

from app.domain.circles import Role, require_another_leader, require_somebody_to_bring_back
from app.domain.ids import own_scope, scope_type
from app.domain.people import ALWAYS_SHOWN
from app.server.database.ledger import Ledger
from app.server.database.memberships import joined_scopes, roles_in, seat_of
from app.server.operations.changes import Outdated, require_bare, require_member, unavailable
from app.server.operations.offices import keep_office
from app.server.operations.profiles import card_in
from app.sync.protocol import Mutation, Row

CIRCLES_PER_PERSON = 50
"""It bounds to how many circles a change of profile is carried."""


def circles_of(ledger: Ledger, person: str) -> int:
    """In how many circles this person is."""
    return sum(scope_type(scope) == "c" for scope in joined_scopes(ledger.connection, person))


def admit(ledger: Ledger, scope: str, person: str, role: Role, *, by: str = "", agreed: str = "") -> Row:
    """Let a person in: the membership, the row others see, and the grant their own devices see.

    `by` is who opened the conversation, or founded the circle, by this; `agreed` to which rules they have, if
    that is news.
    """
    ledger.seat(scope, person, role)
    keep_office(ledger, scope, person, role)
    ledger.put(own_scope(person), "grant", scope, {"role": role.value}, by=by)
    known = ledger.row(scope, "member", person)
    agreed = agreed or (known.v.get("agreed", "") if known else "")
    seat: dict[str, object] = {"role": role.value, "state": "in", "card": card_in(ledger, scope, person)}
    return ledger.put(scope, "member", person, seat | ({"agreed": agreed} if agreed else {}), by=person)


def leave(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """Go out of a circle, unless the others would be left without a leader."""
    require_bare(mutation)
    if mutation.id != person:
        raise unavailable()
    seat = ledger.row(mutation.scope, "member", person)
    if seat and seat.v["state"] == "out":
        return seat
    role = require_member(ledger, mutation.scope, person)
    check_seen(ledger, mutation)
    _require_leader_without(ledger, mutation.scope, person, role)
    return dismiss(ledger, mutation.scope, person, "author", "out")


def check_seen(ledger: Ledger, mutation: Mutation) -> None:
    """Refuse a command about who came, went or got another role after the device last looked."""
    _, changed = seat_of(ledger.connection, mutation.scope, mutation.id)
    if 0 < mutation.seen < changed:
        raise Outdated("changed", ledger.row(mutation.scope, "member", mutation.id))


def dismiss(ledger: Ledger, scope: str, person: str, why: str, state: str) -> Row:
    """Take a person's seat away. Their words stay, and so does what they are called, but no more of them."""
    ledger.unseat(scope, person, state)
    keep_office(ledger, scope, person, None)
    ledger.bury(own_scope(person), "grant", scope, why)
    seat = ledger.row(scope, "member", person)
    before = seat.v if seat else {}
    card = barest(before.get("card", {}))
    return ledger.put(scope, "member", person, {**before, "state": shown_state(state), "card": card})


def barest(card: Mapping[str, object]) -> dict[str, object]:
    """No more of a card than what somebody is called and what they do."""
    return {name: value for name, value in card.items() if name in ALWAYS_SHOWN}


def shown_state(state: str) -> str:
    """What the row tells of a seat: whether one was removed or left is nobody else's business."""
    return "out" if state == "removed" else state


def _require_leader_without(ledger: Ledger, scope: str, person: str, role: Role) -> None:
    staying = roles_in(ledger.connection, scope)
    staying.pop(person, None)
    require_another_leader(staying.values(), leaving=role)
    require_somebody_to_bring_back(staying.values(), archived=ledger.membership(scope, person).archived)
