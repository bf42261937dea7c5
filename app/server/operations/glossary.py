"""What people propose for the glossary, and what becomes of it. Everybody with an account reads both."""

from typing import Any

from app.domain.errors import Refused
from app.domain.glossary import ACCEPTED, OPEN, WORDING, Proposal, check_decision, check_proposal, is_listed
from app.domain.ids import COMMONS
from app.domain.kinds import check_fields
from app.domain.records import Record
from app.server.accounts.audit import note
from app.server.database.ledger import Ledger
from app.server.database.memberships import decides_on_terms, moderates
from app.server.operations.changes import Outdated, already_there, create, require_bare, unavailable
from app.server.operations.quotas import charge, check_proposals
from app.server.operations.withdrawing import bury
from app.sync.protocol import Mutation, Row


def propose(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """Propose a new term, or other words for one that there is."""
    known = already_there(ledger, person, mutation)
    if known:
        return known
    fields = check_fields("proposal", mutation.args)
    check_proposal(fields)
    if fields.get("about") and not _is_there(ledger, fields["about"]):
        raise Refused("ref.missing", field="about")
    check_proposals(ledger, person)
    row = create(ledger, person, mutation)
    return _stands(ledger, person, row, {"state": OPEN})


def take_back(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """Take back what one proposed oneself, as long as nobody has decided."""
    require_bare(mutation)
    known = ledger.row(COMMONS, "proposal", mutation.id)
    if known is None or known.by != person:
        raise unavailable()
    if not known.x and known.v["state"] != OPEN:
        raise Outdated("state", known)
    return bury(ledger, person, COMMONS, known, "author")


def decide_term(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """Accept or decline what somebody else proposed; what is accepted is in the glossary at once."""
    if not decides_on_terms(ledger.connection, person):
        raise Refused("glossary.not_leader")
    outcome, words = _decision(mutation)
    known = ledger.row(COMMONS, "proposal", mutation.id)
    if known is None or known.x:
        raise Refused("ref.missing", field="id")
    proposal = Proposal.of(Record(scope=COMMONS, kind="proposal", id=known.id, by=known.by, base=known.v))
    check_decision(proposal, person=person, outcome=outcome, words=words)
    if not proposal.is_open:
        raise Outdated("state", known)
    if outcome == ACCEPTED:
        _accept(ledger, person, proposal)
    decision = {"state": outcome, "answer": words, "decided_by": person}
    return _stands(ledger, person, known, decision)


def remove_term(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """Take back what people made of a term, as those who look after the server may; of a term of the word
    list that remains."""
    require_bare(mutation)
    if not moderates(ledger.connection, person):
        raise unavailable()
    known = ledger.row(COMMONS, "term", mutation.id)
    if known is None:
        raise Refused("ref.missing", field="id")
    if not known.x:
        note(ledger, person, "term.redact", known.id)
    return bury(ledger, person, COMMONS, known, "mod")


def _stands(ledger: Ledger, person: str, before: Row, state: dict[str, Any]) -> Row:
    """Write down how a proposal stands now."""
    after = ledger.put(COMMONS, "proposal", before.id, {**before.v, **state})
    charge(ledger, person, before, after)
    return after


def _accept(ledger: Ledger, person: str, proposal: Proposal) -> None:
    """Lay what it says over what there is, field by field, in the name of who proposed it."""
    before = ledger.row(COMMONS, "term", proposal.term)
    said = {name: value for name, value in proposal.wording.items() if name in WORDING}
    after = ledger.put(
        COMMONS, "term", proposal.term, {**(before.v if before else {}), **said}, by=proposal.by
    )
    charge(ledger, person, before, after)


def _is_there(ledger: Ledger, term: str) -> bool:
    row = ledger.row(COMMONS, "term", term)
    return is_listed(term) or (row is not None and not row.x)


def _decision(mutation: Mutation) -> tuple[str, str]:
    given: dict[str, Any] = {"outcome": "", "note": "", **mutation.args}
    for name in given.keys() - {"outcome", "note"}:
        raise Refused("field.unknown", field=name)
    if not isinstance(given["outcome"], str):
        raise Refused("field.wrong", field="outcome")
    words = check_fields("report", {"note": given["note"]})["note"]
    return given["outcome"], words
