"""A circle that is archived: it is read, and nothing is added to it, until a leader brings it back."""

import dataclasses
from typing import Any

import pytest
from server.doorways import asking, changing, circle_with, deciding, inviting
from server.plans import planning
from server.polls import polling, voting
from server.reacting import reacting, reacting_to
from server.visitor import STARTER, House, Visitor

from app.domain.ids import COMMONS, inside
from app.server.operations.archive import STILL
from app.server.operations.table import OPERATIONS
from app.server.planned import ask_planned
from app.sync.protocol import Mutation

HOUR = 3_600_000


async def archiving(leader: Visitor, scope: str, *, over: bool = True, later: int = 1) -> None:
    await changing(leader, scope, leader.clock() + later, archived=over)


async def archived(house: House, *members: Visitor, **fields: Any) -> tuple[Visitor, str]:
    leader = await house.visitor()
    scope = await circle_with(leader, **fields)
    for member in members:
        await member.do(member.joining(scope))
    return leader, scope


async def test_its_members_go_on_reading_and_nobody_writes_or_reacts(house: House) -> None:
    member = await house.visitor()
    leader, scope = await archived(house, member)
    post, prompt, poll = leader.post(scope), leader.prompt(scope), polling(leader, scope)
    for written in (post, prompt, poll):
        await leader.do(written)
    await archiving(leader, scope)
    head = (await member.rows())[scope, "circle", inside(scope)]
    assert head.v["archived"] is True
    assert (await member.rows())[scope, "post", post.id].v["body"] == post.args["body"]
    for who in (member, leader):
        for attempt in (
            who.post(scope),
            who.reply(scope, post.id),
            who.answer(scope, prompt.id),
            reacting_to(who, post),
            voting(who, scope, poll.id),
        ):
            assert await who.refused(attempt) == "circle.archived", attempt
    for attempt in (
        leader.prompt(scope),
        leader.write(scope, "post", "set", post.id, {"body": "Later"}, wall=leader.clock()),
        leader.write(scope, "post", "move", post.id, {"tab": "topic"}),
        leader.write(scope, "pin", "set", post.id, {"on": True}, wall=leader.clock()),
        leader.write(scope, "prompt", "set", prompt.id, {"text_bn": "কেন?"}, wall=leader.clock()),
        leader.write(scope, "circle", "set", inside(scope), {"name_en": "New"}, wall=leader.clock() + 9),
        planning(leader, scope),
        inviting(leader, scope),
    ):
        assert await leader.refused(attempt) == "circle.archived", attempt
    assert (await member.rows())[scope, "post", post.id].v["body"] == post.args["body"]


async def test_nobody_joins_not_even_by_an_invitation_that_was_made_before(house: House) -> None:
    stranger = await house.visitor()
    leader, scope = await archived(house)
    await leader.do(inviting(leader, scope, "0f" * 10))
    await archiving(leader, scope)
    for args in ({}, {"code": "0f" * 10}):
        assert await stranger.refused(asking(stranger, scope, **args)) == "circle.archived"
    assert (await stranger.rows())[COMMONS, "listing", inside(scope)].x


async def test_a_hidden_circle_that_is_archived_is_told_of_to_nobody_without_an_invitation(
    house: House,
) -> None:
    stranger, banned = await house.visitor(), await house.visitor()
    leader, scope = await archived(house, entry="hidden")
    await leader.do(inviting(leader, scope, "0f" * 10))
    await banned.do(asking(banned, scope, code="0f" * 10))
    await leader.do(leader.banning(scope, banned.person))
    await archiving(leader, scope)
    assert await stranger.refused(asking(stranger, scope)) == "unavailable"
    assert await banned.refused(asking(banned, scope, code="0f" * 10)) == "unavailable"
    assert await stranger.refused(stranger.post(scope)) == "circle.not_member"


async def test_it_is_brought_back_and_listed_again_and_goes_on(house: House) -> None:
    member, stranger = await house.visitor(), await house.visitor()
    leader, scope = await archived(house, member)
    await archiving(leader, scope)
    await archiving(leader, scope, over=False, later=2)
    assert not (await stranger.rows())[COMMONS, "listing", inside(scope)].x
    await stranger.do(stranger.joining(scope))
    await member.do(member.post(scope))


async def test_of_two_leaders_whoever_said_it_later_is_heard(house: House) -> None:
    other = await house.visitor()
    leader, scope = await archived(house, other)
    await leader.do(leader.promoting(scope, other.person))
    await archiving(leader, scope, later=5)
    await archiving(other, scope, over=False, later=4)
    assert await other.refused(other.post(scope)) == "circle.archived"
    await archiving(other, scope, over=False, later=6)
    await archiving(leader, scope, later=5)
    await other.do(other.post(scope))


async def test_only_leaders_archive_and_no_starter_circle_is_archived(house: House) -> None:
    member, admin = await house.visitor(), await house.visitor(admin=True)
    leader, scope = await archived(house, member)
    await leader.do(leader.promoting(scope, member.person, "moderator"))
    over = {"archived": True}
    attempt = member.write(scope, "circle", "set", inside(scope), over, wall=house.clock.now)
    assert await member.refused(attempt) == "circle.not_leader"
    await admin.do(admin.joining(STARTER))
    attempt = admin.write(STARTER, "circle", "set", inside(STARTER), over, wall=house.clock.now)
    assert await admin.refused(attempt) == "field.wrong"


async def test_one_still_goes_takes_back_and_reports_and_leaders_keep_order(house: House) -> None:
    first, second, third = [await house.visitor() for _ in "abc"]
    leader, scope = await archived(house, first, second, third)
    mine, theirs = first.post(scope), second.post(scope)
    await first.do(mine)
    await second.do(theirs)
    await archiving(leader, scope)
    await first.do(first.reporting(scope, "post", theirs.id))
    await first.do(first.withdrawing(mine))
    await leader.do(leader.write(scope, "post", "redact", theirs.id))
    await leader.do(leader.promoting(scope, third.person))
    await leader.do(leader.removing(scope, second.person))
    await first.do(first.leaving(scope))
    await archiving(third, scope, over=False, later=2)


async def test_the_last_one_there_stays_until_it_is_brought_back(house: House) -> None:
    """Nobody joins what is archived: if all had gone, nobody could bring it back ever again."""
    member, stranger = await house.visitor(), await house.visitor()
    leader, scope = await archived(house, member)
    await archiving(leader, scope)
    assert await leader.refused(leader.leaving(scope)) == "circle.last_leader"
    await member.do(member.leaving(scope))
    assert await leader.refused(leader.leaving(scope)) == "circle.last_here"
    await archiving(leader, scope, over=False, later=2)
    await leader.do(leader.leaving(scope))
    assert (await stranger.do(stranger.joining(scope))).row.v["role"] == "leader"


async def test_who_asked_to_join_before_is_let_in_once_it_goes_on(house: House) -> None:
    shy = await house.visitor()
    leader, scope = await archived(house, entry="approval")
    await shy.do(shy.joining(scope))
    await archiving(leader, scope)
    assert await leader.refused(deciding(leader, scope, "accept", shy)) == "circle.archived"
    await archiving(leader, scope, over=False, later=2)
    await leader.do(deciding(leader, scope, "accept", shy))


async def test_what_is_planned_is_not_asked_and_its_leader_reads_why(house: House) -> None:
    leader, scope = await archived(house)
    soon, weekly = planning(leader, scope), planning(leader, scope, hours=2, every="week")
    await leader.do(soon)
    await leader.do(weekly)
    await archiving(leader, scope)
    house.clock.turn(minutes=61)
    assert await ask_planned(house.home) == 0
    rows = await leader.rows()
    assert rows[leader.own, "plan", soon.id].v["ended"] == "circle.archived"
    assert "ended" not in rows[leader.own, "plan", weekly.id].v, "it may be back before that one's time"
    await archiving(leader, scope, over=False, later=2)
    house.clock.turn(minutes=61)
    assert await ask_planned(house.home) == 1


async def test_what_was_agreed_to_before_is_agreed_to_when_it_is_offered_once_more(house: House) -> None:
    """A server that was restored is told everything again, by other names of the attempts."""
    member = await house.visitor()
    leader, scope = await archived(house, member)
    post = member.post(scope)
    await member.do(post)
    edit = member.write(scope, "post", "set", post.id, {"body": "Better"}, wall=member.clock() + 1)
    await member.do(edit)
    like = reacting(leader, scope, "post", post.id)
    await leader.do(like)
    await archiving(leader, scope)
    before = await member.rows()
    for who, said in ((member, edit), (leader, like), (member, member.joining(scope))):
        await who.do(_again(who, said))
    await member.do(_again(member, dataclasses.replace(post, args={**post.args})))
    assert await member.rows() == before
    changed = dataclasses.replace(
        _again(member, edit), args={"body": "Worse"}, h={"body": (member.clock() + 9, 0, "z")}
    )
    assert await member.refused(changed) == "circle.archived"
    assert await member.rows() == before


def _again(who: Visitor, said: Mutation) -> Mutation:
    return dataclasses.replace(said, mid=who.new_id())


@pytest.mark.sqlite
def test_what_is_still_done_there_is_known_by_name() -> None:
    assert set(OPERATIONS) >= STILL, "all others of a circle are refused, also those that come later"
