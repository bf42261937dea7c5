"""Withdrawing: words go for good, for their author or for who leads; a trace stays where others answered."""

import dataclasses

import pytest
from server.reacting import reacting
from server.visitor import House, Visitor

from app.sync.protocol import Mutation


async def _written(house: House) -> tuple[Visitor, Visitor, str, list[Mutation]]:
    """A leader, a member, their circle, and one of everything the member (a leader too, then) wrote."""
    leader, member = await house.visitor(), await house.visitor()
    scope = await house.circle_of(leader, member)
    await leader.do(leader.promoting(scope, member.person))
    post, prompt = member.post(scope), member.prompt(scope)
    written = [
        post,
        prompt,
        member.reply(scope, post.id),
        member.answer(scope, prompt.id),
        member.message(leader.person),
    ]
    for mutation in written:
        await member.do(mutation)
    return leader, member, scope, written


def replace_args(mutation: Mutation, **more: str) -> Mutation:
    """The same with more to say."""
    return dataclasses.replace(mutation, args={**mutation.args, **more})


async def test_who_wrote_something_withdraws_it_and_only_a_tombstone_is_left(house: House) -> None:
    leader, member, _, written = await _written(house)
    for mutation in written[::-1]:
        await member.do(member.withdrawing(mutation))
    rows = await leader.rows()
    for mutation in written:
        row = rows[mutation.scope, mutation.kind, mutation.id]
        assert (row.x, row.why, row.v, row.h, row.by) == (True, "author", {}, {}, member.person)


async def test_a_leader_withdraws_what_others_wrote_in_the_circle(house: House) -> None:
    leader, _, _, written = await _written(house)
    for mutation in written[-2::-1]:
        row = (await leader.do(leader.withdrawing(mutation))).row
        assert (row.x, row.why) == (True, "leader")
    assert await leader.refused(leader.withdrawing(written[-1])) == "circle.not_moderator"


async def test_a_moderator_removes_what_others_wrote_but_no_prompt(house: House) -> None:
    leader, member, scope, _ = await _written(house)
    post, prompt = leader.post(scope), leader.prompt(scope)
    reply, answer = leader.reply(scope, post.id), leader.answer(scope, prompt.id)
    await leader.push(post, prompt, reply, answer)
    await leader.do(leader.promoting(scope, member.person, "moderator"))
    for mutation in (reply, answer, post):
        row = (await member.do(member.withdrawing(mutation))).row
        assert (row.x, row.why) == (True, "leader")
    assert await member.refused(member.withdrawing(prompt)) == "circle.not_leader"


async def test_where_others_answered_a_trace_stays_without_a_word_of_it(house: House) -> None:
    leader, member, scope, _ = await _written(house)
    post, prompt = member.post(scope), leader.prompt(scope)
    reply, answer = member.reply(scope, post.id), member.answer(scope, prompt.id)
    message = member.message(leader.person)
    await leader.do(prompt)
    await member.push(post, reply, answer, message)
    await leader.push(
        leader.reply(scope, post.id), leader.answer(scope, prompt.id), leader.message(member.person)
    )
    for mutation, stands in (
        (post, {"tab": "question"}),
        (reply, {"post": post.id}),
        (answer, {"prompt": prompt.id}),
        (message, {}),
    ):
        row = (await member.do(member.withdrawing(mutation))).row
        assert (row.x, row.v, row.h) == (False, {**stands, "taken": "author"}, {})
        again = (await leader.push(leader.withdrawing(mutation)))[0]
        assert again.st == "no" or again.row == row
    assert "taken" not in (await leader.rows())[scope, "prompt", prompt.id].v


async def test_what_was_not_answered_by_others_leaves_no_trace(house: House) -> None:
    leader, member, scope, _ = await _written(house)
    post = leader.post(scope)
    first, second, elsewhere = (
        member.reply(scope, post.id),
        member.reply(scope, post.id),
        leader.reply(scope, (await leader.do(leader.post(scope))).row.id),
    )
    await leader.do(post)
    await member.push(first, second)
    await leader.do(elsewhere)
    assert (await member.do(member.withdrawing(first))).row.x


async def test_to_a_trace_nothing_more_is_said_but_replies_while_its_author_left_it(house: House) -> None:
    leader, member, scope, _ = await _written(house)
    mine, theirs = member.post(scope), member.post(scope)
    await member.push(mine, theirs)
    await leader.push(leader.reply(scope, mine.id), leader.reply(scope, theirs.id))
    await member.do(member.withdrawing(mine))
    await leader.do(leader.withdrawing(theirs))
    await leader.do(leader.reply(scope, mine.id))
    assert await leader.refused(leader.reply(scope, theirs.id)) == "ref.missing"
    for post in (mine, theirs):
        assert await leader.refused(reacting(leader, scope, "post", post.id)) == "ref.missing"
        assert await leader.refused(leader.reporting(scope, "post", post.id)) == "ref.missing"


async def test_nobody_says_of_words_that_they_are_gone(house: House) -> None:
    _, member, scope, _ = await _written(house)
    post = member.post(scope)
    assert await member.refused(replace_args(post, taken="leader")) == "field.unknown"


async def test_a_member_does_not_withdraw_what_others_wrote(house: House) -> None:
    leader, member, scope, _ = await _written(house)
    post, prompt = leader.post(scope), leader.prompt(scope)
    await leader.push(post, prompt)
    for role in ("member", "guest"):
        await leader.do(leader.promoting(scope, member.person, role))
        assert await member.refused(member.withdrawing(post)) == "circle.not_moderator"
        assert await member.refused(member.withdrawing(prompt)) == "circle.not_leader"


async def test_a_guest_may_still_withdraw_what_was_their_own(house: House) -> None:
    leader, member, scope, written = await _written(house)
    await leader.do(leader.promoting(scope, member.person, "guest"))
    assert (await member.do(member.withdrawing(written[2]))).row.why == "author"


async def test_what_was_never_there_or_is_not_yours_to_see_cannot_be_withdrawn(house: House) -> None:
    leader, member, scope, written = await _written(house)
    absent = dataclasses.replace(written[0], id=leader.new_id())
    assert await leader.refused(leader.withdrawing(absent)) == "ref.missing"
    stranger = await house.visitor()
    for mutation in (*written[:-1], absent):
        assert await stranger.refused(stranger.withdrawing(mutation)) == "circle.not_member"
    assert await stranger.refused(stranger.withdrawing(written[-1])) == "dm.unavailable"
    await leader.do(leader.removing(scope, member.person))
    assert await member.refused(member.withdrawing(absent)) == "circle.not_member"


async def test_withdrawing_twice_or_together_is_withdrawing_once(house: House) -> None:
    leader, member, _, written = await _written(house)
    first = await member.do(member.withdrawing(written[0]))
    again, later = (
        await member.do(member.withdrawing(written[0])),
        await leader.do(leader.withdrawing(written[0])),
    )
    assert first.row == again.row == later.row


@pytest.mark.parametrize("same_mutation", [True, False])
async def test_what_was_withdrawn_does_not_come_back_when_it_is_sent_again(
    house: House, same_mutation: bool
) -> None:
    _, member, _, written = await _written(house)
    for mutation in written[::-1]:
        gone = (await member.do(member.withdrawing(mutation))).row
        repeated = mutation if same_mutation else dataclasses.replace(mutation, mid=member.new_id())
        (again,) = await member.push(repeated)
        assert (again.st, again.row) == ("dup" if same_mutation else "ok", gone)


async def test_a_withdrawn_prompt_takes_no_more_changes(house: House) -> None:
    leader, member, scope, written = await _written(house)
    prompt = written[1]
    await member.do(member.withdrawing(prompt))
    change = leader.write(scope, "prompt", "set", prompt.id, {"text_en": "x"}, wall=house.clock.now + 1)
    assert await leader.refused(change) == "ref.missing"


async def test_nobody_replies_to_what_was_withdrawn(house: House) -> None:
    leader, member, scope, written = await _written(house)
    await member.do(member.withdrawing(written[2]))
    await member.push(member.withdrawing(written[0]), member.withdrawing(written[1]))
    assert await leader.refused(leader.reply(scope, written[0].id)) == "ref.missing"
    assert await leader.refused(leader.answer(scope, written[1].id)) == "ref.missing"


async def test_withdrawing_says_nothing_but_that(house: House) -> None:
    _, member, _, written = await _written(house)
    wordy = dataclasses.replace(member.withdrawing(written[0]), args={"why": "mod"})
    assert await member.refused(wordy) == "field.unknown"


async def test_who_left_or_was_sent_away_may_still_take_back_their_own_words_and_nothing_else(
    house: House,
) -> None:
    leader, left, banned = await house.visitor(), await house.visitor(), await house.visitor()
    scope = await house.circle_of(leader)
    (theirs,) = await leader.push(leader.post(scope))
    for member, go in (
        (left, lambda: left.do(left.leaving(scope))),
        (banned, lambda: leader.do(leader.write(scope, "member", "ban", banned.person))),
    ):
        await member.do(member.joining(scope))
        own = await member.do(member.post(scope))
        await go()
        (answer,) = await member.push(member.write(scope, "post", "redact", own.row.id))
        assert (answer.st, answer.row) == ("ok", None)
        assert (await leader.rows())[scope, "post", own.row.id].x
        (refused,) = await member.push(member.write(scope, "post", "redact", theirs.row.id))
        assert (refused.st, refused.code) == ("no", "circle.not_member")
