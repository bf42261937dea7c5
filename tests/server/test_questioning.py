"""Questions on the server: only who asked says whom they ask, what helped, and that it is closed."""

from dataclasses import replace

import pytest
from server.questions import helped, telling
from server.visitor import House, Visitor

from app.sync.protocol import Row


async def asked(house: House) -> tuple[Visitor, Visitor, str, str, str]:
    """Who asks, who answers, their circle, the question and the answer."""
    nasrin, david = await house.visitor(), await house.visitor(discipline="physio")
    scope = await house.circle_of(nasrin, david)
    post = (await nasrin.do(nasrin.post(scope))).row.id
    reply = (await david.do(david.reply(scope, post))).row.id
    return nasrin, david, scope, post, reply


async def test_that_an_answer_helped_and_why_reaches_the_circle_and_can_be_taken_back(house: House) -> None:
    nasrin, david, scope, post, reply = await asked(house)
    await nasrin.do(helped(nasrin, scope, post, reply))
    row: Row = (await david.rows())[scope, "helped", reply]
    assert row.v == {"post": post, "because": "It fitted", "on": True}
    house.clock.turn(minutes=1)
    await nasrin.do(helped(nasrin, scope, post, reply, on=False))
    assert (await david.rows())[scope, "helped", reply].v["on"] is False


async def test_nobody_else_says_so_not_even_a_leader(house: House) -> None:
    nasrin, david, scope, post, reply = await asked(house)
    assert await david.refused(helped(david, scope, post, reply)) == "question.not_asker"
    theirs = (await david.do(david.post(scope))).row.id
    mine = (await nasrin.do(nasrin.reply(scope, theirs))).row.id
    assert await nasrin.refused(helped(nasrin, scope, theirs, mine)) == "question.not_asker"
    assert await nasrin.refused(telling(nasrin, scope, theirs, closed=True)) == "question.not_asker"


async def test_ones_own_answer_helps_nobody_and_an_answer_helps_only_its_own_question(house: House) -> None:
    nasrin, _, scope, post, reply = await asked(house)
    own = (await nasrin.do(nasrin.reply(scope, post))).row.id
    assert await nasrin.refused(helped(nasrin, scope, post, own)) == "question.own"
    other = (await nasrin.do(nasrin.post(scope))).row.id
    assert await nasrin.refused(helped(nasrin, scope, other, reply)) == "ref.missing"


async def test_a_topic_is_no_question(house: House) -> None:
    nasrin = await house.visitor()
    scope = await house.circle_of(nasrin)
    fields = {"tab": "topic", "title": "Tea", "body": "Good", "lang": "en"}
    topic = nasrin.write(scope, "post", "create", args=fields)
    await nasrin.do(topic)
    assert await nasrin.refused(telling(nasrin, scope, topic.id, closed=True)) == "ref.missing"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"asked": ["astrologer"]}, "field.wrong"),
        ({"closed": "yes"}, "field.wrong"),
        ({"state": "helped"}, "field.unknown"),
    ],
)
async def test_what_makes_no_sense_is_refused(house: House, fields, code) -> None:
    nasrin, _, scope, post, _ = await asked(house)
    assert await nasrin.refused(telling(nasrin, scope, post, **fields)) == code


async def test_with_an_answer_goes_what_was_said_of_it(house: House) -> None:
    nasrin, david, scope, post, reply = await asked(house)
    await nasrin.do(helped(nasrin, scope, post, reply))
    await nasrin.do(telling(nasrin, scope, post, asked=["slt"]))
    await david.do(david.write(scope, "reply", "redact", reply))
    assert (await nasrin.rows())[scope, "helped", reply].x
    await nasrin.do(nasrin.write(scope, "post", "redact", post))
    assert (await nasrin.rows())[scope, "asking", post].x


async def test_where_nobody_has_a_name_nobody_is_known_to_have_asked(house: House) -> None:
    nasrin, david = await house.visitor(), await house.visitor()
    founding = nasrin.circle()
    await nasrin.do(replace(founding, args={**founding.args, "peer": True}))
    scope = founding.scope
    await david.do(david.joining(scope))
    post = (await nasrin.do(nasrin.post(scope))).row.id
    for who in (nasrin, david):
        assert await who.refused(telling(who, scope, post, closed=True)) == "question.not_asker"
        assert (scope, "asking", post) not in await who.rows()


CASE = {"age": "6-12", "setting": "school", "tried": "A slanted board"}


async def test_what_a_question_tells_of_a_client_reaches_the_circle_and_an_older_apps_edit_leaves_it(
    house: House,
) -> None:
    nasrin, david = await house.visitor(), await house.visitor()
    scope = await house.circle_of(nasrin, david)
    plain = nasrin.post(scope)
    post = replace(plain, args={**plain.args, **CASE})
    await nasrin.do(post)
    values = (await david.rows())[scope, "post", post.id].v
    assert {name: values[name] for name in CASE} == CASE
    house.clock.turn(minutes=1)
    wall = nasrin.clock()
    await nasrin.do(nasrin.write(scope, "post", "set", post.id, {"body": "Other words"}, wall=wall))
    await nasrin.do(nasrin.write(scope, "post", "set", post.id, {"age": ""}, wall=wall))
    values = (await david.rows())[scope, "post", post.id].v
    assert (values["body"], values["age"], values["tried"]) == ("Other words", "", "A slanted board")
    await nasrin.do(nasrin.write(scope, "post", "redact", post.id))
    assert (scope, "post", post.id) in await david.rows()
    assert not CASE.keys() & ((await david.rows())[scope, "post", post.id].v or {}).keys()


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"age": "7"}, "field.wrong"),
        ({"setting": "Ward 4, Rajshahi"}, "field.wrong"),
        ({"tried": "x" * 2001}, "text.long"),
        ({"rare": "yes"}, "field.unknown"),
    ],
)
async def test_an_age_or_a_place_of_ones_own_wording_is_refused(house: House, fields, code) -> None:
    nasrin = await house.visitor()
    plain = nasrin.post(await house.circle_of(nasrin))
    assert await nasrin.refused(replace(plain, args={**plain.args, **fields})) == code
