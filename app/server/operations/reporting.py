"""Reports: what a person finds wrong, as it was when they said so, and what becomes of it.

They go to the leaders of the circle, or to those who look after the server; to these also where no leader is
left to decide, because it is about them or by them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from app.domain.circles import May, may
from app.domain.errors import Refused
from app.domain.ids import MODERATION, circle_scope, inside, own_scope
from app.domain.kinds import check_fields
from app.domain.reporting import (
    FOR_LEADERS,
    LEADERS,
    OUTCOMES,
    PUT_OUT,
    REMOVABLE,
)
from app.server.accounts.audit import note
from app.server.database.authors import is_about
from app.server.database.ledger import Ledger
from app.server.database.memberships import moderates
from app.server.operations.changes import Outdated, already_there, create, spoken_row, unavailable
from app.server.operations.leading import take_out
from app.server.operations.offices import deciders, open_office
from app.server.operations.quotas import check_reports
from app.server.operations.surroundings import around, copied
from app.server.operations.withdrawing import bury, where_it_went
from app.sync.protocol import Mutation, Row

_NOT_BY_LEADERS = "suspended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What becomes of a report: an outcome, words for the reporter, and whether what was reported goes."""

    outcome: str
    note: str
    remove: bool


def report(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """Report a row one may see. Who decides gets a copy of it and of what is around it, which stays."""
    for office in dict.fromkeys((mutation.scope, MODERATION)):
        known = ledger.row(office, "report", mutation.id)
        if known and known.by == person:
            return known if office == mutation.scope else _elsewhere(ledger, mutation, known)
    fields = check_fields("report", mutation.args)
    place = [fields.get(name, "") for name in ("scope", "kind", "id")]
    reported = spoken_row(ledger, person, *place)
    if is_about(ledger.connection, person, {"kind": reported.k, "id": reported.id, "copy": copied(reported)}):
        raise Refused("report.own")  # they could not read it
    office = _office_for(ledger, person, mutation.scope, place[0], reported)
    sent = replace(mutation, scope=office)
    already_there(ledger, person, sent)
    check_reports(ledger, person)
    row = create(ledger, person, sent)
    told = {"scope": place[0], "kind": place[1], "id": place[2], "category": row.v["category"]}
    if office != MODERATION:
        told["to"] = LEADERS
    ledger.put(own_scope(person), "myreport", mutation.id, {**told, "state": "open"}, by=person)
    shown = {"copy": copied(reported), "around": around(ledger, person, place[0], reported)}
    made = ledger.put(office, "report", mutation.id, {**row.v, "state": "open", **shown})
    return made if office == mutation.scope else _elsewhere(ledger, mutation, made)


def _office_for(ledger: Ledger, person: str, asked: str, scope: str, reported: Row) -> str:
    """Where this report goes: where it was sent, or to those who look after the server where no leader may
    decide it."""
    if asked == MODERATION:
        return MODERATION
    # Of what carries no name nobody shall learn, by who is asked to decide, that a leader wrote it.
    if circle_scope(inside(asked)) != scope or reported.k not in FOR_LEADERS or not reported.by:
        raise Refused("field.wrong", field="scope")
    open_office(ledger, asked)
    return asked if deciders(ledger, asked, reported, person) else MODERATION


def _elsewhere(ledger: Ledger, mutation: Mutation, row: Row) -> Row:
    """For whoever sent it to leaders who may not decide it: there it is not."""
    seq = ledger.head(mutation.scope) + 1  # later than what a device knows of it, which is nothing
    return Row(k=row.k, id=row.id, seq=seq, pos=0, by=row.by, at=row.at, said=row.said, x=True)


def decide(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """Close a report, tell the reporter, and remove what was reported if so decided.

    To whom it is about, it is as if it were not there; and no leader decides what they reported themselves.
    """
    office = mutation.scope
    if not _holds_office(ledger, person, office):
        raise unavailable()
    decision = decision_of(mutation.args, leaders=office != MODERATION)
    known = ledger.row(office, "report", mutation.id)
    about = known is not None and is_about(ledger.connection, person, known.v)
    if known is None or about or (office != MODERATION and known.by == person):
        raise Refused("ref.missing", field="id")
    return settle(ledger, person, known, decision, office)


def _holds_office(ledger: Ledger, person: str, office: str) -> bool:
    if office == MODERATION:
        return moderates(ledger.connection, person)
    return may(ledger.role(circle_scope(inside(office)), person), May.JUDGE)


def settle(ledger: Ledger, actor: str, known: Row, decision: Decision, office: str = MODERATION) -> Row:
    """Close this report, which `actor` may decide. Raises Refused `state` when somebody has done so, and
    `report.decided_before` for who decided it the first time, if there is anybody else."""
    if known.v["state"] != "open":
        raise Outdated("state", known)
    first = known.v.get("first", {}).get("decided_by")
    if first == actor and _another_decides(ledger, known, actor):
        raise Refused("report.decided_before")
    if decision.remove:
        _remove(ledger, actor, known, "mod" if office == MODERATION else "leader")
    if decision.outcome == PUT_OUT:
        take_out(ledger, str(known.v["scope"]), str(known.v["copy"]["by"]), actor)
    told = {"state": "decided", "outcome": decision.outcome, "answer": decision.note}
    told_of = str(known.v.get("of") or known.id)
    mine = ledger.row(own_scope(known.by), "myreport", told_of)
    ledger.put(own_scope(known.by), "myreport", told_of, {**(mine.v if mine else {}), **told})
    removed = " redact" if decision.remove else ""
    note(ledger, actor, "report.decide", known.id, f"{decision.outcome}{removed}")
    return ledger.put(office, "report", known.id, {**known.v, **told, "decided_by": actor})


def _another_decides(ledger: Ledger, known: Row, actor: str) -> bool:
    sql = "SELECT person_id FROM account WHERE role <> '' AND state = 'active' AND person_id <> ?"
    others = [other for (other,) in ledger.connection.execute(sql, (actor,)).fetchall()]
    return any(not is_about(ledger.connection, other, known.v) for other in others)


def concerned(ledger: Ledger, identifier: str, office: str = MODERATION) -> set[str]:
    """The scopes in which a decision on this report may change something: of who reported, of what, and of
    whom it is about."""
    report = ledger.row(office, "report", identifier)
    if report is None:
        return set()
    scopes = {own_scope(report.by), str(report.v["scope"])}
    about = str(report.v.get("copy", {}).get("by", ""))
    return scopes | {own_scope(about)} if about and office != MODERATION else scopes


def decision_of(args: Mapping[str, Any], *, leaders: bool = False) -> Decision:
    """The decision that these arguments spell, of leaders or of those who look after the server. Raises
    Refused."""
    given: dict[str, Any] = {"outcome": "", "note": "", "redact": False, **args}
    for name in given.keys() - {"outcome", "note", "redact"}:
        raise Refused("field.unknown", field=name)
    theirs = OUTCOMES.keys() - {_NOT_BY_LEADERS if leaders else PUT_OUT}
    if given["outcome"] not in list(theirs):
        raise Refused("field.wrong", field="outcome")
    if not isinstance(given["redact"], bool):
        raise Refused("field.wrong", field="redact")
    words = check_fields("report", {"note": given["note"]})["note"]
    return Decision(outcome=given["outcome"], note=words, remove=given["redact"])


def _remove(ledger: Ledger, person: str, report: Row, why: str) -> None:
    scope, kind, identifier = (report.v[name] for name in ("scope", "kind", "id"))
    if kind not in REMOVABLE:
        raise Refused("field.wrong", field="redact")
    row = where_it_went(ledger, scope, ledger.row(scope, kind, identifier))
    if row and not row.x:
        bury(ledger, person, scope, row, why)
        note(ledger, person, "row.redact", f"{scope} {kind} {identifier}", report.id)
