"""Reporting: saying that something is not right, and hearing what was decided."""

from collections.abc import Mapping
from dataclasses import replace

from app.domain.errors import Refused
from app.domain.ids import COMMONS, MODERATION
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
    mine = [_with_words(desk, Report.of(record)) for record in {**waiting, **told}.values()]
    return sorted(mine, key=lambda report: -report.when)


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


def place_of_reply(desk: Desk, scope: str, identifier: str) -> dict[str, str]:
    """Where a reply, or an answer to a prompt, can be reported."""
    kind = "reply" if desk.memory.get(scope, "reply", identifier) else "answer"
    return {"scope": scope, "kind": kind, "id": identifier}
