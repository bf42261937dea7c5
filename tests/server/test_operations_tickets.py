"""Hidden circles, and the invitations that open them."""

from typing import Any

import pytest
from server.doorways import RULES, VERSION, asking, changing, circle_with, inviting, waiting
from server.visitor import House, Visitor

from app.domain.ids import COMMONS, circle_scope, inside, leaders_scope

SECRET = "0f" * 10


async def hidden_with_invitation(leader: Visitor, **fields: Any) -> tuple[str, Any]:
    scope = await circle_with(leader, entry="hidden", **fields)
    return scope, await leader.do(inviting(leader, scope, SECRET, uses=1))


async def test_a_hidden_circle_is_listed_nowhere_and_answers_as_if_it_were_not_there(house: House) -> None:
    leader, stranger = await house.visitor(), await house.visitor()
    scope = await circle_with(leader, entry="hidden", **RULES)
    assert (COMMONS, "listing", inside(scope)) not in await stranger.rows()
    for place in (scope, circle_scope(leader.new_id())):
        for args in ({}, {"rules": VERSION}, {"code": SECRET}, {"code": 1}):
            assert await stranger.refused(asking(stranger, place, **args)) == "unavailable"


async def test_a_circle_that_hides_goes_from_the_listing_and_comes_back_into_it(house: House) -> None:
    leader, stranger = await house.visitor(), await house.visitor()
    scope = await circle_with(leader)
    await changing(leader, scope, house.clock.now + 1, entry="hidden")
    assert (await stranger.rows())[COMMONS, "listing", inside(scope)].x
    await changing(leader, scope, house.clock.now + 2, entry="open")
    assert not (await stranger.rows())[COMMONS, "listing", inside(scope)].x
    await stranger.do(asking(stranger, scope))


async def test_an_invitation_lets_in_as_many_as_it_says_and_then_nobody(house: House) -> None:
    leader, first, second = [await house.visitor() for _ in "abc"]
    scope, ticket = await hidden_with_invitation(leader, **RULES)
    seat = await first.do(asking(first, scope, code=SECRET))
    assert (seat.row.v["state"], "agreed" in seat.row.v) == ("in", False), "they read the rules inside"
    assert await second.refused(asking(second, scope, code=SECRET)) == "unavailable"
    assert (await leader.rows())[ticket.scope, "ticket", ticket.row.id].v["used"] == 1
    again = await first.do(asking(first, scope, code=SECRET))
    assert again.row == seat.row, "who is in spends nothing"


async def test_an_invitation_ends_with_its_time_or_when_it_is_taken_back(house: House) -> None:
    leader, member = await house.visitor(), await house.visitor()
    scope, _ = await hidden_with_invitation(leader)
    house.clock.turn(days=7)
    assert await member.refused(asking(member, scope, code=SECRET)) == "unavailable"
    other = await leader.do(inviting(leader, scope, "11" * 10))
    await leader.do(leader.write(other.scope, "ticket", "redact", other.row.id))
    assert await member.refused(asking(member, scope, code="11" * 10)) == "unavailable"


async def test_members_see_no_invitations_and_nobody_sees_a_secret(house: House) -> None:
    leader, member = await house.visitor(), await house.visitor()
    scope, ticket = await hidden_with_invitation(leader)
    await member.do(asking(member, scope, code=SECRET))
    assert not any(kind == "ticket" for _, kind, _ in await member.rows())
    assert SECRET not in str((await leader.rows())[ticket.scope, "ticket", ticket.row.id].v)


async def test_an_invitation_opens_one_circle_and_no_other(house: House) -> None:
    leader, member = await house.visitor(), await house.visitor()
    await hidden_with_invitation(leader)
    other = await circle_with(leader, entry="hidden")
    assert await member.refused(asking(member, other, code=SECRET)) == "unavailable"


async def test_who_has_an_invitation_does_not_ask_but_is_banned_all_the_same(house: House) -> None:
    leader, member = await house.visitor(), await house.visitor()
    scope = await circle_with(leader, entry="approval")
    await leader.do(inviting(leader, scope, SECRET))
    await member.do(asking(member, scope))
    await member.do(asking(member, scope, code=SECRET))
    assert await waiting(member, scope) is False
    await leader.do(leader.banning(scope, member.person))
    assert await member.refused(asking(member, scope, code=SECRET)) == "unavailable"


@pytest.mark.parametrize("wrong", [{"uses": 0}, {"uses": 101}, {"days": 92}, {"days": 0}])
async def test_an_invitation_has_its_limits(house: House, wrong: dict[str, int]) -> None:
    leader = await house.visitor()
    scope = await circle_with(leader, entry="hidden")
    assert await leader.refused(inviting(leader, scope, SECRET, **wrong)) == "field.wrong"


async def test_a_circle_has_twenty_invitations_at_most(house: House) -> None:
    leader = await house.visitor()
    scope = await circle_with(leader)
    made = [(await leader.do(inviting(leader, scope, f"{n:020x}"))).row for n in range(20)]
    assert await leader.refused(inviting(leader, scope, SECRET)) == "invitation.limit"
    await leader.do(leader.write(leaders_scope(inside(scope)), "ticket", "redact", made[0].id))
    await leader.do(inviting(leader, scope, SECRET))
