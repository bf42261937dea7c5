"""A circle: people around one specialty, and who may do what in it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
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

MEMBERS = 2_000
"""People in one circle at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """A circle as its card shows it."""

    id: str
    name: Bilingual
    purpose: Bilingual
    areas: tuple[str, ...] = ()
    starter: bool = False
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
            starter=bool(values.get("starter", False)),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One person's place in a circle, with the card they show there."""

    person: Person
    role: Role
    present: bool
    delivery: Delivery = Delivery.DELIVERED
    why: Reason | None = None

    @classmethod
    def of(cls, record: Record) -> "Member":
        """The member that a `member` record tells of."""
        values = record.values
        return cls(
            person=Person.read(record.id, values.get("card", {})),
            role=Role.read(values.get("role", Role.MEMBER)),
            present=values.get("state") == "in",
            delivery=record.delivery,
            why=record.why,
        )


def may_lead(role: Role | None) -> bool:
    """Whether this role may ask learning prompts, edit the circle and change roles."""
    return role is Role.LEADER


def may_write(role: Role | None) -> bool:
    """Whether this role may post, reply and answer."""
    return role in {Role.LEADER, Role.MODERATOR, Role.MEMBER}


def require_leader(role: Role | None) -> None:
    """Refuse whoever does not lead the circle."""
    if not may_lead(role):
        raise Refused("circle.not_leader")


def require_writer(role: Role | None) -> None:
    """Refuse whoever may not write in the circle."""
    if role is None:
        raise Refused("circle.not_member")
    if not may_write(role):
        raise Refused("circle.guests_read")


def role_on_joining(*, leaders: int, starter: bool, administrator: bool) -> Role:
    """What a person becomes on joining: the leader where nobody leads, be it one's own new circle or one
    that everybody had left. A starter circle, which is everyone's, waits for an administrator."""
    if leaders == 0 and (administrator or not starter):
        return Role.LEADER
    return Role.MEMBER


def require_another_leader(roles: Iterable[Role], *, leaving: Role) -> None:
    """Refuse what would leave the others in a circle without a leader. `roles` are those who stay."""
    staying = list(roles)
    if leaving is Role.LEADER and staying and Role.LEADER not in staying:
        raise Refused("circle.last_leader")
