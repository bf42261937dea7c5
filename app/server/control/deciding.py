"""What the operator does about a report: reads it, and decides it, as moderators do in the app.

To read what others wrote is a deed: the book says so before a word of it is told. A report about somebody who
looks after the server is neither read nor decided here. Whoever sits at the server may well be that person,
which nobody here can tell, and nobody reads or decides a report about themselves.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from app.domain.bilingual import Bilingual
from app.domain.errors import Refused
from app.domain.ids import MODERATION, circle_scope, inside, is_uuid7, own_scope, scope_type
from app.domain.reporting import REMOVABLE, Report
from app.server.accounts.audit import note
from app.server.accounts.staff import OPERATOR
from app.server.database.authors import is_about
from app.server.database.engine import Connection
from app.server.database.ledger import Ledger
from app.server.database.rows import find_row
from app.server.operations.reporting import concerned, decision_of, settle
from app.server.troubles import Rejected
from app.sync.protocol import Row
from app.sync.rows import record_of


@dataclass(frozen=True, slots=True, kw_only=True)
class OperatorReads:
    """Asks for one report; `around` it, too."""

    report: str
    around: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OperatorDecides:
    """Closes a report: the reporter is told the outcome and the note; `remove` what was reported."""

    report: str
    outcome: str
    note: str = ""
    remove: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRead:
    """A report, without what was around it unless that was asked for; how many rows that is, in any case.

    `people` are those it names, by their ids, and `circle` is the one it is about or in.
    """

    row: Row
    nearby: int = 0
    people: dict[str, Bilingual] = field(default_factory=dict)
    circle: Bilingual = field(default_factory=Bilingual)


def read_report(ledger: Ledger, asked: OperatorReads) -> ReportRead:
    """One report, open or decided. Raises 404 `report.none` and 403 `report.about_staff`."""
    row = _found(ledger, asked.report)
    report = _report(row)
    nearby = len(report.before) + len(report.after)
    around = asked.around and nearby > 0
    note(ledger, OPERATOR.person, "report.read", row.id, "one around" if around else "one")
    if not around:
        row = replace(row, v={name: value for name, value in row.v.items() if name != "around"})
        report = _report(row)
    named = [report.by, report.author, report.decided_by]
    named += [each.by for each in (*report.before, *report.after)]
    connection = ledger.connection
    return ReportRead(
        row=row, nearby=nearby, people=_people(connection, named), circle=_circle(connection, report)
    )


def decide_report(ledger: Ledger, asked: OperatorDecides) -> Row:
    """The report as it was decided.

    Raises as `read_report` does, 409 `report.not_removed`, and 409 for what moderators are refused, too.
    """
    ledger.lock({MODERATION, *(concerned(ledger, asked.report) if is_uuid7(asked.report) else ())})
    row = _found(ledger, asked.report)
    remove = asked.remove or asked.outcome == "removed"
    if remove and (asked.outcome == "kept" or row.v["kind"] not in REMOVABLE):
        raise Rejected(409, "report.not_removed")
    try:
        decision = decision_of({"outcome": asked.outcome, "note": asked.note, "redact": remove})
        return settle(ledger, OPERATOR.person, row, decision)
    except Refused as why:
        params: dict[str, Any] = dict(why.params)
        raise Rejected(409, why.code, **params) from why


def _found(ledger: Ledger, identifier: str) -> Row:
    row = ledger.row(MODERATION, "report", identifier) if is_uuid7(identifier) else None
    if row is None or row.x:
        raise Rejected(404, "report.none")
    staff = ledger.connection.execute("SELECT person_id FROM account WHERE role <> ''").fetchall()
    if any(is_about(ledger.connection, person, row.v) for (person,) in staff):
        raise Rejected(403, "report.about_staff")
    return row


def _report(row: Row) -> Report:
    return Report.of(record_of(MODERATION, row))


def _people(connection: Connection, people: Iterable[str]) -> dict[str, Bilingual]:
    return {
        person: _called(find_row(connection, own_scope(person), "me", person))
        for person in dict.fromkeys(people)
        if is_uuid7(person)
    }


def _circle(connection: Connection, report: Report) -> Bilingual:
    circle = inside(report.scope) if scope_type(report.scope) == "c" else report.about
    return _called(find_row(connection, circle_scope(circle), "circle", circle))


def _called(row: Row | None) -> Bilingual:
    return Bilingual.read(row.v if row else {}, "name")
