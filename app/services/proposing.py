"""Proposing a term or other words for one, and deciding on what others proposed."""

from collections.abc import Mapping
from typing import Any

from app.domain import glossary as rules
from app.domain.circles import may_lead
from app.domain.errors import Refused
from app.domain.glossary import WITHDRAWN, WORDING, GlossaryTerm, Proposal
from app.domain.ids import COMMONS
from app.domain.kinds import check_fields, check_whole
from app.services import belonging, explaining, securing
from app.services.desk import Desk

_SEEN = "seen:proposals"


def propose(desk: Desk, fields: Mapping[str, Any]) -> Proposal:
    """Propose a new term; with an `about`, other words for that one. Only what differs is proposed."""
    values = check_fields("proposal", fields)
    known = explaining.term(desk, values.get("about", "")) if values.get("about") else None
    if values.get("about") and known is None:
        raise Refused("ref.missing")
    said = known.wording if known else dict.fromkeys(WORDING, "") | {"also": []}
    values = {name: value for name, value in values.items() if said.get(name) != value}
    rules.check_proposal(values)
    check_whole("proposal", values)
    effect = {**values, "state": rules.OPEN}
    return Proposal.of(desk.write(COMMONS, "proposal", desk.new_id(), "create", values, effect=effect))


def take_back(desk: Desk, identifier: str) -> None:
    """Take back what one proposed, as long as nobody has decided."""
    known = proposal(desk, identifier)
    if known is None or known.by != desk.person:
        raise Refused("ref.missing")
    if not known.is_open:
        raise Refused("state")
    desk.write(COMMONS, "proposal", identifier, "redact", {}, effect={"state": WITHDRAWN})


def decide(desk: Desk, identifier: str, outcome: str, words: str) -> None:
    """Accept or decline what somebody else proposed; these words tell them why."""
    if not may_decide(desk):
        raise Refused("glossary.not_leader")
    known = proposal(desk, identifier)
    if known is None:
        raise Refused("ref.missing")
    if not known.is_open:
        raise Refused("state")
    said = check_fields("report", {"note": words})["note"]
    rules.check_decision(known, person=desk.person, outcome=outcome, words=said)
    effect = {"state": outcome, "answer": said, "decided_by": desk.person}
    decision = {"outcome": outcome, "note": said}
    desk.write(COMMONS, "proposal", identifier, "decide", decision, effect=effect)


def may_remove(desk: Desk, term: str) -> bool:
    """Whether one may take back what people made of a term: those who look after the server, once there is
    something."""
    known = desk.memory.get(COMMONS, "term", term)
    return known is not None and not known.gone and securing.account(desk).looks_after


def remove(desk: Desk, term: str) -> None:
    """Take back for everybody what people made of a term; one of the word list reads as at the beginning."""
    if not may_remove(desk, term):
        raise Refused("unavailable")
    desk.write(COMMONS, "term", term, "redact", {}, effect={"removed": True})


def may_decide(desk: Desk) -> bool:
    """Whether one decides what the glossary says, as far as this device knows; the server looks anew."""
    if securing.account(desk).looks_after:
        return True
    return any(
        may_lead(belonging.role_in(desk, circle.id))
        and len(belonging.members(desk, circle.id)) >= rules.LEADS
        for circle in belonging.mine(desk)
    )


def proposal(desk: Desk, identifier: str) -> Proposal | None:
    """One proposal, if this device has it."""
    record = desk.memory.get(COMMONS, "proposal", identifier)
    return Proposal.of(record) if record and not record.gone else None


def proposals(desk: Desk) -> list[Proposal]:
    """Everything that was proposed and not taken back, what is still open first, then the latest first."""
    kept = [each for each in explaining.glossary(desk).proposals if each.state != WITHDRAWN]
    return sorted(kept, key=lambda each: (not each.is_open, -each.when))


def to_decide(desk: Desk) -> list[Proposal]:
    """What waits for a decision that one may take."""
    if not may_decide(desk):
        return []
    return [each for each in proposals(desk) if each.is_open and each.by != desk.person]


def open_about(desk: Desk, term: str) -> list[Proposal]:
    """What was proposed about a term and is still open."""
    return [each for each in proposals(desk) if each.is_open and each.term == term]


def before_and_after(desk: Desk, proposed: Proposal) -> tuple[GlossaryTerm | None, GlossaryTerm]:
    """The term as it is without a proposal, where there is one, and as it would be with it."""
    known = explaining.glossary(desk).agreed.get(proposed.about)
    blank = known or GlossaryTerm(id=proposed.term, name=rules.NAMELESS)
    return known, blank.reworded(proposed.wording)


def news(desk: Desk) -> list[Proposal]:
    """What was decided on one's own proposals since one last looked."""
    seen = set(desk.memory.note(_SEEN, ()))
    mine = (each for each in proposals(desk) if each.by == desk.person and each.state in rules.OUTCOMES)
    return [each for each in mine if each.id not in seen]


def see(desk: Desk, identifier: str) -> None:
    """Take note that one has seen what was decided on a proposal of one's own."""
    unseen = [each.id for each in news(desk)]
    if identifier in unseen:
        desk.memory.set_note(_SEEN, sorted({*desk.memory.note(_SEEN, ()), identifier}))
