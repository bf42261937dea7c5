"""What people report, to whom, and what leaders make of it, at the same time as all the rest."""

from typing import TYPE_CHECKING

from app.domain.ids import MODERATION, inside, leaders_scope, scope_type
from app.domain.records import Record
from app.domain.reporting import LEADERS, Report
from app.services import administering, reporting

from .device import Device
from .words import spoken

if TYPE_CHECKING:
    from .acts import Acts


class Judging:
    """The acts of it."""

    def __init__(self, acts: "Acts") -> None:
        self.acts, self.chance = acts, acts.chance

    def report(self, device: Device) -> None:
        """Somebody else, or their words in a circle, to its leaders or to those who look after the server."""
        known = [r for kind in ("post", "reply", "member") for r in device.desk.memory.of_kind(kind)]
        record = self.acts._some([r for r in known if _is_anothers(device, r)])
        told = {"scope": record.scope, "kind": record.kind, "id": record.id, "category": "spam"}
        office = self.chance.choice((MODERATION, leaders_scope(inside(record.scope))))
        device.desk.write(office, "report", device.desk.new_id(), "create", told)

    def decide(self, device: Device) -> None:
        """A leader takes what was reported away, or the person, or neither."""
        record = self.acts._some([r for r in device.desk.memory.of_kind("report") if _open(device, r)])
        report = Report.of(record)
        outcome = self.chance.choice(("kept", "removed", "put_out"))
        if outcome == "removed" and (text := spoken(report.copy)):
            self.acts.deeds.withdrawn.setdefault(text, [])
        administering.decide(
            device.desk, report.id, outcome, "", remove=outcome == "removed", office=record.scope
        )

    def appeal(self, device: Device) -> None:
        """Whoever reported asks those who look after the server to look once more."""
        mine = [one for one in reporting.mine(device.desk) if one.may_appeal(device.desk.clock())]
        reporting.appeal(device.desk, self.acts._some(mine), "Look again")


def _open(device: Device, record: Record) -> bool:
    report = Report.of(record)
    return report.to == LEADERS and report.is_open and bool(report.copy) and record.by != device.desk.person


def _is_anothers(device: Device, record: Record) -> bool:
    there = record.base is not None and scope_type(record.scope) == "c"
    return there and device.desk.person not in (record.by, record.id)
