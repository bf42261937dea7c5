"""Grouping: a few people who talk. Nobody is in a group who has not said yes."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.circles import Role, is_in
from app.domain.errors import Refused
from app.domain.groups import INVITED, Group, Invitation, check_room, require_keeper
from app.domain.ids import circle_scope, group_scope, inside, scope_type
from app.domain.kinds import check_fields, check_whole
from app.domain.people import ALWAYS_SHOWN, Person
from app.domain.records import Record
from app.domain.talks import OPEN
from app.domain.text import check_body, guess_language
from app.domain.writing import Message
from app.services import belonging, finding, marking, mentioning, quoting, talking
from app.services.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupLine:
    """A group as its line in the list shows it."""

    group: Group
    last: Message | None
    when: int
    unread: bool
    muted: bool


def make(desk: Desk, name: str, people: Sequence[str]) -> str:
    """Make a group of this name and invite these people; its scope."""
    values = check_fields("group", {"name": name})
    check_whole("group", values)
    if not people:
        raise Refused("group.alone")
    check_room(len(people))
    identifier = desk.new_id()
    scope = group_scope(identifier)
    with desk.memory.transaction():
        desk.write(scope, "group", identifier, "create", values)
        for person in people:
            _invite(desk, scope, person)
    return scope


def rename(desk: Desk, scope: str, name: str) -> None:
    """Call a group something else."""
    require_keeper(role_in(desk, scope))
    values = check_fields("group", {"name": name})
    check_whole("group", values)
    known = group(desk, scope)
    if known and known.name != values["name"]:
        desk.write(scope, "group", inside(scope), "set", values)


def invite(desk: Desk, scope: str, people: Sequence[str]) -> None:
    """Ask these people in."""
    require_keeper(role_in(desk, scope))
    known = group(desk, scope)
    if not people:
        raise Refused("group.alone")
    check_room((known.size if known else 0) + len(people) - 1)
    with desk.memory.transaction():
        for person in people:
            _invite(desk, scope, person)


def _invite(desk: Desk, scope: str, person: str) -> None:
    if not _may_invite(desk, person):
        raise Refused("group.stranger")
    known = finding.person(desk, person)
    shown = {"name_en": known.name.en, "name_bn": known.name.bn, "discipline": known.discipline}
    card = {name: shown[name] for name in ALWAYS_SHOWN if shown[name]}
    effect = {"state": INVITED, "role": Role.MEMBER.value, "card": card}
    desk.write(scope, "member", person, "invite", {}, effect=effect)


def send_away(desk: Desk, scope: str, person: str) -> None:
    """Take somebody out of a group, or an invitation back."""
    require_keeper(role_in(desk, scope))
    desk.write(scope, "member", person, "send_away", {}, effect={"state": "out"})


def quit(desk: Desk, scope: str) -> None:
    """Go out of a group."""
    desk.write(scope, "member", desk.person, "quit", {}, effect={"state": "out"})


def accept(desk: Desk, scope: str) -> None:
    """Come into a group to which one is invited."""
    desk.write(scope, "member", desk.person, "accept", {}, effect={"state": "in", "role": "member"})


def refuse(desk: Desk, scope: str) -> None:
    """Stay out of a group to which one is invited. The others do not hear of it."""
    desk.write(scope, "member", desk.person, "refuse", {}, effect={"state": "refused"})


def send(desk: Desk, scope: str, text: str) -> Message:
    """Say something to a group; it answers what one has chosen to quote."""
    if role_in(desk, scope) is None:
        raise Refused("dm.unavailable")
    body = check_body(mentioning.sealed(desk, scope, text))
    answers = quoting.chosen(desk, scope)
    words = {"text": body, "lang": guess_language(body), **({"re": answers} if answers else {})}
    with desk.memory.transaction():
        record = desk.write(scope, "dm", desk.new_id(), "create", check_fields("dm", {"e": 0, "b": words}))
        marking.mark(desk, scope, f"{scope}/dm")
        quoting.end(desk, scope)
    return Message.of(record)


def group(desk: Desk, scope: str) -> Group | None:
    """A group one is in, as far as this device knows it."""
    record = desk.memory.get(scope, "group", inside(scope))
    if record is None or record.gone:
        return None
    return Group.read(record, desk.memory.page(f"{scope}/member", 200))


def role_in(desk: Desk, scope: str) -> Role | None:
    """What one is in a group; who has just made it keeps it, even where the server refused it."""
    seat = desk.memory.get(scope, "member", desk.person)
    if seat is not None:
        return Role.read(seat.values.get("role", Role.MEMBER)) if is_in(seat) else None
    made = desk.memory.get(scope, "group", inside(scope))
    if made is None or made.by != desk.person:
        return None
    refused = bool(made.refused) and made.base is None
    return Role.LEADER if made.waiting or refused else None


def groups(desk: Desk) -> list[GroupLine]:
    """The groups one is in, with what was said last in each, the latest first."""
    found = [
        _line(desk, known)
        for record in desk.memory.of_kind("group")
        if role_in(desk, record.scope) is not None and (known := group(desk, record.scope))
    ]
    return sorted(found, key=lambda line: -line.when)


def count_unread(desk: Desk) -> int:
    """How many groups have something one has not seen; of muted ones one is not told."""
    return sum(line.unread and not line.muted for line in groups(desk))


def invitations(desk: Desk) -> list[Invitation]:
    """The groups to which one is invited and has not answered, the latest first."""
    waiting = [
        Invitation.of(record)
        for record in desk.memory.of_kind("invitation")
        if record.scope == desk.own and not record.gone and not _answered(desk, record)
    ]
    kept = [one for one in waiting if not talking.is_blocked(desk, one.by.id)]
    return sorted(kept, key=lambda one: -one.when)


def may_be_invited(desk: Desk, scope: str = "") -> list[Person]:
    """Whom one can ask in: those in one's circles, and with whom one writes; not who is there already."""
    mine = {circle_scope(circle.id) for circle in belonging.mine(desk)}
    ids = {
        record.id
        for record in desk.memory.of_kind("member")
        if (record.scope in mine and is_in(record))
        or (scope_type(record.scope) == "d" and talking.talk(desk, record.id).state == OPEN)
    }
    known = group(desk, scope) if scope else None
    there = {one.person.id for one in known.members} | {p.id for p in known.invited} if known else set()
    people = (finding.person(desk, one) for one in ids - there - {desk.person})
    return [one for one in people if one.name and not talking.is_blocked(desk, one.id)]


def _may_invite(desk: Desk, person: str) -> bool:
    return talking.share_a_circle(desk, person) or talking.talk(desk, person).state == OPEN


def _answered(desk: Desk, record: Record) -> bool:
    """Whether one has said yes or no, and the server has not heard of it yet."""
    seat = desk.memory.get(record.id, "member", desk.person)
    return seat is not None and bool(seat.waiting) and not seat.refused


def _line(desk: Desk, known: Group) -> GroupLine:
    latest = desk.memory.page(f"{known.scope}/dm", 1)
    made = desk.memory.get(known.scope, "group", inside(known.scope))
    last = Message.of(latest[0]) if latest else None
    return GroupLine(
        group=known,
        last=last,
        when=last.when if last else made.when if made else 0,
        unread=bool(marking.unread(desk, known.scope, f"{known.scope}/dm").count),
        muted=talking.is_muted(desk, known.scope),
    )
