"""Moving replies: they keep who said them and when, and a line stays where they were."""

from typing import Any

import pytest
from server.reacting import reacting
from server.test_operations_editing import editing
from server.visitor import House, Visitor

from app.domain.arranging import line_id
from app.domain.ids import MODERATION
from app.sync.protocol import Mutation


async def _talked(house: House) -> tuple[Visitor, Visitor, str, Mutation, list[Mutation]]:
    """A leader, a member, their circle, a post and three replies to it, the middle one the member's."""
    leader, member = await house.visitor(), await house.visitor()
    scope = await house.circle_of(leader, member)
    post = leader.post(scope)
    replies = [who.reply(scope, post.id, f"Reply {n}") for n, who in enumerate((leader, member, leader))]
    await leader.push(post, replies[0])
    await member.do(replies[1])
    await leader.do(replies[2])
    return leader, member, scope, post, replies


def moving(who: Visitor, reply: Mutation, **args: Any) -> Mutation:
    """Put this reply there."""
    return who.write(reply.scope, "reply", "move", reply.id, args)


def begin(who: Visitor, reply: Mutation, **args: Any) -> Mutation:
    """Make a topic of this reply."""
    return moving(who, reply, title="Casting tape", tab="topic", **args)


async def test_a_reply_becomes_a_topic_of_its_author_and_a_line_says_where_it_went(house: House) -> None:
    leader, member, scope, post, replies = await _talked(house)
    await leader.do(reacting(leader, scope, "reply", replies[1].id))
    before = (await leader.rows())[scope, "reply", replies[1].id]
    left = (await leader.do(begin(leader, replies[1]))).row
    rows = await member.rows()
    row = rows[scope, "post", replies[1].id]
    assert (row.k, row.id, row.by, row.said) == ("post", replies[1].id, member.person, before.said)
    assert (row.v["title"], row.v["body"], row.v["from"]) == ("Casting tape", "Reply 1", post.id)
    assert rows[scope, "reply", replies[1].id] == left
    assert (left.x, left.why) == (True, "moved")
    line = rows[scope, "moved", line_id(post.id, replies[1].id)]
    assert line.v == {"post": post.id, "to": row.id, "place": before.pos, "count": 1}
    assert [r.v["thanks"] for (_, kind, _), r in rows.items() if kind == "react"] == [True]
    await member.do(reacting(member, scope, "post", row.id))
    again = await leader.do(begin(leader, replies[1]))
    assert again.row == left


async def test_it_goes_under_another_post_at_its_place_in_time(house: House) -> None:
    leader, member, scope, post, replies = await _talked(house)
    other = leader.post(scope)
    await leader.do(other)
    await member.do(editing(member, replies[1], body="Better"))
    before = (await leader.rows())[scope, "reply", replies[1].id]
    row = (await leader.do(moving(leader, replies[1], post=other.id))).row
    assert (row.v, row.h, row.pos, row.by) == (
        {**before.v, "post": other.id},
        before.h,
        before.pos,
        member.person,
    )
    assert (await leader.do(moving(leader, replies[1], post=other.id))).row == row
    await leader.do(moving(leader, replies[1], post=post.id))
    rows = await member.rows()
    assert rows[scope, "moved", line_id(post.id, replies[1].id)].x
    assert rows[scope, "moved", line_id(other.id, replies[1].id)].v["to"] == post.id


@pytest.mark.parametrize("own_topic", [True, False])
async def test_those_after_it_go_along_if_asked(house: House, own_topic: bool) -> None:
    leader, _, scope, post, replies = await _talked(house)
    other = leader.post(scope)
    await leader.do(other)
    await leader.do(leader.reply(scope, other.id, "Elsewhere"))
    wish = (
        begin(leader, replies[1], after=True)
        if own_topic
        else moving(leader, replies[1], post=other.id, after=True)
    )
    await leader.do(wish)
    rows = await leader.rows()
    to = replies[1].id if own_topic else other.id
    assert rows[scope, "reply", replies[2].id].v["post"] == to
    assert rows[scope, "reply", replies[0].id].v["post"] == post.id
    assert rows[scope, "moved", line_id(post.id, replies[1].id)].v["count"] == 2


async def test_its_author_moves_it_for_a_quarter_of_an_hour_and_it_alone(house: House) -> None:
    _, member, _, _, replies = await _talked(house)
    assert await member.refused(begin(member, replies[1], after=True)) == "circle.not_moderator"
    assert await member.refused(begin(member, replies[0])) == "circle.not_moderator"
    house.clock.turn(minutes=16)
    assert await member.refused(begin(member, replies[1])) == "edit.late"
    house.clock.turn(minutes=-10)
    await member.do(begin(member, replies[1]))


async def test_what_was_moved_is_not_edited_for_longer(house: House) -> None:
    leader, member, scope, _, replies = await _talked(house)
    house.clock.turn(minutes=10)
    await leader.do(begin(leader, replies[1]))
    edit = member.write(scope, "post", "set", replies[1].id, {"body": "x"}, wall=house.clock.now)
    house.clock.turn(minutes=6)
    late = member.write(scope, "post", "set", replies[1].id, {"body": "x"}, wall=house.clock.now)
    assert await member.refused(late) == "edit.late"
    house.clock.turn(minutes=-2)
    await member.do(edit)


async def test_what_is_not_there_is_not_moved_nor_anything_under_it(house: House) -> None:
    leader, member, _, post, replies = await _talked(house)
    elsewhere = await house.circle_of(leader)
    there = leader.post(elsewhere)
    await leader.do(there)
    for target in (there.id, leader.new_id(), "x"):
        code = await leader.refused(moving(leader, replies[1], post=target))
        assert code in {"ref.missing", "field.wrong"}
    await leader.do(leader.withdrawing(replies[2]))
    assert await leader.refused(begin(leader, replies[2])) == "ref.missing"
    stranger = await house.visitor()
    assert await stranger.refused(begin(stranger, replies[1])) == "circle.not_member"
    assert await leader.refused(moving(leader, replies[1])) == "field.missing"
    assert await leader.refused(moving(leader, replies[1], post=post.id, title="x")) == "field.unknown"
    assert await leader.refused(begin(leader, replies[1], body="Mine")) == "field.unknown"
    assert await leader.refused(begin(leader, replies[1], after="yes")) == "field.wrong"
    assert await member.refused(moving(member, replies[1], title="", tab="topic")) in {
        "title.empty",
        "field.missing",
    }


async def test_a_topic_whose_replies_are_older_than_it_leaves_a_trace(house: House) -> None:
    leader, _, scope, post, replies = await _talked(house)
    other = leader.post(scope)
    await leader.do(other)
    await leader.do(moving(leader, replies[1], post=other.id))
    row = (await leader.do(leader.withdrawing(other))).row
    assert row.v["taken"] == "author"
    assert post.id != other.id


async def test_what_was_reported_as_a_reply_is_removed_as_a_topic(house: House) -> None:
    leader, member, scope, _, replies = await _talked(house)
    admin = await house.visitor(admin=True)
    report = leader.reporting(scope, "reply", replies[1].id)
    await leader.do(report)
    await leader.do(begin(leader, replies[1]))
    await admin.do(admin.deciding(report.id, "removed", redact=True))
    assert (await member.rows())[scope, "post", replies[1].id].x
    assert (await admin.rows())[MODERATION, "report", report.id].v["state"] == "decided"


async def test_who_takes_back_a_reply_that_became_a_topic_takes_the_topic_back(
    house: House,
) -> None:
    leader, member, scope, _post, replies = await _talked(house)
    left = (await leader.do(begin(leader, replies[1]))).row
    taken = member.write(scope, "reply", "redact", replies[1].id, {})
    assert (await member.do(taken)).row == left, "of the reply there is no more than there was"
    rows = await leader.rows()
    assert rows[scope, "post", replies[1].id].x
    assert rows[scope, "reply", replies[1].id] == left
