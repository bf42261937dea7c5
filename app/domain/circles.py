"""A circle: people around one specialty, and who may do what in it."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from app.domain.bilingual import Bilingual
from app.domain.errors import Refused
from app.domain.people import Person
from app.domain.records import Delivery, Reason, Record


class Role(StrEnum):
    """What a member is in a circle."""

    LEADER = "leader"
    MODERATOR = "moderator"
    MEMBER = "member"
    GUEST = "guest"

    @classmethod
    def read(cls, known: str) -> "Role":
        """The role of this name; one that only a newer Setu knows may at least read."""
        return cls(known) if known in set(cls) else cls.GUEST


SINCE_JOINING = "since_join"
HISTORIES = ("all", SINCE_JOINING)
"""What new members see of what was written before they came: all of it, or nothing."""

OPEN, APPROVAL, HIDDEN = "open", "approval", "hidden"
ENTRIES = (OPEN, APPROVAL, HIDDEN)
"""How one comes in: at once, once a leader has said yes, or by an invitation into what is listed nowhere."""
ARCHIVED = "archived"
"""The field that says that a circle is over, for now: one reads and searches it, and nothing is added."""
TEXT_LIMIT = 2_000
"""Letters of the rules of a circle, and of where to start in it, in one language."""

MEMBERS = 2_000
"""People in one circle at most."""
SEATS = 20_000
"""Who is in it and who once was, as far as one looks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """A circle as its card shows it."""

    id: str
    name: Bilingual
    purpose: Bilingual
    areas: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    tongues: tuple[str, ...] = ()
    rules: Bilingual = field(default_factory=Bilingual)
    start: Bilingual = field(default_factory=Bilingual)
    entry: str = OPEN
    starter: bool = False
    peer: bool = False
    archived: bool = False
    delivery: Delivery = Delivery.DELIVERED
    why: Reason | None = None

    @classmethod
    def read(cls, identifier: str, values: Mapping[str, Any]) -> "Circle":
        """A circle from the fields of its record or of its listing."""
        return cls(
            id=identifier,
            name=Bilingual.read(values, "name"),
            purpose=Bilingual.read(values, "purpose"),
            areas=tuple(values.get("areas", ())),
            settings=tuple(values.get("settings", ())),
            tongues=tuple(values.get("tongues", ())),
            rules=Bilingual.read(values, "rules"),
            start=Bilingual.read(values, "start"),
            entry=str(values.get("entry") or OPEN),
            starter=bool(values.get("starter", False)),
            peer=bool(values.get("peer", False)),
            archived=bool(values.get(ARCHIVED, False)),
        )


INSIDE_ONLY = frozenset({"start_en", "start_bn"})
"""What a circle says to those who are in it, and not in its listing."""
_VERSION = re.compile("[0-9a-f]{16}")


def rules_version(rules: Bilingual) -> str:
    """The name of these very rules, which changes with every letter of them; empty where there are none."""
    if not rules:
        return ""
    return hashlib.sha256(f"{rules.en}\0{rules.bn}".encode()).hexdigest()[:16]


def is_version(said: object) -> bool:
    """Whether this can be the name of some rules."""
    return isinstance(said, str) and _VERSION.fullmatch(said) is not None


def is_in(record: Record) -> bool:
    """Whether this `member` record is of somebody who is in; a refused wish to join is not enough."""
    return record.values.get("state") == "in" and (record.base is not None or bool(record.waiting))


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One person's place in a circle, with the card they show there."""

    person: Person
    role: Role
    present: bool
    banned: bool = False
    agreed: str = ""
    delivery: Delivery = Delivery.DELIVERED
    why: Reason | None = None

    @classmethod
    def of(cls, record: Record) -> "Member":
        """The member that a `member` record tells of."""
        values = record.values
        return cls(
            person=Person.read(record.id, values.get("card", {})),
            role=Role.read(values.get("role", Role.MEMBER)),
            present=is_in(record),
            banned=values.get("state") == "banned",
            agreed=str(values.get("agreed", "")),
            delivery=record.delivery,
            why=record.why,
        )


class May(StrEnum):
    """What somebody may do in a circle; `POWERS` says who may."""

    WRITE = "write"
    """Post, reply, answer, and react to what others wrote."""
    TIDY = "tidy"
    """Take away posts, replies and answers of others, and put them where they belong."""
    SEND_AWAY = "send_away"
    """Remove somebody, keep them out, and let them come again: see `outranks`."""
    LET_IN = "let_in"
    """Accept or decline who asks to join, which is told to nobody else."""
    ASK = "ask"
    """Ask learning prompts, and change or take away those of other leaders."""
    DESCRIBE = "describe"
    """Change what the circle says of itself, how one comes in, and whether it goes on."""
    INVITE = "invite"
    """Make codes that let people in, and take them back."""
    PIN = "pin"
    """Keep a few posts at the top of their tab."""
    APPOINT = "appoint"
    """Give and take roles, and hand the lead over."""
    TAKE_IN = "take_in"
    """Say whether a post that its author offers from another circle is shown here: see `sharing`."""
    JUDGE = "judge"
    """Read what members reported to those who lead, and decide it; `reporting.accuses` says of what not."""


_WRITERS = frozenset({May.WRITE})
_KEEPERS = _WRITERS | {May.TIDY, May.SEND_AWAY}
POWERS: Mapping[Role, frozenset[May]] = {
    Role.LEADER: frozenset(May),
    Role.MODERATOR: _KEEPERS,
    Role.MEMBER: _WRITERS,
    Role.GUEST: frozenset(),
}
"""Who may do what. Whoever is in a circle reads it, leaves it, and takes back what they wrote themselves; who
is not in it may do nothing there but ask to come in. Devices ask this before they offer something, the server
before it does it."""

WHILE_ARCHIVED = frozenset({May.TIDY, May.SEND_AWAY, May.DESCRIBE, May.APPOINT, May.JUDGE})
"""What of this is left while a circle is archived: to keep what is there in order, and to bring it back."""


def may(role: Role | None, what: May, *, archived: bool = False) -> bool:
    """Whether this role may do this; nobody who is not in the circle may do anything."""
    return role is not None and what in POWERS[role] and (not archived or what in WHILE_ARCHIVED)


def require(role: Role | None, what: May) -> None:
    """Refuse whoever may not do this, and say who may."""
    if may(role, what):
        return
    if what is May.WRITE:
        raise Refused("circle.guests_read")
    raise Refused("circle.not_moderator") if may(Role.MODERATOR, what) else Refused("circle.not_leader")


def outranks(role: Role | None, other: Role | None) -> bool:
    """Whether this role may send away who has the `other` one: leaders everybody, moderators those who are
    neither leaders nor moderators. Who is not in the circle (any more) has no role."""
    if role is Role.MODERATOR:
        return other not in {Role.LEADER, Role.MODERATOR}
    return may(role, May.SEND_AWAY)


def require_rank(role: Role | None, other: Role | None) -> None:
    """Refuse to send away who stands as high as oneself."""
    require(role, May.SEND_AWAY)
    if not outranks(role, other):
        raise Refused("circle.outranked")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """Somebody who asks to join. `answer` is what was said to that here and waits to be sent."""

    person: Person
    answer: str = ""
    delivery: Delivery = Delivery.DELIVERED
    why: Reason | None = None

    @classmethod
    def of(cls, record: Record) -> "Asking":
        """The request that an `applicant` record tells of."""
        return cls(
            person=Person.read(record.id, record.values.get("card", {})),
            answer=record.waiting[-1].op if record.waiting else "",
            delivery=record.delivery,
            why=record.why,
        )


def may_lead(role: Role | None) -> bool:
    """Whether this role may ask learning prompts, edit the circle and change roles."""
    return may(role, May.APPOINT)


def may_write(role: Role | None) -> bool:
    """Whether this role may post, reply and answer."""
    return may(role, May.WRITE)


def require_leader(role: Role | None) -> None:
    """Refuse whoever does not lead the circle."""
    require(role, May.APPOINT)


def require_going_on(*, archived: bool) -> None:
    """Refuse to add anything to a circle that is archived."""
    if archived:
        raise Refused("circle.archived")


def require_writer(role: Role | None) -> None:
    """Refuse whoever may not write in the circle."""
    if role is None:
        raise Refused("circle.not_member")
    require(role, May.WRITE)


def role_on_joining(*, leaders: int, starter: bool, administrator: bool) -> Role:
    """What a person becomes on joining: the leader where nobody leads, be it one's own new circle or one
    that everybody had left. A starter circle, which is everyone's, waits for an administrator."""
    if leaders == 0 and (administrator or not starter):
        return Role.LEADER
    return Role.MEMBER


def require_somebody_to_bring_back(staying: Iterable[Role], *, archived: bool) -> None:
    """Refuse to leave nobody in a circle that is archived: nobody can join it, nor bring it back from
    outside. Once it goes on, whoever comes next into an empty one leads it."""
    if archived and not list(staying):
        raise Refused("circle.last_here")


def require_another_leader(roles: Iterable[Role], *, leaving: Role) -> None:
    """Refuse what would leave the others in a circle without a leader. `roles` are those who stay."""
    staying = list(roles)
    if leaving is Role.LEADER and staying and Role.LEADER not in staying:
        raise Refused("circle.last_leader")
