"""What the operator hears of reports: that they wait, and whether anybody is there to decide; no words."""

from dataclasses import dataclass, field

import msgspec

from app.domain.ids import MODERATION
from app.server.database.authors import is_about
from app.server.database.engine import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class OperatorReports:
    """Asks which reports are open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportWaiting:
    """An open report: since when, why, of what kind of thing, and how many may decide it."""

    id: str
    at: int
    category: str
    kind: str
    deciders: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportsWaiting:
    """Open reports, the oldest first."""

    reports: list[ReportWaiting] = field(default_factory=list)


def waiting_reports(connection: Connection) -> ReportsWaiting:
    """The open reports. Whom one is about does not count among those who may decide it."""
    sql = "SELECT person_id FROM account WHERE role <> '' AND state = 'active'"
    staff = [person for (person,) in connection.execute(sql)]
    found = connection.execute(
        "SELECT id, at, body FROM item WHERE scope_id = ? AND kind = 'report' AND deleted = 0 ORDER BY pos",
        (MODERATION,),
    )
    told = [(identifier, at, msgspec.json.decode(body)) for identifier, at, body in found]
    return ReportsWaiting(
        reports=[
            ReportWaiting(
                id=identifier,
                at=at,
                category=report["category"],
                kind=report["kind"],
                deciders=sum(not is_about(connection, person, report) for person in staff),
            )
            for identifier, at, report in told
            if report["state"] == "open"
        ]
    )
