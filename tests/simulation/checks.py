"""What must be so when everything has come to rest."""

import json
from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from app.domain.arranging import PIN
from app.domain.connection import Connection
from app.domain.ids import COMMONS, MODERATION, holds_reports, own_scope
from app.domain.mentoring import COMMANDS
from app.domain.records import Operation, Record
from app.domain.reporting import accuses
from app.sync.protocol import CONTENT

from .promises import check_promises
from .watch import SINCE_JOINING
from .words import spoken

if TYPE_CHECKING:
    from .device import Device
    from .world import World

RULES = {
    "circle.archived",
    "circle.not_member",
    "circle.not_leader",
    "circle.not_moderator",
    "edit.late",
    "move.hidden",
    "pin.full",
    "share.left",
    "share.twice",
    "circle.last_leader",
    "circle.last_here",
    "circle.guests_read",
    "circle.too_many",
    "dm.limit",
    "dm.unavailable",
    "dm.waiting",
    "mentoring.open",
    "plan.far",  # by a clock that is years ahead
    "ref.missing",
    "state",
    "changed",
    "stale",
}
"""What may be refused in these stories: what two people did at the same time, or somebody long ago."""

NO_MORE = {
    ("member", "join"),
    ("mark", "set"),
    ("report", "decide"),
    *(("mreq", command) for command in COMMANDS),
}
"""What may be answered `unavailable`: the circle never came to be, or the person is not in it any more."""

Name = tuple[str, str, str]


class Judge:
    """Compares every device with the server's tables, which it reads by itself."""

    def __init__(self, world: "World") -> None:
        self._world = world
        self._ask = world.server.wire.raw.execute
        self._devices = world.story.devices

    def unrest(self) -> str | None:
        """Why this is not the end yet: somebody is still at it, or has not heard of something."""
        if not all(process and process.alive for process in self._world.server.processes):
            return "a server process is down"
        return next(filter(None, map(self._restless, self._devices)), None)

    def _restless(self, device: "Device") -> str:
        if not device.awake or device.disk.dead:  # a death is noticed a moment later
            return f"{device.name} is closed"
        memory = device.desk.memory
        if not device.quiet:
            sign = memory.sign("sync", Connection())
            return f"{device.name} is {sign.phase} {sign.why} with {memory.count_waiting()} to send"
        if memory.note("server")["epoch"] != self._ask("SELECT epoch FROM meta").fetchone()[0]:
            return f"{device.name} has not heard of the restore"
        for note in ("reoffer", "start_over", "windows"):
            if memory.note(note):
                return f"{device.name} is not through with its {note}"
        heads = dict(self._ask("SELECT id, head FROM scope").fetchall())
        cursors = memory.note("cursors", {})
        for scope in self.scopes_of(device.desk.person):
            if cursors.get(scope, 0) != heads[scope]:
                return f"{device.name} is at {cursors.get(scope, 0)} of {heads[scope]} in {scope}"
        return ""

    def judge(self) -> None:
        """I1, I2, I3, I6, I9 and I10."""
        items = self._ask(
            """SELECT scope_id, kind, id, seq, pos, author, at, said, body, hlc FROM item
            WHERE deleted = 0 ORDER BY scope_id, pos"""
        ).fetchall()
        rows = {(scope, kind, identifier): rest for scope, kind, identifier, *rest in items}
        self._everything_is_somewhere_once(rows)
        self._each_in_their_order(rows)
        for device in self._devices:
            self._agrees(device, rows)

    def scopes_of(self, person: str) -> list[str]:
        """What this person may see, by the tables."""
        asked = "SELECT scope_id FROM member WHERE person_id = ? AND state = 'in' ORDER BY scope_id"
        moderates = self._ask("SELECT role FROM account WHERE person_id = ?", (person,)).fetchone()
        more = [MODERATION] if moderates and moderates[0] else []
        return [own_scope(person), COMMONS, *more, *(s for (s,) in self._ask(asked, (person,)))]

    def _agrees(self, device: "Device", rows: Mapping[Name, list[Any]]) -> None:
        """I1 and I10: what the device has is what the server has for it, and nothing beside."""
        mine = {}
        for record in self._records(device):
            mine[record.scope, record.kind, record.id] = record
            if record.waiting:
                self._world.violate("I8", f"{device.name} still has to send {record.id}")
            for operation in record.refused:
                expected = operation.code in RULES or (record.kind, operation.op) in NO_MORE
                if not expected:
                    self._refuse(device, record, operation)
            if record.base is None and not record.refused and not record.waiting:
                self._world.violate("I10", f"{device.name} has a ghost: {record.scope} {record.kind}")
        allowed = set(self.scopes_of(device.desk.person))
        theirs = {
            name: row for name, row in rows.items() if name[0] in allowed and self._shown(device, name, row)
        }
        known = {name for name, record in mine.items() if record.base is not None}
        for name in sorted(known - theirs.keys()):
            what = "I1" if name[0] in allowed else "I10"
            self._world.violate(what, f"{device.name} has what is not (or no longer) for it: {name}")
        for name in sorted(theirs.keys() - known - self._cards_to_look_for(theirs)):
            self._world.violate("I1", f"{device.name} lacks {name} at {theirs[name][0]}")
        for name in sorted(known & theirs.keys()):
            if difference := _difference(mine[name], theirs[name]):
                self._world.violate("I1", f"{device.name} has another {name}: {difference}")

    def _cards_to_look_for(self, theirs: Mapping[Name, list[Any]]) -> set[Name]:
        """Of a directory that is asked online everybody has the cards they looked for, and no others."""
        policy = self._ask("SELECT policy FROM scope WHERE id = ?", (COMMONS,)).fetchone()[0]
        return {name for name in theirs if name[1] == "card"} if policy == "online" else set()

    def _refuse(self, device: "Device", record: Record, operation: Operation) -> None:
        what = f"{record.kind} {operation.op}: {operation.code} {dict(operation.params)}"
        self._world.violate("refused", f"{device.name}: {what}")

    def _shown(self, device: "Device", name: Name, row: list[Any]) -> bool:
        """Whether this row is for this person: not what was written before they came, in some circles."""
        if holds_reports(name[0]) and accuses(json.loads(row[5]), device.desk.person):
            return False
        if name[1] not in {*CONTENT, PIN}:
            return True
        asked = """SELECT scope.policy, member.since_pos FROM member JOIN scope ON scope.id = member.scope_id
            WHERE scope.id = ? AND person_id = ?"""
        found = self._ask(asked, (name[0], device.desk.person)).fetchone()
        if found is None or found[0] != SINCE_JOINING:
            return True
        asked = "SELECT pos FROM item WHERE scope_id = ? AND kind = 'post' AND id = ?"
        pinned = self._ask(asked, (name[0], name[2])).fetchone() if name[1] == PIN else (row[1],)
        return pinned is not None and pinned[0] > found[1]

    def _records(self, device: "Device") -> list[Record]:
        memory = device.desk.memory
        names = [(d["scope"], d["kind"], d["id"]) for d in memory._records]
        return [record for name in names if (record := memory.get(*name)) is not None]

    def _everything_is_somewhere_once(self, rows: Mapping[Name, list[Any]]) -> None:
        """I2, I3 and I9: what was typed is there once, or was refused and is kept, or waits."""
        there = Counter(
            text
            for name, row in rows.items()
            if not holds_reports(name[0]) and (text := spoken(json.loads(row[5])))
        )
        check_promises(self._world, rows, there)
        for device in self._devices:
            kept: Counter[str] = Counter()
            for record in self._records(device):
                for operation in (*record.refused, *record.waiting):
                    kept[spoken(operation.args)] += 1
            for text in (*device.typed, *sorted(device.half_typed)):
                if there[text] > 1 or kept[text] > 1:
                    self._world.violate("I3", f"{text} is there {there[text]} and kept {kept[text]} times")
                withdrawn = text in self._world.deeds.withdrawn
                if there[text] + kept[text] == 0 and not withdrawn and text not in device.half_typed:
                    self._world.violate("I9", f"{text} is lost")

    def _each_in_their_order(self, rows: Mapping[Name, list[Any]]) -> None:
        """I6: what one device said in one place stands there in the order in which it was said."""
        said: dict[str, list[str]] = {}
        for name, row in rows.items():
            said.setdefault(name[0], []).append(spoken(json.loads(row[5])))
        for device in self._devices:
            place = {text: number for number, text in enumerate(device.typed)}
            for scope, texts in said.items():
                mine = [text for text in texts if text in place]
                if mine != sorted(mine, key=place.__getitem__):
                    self._world.violate("I6", f"{device.name} in {scope}: {mine}")


def _difference(record: Record, row: list[Any]) -> str:
    seq, pos, author, at, said, body, hlc = row
    stamps = {name: list(stamp) for name, stamp in record.stamps.items()}
    ours = (record.seq, record.pos, record.by, record.at, record.said, dict(record.base or {}), stamps)
    theirs = (seq, pos, author, at, said, json.loads(body), json.loads(hlc))
    return (
        ""
        if ours == theirs
        else "; ".join(f"{a} is {b}" for a, b in zip(ours, theirs, strict=True) if a != b)
    )
