"""Proposing words for the glossary, deciding on those of others, and hearing what was decided."""

import examples as eg
import pytest

from app.domain.errors import Refused
from app.domain.glossary import ACCEPTED, DECLINED
from app.domain.ids import COMMONS, circle_scope
from app.domain.records import Delivery, Record
from app.services import belonging, explaining, proposing

TERM = {"term_en": "Cock-up splint", "term_bn": "কব্জির ঠেকনা", "topic": "therapy", "reason": "We say it"}
DAVID = "018cc251-f400-7000-8000-00000000aaaa"


def arrives(desk, by=DAVID, state="open", pos=9, **values):
    """A proposal of somebody else's comes in by sync."""
    identifier = f"018cc251-f400-7000-8000-{pos:012d}"
    base = {**(values or TERM), "state": state}
    row = {"scope": COMMONS, "kind": "proposal", "id": identifier, "by": by, "base": base}
    desk.memory.put(Record(**row, seq=pos, pos=pos, at=desk.clock()))
    return identifier


def leads(desk, people):
    """One leads a circle of so many."""
    circle = belonging.found(desk, {"name_en": "Hands"}).id
    for number in range(1, people):
        row = {
            "scope": circle_scope(circle),
            "kind": "member",
            "id": f"018cc251-f400-7000-9000-{number:012d}",
        }
        desk.memory.put(Record(**row, base={"role": "member", "state": "in"}, seq=number, pos=number))
    return circle


def becomes(desk, role):
    """The server tells that one looks after it."""
    row = {"scope": desk.own, "kind": "account", "id": desk.person, "base": {"role": role}}
    desk.memory.put(Record(**row, seq=1, pos=1))


def test_alone_ones_own_term_is_in_ones_own_glossary_at_once(desk):
    proposed = proposing.propose(desk, TERM)
    term = explaining.term(desk, proposed.id)
    assert (term.name.bn, term.topic, term.proposal) == ("কব্জির ঠেকনা", "therapy", proposed.id)
    assert explaining.look_up(desk, "কব্জির", lang="en") == [term]
    assert explaining.terms_in(desk, "a cock-up splint") == (term,)
    assert proposed.delivery is Delivery.WAITING


def test_of_a_correction_only_what_differs_is_proposed(desk):
    splint = explaining.term(desk, "splint")
    fields = {**splint.wording, "note_en": "Keeps a joint still.", "about": "splint", "reason": "Too short"}
    proposed = proposing.propose(desk, fields)
    assert dict(proposed.wording) == {"note_en": "Keeps a joint still."}
    mine = explaining.term(desk, "splint")
    assert (mine.note.en, mine.proposal) == ("Keeps a joint still.", proposed.id)
    before, after = proposing.before_and_after(desk, proposed)
    assert before == splint
    assert after.note.en == "Keeps a joint still."


def test_what_says_nothing_new_is_refused(desk):
    splint = explaining.term(desk, "splint")
    for fields, code in (
        ({**splint.wording, "about": "splint", "reason": "Just so"}, "glossary.same"),
        ({"reason": "Just so"}, "glossary.empty"),
        ({"term_en": "", "term_bn": " ", "also": [], "reason": "Just so"}, "glossary.empty"),
        ({"term_en": "Brace"}, "glossary.why"),
        ({"term_en": "Brace", "reason": " "}, "glossary.why"),
        ({"about": DAVID, "note_en": "x", "reason": "Just so"}, "ref.missing"),
    ):
        with pytest.raises(Refused) as why:
            proposing.propose(desk, fields)
        assert why.value.code == code, fields
    assert proposing.proposals(desk) == []


def test_what_the_server_refused_counts_no_longer_and_is_kept_with_the_reason(desk):
    proposed = proposing.propose(desk, TERM)
    eg.refuse(desk, "glossary.limit", limit=20)
    assert explaining.term(desk, proposed.id) is None
    (kept,) = proposing.proposals(desk)
    assert (kept.delivery, kept.refused.code) == (Delivery.REFUSED, "glossary.limit")


def test_what_was_decided_is_news_until_one_has_seen_it(desk):
    mine = proposing.propose(desk, TERM)
    assert proposing.news(desk) == []
    eg.deliver(desk)
    record = desk.memory.get(COMMONS, "proposal", mine.id)
    base = {**record.base, "state": DECLINED, "answer": "There is a word for it"}
    desk.memory.put(
        Record(scope=COMMONS, kind="proposal", id=mine.id, by=desk.person, base=base, seq=9, pos=2)
    )
    assert explaining.term(desk, mine.id) is None
    (told,) = proposing.news(desk)
    assert (told.id, told.answer) == (mine.id, "There is a word for it")
    proposing.see(desk, mine.id)
    assert proposing.news(desk) == []


def test_one_takes_back_what_is_still_open(desk):
    mine = proposing.propose(desk, TERM)
    proposing.take_back(desk, mine.id)
    assert proposing.proposals(desk) == []
    assert explaining.term(desk, mine.id) is None
    theirs = arrives(desk)
    with pytest.raises(Refused, match=r"ref\.missing"):
        proposing.take_back(desk, theirs)
    decided = arrives(desk, by=desk.person, state=ACCEPTED, pos=11)
    with pytest.raises(Refused, match="state"):
        proposing.take_back(desk, decided)


@pytest.mark.parametrize(("people", "decides"), [(1, False), (2, False), (3, True)])
def test_who_leads_a_circle_of_three_decides(desk, people, decides):
    leads(desk, people)
    theirs = arrives(desk)
    assert proposing.may_decide(desk) is decides
    assert [each.id for each in proposing.to_decide(desk)] == ([theirs] if decides else [])


@pytest.mark.parametrize("role", ["moderator", "admin"])
def test_who_looks_after_the_server_decides_and_nobody_on_their_own(desk, role):
    theirs = arrives(desk)
    with pytest.raises(Refused, match=r"glossary\.not_leader"):
        proposing.decide(desk, theirs, ACCEPTED, "")
    becomes(desk, role)
    mine = proposing.propose(desk, TERM)
    with pytest.raises(Refused, match=r"glossary\.own"):
        proposing.decide(desk, mine.id, ACCEPTED, "")
    with pytest.raises(Refused, match=r"glossary\.reason"):
        proposing.decide(desk, theirs, DECLINED, " ")
    proposing.decide(desk, theirs, DECLINED, "We have splint")
    told = proposing.proposal(desk, theirs)
    assert (told.state, told.answer, told.delivery) == (DECLINED, "We have splint", Delivery.WAITING)
    with pytest.raises(Refused, match="state"):
        proposing.decide(desk, theirs, ACCEPTED, "")


def test_a_decision_that_came_too_late_leaves_the_proposal_as_the_server_has_it(desk):
    becomes(desk, "moderator")
    theirs = arrives(desk)
    proposing.decide(desk, theirs, DECLINED, "We have splint")
    eg.refuse(desk, "state", kind="proposal")
    told = proposing.proposal(desk, theirs)
    assert told.is_open
    assert told.refused.code == "state"


def test_others_proposals_are_not_in_ones_own_glossary(desk):
    theirs = arrives(desk)
    assert explaining.term(desk, theirs) is None
    assert [each.id for each in proposing.open_about(desk, theirs)] == [theirs]


def test_a_proposal_from_a_later_setu_with_fields_nobody_knows_yet_is_read_as_far_as_one_can(desk):
    theirs = arrives(desk, term_en="Brace", colour="blue", reason="x", also=["orthosis"])
    told = proposing.proposal(desk, theirs)
    assert told.wording == {"term_en": "Brace", "also": ["orthosis"]}
    row = {"scope": COMMONS, "kind": "term", "id": "splint", "base": {"also": {"en": "brace"}, "topic": 7}}
    desk.memory.put(Record(**row, seq=12, pos=12))
    assert explaining.term(desk, "splint").also == ()
