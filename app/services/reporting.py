"""Reporting: saying that something is not right, and hearing what was decided."""

from collections.abc import Mapping
from dataclasses import replace

from app.domain.circles import May, Member, may
from app.domain.errors import Refused
from app.domain.ids import COMMONS, MODERATION, inside, leaders_scope, scope_type
from app.domain.kinds import check_fields, check_whole
from app.domain.records import Record
from app.domain.reporting import FOR_LEADERS, LEADERS, MODERATORS, Report
from app.services import belonging
from app.services.desk import Desk


def report(desk: Desk, place: Mapping[str, str], category: str, note: str, *, to: str = MODERATORS) -> Report:
    """Report the row at this place (its `scope`, `kind` and `id`) to those who look after the server, or to
    the leaders of the circle it is in."""
    if not category:
        raise Refused("report.category")
    values = check_fields("report", {**place, "category": category, "note": note})
    check_whole("report", values)
    office = leaders_scope(inside(place["scope"])) if to == LEADERS else MODERATION
    return Report.of(desk.write(office, "report", desk.new_id(), "create", values))


def leaders_for(desk: Desk, about: Report) -> list[Member]:
    """The leaders to whom this can be reported: whoever it is about is none of them, nor is oneself.

    What carries no name is not for them: who is asked would tell whether a leader wrote it.
    """
    if scope_type(about.scope) != "c" or about.kind not in FOR_LEADERS or not about.author:
        return []
    members = belonging.members(desk, inside(about.scope))
    return [
        each
        for each in members
        if may(each.role, May.JUDGE) and each.person.id not in (desk.person, about.author, about.about)
    ]


def appeal(desk: Desk, report: Report, note: str) -> None:
    """Turn to those who look after the server once more about what one reported, saying why."""
    words = check_fields("report", {"note": note})["note"]
    if not words:
        raise Refused("report.appeal_empty")
    if not report.may_appeal(desk.clock()):
        raise Refused("report.not_decided")
    desk.write(report.office, "report", report.id, "appeal", {"note": words})


def my_report(desk: Desk, identifier: str) -> Report | None:
    """One of one's own reports."""
    return next((report for report in mine(desk) if report.id == identifier), None)


def mine(desk: Desk) -> list[Report]:
    """What one has reported, the newest first: as the server tells it, or as it still waits here."""
    told = {record.id: record for record in desk.memory.of_kind("myreport") if record.scope == desk.own}
    sent = (record for record in desk.memory.of_kind("report") if record.by == desk.person)
    waiting = {record.id: record for record in sent if record.waiting or record.refused}
    mine = [_with_words(desk, Report.of(record)) for record in {**waiting, **told}.values()]
    appeals = {identifier: record for identifier, record in waiting.items() if identifier in told}
    mine = [_appealing(report, appeals.get(report.id)) for report in mine]
    return sorted(mine, key=lambda report: -report.when)


def _appealing(report: Report, waiting: Record | None) -> Report:
    """The report with the appeal that waits here, or that came back."""
    if waiting is None:
        return report
    return replace(report, appealed=not waiting.refused, delivery=waiting.delivery, why=waiting.why)


def _with_words(desk: Desk, report: Report) -> Report:
    """The report with what it is about, where this device still has that: the copy is for others."""
    about = desk.memory.get(report.scope, report.kind, report.about)
    return replace(report, copy=about.values) if about and not report.copy else report


def told_of(desk: Desk, place: Mapping[str, str]) -> Report | None:
    """What would be reported, as this device has it; nothing when it is not here, or is one's own."""
    record = desk.memory.get(place["scope"], place["kind"], place["id"])
    if record is None or record.gone or desk.person in (record.by, record.id):
        return None
    return Report(
        id="",
        scope=record.scope,
        kind=record.kind,
        about=record.id,
        category="",
        author=record.by,
        written=record.when,
        copy=record.values,
    )


def place_of_person(desk: Desk, person: str) -> dict[str, str] | None:
    """Where a person can be reported: their card in the directory, or else as a member of a circle."""
    if desk.memory.get(COMMONS, "card", person):
        return {"scope": COMMONS, "kind": "card", "id": person}
    for record in desk.memory.of_kind("member"):
        if record.id == person:
            return {"scope": record.scope, "kind": "member", "id": person}
    return None
