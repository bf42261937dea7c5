"""Reactions: a bit for each person, item and reaction, for whoever may write there, and never for another."""

import dataclasses

import pytest
from server.reacting import reacting, reacting_to
from server.visitor import House, Visitor

from app.domain.reactions import reaction_id
from app.server.operations.quotas import weight


async def _circle(house: House) -> tuple[Visitor, Visitor, str]:
    nasrin, david = await house.visitor(), await house.visitor()
    return nasrin, david, await house.circle_of(nasrin, david)


async def test_posts_replies_answers_and_messages_are_reacted_to_and_all_members_see_it(house: House) -> None:
    nasrin, david, scope = await _circle(house)
    post, prompt = nasrin.post(scope), nasrin.prompt(scope)
    written = [
        post,
        nasrin.reply(scope, post.id),
        nasrin.answer(scope, prompt.id),
        nasrin.message(david.person),
    ]
    await nasrin.push(prompt, *written)
    for mutation in written:
        result = await david.do(reacting_to(david, mutation))
        row = (await nasrin.rows())[mutation.scope, "react", reaction_id(mutation.id, david.person)]
        assert row == result.row
        assert row.v == {"item": mutation.id, "kind": mutation.kind, "thanks": True}
        assert row.by == david.person


async def test_the_later_tap_wins_whichever_arrives_first(house: House) -> None:
    nasrin, david, scope = await _circle(house)
    post = nasrin.post(scope)
    await nasrin.do(post)
    now = house.clock.now
    tap = (scope, "post", post.id, "agree")
    await david.do(reacting(david, *tap, on=False, wall=now + 2))
    late = await david.do(reacting(david, *tap, on=True, wall=now + 1))
    assert late.row.v["agree"] is False
    other = await david.do(reacting(david, scope, "post", post.id, "hear", wall=now + 1))
    assert (other.row.v["agree"], other.row.v["hear"]) == (False, True)


async def test_of_two_taps_of_one_moment_yes_wins(house: House) -> None:
    nasrin, david, scope = await _circle(house)
    post = nasrin.post(scope)
    await nasrin.do(post)
    for on in (False, True, False):
        result = await david.do(reacting(david, scope, "post", post.id, on=on, wall=house.clock.now))
    assert result.row.v["thanks"] is True


async def test_nobody_reacts_for_another_or_under_another_name(house: House) -> None:
    nasrin, david, scope = await _circle(house)
    post, other = nasrin.post(scope), nasrin.post(scope)
    await nasrin.push(post, other)
    mine = reacting_to(david, post)
    wrong = (
        dataclasses.replace(mine, id=reaction_id(post.id, nasrin.person)),
        dataclasses.replace(mine, id=reaction_id(other.id, david.person)),
        dataclasses.replace(mine, id=david.new_id()),
    )
    for mutation in wrong:
        assert await david.refused(mutation) == "field.wrong"


@pytest.mark.parametrize("field", ["item", "kind"])
async def test_a_reaction_says_to_what(house: House, field: str) -> None:
    nasrin, david, scope = await _circle(house)
    post = nasrin.post(scope)
    await nasrin.do(post)
    mine = reacting_to(david, post)
    without = {name: value for name, value in mine.args.items() if name != field}
    assert await david.refused(dataclasses.replace(mine, args=without)) == "field.missing"


async def test_a_guest_reads_and_does_not_react(house: House) -> None:
    nasrin, david, scope = await _circle(house)
    post = nasrin.post(scope)
    await nasrin.do(post)
    await david.do(reacting_to(david, post))
    await nasrin.do(nasrin.promoting(scope, david.person, "guest"))
    assert await david.refused(reacting_to(david, post, on=False)) == "circle.guests_read"
    assert (scope, "react", reaction_id(post.id, david.person)) in await david.rows()


async def test_what_one_may_not_see_one_cannot_react_to(house: House) -> None:
    nasrin, david, scope = await _circle(house)
    rina = await house.visitor()
    post = nasrin.post(scope)
    await nasrin.do(post)
    change = {"history": "since_join"}
    circle = scope.partition(".")[2]
    await nasrin.do(nasrin.write(scope, "circle", "set", circle, change, wall=house.clock.now))
    await rina.do(rina.joining(scope))
    assert await rina.refused(reacting_to(rina, post)) == "ref.missing"
    assert await david.refused(reacting(david, scope, "post", david.new_id())) == "ref.missing"
    assert await david.refused(reacting(david, scope, "reply", post.id)) == "ref.missing"


async def test_who_left_reacts_no_more_and_what_they_said_stays(house: House) -> None:
    nasrin, david, scope = await _circle(house)
    post = nasrin.post(scope)
    await nasrin.do(post)
    await david.do(reacting_to(david, post))
    await david.do(david.leaving(scope))
    assert await david.refused(reacting_to(david, post, on=False)) == "circle.not_member"
    row = (await nasrin.rows())[scope, "react", reaction_id(post.id, david.person)]
    assert row.v["thanks"] is True


async def test_who_is_blocked_does_not_reach_the_other_with_a_tap_but_takes_one_back(house: House) -> None:
    nasrin, david = await house.visitor(), await house.visitor()
    message = nasrin.message(david.person)
    await nasrin.do(message)
    await david.do(reacting_to(david, message))
    await nasrin.do(nasrin.blocking(david.person))
    assert await david.refused(reacting_to(david, message, "agree")) == "dm.unavailable"
    house.clock.now += 1
    taken = await david.do(reacting_to(david, message, on=False))
    assert taken.row.v["thanks"] is False
    await nasrin.do(reacting_to(nasrin, message, "agree"))


async def test_what_is_withdrawn_takes_along_what_was_said_of_it_with_a_tap(house: House) -> None:
    nasrin, david, scope = await _circle(house)
    post, other = nasrin.post(scope), nasrin.post(scope)
    await nasrin.push(post, other)
    for mutation in (post, other):
        await david.do(reacting_to(david, mutation))
        await nasrin.do(reacting_to(nasrin, mutation))
    before = await _stored(house, david)
    await nasrin.do(nasrin.withdrawing(post))
    rows = await nasrin.rows()
    for who in (nasrin, david):
        gone = rows[scope, "react", reaction_id(post.id, who.person)]
        assert (gone.x, gone.v, gone.why) == (True, {}, "gone")
        assert not rows[scope, "react", reaction_id(other.id, who.person)].x
    kept = rows[scope, "react", reaction_id(other.id, david.person)]
    assert await _stored(house, david) == before - weight(kept)
    assert await david.refused(reacting_to(david, post)) == "ref.missing"


async def _stored(house: House, visitor: Visitor) -> int:
    sql = "SELECT bytes FROM account WHERE person_id = ?"
    return await house.home.read(lambda c: int(c.execute(sql, (visitor.person,)).fetchone()[0]))


async def test_a_tail_has_so_many_posts_and_all_that_was_said_of_them(house: House) -> None:
    nasrin, david, scope = await _circle(house)
    posts = [nasrin.post(scope) for _ in range(6)]
    for post in posts:
        await nasrin.do(post)
        await david.do(reacting_to(david, post))
    (page,) = [page for page in (await david.pull(tail=3)).pages if page.scope == scope]
    here = [row.id for row in page.rows if row.k == "post"]
    assert here == [post.id for post in posts[-3:]]
    said = {row.v["item"] for row in page.rows if row.k == "react"}
    assert said == set(here)
