"""Reports: what a person finds wrong, as it was when they said so, and what moderators decide."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.errors import Refused
from app.domain.ids import MODERATION, own_scope
from app.domain.kinds import check_fields
from app.domain.reporting import OUTCOMES, REMOVABLE, accuses
from app.server.accounts.audit import note
from app.server.database.ledger import Ledger
from app.server.database.memberships import moderates
from app.server.operations.changes import Outdated, already_there, create, seen_row, unavailable
from app.server.operations.posting import bury
from app.server.operations.quotas import check_reports
from app.server.operations.surroundings import around, copied
from app.sync.protocol import Mutation, Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What becomes of a report: an outcome, words for the reporter, and whether what was reported goes."""

    outcome: str
    note: str
    remove: bool


def report(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """Report a row one may see. Moderators get a copy of it and of what is around it, which stays."""
    known = ledger.row(MODERATION, "report", mutation.id)
    if known and known.by == person:
        return known
    fields = check_fields("report", mutation.args)
    place = [fields.get(name, "") for name in ("scope", "kind", "id")]
    reported = seen_row(ledger, person, *place)
    if accuses({"kind": reported.k, "id": reported.id, "copy": {"by": reported.by}}, person):
        raise Refused("report.own")  # they could not read it
    already_there(ledger, person, mutation)
    check_reports(ledger, person)
    row = create(ledger, person, mutation)
    told = {"scope": place[0], "kind": place[1], "id": place[2], "category": row.v["category"]}
    ledger.put(own_scope(person), "myreport", mutation.id, {**told, "state": "open"}, by=person)
    shown = {"copy": copied(reported), "around": around(ledger, person, place[0], reported)}
    return ledger.put(MODERATION, "report", mutation.id, {**row.v, "state": "open", **shown})


def decide(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """Close a report, tell the reporter, and remove what was reported if so decided.

    To whom it is about, it is as if it were not there.
    """
    if not moderates(ledger.connection, person):
        raise unavailable()
    decision = decision_of(mutation.args)
    known = ledger.row(MODERATION, "report", mutation.id)
    if known is None or accuses(known.v, person):
        raise Refused("ref.missing", field="id")
    return settle(ledger, person, known, decision)


def settle(ledger: Ledger, actor: str, known: Row, decision: Decision) -> Row:
    """Close this report, which `actor` may decide. Raises Refused `state` when somebody has done so."""
    if known.v["state"] != "open":
        raise Outdated("state", known)
    if decision.remove:
        _remove(ledger, actor, known)
    told = {"state": "decided", "outcome": decision.outcome, "answer": decision.note}
    mine = ledger.row(own_scope(known.by), "myreport", known.id)
    ledger.put(own_scope(known.by), "myreport", known.id, {**(mine.v if mine else {}), **told})
    removed = " redact" if decision.remove else ""
    note(ledger, actor, "report.decide", known.id, f"{decision.outcome}{removed}")
    return ledger.put(MODERATION, "report", known.id, {**known.v, **told, "decided_by": actor})


def concerned(ledger: Ledger, identifier: str) -> set[str]:
    """The scopes in which a decision on this report may change something: of who reported, and of what."""
    report = ledger.row(MODERATION, "report", identifier)
    return {own_scope(report.by), str(report.v["scope"])} if report else set()


def decision_of(args: Mapping[str, Any]) -> Decision:
    """The decision that these arguments spell. Raises Refused."""
    given: dict[str, Any] = {"outcome": "", "note": "", "redact": False, **args}
    for name in given.keys() - {"outcome", "note", "redact"}:
        raise Refused("field.unknown", field=name)
    if given["outcome"] not in list(OUTCOMES):
        raise Refused("field.wrong", field="outcome")
    if not isinstance(given["redact"], bool):
        raise Refused("field.wrong", field="redact")
    words = check_fields("report", {"note": given["note"]})["note"]
    return Decision(outcome=given["outcome"], note=words, remove=given["redact"])


def _remove(ledger: Ledger, person: str, report: Row) -> None:
    scope, kind, identifier = (report.v[name] for name in ("scope", "kind", "id"))
    if kind not in REMOVABLE:
        raise Refused("field.wrong", field="redact")
    row = ledger.row(scope, kind, identifier)
    if row and not row.x:
        bury(ledger, person, scope, row, "mod")
        note(ledger, person, "row.redact", f"{scope} {kind} {identifier}", report.id)
