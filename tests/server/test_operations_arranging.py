"""Arranging: at most three posts at the top of a tab, by leaders; a post goes to the tab where it belongs."""

from typing import Any

from server.test_operations_editing import editing
from server.visitor import House, Visitor

from app.domain.ids import circle_scope
from app.sync.protocol import Mutation


def pinning(who: Visitor, written: Mutation, *, on: bool = True, wall: int = 0) -> Mutation:
    """Keep it at the top, or no more."""
    return who.write(written.scope, "pin", "set", written.id, {"on": on}, wall=wall or who.clock())


def moving(who: Visitor, written: Mutation, tab: str = "topic", **args: Any) -> Mutation:
    """Put it into this tab."""
    return who.write(written.scope, "post", "move", written.id, {"tab": tab, **args})


async def _written(house: House, many: int = 1) -> tuple[Visitor, Visitor, str, list[Mutation]]:
    """A leader, a member, their circle, and posts of the member's."""
    leader, member = await house.visitor(), await house.visitor()
    scope = await house.circle_of(leader, member)
    posts = [member.post(scope) for _ in range(many)]
    await member.push(*posts)
    return leader, member, scope, posts


async def test_a_leader_pins_three_of_a_tab_and_no_fourth(house: House) -> None:
    leader, member, scope, posts = await _written(house, 5)
    for post in posts[:3]:
        await leader.do(pinning(leader, post))
    assert await leader.refused(pinning(leader, posts[3])) == "pin.full"
    await leader.do(moving(leader, posts[4]))
    await leader.do(pinning(leader, posts[4]))
    await leader.do(pinning(leader, posts[0], on=False, wall=house.clock.now + 1))
    await leader.do(pinning(leader, posts[3]))
    told = {i: row.v["on"] for (_, kind, i), row in (await member.rows()).items() if kind == "pin"}
    assert told == {posts[n].id: n != 0 for n in range(5)}
    again = await leader.do(pinning(leader, posts[3]))
    assert again.row == (await member.rows())[scope, "pin", posts[3].id]


async def test_only_leaders_pin(house: House) -> None:
    leader, member, _, (post,) = await _written(house)
    for role in ("member", "moderator", "guest"):
        await leader.do(leader.promoting(post.scope, member.person, role))
        assert await member.refused(pinning(member, post)) == "circle.not_leader"
    stranger = await house.visitor()
    assert await stranger.refused(pinning(stranger, post)) == "circle.not_member"


async def test_what_is_gone_or_was_never_there_is_not_pinned(house: House) -> None:
    leader, member, scope, (post,) = await _written(house)
    await leader.do(pinning(leader, post))
    await leader.do(leader.reply(scope, post.id))
    await member.do(member.withdrawing(post))
    assert (await member.rows())[scope, "pin", post.id].x
    assert await leader.refused(pinning(leader, post, wall=house.clock.now + 9)) == "ref.missing"
    assert (await leader.do(pinning(leader, post, on=False, wall=house.clock.now - 9))).row.x
    absent = leader.post(scope)
    assert await leader.refused(pinning(leader, absent)) == "ref.missing"
    assert await leader.refused(pinning(leader, absent, on=False)) == "ref.missing"
    elsewhere = leader.write(circle_scope(leader.new_id()), "pin", "set", post.id, {"on": True})
    assert await leader.refused(elsewhere) == "circle.not_member"


async def test_who_keeps_the_circle_tidy_moves_a_post_and_its_pin_does_not_come_along(house: House) -> None:
    leader, member, scope, (post,) = await _written(house)
    await leader.do(pinning(leader, post))
    house.clock.turn(days=2)
    row = (await leader.do(moving(leader, post))).row
    assert (row.v["tab"], row.v["body"], row.by) == ("topic", post.args["body"], member.person)
    assert (await member.rows())[scope, "pin", post.id].x
    assert (await leader.do(moving(leader, post))).row == row
    helper = await house.visitor()
    await helper.do(helper.joining(scope))
    assert await helper.refused(moving(helper, post, "question")) == "circle.not_moderator"
    await leader.do(leader.promoting(scope, helper.person, "moderator"))
    assert (await helper.do(moving(helper, post, "question"))).row.v["tab"] == "question"


async def test_its_author_moves_it_for_a_quarter_of_an_hour(house: House) -> None:
    _, member, _, (post,) = await _written(house)
    house.clock.turn(minutes=10)
    await member.do(moving(member, post))
    house.clock.turn(minutes=6)
    assert await member.refused(moving(member, post, "question")) == "edit.late"


async def test_a_move_says_the_tab_and_nothing_else(house: House) -> None:
    leader, _, _, (post,) = await _written(house)
    assert await leader.refused(moving(leader, post, body="Mine")) == "field.unknown"
    assert await leader.refused(moving(leader, post, "attic")) == "field.wrong"
    assert await leader.refused(moving(leader, post, "")) == "field.missing"


async def test_what_was_edited_stays_so_when_it_is_moved(house: House) -> None:
    _, member, _, (post,) = await _written(house)
    edited = (await member.do(editing(member, post, body="Better"))).row
    row = (await member.do(moving(member, post))).row
    assert (row.v, row.h) == ({**edited.v, "tab": "topic"}, edited.h)
