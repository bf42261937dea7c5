"""Belonging: finding a circle, founding one, joining, leaving, and who is what in it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from app.domain import circles as rules
from app.domain.circles import Circle, May, Member, Role
from app.domain.errors import Refused
from app.domain.ids import COMMONS, circle_scope
from app.domain.kinds import check_fields, check_whole
from app.domain.people import Audience, card
from app.domain.records import Record, dismissed
from app.domain.starters import STARTER_BY_ID
from app.domain.taxonomy import AREAS, SETTINGS, TONGUES, words_for
from app.i18n.search import rank, sought, words
from app.services import introducing
from app.services.desk import Desk


def found(desk: Desk, fields: Mapping[str, Any]) -> Circle:
    """Begin a circle with a name and a purpose in one language or both, and lead it."""
    values = check_fields("circle", fields)
    check_whole("circle", values)
    identifier = desk.new_id()
    scope = circle_scope(identifier)
    with desk.memory.transaction():
        record = desk.write(scope, "circle", identifier, "create", values)
        desk.write(scope, "member", desk.person, "join", {}, effect=_place(desk, Role.LEADER))
    return Circle.read(identifier, record.values)


def describe(desk: Desk, circle: str, fields: Mapping[str, Any]) -> Circle:
    """Say anew, or in the other language, what a circle is called and for; only what differs, for leaders."""
    rules.require(role_in(desk, circle), May.DESCRIBE)
    known = desk.memory.get(circle_scope(circle), "circle", circle)
    if known is None:
        raise Refused("circle.unknown")
    rules.require_going_on(archived=known.values.get(rules.ARCHIVED) is True)
    values = check_fields("circle", fields)
    check_whole("circle", {**known.values, **values})
    changed = {name: value for name, value in values.items() if known.values.get(name, "") != value}
    if changed:
        known = desk.write(circle_scope(circle), "circle", circle, "set", changed)
    return Circle.read(circle, known.values)


def join(desk: Desk, circle: str) -> None:
    """Become a member of a circle, or ask to where its leaders decide; its rules are accepted by that."""
    if role_in(desk, circle) is not None:
        return
    known = _known(desk, circle)
    rules.require_going_on(archived=known is not None and known.archived)
    version = rules.rules_version(known.rules) if known else ""
    role = _role_on_joining(desk, circle)
    effect = _place(desk, role) | ({"agreed": version} if version else {})
    if known and known.entry != rules.OPEN and role is not Role.LEADER:
        effect["state"] = "asked"
    _wish_in(desk, circle, {"rules": version} if version else {}, effect)


def enter(desk: Desk, circle: str, secret: str) -> None:
    """Come into a circle by an invitation; what it is and by which rules is seen inside."""
    if role_in(desk, circle) is None:
        _wish_in(desk, circle, {"code": secret}, _place(desk, Role.MEMBER) | {"state": "invited"})


def _wish_in(desk: Desk, circle: str, args: Mapping[str, Any], effect: Mapping[str, Any]) -> None:
    _forget_refused_wishes(desk, circle)
    desk.write(circle_scope(circle), "member", desk.person, "join", args, effect=effect)


def _forget_refused_wishes(desk: Desk, circle: str) -> None:
    """Wanting in again settles that one was refused before: there are no words of anybody's in that."""
    record = _membership(desk, circle)
    if record and record.refused and all(operation.op == "join" for operation in record.refused):
        left = dismissed(record)
        if left:
            desk.memory.put(left)
        else:
            desk.memory.forget(record)


def leave(desk: Desk, circle: str) -> None:
    """Leave a circle; refused to its last leader while others stay, and to the last of all in an archived."""
    role = role_in(desk, circle)
    if role is None:
        return
    staying = [member.role for member in members(desk, circle) if member.person.id != desk.person]
    rules.require_another_leader(staying, leaving=role)
    known = _known(desk, circle)
    rules.require_somebody_to_bring_back(staying, archived=known is not None and known.archived)
    desk.write(circle_scope(circle), "member", desk.person, "leave", {}, effect={"state": "out"})


def circle(desk: Desk, identifier: str) -> Circle | None:
    """A circle: as its members have it, or as it is listed for everyone."""
    inner = desk.memory.get(circle_scope(identifier), "circle", identifier)
    listed = inner or desk.memory.get(COMMONS, "listing", identifier)
    if listed is not None:
        shown = Circle.read(identifier, {**STARTER_BY_ID.get(identifier, {}), **listed.values})
        return replace(shown, delivery=listed.delivery, why=listed.why)
    starter = STARTER_BY_ID.get(identifier)
    return Circle.read(identifier, starter) if starter else None


_known = circle


def every(desk: Desk) -> list[Circle]:
    """Every circle this device knows of: the starters, those listed for everyone, and one's own."""
    ids = dict.fromkeys(STARTER_BY_ID)
    ids.update(dict.fromkeys(record.id for record in desk.memory.of_kind("listing")))
    ids.update(dict.fromkeys(record.id for record in desk.memory.of_kind("circle")))
    return [found for found in (circle(desk, identifier) for identifier in ids) if found is not None]


def mine(desk: Desk) -> list[Circle]:
    """The circles one belongs to."""
    belong = {
        record.scope
        for record in desk.memory.of_kind("member")
        if record.id == desk.person and rules.is_in(record)
    }
    return [known for known in every(desk) if circle_scope(known.id) in belong]


def search(desk: Desk, query: str) -> list[Circle]:
    """The circles whose name, purpose or choices hold these words, in either language; best first."""
    asked = sought(query, desk.wordbook.read(desk.memory, desk.person).thesaurus)
    ranked = [(rank(asked, *map(words, _words(known))), known) for known in every(desk)]
    found = [(how_well, known) for how_well, known in ranked if how_well is not None]
    return [known for _, known in sorted(found, key=lambda pair: pair[0])]


def role_in(desk: Desk, circle: str) -> Role | None:
    """What one is in a circle; nothing when one does not belong to it."""
    record = _membership(desk, circle)
    if record is None or not rules.is_in(record):
        return None
    return Role.read(record.values.get("role", Role.MEMBER))


def membership(desk: Desk, circle: str) -> Member | None:
    """One's own place in a circle, with how far the wish to be there has come."""
    record = _membership(desk, circle)
    return Member.of(record) if record else None


def members(desk: Desk, circle: str) -> list[Member]:
    """Who belongs to a circle, leaders first."""
    present = [member for member in seats(desk, circle) if member.present]
    return sorted(present, key=lambda member: list(Role).index(member.role))


def seats(desk: Desk, circle: str) -> list[Member]:
    """Everybody who has or had a place in a circle."""
    return [Member.of(record) for record in desk.memory.page(f"{circle_scope(circle)}/member", rules.SEATS)]


def shows_from_joining(desk: Desk, circle: str) -> bool:
    """Whether who joins a circle sees nothing of what was written before."""
    known = desk.memory.get(circle_scope(circle), "circle", circle)
    values = known.values if known else {}
    return bool(values.get("peer")) or values.get("history") == rules.SINCE_JOINING


def _membership(desk: Desk, circle: str) -> Record | None:
    return desk.memory.get(circle_scope(circle), "member", desk.person)


def _role_on_joining(desk: Desk, circle: str) -> Role:
    """What one becomes as far as this device can tell: who is in a circle is known only inside."""
    known = desk.memory.get(circle_scope(circle), "circle", circle)
    if known is None:
        return Role.MEMBER
    leaders = sum(rules.may_lead(member.role) for member in members(desk, circle))
    starter = circle in STARTER_BY_ID
    return rules.role_on_joining(leaders=leaders, starter=starter, administrator=False)


def _place(desk: Desk, role: Role) -> dict[str, Any]:
    shown = card(introducing.profile(desk), Audience.CIRCLES)
    return {"role": role.value, "state": "in", "card": shown}


def _words(known: Circle) -> tuple[str, ...]:
    name, purpose = known.name, known.purpose
    chosen = (
        *words_for(AREAS, known.areas),
        *words_for(SETTINGS, known.settings),
        *words_for(TONGUES, known.tongues),
    )
    return (name.en, name.bn, purpose.en, purpose.bn, *chosen)
