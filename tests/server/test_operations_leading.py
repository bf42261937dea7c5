"""Commands of leaders that cross other people's: who is in, who was removed, who is banned."""

import dataclasses

import pytest
from server.visitor import House

from app.domain.ids import circle_scope
from app.server.database.engine import Connection
from app.sync.protocol import Result


def _bare(result: Result) -> Result:
    return dataclasses.replace(result, mid="", scope="")


async def test_an_old_wish_to_join_does_not_bring_back_who_was_removed(house: House) -> None:
    leader, member = await house.visitor(), await house.visitor()
    scope = await house.circle_of(leader, member)
    knew = (await leader.pull()).pages[-1].to
    removed = (await leader.do(leader.removing(scope, member.person))).row
    for seen in (0, 1, knew):
        (result,) = await member.push(dataclasses.replace(member.joining(scope), seen=seen))
        assert (result.st, result.code) == ("no", "changed")
        assert result.row == removed
    assert (await member.pull({scope: 0})).gone == [scope]


async def test_who_has_seen_that_they_were_removed_may_ask_to_come_back(house: House) -> None:
    leader, member = await house.visitor(), await house.visitor()
    scope = await house.circle_of(leader, member)
    await leader.do(leader.removing(scope, member.person))
    (told,) = await member.push(member.joining(scope))
    back = await member.do(dataclasses.replace(member.joining(scope), seen=told.row.seq))
    assert back.row.v["state"] == "in"


async def test_who_left_of_their_own_accord_comes_back_without_having_seen_anything(house: House) -> None:
    leader, member = await house.visitor(), await house.visitor()
    scope = await house.circle_of(leader, member)
    await member.do(member.leaving(scope))
    assert (await member.do(member.joining(scope))).row.v["state"] == "in"


@pytest.mark.parametrize("heard", [False, True], ids=["unheard", "heard"])
async def test_who_left_a_moment_before_they_were_removed_does_not_come_back_unheard_either(
    house: House, heard: bool
) -> None:
    leader, member = await house.visitor(), await house.visitor()
    scope = await house.circle_of(leader, member)
    knew = (await leader.do(leader.post(scope))).row.seq
    left = (await member.do(dataclasses.replace(member.leaving(scope), seen=knew))).row.seq
    seen = left if heard else knew  # the leader was being asked whether they mean it
    removing = dataclasses.replace(leader.removing(scope, member.person), seen=seen)
    gone = (await leader.do(removing)).row
    (result,) = await member.push(dataclasses.replace(member.joining(scope), seen=knew))
    assert (result.code, result.row) == ("changed", gone)
    again = dataclasses.replace(removing, mid=leader.new_id())
    assert (await leader.do(again)).row == gone, "nothing is said twice"
    back = await member.do(dataclasses.replace(member.joining(scope), seen=gone.seq))
    assert back.row.v["state"] == "in"


async def test_a_command_about_somebody_who_changed_meanwhile_is_told_so(house: House) -> None:
    leader, second, member = [await house.visitor() for _ in "abc"]
    scope = await house.circle_of(leader, second, member)
    await leader.do(leader.promoting(scope, second.person))
    knew = (await leader.do(leader.post(scope))).row.seq
    now = (await second.do(second.promoting(scope, member.person, "moderator"))).row
    for command in (leader.promoting(scope, member.person, "guest"), leader.removing(scope, member.person)):
        (stale,) = await leader.push(dataclasses.replace(command, seen=knew))
        assert (stale.code, stale.row) == ("changed", now)
        fresh = dataclasses.replace(command, seen=now.seq, mid=leader.new_id())
        now = (await leader.do(fresh)).row


async def test_a_new_card_or_a_repeated_join_is_no_change_of_the_seat(house: House) -> None:
    leader, member = await house.visitor(), await house.visitor()
    scope = await house.circle_of(leader, member)
    knew = (await leader.do(leader.post(scope))).row.seq
    await member.do(member.joining(scope))
    await member.do(member.profile(years="3-5", wall=house.clock.now + 1))
    await leader.do(dataclasses.replace(leader.removing(scope, member.person), seen=knew))


async def test_an_old_wish_to_leave_does_not_undo_a_later_return(house: House) -> None:
    leader, member = await house.visitor(), await house.visitor()
    scope = await house.circle_of(leader, member)
    knew = (await member.do(member.post(scope))).row.seq
    await member.push(member.leaving(scope), member.joining(scope))
    (stale,) = await member.push(dataclasses.replace(member.leaving(scope), seen=knew))
    assert (stale.code, stale.row.v["state"]) == ("changed", "in")


async def test_to_who_is_banned_it_is_as_if_there_were_no_circle(house: House) -> None:
    leader, member = await house.visitor(), await house.visitor()
    scope = await house.circle_of(leader, member)
    nowhere = circle_scope(leader.new_id())
    await leader.do(leader.banning(scope, member.person))
    assert (await member.pull({scope: 0, nowhere: 0})).gone == sorted([scope, nowhere])
    for seen in (0, 10**6):
        there, absent = [dataclasses.replace(member.joining(place), seen=seen) for place in (scope, nowhere)]
        (one,), (other,) = await member.push(there), await member.push(absent)
        assert (one.code, _bare(one)) == ("unavailable", _bare(other))
    assert (await leader.rows())[scope, "member", member.person].v["state"] == "banned"


async def test_who_left_can_be_banned_and_a_ban_can_be_ended(house: House) -> None:
    leader, member = await house.visitor(), await house.visitor()
    scope = await house.circle_of(leader, member)
    await member.do(member.leaving(scope))
    first = await leader.do(leader.banning(scope, member.person))
    assert (await leader.do(leader.banning(scope, member.person))).row == first.row
    await leader.do(leader.removing(scope, member.person))
    assert await member.refused(member.joining(scope)) == "unavailable"
    assert (await leader.do(leader.unbanning(scope, member.person))).row.v["state"] == "out"
    await leader.do(leader.unbanning(scope, member.person))
    await member.do(member.joining(scope))
    assert (await leader.do(leader.unbanning(scope, member.person))).row.v["state"] == "in"


async def test_only_those_who_keep_order_ban_and_nobody_bans_themselves_or_who_never_was_there(
    house: House,
) -> None:
    leader, member, stranger = [await house.visitor() for _ in "abc"]
    scope = await house.circle_of(leader, member)
    assert await member.refused(member.banning(scope, leader.person)) == "circle.not_moderator"
    assert await member.refused(member.unbanning(scope, leader.person)) == "circle.not_moderator"
    assert await stranger.refused(stranger.banning(scope, leader.person)) == "circle.not_member"
    assert await leader.refused(leader.banning(scope, leader.person)) == "circle.not_oneself"
    assert await leader.refused(leader.banning(scope, stranger.person)) == "ref.missing"
    assert await leader.refused(leader.banning(scope, leader.new_id())) == "ref.missing"


async def test_a_moderator_sends_members_away_but_neither_leaders_nor_moderators(house: House) -> None:
    leader, keeper, other, member = [await house.visitor() for _ in "abcd"]
    scope = await house.circle_of(leader, keeper, other, member)
    for one in (keeper, other):
        await leader.do(leader.promoting(scope, one.person, "moderator"))
    for above in (leader, other):
        assert await keeper.refused(keeper.removing(scope, above.person)) == "circle.outranked"
        assert await keeper.refused(keeper.banning(scope, above.person)) == "circle.outranked"
    assert await keeper.refused(keeper.promoting(scope, member.person)) == "circle.not_leader"
    await keeper.do(keeper.banning(scope, member.person))
    await keeper.do(keeper.unbanning(scope, member.person))
    await member.do(member.joining(scope))
    await keeper.do(keeper.removing(scope, member.person))
    assert await member.refused(member.post(scope)) == "circle.not_member"


async def test_a_moderator_takes_away_what_members_wrote_but_no_prompt(house: House) -> None:
    leader, keeper, member = [await house.visitor() for _ in "abc"]
    scope = await house.circle_of(leader, keeper, member)
    await leader.do(leader.promoting(scope, keeper.person, "moderator"))
    post, prompt = member.post(scope), leader.prompt(scope)
    await member.do(post)
    await leader.do(prompt)
    assert (await keeper.do(keeper.withdrawing(post))).row.why == "leader"
    assert await keeper.refused(keeper.withdrawing(prompt)) == "circle.not_leader"


async def test_the_lead_is_handed_over_whole_or_not_at_all(house: House) -> None:
    leader, heir, other = [await house.visitor() for _ in "abc"]
    scope = await house.circle_of(leader, heir, other)
    knew = (await leader.do(leader.post(scope))).row.seq
    gone = (await heir.do(heir.leaving(scope))).row
    assert await leader.refused(leader.handing_over(scope, heir.person)) == "ref.missing"
    await heir.do(heir.joining(scope))
    (stale,) = await leader.push(dataclasses.replace(leader.handing_over(scope, heir.person), seen=knew))
    assert (stale.code, stale.row.seq > gone.seq) == ("changed", True)
    done = await leader.do(leader.handing_over(scope, heir.person))
    rows = await heir.rows()
    assert done.row.v["role"] == "leader"
    assert [rows[scope, "member", one.person].v["role"] for one in (heir, leader)] == ["leader", "member"]
    assert (await leader.rows())[leader.own, "grant", scope].v == {"role": "member"}
    assert await leader.refused(leader.handing_over(scope, other.person)) == "circle.not_leader"


async def test_a_late_lifting_does_not_end_a_ban_it_knew_nothing_of(house: House) -> None:
    leader, second, member = [await house.visitor() for _ in "abc"]
    scope = await house.circle_of(leader, second, member)
    await leader.do(leader.promoting(scope, second.person))
    knew = (await leader.do(leader.banning(scope, member.person))).row.seq
    await second.do(second.unbanning(scope, member.person))
    again = await second.do(second.banning(scope, member.person))
    late = dataclasses.replace(leader.unbanning(scope, member.person), seen=knew)
    (stale,) = await leader.push(late)
    assert (stale.code, stale.row) == ("changed", again.row)


async def test_a_circle_holds_two_thousand_and_not_one_more(house: House) -> None:
    leader, last, late = [await house.visitor() for _ in "abc"]
    scope = await house.circle_of(leader)
    await house.home.write(lambda ledger: _fill(ledger.connection, scope, 1_998, leader.new_id))
    await last.do(last.joining(scope))
    assert await late.refused(late.joining(scope)) == "circle.full"
    await last.do(last.leaving(scope))
    await late.do(late.joining(scope))


def _fill(connection: Connection, scope: str, people: int, new_id: object) -> None:
    for _ in range(people):
        person = new_id()  # type: ignore[operator]
        connection.execute("INSERT INTO account (person_id, created_at) VALUES (?, 0)", (person,))
        connection.execute(
            """INSERT INTO member (scope_id, person_id, role, since_pos, state)
            VALUES (?, ?, 'member', 1, 'in')""",
            (scope, person),
        )
