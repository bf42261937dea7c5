"""A circle whose newcomers do not see what was written before they came: on no way at all."""

import dataclasses

from server.questions import helped, telling
from server.test_operations_arranging import pinning
from server.test_operations_moving import begin, moving
from server.visitor import House, Visitor

from app.domain.ids import MODERATION, inside
from app.sync.digests import digest_of
from app.sync.protocol import Historied, History
from app.sync.wire import from_wire, to_wire


async def _private_circle(house: House) -> tuple[Visitor, Visitor, str]:
    leader, newcomer = await house.visitor(), await house.visitor()
    circle = leader.circle()
    circle = dataclasses.replace(circle, args={**circle.args, "history": "since_join"})
    await leader.do(circle)
    return leader, newcomer, circle.scope


async def _older(visitor: Visitor, scope: str) -> list[str]:
    asked = to_wire(History(epoch="", req="h", scope=scope, before=10**6))
    reply = await visitor.http.post("/v1/history", json=asked, headers=visitor.headers)
    return [row.id for row in from_wire(Historied, reply.json()).rows]


async def test_a_newcomer_sees_what_was_written_since_and_nothing_before(house: House) -> None:
    leader, newcomer, scope = await _private_circle(house)
    before = [leader.post(scope), leader.message(newcomer.person)]
    reply = leader.reply(scope, before[0].id)
    prompt = leader.prompt(scope)
    await leader.push(*before, reply, prompt)
    await newcomer.do(newcomer.joining(scope))
    after = await leader.do(leader.post(scope))
    for rows in (await newcomer.rows(), await _pulled_with_a_tail(newcomer)):
        assert (scope, "post", after.row.id) in rows
        assert (scope, "prompt", prompt.id) in rows  # a prompt is the circle's question, not someone's words
        assert not {(scope, "post", before[0].id), (scope, "reply", reply.id)} & rows.keys()
    assert await _older(newcomer, scope) == [after.row.id]
    assert set(await _older(leader, scope)) == {before[0].id, reply.id, after.row.id}


async def test_what_is_pinned_is_told_of_to_who_may_see_the_post(house: House) -> None:
    leader, newcomer, scope = await _private_circle(house)
    old, later = leader.post(scope), leader.post(scope)
    await leader.push(old, later)
    await leader.do(pinning(leader, old))
    await newcomer.do(newcomer.joining(scope))
    new = leader.post(scope)
    await leader.push(new)
    for post in (later, new):
        await leader.do(pinning(leader, post))
    for who, seen in ((leader, {old.id, later.id, new.id}), (newcomer, {new.id})):
        pulled = await who.pull(digest=(scope,))
        (page,) = (page for page in pulled.pages if page.scope == scope)
        assert {row.id for row in page.rows if row.k == "pin"} == seen
        there = [(row.k, row.id, row.seq) for row in page.rows if not row.x]
        assert page.digest == digest_of(there), "what a device has is what it should have"
    await leader.do(pinning(leader, old, on=False, wall=house.clock.now + 1))
    assert (scope, "pin", old.id) not in await newcomer.rows()


async def test_nor_is_who_came_back_by_the_answer_to_what_they_pinned_before_they_left(house: House) -> None:
    leader, member, scope = await _private_circle(house)
    post = leader.post(scope)
    await leader.do(post)
    await member.do(member.joining(scope))
    await leader.do(leader.promoting(scope, member.person))
    mine = await member.do(member.post(scope))
    pin = member.write(scope, "pin", "set", mine.row.id, {"on": True}, wall=house.clock.now)
    await member.do(pin)
    await member.push(member.leaving(scope), member.joining(scope))
    await leader.do(leader.promoting(scope, member.person))
    (again,) = await member.push(pin)
    assert (again.st, again.row) == ("dup", None)
    (off,) = await member.push(
        member.write(scope, "pin", "set", mine.row.id, {"on": False}, wall=house.clock.now + 1)
    )
    assert (off.st, off.code, off.row) == ("no", "ref.missing", None)


async def _pulled_with_a_tail(visitor: Visitor) -> dict[tuple[str, str, str], object]:
    pages = (await visitor.pull(tail=1)).pages
    return {(page.scope, row.k, row.id): row for page in pages for row in page.rows}


async def test_what_one_does_not_see_one_can_neither_answer_nor_report_nor_remove(house: House) -> None:
    leader, newcomer, scope = await _private_circle(house)
    post = await leader.do(leader.post(scope))
    await newcomer.do(newcomer.joining(scope))
    await leader.do(leader.promoting(scope, newcomer.person))
    for attempt in (
        newcomer.reply(scope, post.row.id),
        newcomer.reporting(scope, "post", post.row.id),
        newcomer.write(scope, "post", "redact", post.row.id),
    ):
        absent = {**attempt.args, "post": newcomer.new_id()} if "post" in attempt.args else attempt.args
        (there,), (nothing,) = (
            await newcomer.push(attempt),
            await newcomer.push(
                dataclasses.replace(
                    attempt,
                    mid=newcomer.new_id(),
                    id=newcomer.new_id(),
                    args={**absent, "id": newcomer.new_id()} if attempt.scope == MODERATION else absent,
                )
            ),
        )
        assert (there.code, there.params) == ("ref.missing", nothing.params)
        assert nothing.code == "ref.missing"


async def test_who_went_and_came_back_is_a_newcomer_also_to_their_own_words(house: House) -> None:
    _, member, scope = await _private_circle(house)
    await member.do(member.joining(scope))
    post = member.post(scope)
    await member.do(post)
    await member.push(member.leaving(scope), member.joining(scope))
    for again in (post, dataclasses.replace(post, mid=member.new_id())):
        (result,) = await member.push(again)
        assert (result.st in ("ok", "dup"), result.row) == (True, None)
    assert (scope, "post", post.id) not in await member.rows()
    assert (await member.do(member.withdrawing(post))).row.x


async def test_a_change_of_the_policy_makes_every_device_begin_this_circle_anew(house: House) -> None:
    leader, newcomer, scope = await _private_circle(house)
    post = await leader.do(leader.post(scope))
    await newcomer.do(newcomer.joining(scope))
    cursors = {page.scope: page.to for page in (await newcomer.pull()).pages}

    async def choose(policy: str, wall: int) -> None:
        change = leader.write(scope, "circle", "set", inside(scope), {"history": policy}, wall=wall)
        await leader.do(change)

    await choose("since_join", 1)
    assert (await newcomer.pull(cursors)).resync == []
    await choose("all", 2)
    pulled = await newcomer.pull(cursors)
    assert pulled.resync == [scope]
    assert any(row.id == post.row.id for page in pulled.pages for row in page.rows)
    cursors |= {page.scope: page.to for page in pulled.pages}
    await choose("since_join", 3)
    pulled = await newcomer.pull(cursors)
    assert pulled.resync == [scope]
    assert not any(row.id == post.row.id for page in pulled.pages for row in page.rows)


async def test_everywhere_else_newcomers_see_everything(house: House) -> None:
    leader, newcomer = await house.visitor(), await house.visitor()
    scope = await house.circle_of(leader)
    post = await leader.do(leader.post(scope))
    await newcomer.do(newcomer.joining(scope))
    assert (scope, "post", post.row.id) in await newcomer.rows()
    await newcomer.do(newcomer.reply(scope, post.row.id))


async def test_who_comes_back_is_told_from_where_on_they_see_what_is_written(house: House) -> None:
    leader, member, scope = await _private_circle(house)
    await member.do(member.joining(scope))
    first = await member.do(member.post(scope))
    await member.do(member.leaving(scope))
    again = await member.do(member.joining(scope))
    (page,) = [p for p in (await member.pull({scope: first.row.seq})).pages if p.scope == scope]
    assert first.row.pos <= page.since < again.row.seq
    assert [p.since for p in (await leader.pull()).pages if p.scope == scope] == [1]


async def test_nor_what_was_said_of_it_such_as_why_it_helped_or_where_it_went(house: House) -> None:
    leader, newcomer, scope = await _private_circle(house)
    member = await house.visitor()
    await member.do(member.joining(scope))
    question, other = leader.post(scope), leader.post(scope)
    await leader.push(question, other)
    answers = [member.reply(scope, question.id) for _ in range(2)]
    await member.push(*answers)
    await leader.do(helped(leader, scope, question.id, answers[0].id))
    await leader.do(telling(leader, scope, question.id, closed=True))
    await leader.do(moving(leader, answers[1], post=other.id))
    await newcomer.do(newcomer.joining(scope))
    beside = {"helped", "asking", "moved"}
    assert {kind for _, kind, _ in await member.rows()} >= beside
    for rows in (await newcomer.rows(), await _pulled_with_a_tail(newcomer)):
        assert not {kind for _, kind, _ in rows} & beside


async def test_a_reply_becomes_no_topic_while_it_would_show_to_who_came_after_it(house: House) -> None:
    leader, newcomer, scope = await _private_circle(house)
    post = (await leader.do(leader.post(scope))).row
    early, late = leader.reply(scope, post.id), leader.reply(scope, post.id)
    await leader.do(early)
    await newcomer.do(newcomer.joining(scope))
    await leader.do(late)
    assert await leader.refused(begin(leader, early)) == "move.hidden"
    await leader.do(begin(leader, late))
    await newcomer.do(newcomer.leaving(scope))
    await leader.do(begin(leader, early))
