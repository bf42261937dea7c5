"""The door of a circle: joining one, asking to where leaders or moderators decide, and agreeing to its rules.

Who asks has a seat that is not taken: the row in the circle says `asked`, so that those who decide see it,
with no more of a card than a name and a discipline. One's own devices have a row `asked` in one's own scope,
which says whether one waits. A request that is declined leaves that as it is: nobody is told no.
"""

from dataclasses import replace

from app.domain.bilingual import Bilingual
from app.domain.circles import (
    MEMBERS,
    OPEN,
    May,
    Role,
    is_version,
    require,
    role_on_joining,
    rules_version,
)
from app.domain.errors import Refused
from app.domain.ids import inside, own_scope
from app.server.database.ledger import Ledger
from app.server.database.memberships import roles_in, seat_of, wait_at
from app.server.operations.belonging import CIRCLES_PER_PERSON, admit, barest, circles_of
from app.server.operations.changes import Outdated, require_bare, require_member, unavailable
from app.server.operations.profiles import card_in
from app.sync.protocol import Mutation, Row

REQUESTS = 20
"""Circles one may wait for at a time."""


def join(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """Come into a circle, or ask to where that is decided; who is in already keeps their role.

    To who is banned it is as if there were no circle. Who was removed gets `changed` until their device has
    seen that they were, so that an old wish to join does not bring them back.
    """
    _require_only(mutation, "rules")
    circle = ledger.row(mutation.scope, "circle", inside(mutation.scope))
    state, changed = seat_of(ledger.connection, mutation.scope, person)
    if mutation.id != person or circle is None or state == "banned":
        raise unavailable()
    if state == "removed" and mutation.seen < changed:
        raise Outdated("changed", ledger.row(mutation.scope, "member", person))
    role = ledger.role(mutation.scope, person)
    if role:
        return admit(ledger, mutation.scope, person, role)
    agreed = _agreed(circle, mutation)
    role = _role_of_newcomer(ledger, circle, mutation.scope, person)
    if role is not Role.LEADER and circle.v.get("entry", OPEN) != OPEN:
        return _wait(ledger, mutation.scope, person, agreed)
    _tell_waiting(ledger, person, mutation.scope, on=False)
    return admit(ledger, mutation.scope, person, role, agreed=agreed)


def accept(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """Let in who asked to join, as leaders and moderators may."""
    seat = _asked(ledger, person, mutation)
    if seat.v["state"] == "in":
        return seat
    if circles_of(ledger, mutation.id) >= CIRCLES_PER_PERSON:
        raise Refused("circle.their_limit", limit=CIRCLES_PER_PERSON)
    _require_room(ledger, mutation.scope)
    _tell_waiting(ledger, mutation.id, mutation.scope, on=False)
    return admit(ledger, mutation.scope, mutation.id, Role.MEMBER)


def decline(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """Leave who asked to join outside, as leaders and moderators may; they are not told."""
    seat = _asked(ledger, person, mutation)
    if seat.v["state"] == "in":
        raise Outdated("changed", seat)
    return _stand_up(ledger, mutation.scope, seat, "declined")


def take_back(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """No longer ask to join, whatever became of the request, unless one was let in."""
    require_bare(mutation)
    seat = ledger.row(mutation.scope, "member", person)
    if mutation.id != person or seat is None:
        raise unavailable()
    if seat.v["state"] == "in":
        raise Outdated("changed", seat)
    if ledger.row(own_scope(person), "asked", mutation.scope) is None:
        raise unavailable()
    _tell_waiting(ledger, person, mutation.scope, on=False)
    if seat.v["state"] == "asked":
        return _stand_up(ledger, mutation.scope, seat, "out")
    return replace(seat, v={**seat.v, "state": "out"})  # a ban is nothing they are told of


def agree(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """Accept the rules of a circle one is in as they are now."""
    _require_only(mutation, "rules")
    require_member(ledger, mutation.scope, person)
    circle = ledger.row(mutation.scope, "circle", inside(mutation.scope))
    seat = ledger.row(mutation.scope, "member", person)
    if mutation.id != person or circle is None or seat is None:
        raise unavailable()
    now = rules_version(Bilingual.read(circle.v, "rules"))
    if not now or mutation.args.get("rules") != now:
        raise Outdated("changed", circle)
    return ledger.put(mutation.scope, "member", person, {**seat.v, "agreed": now})


def _require_only(mutation: Mutation, *known: str) -> None:
    for name in mutation.args:
        if name not in known:
            raise Refused("field.unknown", field=name)


def _agreed(circle: Row, mutation: Mutation) -> str:
    """To which rules they agree. It may be those of a while ago: the new ones are shown to them again."""
    said = mutation.args.get("rules", "")
    if said and not is_version(said):
        raise Refused("field.wrong", field="rules")
    if not Bilingual.read(circle.v, "rules"):
        return ""
    if not said:
        raise Refused("circle.rules")
    return str(said)


def _role_of_newcomer(ledger: Ledger, circle: Row, scope: str, person: str) -> Role:
    if circles_of(ledger, person) >= CIRCLES_PER_PERSON:
        raise Refused("circle.too_many", limit=CIRCLES_PER_PERSON)
    _require_room(ledger, scope)
    return role_on_joining(
        leaders=list(roles_in(ledger.connection, scope).values()).count(Role.LEADER),
        starter=bool(circle.v.get("starter", False)),
        administrator=_administers(ledger, person),
    )


def _require_room(ledger: Ledger, scope: str) -> None:
    if len(roles_in(ledger.connection, scope)) >= MEMBERS:
        raise Refused("circle.full", limit=MEMBERS)


def _wait(ledger: Ledger, scope: str, person: str, agreed: str) -> Row:
    """Take a seat at the door; who waits there already goes on waiting."""
    if len(_waited_for(ledger, person) - {scope}) >= REQUESTS:
        raise Refused("circle.requests", limit=REQUESTS)
    wait_at(ledger.connection, scope, person, ledger.head(scope) + 1)
    _tell_waiting(ledger, person, scope, on=True)
    seat: dict[str, object] = {"role": Role.MEMBER.value, "state": "asked"}
    seat["card"] = barest(card_in(ledger, scope, person))
    return ledger.put(scope, "member", person, seat | ({"agreed": agreed} if agreed else {}), by=person)


def _waited_for(ledger: Ledger, person: str) -> set[str]:
    found = ledger.connection.execute(
        "SELECT scope_id FROM member WHERE person_id = ? AND state = 'asked'", (person,)
    )
    return {scope for (scope,) in found.fetchall()}


def _tell_waiting(ledger: Ledger, person: str, scope: str, *, on: bool) -> None:
    """Whether one waits, for one's own devices; who never did is told nothing."""
    if on or ledger.row(own_scope(person), "asked", scope) is not None:
        ledger.put(own_scope(person), "asked", scope, {"on": on}, by=person)


def _asked(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """The seat of who asked, or was let in meanwhile; `changed` where there is no request any more."""
    require_bare(mutation)
    require(require_member(ledger, mutation.scope, person), May.LET_IN)
    seat = ledger.row(mutation.scope, "member", mutation.id)
    if seat is None:
        raise Refused("ref.missing", field="id")
    if seat.v["state"] not in ("asked", "in"):
        raise Outdated("changed", seat)
    return seat


def _stand_up(ledger: Ledger, scope: str, seat: Row, state: str) -> Row:
    """No longer wait at the door."""
    wait_at(ledger.connection, scope, seat.id, ledger.head(scope) + 1, state=state)
    return ledger.put(scope, "member", seat.id, {**seat.v, "state": "out"})


def _administers(ledger: Ledger, person: str) -> bool:
    sql = "SELECT 1 FROM account WHERE person_id = ? AND role = 'admin'"
    return ledger.connection.execute(sql, (person,)).fetchone() is not None
