"""The living glossary: who proposes, who decides, and what everybody reads afterwards."""

import dataclasses

import pytest
from server.terms import TERM, deciding_term, proposing
from server.visitor import House, Visitor

from app.domain.circles import Role
from app.domain.glossary import LEADS
from app.domain.ids import COMMONS, MODERATION
from app.server.operations.quotas import PROPOSALS_PER_DAY
from app.sync.protocol import Row


async def _leader(house: House, people: int = LEADS) -> Visitor:
    """Somebody who leads a circle of so many."""
    leader, *others = [await house.visitor() for _ in range(people)]
    await house.circle_of(leader, *others)
    return leader


async def _terms(who: Visitor) -> dict[str, Row]:
    rows = await who.rows()
    return {
        identifier: row
        for (scope, kind, identifier), row in rows.items()
        if (scope, kind) == (COMMONS, "term")
    }


async def _proposal(who: Visitor, identifier: str) -> Row:
    row: Row = (await who.rows())[COMMONS, "proposal", identifier]
    return row


async def test_everybody_reads_what_was_proposed_and_by_whom(house: House) -> None:
    nasrin, david = await house.visitor(), await house.visitor()
    sent = proposing(nasrin)
    await nasrin.do(sent)
    row = await _proposal(david, sent.id)
    assert row.by == nasrin.person
    assert row.v == {**TERM, "state": "open"}
    assert await _terms(david) == {}, "it is not in the glossary yet"


async def test_what_a_leader_accepts_is_in_everybodys_glossary_in_the_name_of_who_proposed_it(
    house: House,
) -> None:
    nasrin, leader = await house.visitor(), await _leader(house)
    sent = proposing(nasrin)
    await nasrin.do(sent)
    await leader.do(deciding_term(leader, sent.id, note="Thank you"))
    term = (await _terms(nasrin))[sent.id]
    assert (term.by, term.v) == (nasrin.person, {"term_en": TERM["term_en"], "term_bn": TERM["term_bn"]})
    told = (await _proposal(nasrin, sent.id)).v
    decided = (told["state"], told["answer"], told["decided_by"])
    assert decided == ("accepted", "Thank you", leader.person)


async def test_what_is_declined_tells_its_proposer_why_and_changes_nothing(house: House) -> None:
    nasrin, leader = await house.visitor(), await _leader(house)
    sent = proposing(nasrin)
    await nasrin.do(sent)
    assert await leader.refused(deciding_term(leader, sent.id, "declined", " ")) == "glossary.reason"
    await leader.do(deciding_term(leader, sent.id, "declined", "There is a word for it"))
    told = (await _proposal(nasrin, sent.id)).v
    assert (told["state"], told["answer"]) == ("declined", "There is a word for it")
    assert await _terms(nasrin) == {}


async def test_corrections_lie_over_each_other_field_by_field(house: House) -> None:
    nasrin, leader = await house.visitor(), await _leader(house)
    for fields in ({"note_en": "One"}, {"note_en": "", "also": ["brace"]}, {"term_bn": "স্প্লিন্ট বা ব্রেস"}):
        sent = nasrin.write(
            COMMONS, "proposal", "create", args={"about": "splint", "reason": "Better", **fields}
        )
        await nasrin.do(sent)
        await leader.do(deciding_term(leader, sent.id))
    term = (await _terms(nasrin))["splint"]
    assert term.v == {"note_en": "", "also": ["brace"], "term_bn": "স্প্লিন্ট বা ব্রেস"}


async def test_what_came_of_a_proposal_can_be_corrected_itself_and_what_is_not_there_cannot(
    house: House,
) -> None:
    nasrin, leader = await house.visitor(), await _leader(house)
    first = proposing(nasrin)
    await nasrin.do(first)
    about = {"about": first.id}
    assert await nasrin.refused(proposing(nasrin, **about)) == "ref.missing", "it is only proposed yet"
    await leader.do(deciding_term(leader, first.id))
    second = proposing(nasrin, **about)
    await nasrin.do(second)
    await leader.do(deciding_term(leader, second.id))
    assert (await _terms(nasrin))[first.id].v["note_en"] == "Keeps a joint still."
    assert second.id not in await _terms(nasrin)


async def test_nobody_decides_on_their_own_be_they_administrator(house: House) -> None:
    admin, leader = await house.visitor(admin=True), await _leader(house)
    for who in (admin, leader):
        sent = proposing(who)
        await who.do(sent)
        assert await who.refused(deciding_term(who, sent.id)) == "glossary.own"
        assert (await _proposal(who, sent.id)).v["state"] == "open"


@pytest.mark.parametrize(("people", "outcome"), [(LEADS - 1, "glossary.not_leader"), (LEADS, "")])
async def test_who_leads_nobody_decides_on_nothing(house: House, people: int, outcome: str) -> None:
    nasrin, leader = await house.visitor(), await _leader(house, people)
    sent = proposing(nasrin)
    await nasrin.do(sent)
    (result,) = await leader.push(deciding_term(leader, sent.id))
    assert result.code == outcome


async def test_who_leads_no_longer_decides_no_longer(house: House) -> None:
    nasrin, leader, other, third = [await house.visitor() for _ in "abcd"]
    scope = await house.circle_of(leader, other, third)
    sent = proposing(nasrin)
    await nasrin.do(sent)
    for role in (Role.MODERATOR, Role.MEMBER, Role.GUEST):
        await leader.do(leader.promoting(scope, other.person, role.value))
        assert await other.refused(deciding_term(other, sent.id)) == "glossary.not_leader"
    await leader.do(leader.promoting(scope, other.person))
    await other.do(other.removing(scope, leader.person))
    assert await leader.refused(deciding_term(leader, sent.id)) == "glossary.not_leader"
    await other.do(other.banning(scope, third.person))
    assert await other.refused(deciding_term(other, sent.id)) == "glossary.not_leader", "they lead nobody"


async def test_of_two_who_decide_the_later_one_is_told_how_it_stands(house: House) -> None:
    nasrin, leader, admin = await house.visitor(), await _leader(house), await house.visitor(admin=True)
    sent = proposing(nasrin)
    await nasrin.do(sent)
    await leader.do(deciding_term(leader, sent.id))
    (late,) = await admin.push(deciding_term(admin, sent.id, "declined", "No"))
    assert (late.code, late.row.v["state"]) == ("state", "accepted")
    assert sent.id in await _terms(admin)


async def test_what_was_sent_twice_is_there_once_and_decided_once(house: House) -> None:
    nasrin, leader = await house.visitor(), await _leader(house)
    sent = proposing(nasrin)
    first = await nasrin.do(sent)
    again = await nasrin.do(dataclasses.replace(sent, mid=nasrin.new_id()))
    assert again.row == first.row
    decision = deciding_term(leader, sent.id)
    await leader.do(decision)
    (twice,) = await leader.push(decision)
    assert twice.st == "dup"


async def test_only_its_proposer_takes_a_proposal_back_and_only_while_it_is_open(house: House) -> None:
    nasrin, leader = await house.visitor(), await _leader(house)
    sent, second = proposing(nasrin), proposing(nasrin)
    await nasrin.push(sent, second)
    assert await leader.refused(leader.withdrawing(sent)) == "unavailable"
    assert (await nasrin.do(nasrin.withdrawing(sent))).row.x
    assert await leader.refused(deciding_term(leader, sent.id)) == "ref.missing"
    await leader.do(deciding_term(leader, second.id))
    (late,) = await nasrin.push(nasrin.withdrawing(second))
    assert (late.code, late.row.v["state"]) == ("state", "accepted")


async def test_a_proposal_that_says_nothing_or_too_much_is_refused(house: House) -> None:
    nasrin = await house.visitor()
    for fields, code in (
        ({"reason": "Because"}, "glossary.empty"),
        ({"term_en": "Brace"}, "glossary.why"),
        ({"about": "splint", "reason": "Because"}, "glossary.same"),
        ({"term_en": "x" * 81, "reason": "Because"}, "title.long"),
        ({"term_en": "Brace", "also": ["x"] * 11, "reason": "Because"}, "field.wrong"),
        ({"term_en": "Brace", "topic": "gossip", "reason": "Because"}, "field.wrong"),
        ({"about": "../../etc", "note_en": "x", "reason": "Because"}, "field.wrong"),
        ({**TERM, "state": "accepted"}, "field.unknown"),
        ({**TERM, "decided_by": nasrin.person}, "field.unknown"),
    ):
        sent = nasrin.write(COMMONS, "proposal", "create", args=fields)
        assert await nasrin.refused(sent) == code, fields


async def test_so_many_a_day_and_not_one_more(house: House) -> None:
    nasrin, david = await house.visitor(), await house.visitor()
    for _ in range(PROPOSALS_PER_DAY - 1):
        await nasrin.do(proposing(nasrin))
    last = proposing(nasrin)
    await nasrin.do(last)
    await nasrin.do(nasrin.withdrawing(last))
    assert await nasrin.refused(proposing(nasrin)) == "glossary.limit", "taking back makes no room"
    await david.do(proposing(david))
    house.clock.turn(hours=24, minutes=1)
    await nasrin.do(proposing(nasrin))


async def test_what_one_proposes_is_counted_and_given_back(house: House) -> None:
    nasrin, leader = await house.visitor(), await _leader(house)
    sql = "SELECT bytes FROM account WHERE person_id = ?"

    async def stored() -> int:
        return await house.home.read(lambda c: int(c.execute(sql, (nasrin.person,)).fetchone()[0]))

    begun, sent = await stored(), proposing(nasrin)
    await nasrin.do(sent)
    assert await stored() > begun
    await nasrin.do(nasrin.withdrawing(sent))
    assert await stored() == begun
    kept = proposing(nasrin)
    await nasrin.do(kept)
    before = await stored()
    await leader.do(deciding_term(leader, kept.id))
    assert await stored() > before


async def test_an_ugly_proposal_and_what_came_of_it_can_be_reported_and_removed(house: House) -> None:
    admin, leader, nasrin = await house.visitor(admin=True), await _leader(house), await house.visitor()
    sent = proposing(nasrin)
    await nasrin.do(sent)
    await leader.do(deciding_term(leader, sent.id))
    for kind in ("proposal", "term"):
        told = leader.reporting(COMMONS, kind, sent.id)
        await leader.do(told)
        report = (await admin.rows())[MODERATION, "report", told.id].v
        assert report["copy"]["v"]["term_en"] == TERM["term_en"]
        assert report["around"] == {}
        await admin.do(admin.deciding(told.id, "removed", redact=True))
    assert (await nasrin.rows())[COMMONS, "term", sent.id].x
    assert await nasrin.refused(proposing(nasrin, about=sent.id)) == "ref.missing"


async def test_those_who_look_after_the_server_take_back_what_people_made_of_a_term(house: House) -> None:
    admin, leader, nasrin = await house.visitor(admin=True), await _leader(house), await house.visitor()
    sent = proposing(nasrin, about="splint")
    await nasrin.do(sent)
    await leader.do(deciding_term(leader, sent.id))
    for who in (nasrin, leader):
        assert await who.refused(who.write(COMMONS, "term", "redact", "splint")) == "unavailable"
    removing = admin.write(COMMONS, "term", "redact", "splint")
    assert (await admin.do(removing)).row.x
    assert (await _terms(nasrin))["splint"].x
    again = proposing(nasrin, about="splint")
    await nasrin.do(again)
    await leader.do(deciding_term(leader, again.id))
    assert (await _terms(nasrin))["splint"].v == {"note_en": "Keeps a joint still."}
