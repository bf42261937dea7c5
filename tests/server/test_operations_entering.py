"""The door of a circle: who comes in at once, who waits, who decides, and to which rules one agrees."""

import pytest
from server.doorways import RULES, VERSION, asking, changing, circle_with, deciding, waiting
from server.visitor import House

from app.domain.bilingual import Bilingual
from app.domain.circles import rules_version
from app.domain.ids import COMMONS, circle_scope, inside, leaders_scope


async def test_who_asks_waits_outside_and_those_who_decide_see_it(house: House) -> None:
    leader, asker = await house.visitor(), await house.visitor(years="3-5", district="dhaka")
    scope = await circle_with(leader, entry="approval")
    office = leaders_scope(inside(scope))
    told = await asker.do(asking(asker, scope))
    assert told.row.v["state"] == "asked"
    assert (await asker.pull({scope: 0})).gone == [scope]
    assert await waiting(asker, scope) is True
    rows = await leader.rows()
    assert rows[office, "applicant", asker.person].v == {
        "card": {"name_en": "Nasrin Akter", "discipline": "ot"}
    }
    assert (scope, "member", asker.person) not in rows, "the others in the circle hear nothing of it"
    assert await asker.refused(asker.post(scope)) == "circle.not_member"


async def test_who_is_accepted_is_in_and_no_longer_waits(house: House) -> None:
    leader, keeper, asker = [await house.visitor() for _ in "abc"]
    scope = await circle_with(leader, entry="approval")
    await keeper.do(asking(keeper, scope))
    await leader.do(deciding(leader, scope, "accept", keeper))
    await leader.do(leader.promoting(scope, keeper.person, "moderator"))
    await asker.do(asking(asker, scope))
    assert await keeper.refused(deciding(keeper, scope, "accept", asker)) == "circle.not_leader"
    done = await leader.do(deciding(leader, scope, "accept", asker))
    assert (await leader.do(deciding(leader, scope, "accept", asker))).row == done.row
    seat = (await keeper.rows())[scope, "member", asker.person].v
    assert (seat["role"], seat["state"]) == ("member", "in")
    assert await waiting(asker, scope) is False
    assert not (await asker.rows())[asker.own, "grant", scope].x
    await asker.do(asker.post(scope))


async def test_who_is_declined_is_not_told_and_may_take_the_request_back_and_ask_again(house: House) -> None:
    leader, asker = await house.visitor(), await house.visitor()
    scope = await circle_with(leader, entry="approval")
    await asker.do(asking(asker, scope))
    before = (await asker.pull()).pages
    await leader.do(deciding(leader, scope, "decline", asker))
    assert (await asker.pull()).pages == before
    assert (await leader.rows())[leaders_scope(inside(scope)), "applicant", asker.person].x
    (late,) = await leader.push(deciding(leader, scope, "accept", asker))
    assert late.code == "changed"
    await asker.do(asking(asker, scope, "take_back"))
    assert await waiting(asker, scope) is False
    await asker.do(asking(asker, scope))
    await leader.do(deciding(leader, scope, "accept", asker))
    await asker.do(asker.post(scope))


async def test_a_request_that_was_taken_back_is_not_accepted_any_more(house: House) -> None:
    leader, asker = await house.visitor(), await house.visitor()
    scope = await circle_with(leader, entry="approval")
    await asker.do(asking(asker, scope))
    assert (await asker.do(asking(asker, scope, "take_back"))).row.v["state"] == "out"
    for op in ("accept", "decline"):
        (late,) = await leader.push(deciding(leader, scope, op, asker))
        assert (late.code, late.row.x) == ("changed", True)
    assert await asker.refused(asker.post(scope)) == "circle.not_member"


async def test_asking_twice_is_asking_once(house: House) -> None:
    leader, asker = await house.visitor(), await house.visitor()
    scope = await circle_with(leader, entry="approval")
    await asker.do(asking(asker, scope))
    before = (await leader.pull()).pages
    await asker.do(asking(asker, scope))
    assert (await leader.pull()).pages == before


async def test_who_takes_back_what_came_true_is_told_that_they_are_in(house: House) -> None:
    leader, asker = await house.visitor(), await house.visitor()
    scope = await circle_with(leader, entry="approval")
    await asker.do(asking(asker, scope))
    await leader.do(deciding(leader, scope, "accept", asker))
    (late,) = await asker.push(asking(asker, scope, "take_back"))
    assert (late.code, late.row.v["state"]) == ("changed", "in")


async def test_who_is_banned_while_waiting_sees_no_difference_until_they_ask_again(house: House) -> None:
    leader, asker = await house.visitor(), await house.visitor()
    scope = await circle_with(leader)
    await asker.do(asking(asker, scope))
    await asker.do(asker.leaving(scope))
    await changing(leader, scope, house.clock.now + 1, entry="approval")
    await asker.do(asking(asker, scope))
    before = (await asker.pull()).pages
    await leader.do(leader.banning(scope, asker.person))
    assert (await asker.pull()).pages == before
    back = asking(asker, scope, "take_back")
    told = (await asker.do(back)).row
    assert told.v["state"] == "out"
    (again,) = await asker.push(back)
    assert (again.st, again.row) == ("dup", told), "the same, when the answer was lost"
    assert await asker.refused(asking(asker, scope)) == "unavailable"
    assert (await leader.rows())[scope, "member", asker.person].v["state"] == "banned"


async def test_who_was_banned_while_waiting_is_not_let_in_by_a_leader_who_did_not_know(house: House) -> None:
    leader, asker = await house.visitor(), await house.visitor()
    scope = await circle_with(leader)
    await asker.do(asking(asker, scope))
    await asker.do(asker.leaving(scope))
    await changing(leader, scope, house.clock.now + 1, entry="approval")
    await asker.do(asking(asker, scope))
    await leader.do(leader.banning(scope, asker.person))
    (late,) = await leader.push(deciding(leader, scope, "accept", asker))
    assert late.code == "changed"
    assert (await leader.rows())[scope, "member", asker.person].v["state"] == "banned"


async def test_whoever_finds_a_circle_that_all_have_left_leads_it_without_asking(house: House) -> None:
    leader, next_one = await house.visitor(), await house.visitor()
    scope = await circle_with(leader, entry="approval")
    await leader.do(leader.leaving(scope))
    assert (await next_one.do(asking(next_one, scope))).row.v["role"] == "leader"
    assert (await leader.do(asking(leader, scope))).row.v["state"] == "asked"


async def test_rules_are_accepted_on_joining_and_the_seat_says_which(house: House) -> None:
    leader, member = await house.visitor(), await house.visitor()
    scope = await circle_with(leader, **RULES)
    assert await member.refused(asking(member, scope)) == "circle.rules"
    assert await member.refused(asking(member, scope, rules="yes")) == "field.wrong"
    assert (await member.do(asking(member, scope, rules=VERSION))).row.v["agreed"] == VERSION


async def test_a_role_and_a_new_card_leave_what_was_agreed_to(house: House) -> None:
    leader, member = await house.visitor(), await house.visitor()
    scope = await circle_with(leader, **RULES)
    await member.do(asking(member, scope, rules=VERSION))
    await leader.do(leader.promoting(scope, member.person, "moderator"))
    await member.do(member.profile(years="3-5", wall=house.clock.now + 1))
    assert (await leader.rows())[scope, "member", member.person].v["agreed"] == VERSION


async def test_who_waits_has_agreed_to_the_rules_they_read_when_they_are_let_in(house: House) -> None:
    leader, asker = await house.visitor(), await house.visitor()
    scope = await circle_with(leader, entry="approval", **RULES)
    await asker.do(asking(asker, scope, rules=VERSION))
    await changing(leader, scope, house.clock.now + 1, rules_en="Be kind.")
    await leader.do(deciding(leader, scope, "accept", asker))
    assert (await leader.rows())[scope, "member", asker.person].v["agreed"] == VERSION


async def test_a_member_agrees_to_the_rules_as_they_are_and_to_no_others(house: House) -> None:
    leader, member = await house.visitor(), await house.visitor()
    scope = await circle_with(leader, **RULES)
    await member.do(asking(member, scope, rules=VERSION))
    await changing(leader, scope, house.clock.now + 1, rules_en="Be kind.")
    new = rules_version(Bilingual(en="Be kind.", bn=RULES["rules_bn"]))
    (stale,) = await member.push(asking(member, scope, "agree", rules=VERSION))
    assert (stale.code, stale.row.v["rules_en"]) == ("changed", "Be kind.")
    assert (await member.do(asking(member, scope, "agree", rules=new))).row.v["agreed"] == new
    await member.do(member.post(scope))


async def test_the_listing_has_the_rules_but_not_where_members_start(house: House) -> None:
    leader, stranger = await house.visitor(), await house.visitor()
    scope = await circle_with(leader, entry="approval", start_en="Say hello.", **RULES)
    listing = (await stranger.rows())[COMMONS, "listing", inside(scope)].v
    assert listing | RULES == listing
    assert listing["entry"] == "approval"
    assert "start_en" not in listing
    assert (await leader.rows())[scope, "circle", inside(scope)].v["start_en"] == "Say hello."


@pytest.mark.parametrize("op", ["take_back", "agree"])
async def test_nobody_takes_back_or_agrees_for_another(house: House, op: str) -> None:
    leader, asker = await house.visitor(), await house.visitor()
    scope = await circle_with(leader, entry="approval")
    await asker.do(asking(asker, scope))
    theirs = leader.write(scope, "member", op, asker.person)
    assert await leader.refused(theirs) == "unavailable"


async def test_one_waits_for_twenty_circles_at_most(house: House) -> None:
    leader, other, asker = [await house.visitor() for _ in "abc"]
    scopes = [await circle_with(who, entry="approval") for who in (leader, other) for _ in range(11)]
    for scope in scopes[:20]:
        await asker.do(asking(asker, scope))
    assert await asker.refused(asking(asker, scopes[20])) == "circle.requests"
    await asker.do(asking(asker, scopes[0]))
    await asker.do(asking(asker, scopes[0], "take_back"))
    await asker.do(asking(asker, scopes[20]))


async def test_what_is_not_there_answers_like_what_one_never_asked(house: House) -> None:
    leader, stranger = await house.visitor(), await house.visitor()
    scope = await circle_with(leader, entry="approval")
    for place in (scope, circle_scope(leader.new_id())):
        assert await stranger.refused(asking(stranger, place, "take_back")) == "unavailable"
