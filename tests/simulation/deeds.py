"""What was done, as far as it must still be so in the end."""

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from app.domain.reactions import reaction_id
from app.domain.records import OF_ONE_TAP, Record
from app.domain.stamps import Stamp

from .words import spoken

if TYPE_CHECKING:
    from .device import Device
    from .world import World

HONEST_MS = 100_000
"""A clock that is this far ahead at most: the server does not put its stamps right."""


@dataclass(frozen=True, slots=True)
class Deed:
    """One operation of one device, by its mid."""

    device: "Device"
    mid: str
    name: tuple[str, str, str] = ("", "", "")
    """The scope, kind and id of the record it was done to."""
    binding: bool = True
    """Whether it must hold, unless it was refused or waits."""


@dataclass(slots=True)
class Removal:
    """Somebody sent somebody away."""

    deed: Deed
    scope: str
    person: str
    by: str
    at: int
    """In true time."""
    offered_again: bool = False
    """Whether the server was restored since."""


@dataclass(slots=True)
class Deeds:
    """Notes that acts take; the judge reads them."""

    world: "World"
    withdrawn: dict[str, list[Deed]] = field(default_factory=dict)
    removals: list[Removal] = field(default_factory=list)
    wishes: dict[tuple[str, str], int] = field(default_factory=dict)
    """When somebody last wanted in, in true time."""
    archived: set[str] = field(default_factory=set)
    """Circles that somebody archived, be it for a moment."""
    sets: dict[tuple[str, str, str, str], list[tuple[Stamp, Any, Deed]]] = field(default_factory=dict)

    def may_be_withdrawn(self, record: Record) -> None:
        """Somebody is about to withdraw a record, if their device does not die of it."""
        if text := spoken(record.values):
            self.withdrawn.setdefault(text, [])

    def withdraw(self, device: "Device", record: Record) -> None:
        """Somebody withdrew a record."""
        text = spoken(record.values)
        if text:
            self.withdrawn.setdefault(text, []).append(self._last(device, record))

    def remove(self, device: "Device", scope: str, person: str, op: str) -> None:
        """A leader sent somebody away."""
        record = device.desk.memory.get(scope, "member", person)
        if record is not None:
            deed, now = self._last(device, record), self.world.now_ms()
            self.removals.append(Removal(deed, scope, person, device.desk.person, now))

    def join(self, device: "Device", scope: str) -> None:
        """Somebody wants in."""
        self.wishes[scope, device.name[0]] = self.world.now_ms()

    def set(self, device: "Device", scope: str, kind: str, identifier: str) -> None:
        """Somebody wrote fields of a record."""
        record = device.desk.memory.get(scope, kind, identifier)
        if record is None or not record.waiting:
            return
        operation, owner = record.waiting[-1], device.name[0] if kind == "me" else ""
        deed = self._last(device, record)
        deed = replace(deed, binding=device.skew < HONEST_MS)
        for name, value in operation.args.items():
            place = (owner or scope, kind, "" if owner else identifier, name)
            self.sets.setdefault(place, []).append((operation.stamps[name], value, deed))

    def tap(self, device: "Device", scope: str, item: str) -> None:
        """Somebody reacted to an item."""
        self.set(device, scope, "react", reaction_id(item, device.desk.person))

    def restored(self) -> None:
        """A restored server must do again what it can: who withdraws what another wrote may come
        before the one who wrote it."""
        ask = self.world.server.wire.raw.execute
        for text, deeds in self.withdrawn.items():
            known = "SELECT 1 FROM item WHERE scope_id = ? AND kind = ? AND id = ?"
            there = [text in d.device.typed or ask(known, d.name).fetchone() is not None for d in deeds]
            self.withdrawn[text] = [
                replace(d, binding=d.binding and t) for d, t in zip(deeds, there, strict=True)
            ]
        for (scope, kind, *_), writes in self.sets.items():
            if kind in OF_ONE_TAP and scope.startswith("d."):  # a block may be there again before the tap
                writes[:] = [(stamp, v, replace(deed, binding=False)) for stamp, v, deed in writes]
            if scope in self.archived:  # it may be archived again before what was done in it before that
                writes[:] = [(stamp, v, replace(deed, binding=False)) for stamp, v, deed in writes]
        for removal in self.removals:
            removal.offered_again = True
            there = self.role_in(removal.scope, removal.person)
            if not (there and self.role_in(removal.scope, removal.by) == "leader"):
                removal.deed = replace(removal.deed, binding=False)

    def role_in(self, scope: str, person: str) -> str:
        """What this person is in this circle now, by the table; nothing if they are not in it."""
        asked = "SELECT role FROM member WHERE scope_id = ? AND person_id = ? AND state = 'in'"
        found = self.world.server.wire.raw.execute(asked, (scope, person)).fetchone()
        return found[0] if found else ""

    def _last(self, device: "Device", record: Record) -> Deed:
        known = device.desk.memory.get(record.scope, record.kind, record.id)
        if known is None or not known.waiting:
            return Deed(device, "", binding=False)
        return Deed(device, known.waiting[-1].mid, (record.scope, record.kind, record.id))


def holds(deed: Deed) -> bool:
    """Whether this must be so now: the server agreed to it, as far as its device knows."""
    if not deed.binding or not deed.device.awake:
        return False
    memory = deed.device.desk.memory
    if deed.name[1] in OF_ONE_TAP:  # what is refused of these leaves no trace on a device
        return any(deed.mid == operation.mid for _, operation in memory.sent.after(-1, 1_000_000))
    kept = (*memory.all_waiting(), *memory.all_refused())
    return all(deed.mid != o.mid for record in kept for o in (*record.waiting, *record.refused))
