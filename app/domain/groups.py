"""Small groups that talk: one person makes one and invites; nobody is in it who has not said yes.

(nothing) --invite--> INVITED --accept--> in --quit, or sent away--> out
                         `--refuse--> (only the devices of who refused know; to the others it stays INVITED)

Who made a group names it, invites, and sends away; when they go, who has been in it longest takes over. What
was written before one came is not theirs to read.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.bilingual import Bilingual
from app.domain.circles import Member, Role
from app.domain.errors import Refused
from app.domain.people import Person
from app.domain.records import Delivery, Reason, Record

PEOPLE = 12
"""In one group at most, with those who are invited."""

INVITED = "invited"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A group as those who are in it have it: what it is called, who is in it, and who is invited."""

    scope: str
    name: str
    members: tuple[Member, ...] = ()
    invited: tuple[Person, ...] = ()
    keeper: str = ""
    delivery: Delivery = Delivery.DELIVERED
    why: Reason | None = None
    made: bool = True
    """Whether the others can know of it: false of a new group that the server refused."""

    @property
    def size(self) -> int:
        """How many are in it or invited."""
        return len(self.members) + len(self.invited)

    @classmethod
    def read(cls, record: Record, seats: Iterable[Record]) -> "Group":
        """The group of a `group` record and the `member` records beside it."""
        known = list(seats)
        members = tuple(member for member in map(Member.of, known) if member.present)
        invited = tuple(
            Person.read(seat.id, seat.values.get("card", {}))
            for seat in known
            if seat.values.get("state") == INVITED
        )
        keeper = next((one.person.id for one in members if one.role is Role.LEADER), "")
        return cls(
            scope=record.scope,
            name=str(record.values.get("name", "")),
            members=members,
            invited=invited,
            keeper=keeper,
            delivery=record.delivery,
            why=record.why,
            made=record.base is not None or not record.refused,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """A group to which one is invited: what it is called, by whom, and how many are in it."""

    scope: str
    name: str
    by: Person
    size: int
    when: int

    @classmethod
    def of(cls, record: Record) -> "Invitation":
        """The invitation that a record of this kind tells of."""
        told: Mapping[str, Any] = record.values
        return cls(
            scope=record.id,
            name=str(told.get("name", "")),
            by=Person(id=str(told.get("by", "")), name=Bilingual.read(told.get("card", {}), "name")),
            size=int(told.get("size", 0)),
            when=record.when,
        )


def require_keeper(role: Role | None) -> None:
    """Refuse whoever is not in the group, and whoever did not make it."""
    if role is None:
        raise Refused("dm.unavailable")
    if role is not Role.LEADER:
        raise Refused("group.not_keeper")


def check_room(size: int) -> None:
    """Refuse one more person where there are as many as can be."""
    if size >= PEOPLE:
        raise Refused("group.full", limit=PEOPLE)
