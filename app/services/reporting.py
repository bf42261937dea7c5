"""Reporting: saying that something is not right, and hearing what was decided."""

from collections.abc import Mapping

from app.domain.errors import Refused
from app.domain.ids import MODERATION
from app.domain.kinds import check_fields, check_whole
from app.domain.reporting import Report
from app.services.desk import Desk


def report(desk: Desk, place: Mapping[str, str], category: str, note: str) -> Report:
    """Report the row at this place (its `scope`, `kind` and `id`) to those who look after the server."""
    if not category:
        raise Refused("report.category")
    values = check_fields("report", {**place, "category": category, "note": note})
    check_whole("report", values)
    return Report.of(desk.write(MODERATION, "report", desk.new_id(), "create", values))


def mine(desk: Desk) -> list[Report]:
    """What one has reported, the newest first: as the server tells it, or as it still waits here."""
    told = {record.id: record for record in desk.memory.of_kind("myreport") if record.scope == desk.own}
    sent = (record for record in desk.memory.of_kind("report") if record.by == desk.person)
    waiting = {record.id: record for record in sent if record.waiting or record.refused}
    return sorted(map(Report.of, {**waiting, **told}.values()), key=lambda report: -report.when)
