"""Entering: the door of a circle from both sides: asking to join, letting in, agreeing to its rules."""

from app.domain import circles as rules
from app.domain.circles import Asking, May, Role, require
from app.domain.errors import Refused
from app.domain.ids import circle_scope, leaders_scope
from app.i18n.sorting import sort_key
from app.services import archiving
from app.services.belonging import circle as circle_of
from app.services.belonging import membership, role_in
from app.services.desk import Desk


def waits(desk: Desk, circle: str) -> bool:
    """Whether one has asked to join and may wait for an answer: a request that was declined is not told."""
    scope = circle_scope(circle)
    record = desk.memory.get(scope, "member", desk.person)
    if record and (record.waiting or record.values.get("state") == "in"):
        return record.values.get("state") == "asked"
    told = desk.memory.get(desk.own, "asked", scope)
    if told is not None:
        return bool(told.values.get("on"))
    return bool(record and (record.base or {}).get("state") == "asked")


def take_back(desk: Desk, circle: str) -> None:
    """No longer ask to join."""
    if waits(desk, circle):
        scope = circle_scope(circle)
        desk.write(scope, "member", desk.person, "take_back", {}, effect={"state": "out"})


def requests(desk: Desk, circle: str, lang: str = "en") -> list[Asking]:
    """Who asks to join, for those who may let them in; for others nobody."""
    if not archiving.may_still(desk, circle, May.LET_IN):
        return []
    records = desk.memory.page(f"{leaders_scope(circle)}/applicant", limit=rules.MEMBERS)
    asking = [Asking.of(record) for record in records if not record.gone]
    return sorted(asking, key=lambda one: sort_key(one.person.name.best(lang)))


def count_waiting(desk: Desk, circle: str) -> int:
    """How many wait for an answer of one's own."""
    return sum(not one.answer for one in requests(desk, circle))


def accept(desk: Desk, circle: str, person: str) -> None:
    """Let in who asks to join."""
    _answer(desk, circle, person, "accept")


def decline(desk: Desk, circle: str, person: str) -> None:
    """Leave who asks to join outside; they are not told."""
    _answer(desk, circle, person, "decline")


def _answer(desk: Desk, circle: str, person: str, op: str) -> None:
    require(role_in(desk, circle), May.LET_IN)
    archiving.require_open(desk, circle)
    if person not in {one.person.id for one in requests(desk, circle)}:
        raise Refused("changed")
    desk.write(leaders_scope(circle), "applicant", person, op, {})


def has_new_rules(desk: Desk, circle: str) -> bool:
    """Whether the rules of a circle one is in are others than those one accepted. Leaders, who write them,
    are not asked."""
    place, known = membership(desk, circle), circle_of(desk, circle)
    if known is None or place is None or not place.present or place.role is Role.LEADER:
        return False
    if known.archived:
        return False
    version = rules.rules_version(known.rules)
    return bool(version) and place.agreed != version


def agree(desk: Desk, circle: str) -> None:
    """Accept the rules of a circle one is in as they are on this device."""
    known = circle_of(desk, circle)
    if known is None or not has_new_rules(desk, circle):
        return
    version = rules.rules_version(known.rules)
    said = {"rules": version}
    desk.write(circle_scope(circle), "member", desk.person, "agree", said, effect={"agreed": version})
