"""Administering: what those do who look after a server, and what an account lets them do to another.

The server authorises each of these anew; what is here only keeps screens from offering what it would refuse.
"""

from dataclasses import dataclass
from typing import Protocol

from app.domain import reporting as rules
from app.domain.errors import Refused
from app.domain.ids import MODERATION
from app.domain.kinds import check_fields
from app.domain.reporting import Report
from app.services import securing
from app.services.desk import Desk


class Standing(Protocol):
    """What is asked of an account before something is offered to be done to it."""

    @property
    def person(self) -> str:
        """Whose account it is."""

    @property
    def role(self) -> str:
        """Empty, moderator or admin."""

    @property
    def suspended_by(self) -> str:
        """Empty, or as what somebody suspended it: moderator or admin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """What one may do to an account."""

    suspend: bool = False
    reinstate: bool = False
    give_role: bool = False
    check: bool = False
    let_back_in: bool = False


def means(desk: Desk, of: Standing) -> Means:
    """What one may do to this account: moderators leave alone who has a role, and whom an administrator has
    suspended; nobody suspends themselves."""
    mine = securing.account(desk)
    oneself = of.person == desk.person
    suspend = not oneself and (mine.administers or (mine.looks_after and not of.role))
    return Means(
        suspend=suspend,
        reinstate=suspend and (mine.administers or of.suspended_by == "moderator"),
        give_role=mine.administers and not oneself and of.role != "admin",
        check=mine.administers,
        let_back_in=mine.administers and not oneself,
    )


def open_reports(desk: Desk, office: str = MODERATION) -> list[Report]:
    """What waits for a decision of those who look after the server, or of the leaders of a circle, the most
    pressing first."""
    return rules.most_pressing_first([report for report in _reports(desk, office) if report.is_open])


def decided_reports(desk: Desk, office: str = MODERATION) -> list[Report]:
    """What was decided, the newest first."""
    decided = [report for report in _reports(desk, office) if not report.is_open]
    return sorted(decided, key=lambda report: -report.when)


def report(desk: Desk, identifier: str, office: str = MODERATION) -> Report | None:
    """One report, if this device has it."""
    record = desk.memory.get(office, "report", identifier)
    return Report.of(record) if record and not record.gone else None


def decide(
    desk: Desk, identifier: str, outcome: str, words: str, *, remove: bool = False, office: str = MODERATION
) -> None:
    """Close a report: the reporter is told the outcome and these words; `remove` what was reported."""
    known = report(desk, identifier, office)
    if known is None:
        raise Refused("ref.missing")
    if outcome not in rules.outcomes_for(known):
        raise Refused("field.missing")
    answer = check_fields("report", {"note": words})["note"]
    decision = {"outcome": outcome, "note": answer, "redact": remove and known.removable}
    effect = {"state": "decided", "outcome": outcome, "answer": answer, "decided_by": desk.person}
    desk.write(office, "report", identifier, "decide", decision, effect=effect)


def _reports(desk: Desk, office: str) -> list[Report]:
    """All reports here; one's own, of which the server keeps no copy here, are not for oneself to decide, nor
    is one that a leader made to the leaders."""
    records = desk.memory.page(f"{office}/report", limit=10_000)
    return [
        Report.of(record)
        for record in records
        if not record.gone and "copy" in record.values and (office == MODERATION or record.by != desk.person)
    ]
