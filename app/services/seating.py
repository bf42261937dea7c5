"""Seating: who is what in a circle, and what its leaders and moderators do about that (`circles.POWERS`).

Each is a command, given in view of how things stood: it shows here at once as waiting, and the server does it
or says why not.
"""

from app.domain.circles import May, Member, Role, may, require, require_another_leader, require_rank
from app.domain.errors import Refused
from app.domain.ids import circle_scope
from app.i18n.search import match
from app.i18n.sorting import sort_key
from app.services.belonging import members, role_in, seats
from app.services.desk import Desk


def listed(desk: Desk, circle: str, query: str = "", lang: str = "en") -> list[Member]:
    """Who belongs to a circle (and is called like this): leaders first, each kind in the order of names."""
    present = members(desk, circle)
    if query.strip():
        present = [m for m in present if match(query, m.person.name.en, m.person.name.bn) is not None]
    order = list(Role)
    return sorted(present, key=lambda m: (order.index(m.role), sort_key(m.person.name.best(lang))))


def kept_out(desk: Desk, circle: str, role: Role | None, lang: str = "en") -> list[Member]:
    """Who was banned from a circle, for those who may lift that; for others nobody."""
    banned = [member for member in seats(desk, circle) if member.banned and may(role, May.SEND_AWAY)]
    return sorted(banned, key=lambda member: sort_key(member.person.name.best(lang)))


def give_role(desk: Desk, circle: str, person: str, role: Role) -> None:
    """Make a member something else in a circle; for its leaders."""
    require(role_in(desk, circle), May.APPOINT)
    there = {member.person.id: member.role for member in members(desk, circle)}
    before = _seat(there, person)
    others = [other for one, other in there.items() if one != person]
    require_another_leader([*others, role], leaving=before)
    desk.write(circle_scope(circle), "member", person, "role", {"role": role.value})


def hand_over(desk: Desk, circle: str, person: str) -> None:
    """Make a member the leader in one's own place; one is a member then."""
    require(role_in(desk, circle), May.APPOINT)
    _another(desk, person)
    _seat({member.person.id: member.role for member in members(desk, circle)}, person)
    effect = {"role": Role.LEADER.value}
    desk.write(circle_scope(circle), "member", person, "hand_over", {}, effect=effect)


def remove(desk: Desk, circle: str, person: str) -> None:
    """Take a member out of a circle; they may join again."""
    _send_away(desk, circle, person, "remove", "out")


def ban(desk: Desk, circle: str, person: str) -> None:
    """Take a member out of a circle and keep them out."""
    _send_away(desk, circle, person, "ban", "banned")


def lift_ban(desk: Desk, circle: str, person: str) -> None:
    """Let somebody join again who was kept out."""
    _send_away(desk, circle, person, "unban", "out")


def _send_away(desk: Desk, circle: str, person: str, op: str, state: str) -> None:
    there = {member.person.id: member.role for member in members(desk, circle)}
    require_rank(role_in(desk, circle), there.get(person))
    _another(desk, person)
    desk.write(circle_scope(circle), "member", person, op, {}, effect={"state": state})


def _another(desk: Desk, person: str) -> None:
    if person == desk.person:
        raise Refused("circle.not_oneself")


def _seat(there: dict[str, Role], person: str) -> Role:
    if person not in there:
        raise Refused("circle.not_member")
    return there[person]
