"""The door of a circle: joining one, asking to where leaders decide, and agreeing to its rules.

Who asks has a seat that is not taken, and a row `applicant` in the scope of the circle's leaders, who decide:
it has no more of a card than a name and a discipline, and nobody else sees it. One's own devices have a row
`asked` in one's own scope, which says whether one waits. A request that is declined leaves that as it is:
nobody is told no.
"""

from app.domain.bilingual import Bilingual
from app.domain.circles import (
    ARCHIVED,
    HIDDEN,
    MEMBERS,
    OPEN,
    May,
    Role,
    is_version,
    require,
    require_going_on,
    role_on_joining,
    rules_version,
)
from app.domain.errors import Refused
from app.domain.ids import circle_scope, inside, own_scope
from app.server.database.ledger import Ledger
from app.server.database.memberships import roles_in, seat_of, wait_at
from app.server.operations.belonging import CIRCLES_PER_PERSON, admit, barest, circles_of
from app.server.operations.changes import Outdated, require_bare, require_member, unavailable
from app.server.operations.offices import office_of, open_office
from app.server.operations.profiles import card_in
from app.server.operations.tickets import spend, ticket_for
from app.sync.protocol import Mutation, Row

REQUESTS = 20
"""Circles one may wait for at a time."""


def join(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """Come into a circle, or ask to where that is decided; who is in already keeps their role. Whoever has an
    invitation comes in at once, and to an invitation that is wrong or over it is as if there were no circle.

    To who is banned it is as if there were no circle. Who was removed gets `changed` until their device has
    seen that they were, so that an old wish to join does not bring them back.
    """
    _require_only(mutation, "rules", "code")
    circle = ledger.row(mutation.scope, "circle", inside(mutation.scope))
    state, changed = seat_of(ledger.connection, mutation.scope, person)
    if mutation.id != person or circle is None or state == "banned":
        raise unavailable()
    if state == "removed" and mutation.seen < changed:
        raise Outdated("changed", ledger.row(mutation.scope, "member", person))
    role = ledger.role(mutation.scope, person)
    if role:
        return admit(ledger, mutation.scope, person, role)
    entry, code = circle.v.get("entry", OPEN), mutation.args.get("code")
    ticket = ticket_for(ledger, mutation.scope, code)
    if ticket is None and (code is not None or entry == HIDDEN):
        raise unavailable()
    require_going_on(archived=bool(circle.v.get(ARCHIVED)))
    agreed = _agreed(circle, mutation, invited=ticket is not None)
    role = _role_of_newcomer(ledger, circle, mutation.scope, person)
    if role is not Role.LEADER and entry != OPEN and ticket is None:
        return _wait(ledger, mutation.scope, person, agreed)
    if ticket is not None:
        spend(ledger, mutation.scope, ticket)
    stop_waiting(ledger, mutation.scope, person)
    return admit(ledger, mutation.scope, person, role, agreed=agreed)


def accept(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """Let in who asked to join, as leaders may."""
    scope, asking = _asked(ledger, person, mutation)
    if ledger.role(scope, mutation.id) is not None:
        return asking
    state, _ = seat_of(ledger.connection, scope, mutation.id)
    if asking.x or state != "asked":  # they may have been banned meanwhile
        raise Outdated("changed", asking)
    if circles_of(ledger, mutation.id) >= CIRCLES_PER_PERSON:
        raise Refused("circle.their_limit", limit=CIRCLES_PER_PERSON)
    _require_room(ledger, scope)
    admit(ledger, scope, mutation.id, Role.MEMBER, agreed=str(asking.v.get("agreed", "")))
    stop_waiting(ledger, scope, mutation.id)
    return ledger.bury(mutation.scope, "applicant", mutation.id, "leader") or asking


def decline(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """Leave who asked to join outside, as leaders may; they are not told."""
    scope, asking = _asked(ledger, person, mutation)
    state, _ = seat_of(ledger.connection, scope, mutation.id)
    if asking.x and state != "declined":
        raise Outdated("changed", asking)
    wait_at(ledger.connection, scope, mutation.id, ledger.head(scope) + 1, state="declined")
    return ledger.bury(mutation.scope, "applicant", mutation.id, "leader") or asking


def take_back(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """No longer ask to join, whatever became of the request, unless one was let in."""
    require_bare(mutation)
    scope = mutation.scope
    waited = ledger.row(own_scope(person), "asked", scope)
    if mutation.id != person or (waited is None and ledger.role(scope, person) is None):
        raise unavailable()
    if ledger.role(scope, person) is not None:
        raise Outdated("changed", ledger.row(scope, "member", person))
    state, _ = seat_of(ledger.connection, scope, person)
    if state == "asked":
        wait_at(ledger.connection, scope, person, ledger.head(scope) + 1, state="out")
    stop_waiting(ledger, scope, person)
    return outside(ledger, scope, person, "out")  # a ban is nothing they are told of


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


def _agreed(circle: Row, mutation: Mutation, *, invited: bool) -> str:
    """To which rules they agree. It may be those of a while ago: the new ones are shown to them again, as
    they are to who was invited and could not read them before."""
    said = mutation.args.get("rules", "")
    if said and not is_version(said):
        raise Refused("field.wrong", field="rules")
    if not Bilingual.read(circle.v, "rules"):
        return ""
    if not said and not invited:
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
    """Wait at the door; who does so already goes on."""
    if len(_waited_for(ledger, person) - {scope}) >= REQUESTS:
        raise Refused("circle.requests", limit=REQUESTS)
    wait_at(ledger.connection, scope, person, ledger.head(scope) + 1)
    ledger.put(own_scope(person), "asked", scope, {"on": True}, by=person)
    office = office_of(scope)
    open_office(ledger, office)
    told: dict[str, object] = {"card": barest(card_in(ledger, scope, person))}
    ledger.put(office, "applicant", person, told | ({"agreed": agreed} if agreed else {}), by=person)
    return outside(ledger, scope, person, "asked")


def outside(ledger: Ledger, scope: str, person: str, state: str) -> Row:
    """What is told to a person who is not in, of their own place: no more than how they stand, and no number
    of the circle's. Nothing of it is written there."""
    told = {"role": Role.MEMBER.value, "state": state, "card": {}}
    return Row(k="member", id=person, seq=0, pos=0, by=person, at=ledger.now_ms, said=0, v=told)


def _waited_for(ledger: Ledger, person: str) -> set[str]:
    found = ledger.connection.execute(
        "SELECT scope_id FROM member WHERE person_id = ? AND state = 'asked'", (person,)
    )
    return {scope for (scope,) in found.fetchall()}


def stop_waiting(ledger: Ledger, scope: str, person: str) -> None:
    """Wait no more; who never did is told nothing."""
    if ledger.row(own_scope(person), "asked", scope) is not None:
        ledger.put(own_scope(person), "asked", scope, {"on": False}, by=person)
        ledger.bury(office_of(scope), "applicant", person, "author")


def _asked(ledger: Ledger, person: str, mutation: Mutation) -> tuple[str, Row]:
    """The circle that somebody asked to join, and their request, which may be gone."""
    require_bare(mutation)
    scope = circle_scope(inside(mutation.scope))
    require(require_member(ledger, scope, person), May.LET_IN)
    asking = ledger.row(mutation.scope, "applicant", mutation.id)
    if asking is None:
        raise Refused("ref.missing", field="id")
    return scope, asking


def _administers(ledger: Ledger, person: str) -> bool:
    sql = "SELECT 1 FROM account WHERE person_id = ? AND role = 'admin'"
    return ledger.connection.execute(sql, (person,)).fetchone() is not None
