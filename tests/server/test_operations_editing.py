"""Editing one's own words: in time, by their author alone, with a mark; what was reported stays as it was."""

from dataclasses import replace
from typing import Any

import pytest
from server.visitor import House, Visitor

from app.domain.ids import MODERATION
from app.sync.protocol import Mutation


async def _written(house: House) -> tuple[Visitor, Visitor, str, Mutation]:
    """A leader, a member, their circle, and a post of the member's."""
    leader, member = await house.visitor(), await house.visitor()
    scope = await house.circle_of(leader, member)
    post = member.post(scope)
    await member.do(post)
    return leader, member, scope, post


def editing(who: Visitor, written: Mutation, *, wall: int = 0, **args: Any) -> Mutation:
    """Write these fields of it anew."""
    return who.write(written.scope, written.kind, "set", written.id, args, wall=wall or who.clock())


async def test_everybody_sees_what_was_put_right_and_when(house: House) -> None:
    leader, member, scope, post = await _written(house)
    house.clock.turn(minutes=14)
    row = (await member.do(editing(member, post, title="Splints, again", body="Other words"))).row
    assert (row.v["title"], row.v["body"], row.v["edited"]) == (
        "Splints, again",
        "Other words",
        house.clock.now,
    )
    assert row.v["tab"] == "question"
    assert (await leader.rows())[scope, "post", post.id] == row


async def test_each_kind_of_words_is_edited(house: House) -> None:
    leader, member, scope, post = await _written(house)
    prompt = leader.prompt(scope)
    await leader.do(prompt)
    reply, answer = member.reply(scope, post.id), member.answer(scope, prompt.id)
    message = member.message(leader.person)
    await member.push(reply, answer, message)
    for written in (reply, answer):
        row = (await member.do(editing(member, written, body="Better"))).row
        assert (row.v["body"], row.v["edited"]) == ("Better", house.clock.now)
    row = (await member.do(editing(member, message, b={"text": "Better"}))).row
    assert (row.v["b"], row.v["e"]) == ({"text": "Better"}, 0)
    assert await member.refused(editing(member, message, body="Better")) == "field.unknown"
    assert await member.refused(editing(member, reply, post=post.id)) == "field.unknown"
    assert await member.refused(editing(member, reply, edited=1)) == "field.unknown"
    later = house.clock.now + 1
    assert await member.refused(editing(member, reply, wall=later, body=" ")) == "text.empty"


async def test_after_a_quarter_of_an_hour_it_is_too_late(house: House) -> None:
    _, member, _, post = await _written(house)
    house.clock.turn(minutes=15.1)
    assert await member.refused(editing(member, post, body="Late")) == "edit.late"


async def test_what_was_edited_in_time_without_signal_is_taken_for_an_hour(house: House) -> None:
    _, member, _, post = await _written(house)
    house.clock.turn(minutes=10)
    offline = editing(member, post, body="On the ward")
    house.clock.turn(minutes=45)
    assert (await member.do(offline)).row.v["edited"] == house.clock.now
    later = replace(editing(member, post, title="On the bus"), said=offline.said)
    house.clock.turn(minutes=10)
    assert await member.refused(later) == "edit.late"


@pytest.mark.parametrize("same_mutation", [True, False])
async def test_an_edit_that_is_offered_again_is_no_other_and_never_too_late(
    house: House, same_mutation: bool
) -> None:
    _, member, _, post = await _written(house)
    edit = editing(member, post, body="Better")
    first = (await member.do(edit)).row
    house.clock.turn(days=2)
    (again,) = await member.push(edit if same_mutation else replace(edit, mid=member.new_id()))
    assert (again.st, again.row) == ("dup" if same_mutation else "ok", first)


async def test_of_two_devices_the_later_wins_field_by_field(house: House) -> None:
    _, member, _, post = await _written(house)
    now = house.clock.now
    await member.do(editing(member, post, wall=now + 2, body="Later"))
    row = (await member.do(editing(member, post, wall=now + 1, body="Earlier", title="Title"))).row
    assert (row.v["body"], row.v["title"]) == ("Later", "Title")


async def test_nobody_edits_what_others_wrote_not_even_leaders(house: House) -> None:
    leader, _, _, post = await _written(house)
    assert await leader.refused(editing(leader, post, body="Mine")) == "edit.others"


async def test_what_is_gone_is_not_edited_though_a_trace_is_there(house: House) -> None:
    leader, member, scope, post = await _written(house)
    await leader.do(leader.reply(scope, post.id))
    await member.do(member.withdrawing(post))
    assert await member.refused(editing(member, post, body="Again")) == "ref.missing"
    other = member.post(scope)
    await member.push(other, member.withdrawing(other))
    assert await member.refused(editing(member, other, body="Again")) == "ref.missing"


async def test_a_report_keeps_what_was_reported(house: House) -> None:
    leader, member, scope, post = await _written(house)
    moderator = await house.visitor(admin=True)
    report = leader.reporting(scope, "post", post.id)
    await leader.do(report)
    await member.do(editing(member, post, body="Never said it"))
    told = (await moderator.rows())[MODERATION, "report", report.id]
    assert told.v["copy"]["v"]["body"] == "How do you line a splint?"


async def test_who_is_blocked_does_not_reach_by_an_edit(house: House) -> None:
    leader, member, _, _ = await _written(house)
    message = member.message(leader.person)
    await member.do(message)
    await leader.do(leader.blocking(member.person))
    assert await member.refused(editing(member, message, b={"text": "Still here"})) == "dm.unavailable"


async def test_a_request_stays_as_short_as_one(house: House) -> None:
    _, member, _, _ = await _written(house)
    stranger = await house.visitor()
    message = stranger.message(member.person)
    await stranger.do(message)
    assert await stranger.refused(editing(stranger, message, b={"text": "ক" * 4000})) == "text.long"
    await stranger.do(editing(stranger, message, b={"text": "May I ask you?"}))
