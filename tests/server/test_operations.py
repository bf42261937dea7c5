"""What people may do, and what others see of it."""

import dataclasses

from server.visitor import STARTER, House

from app.domain.ids import COMMONS
from app.domain.people import Audience


async def test_a_profile_becomes_a_card_for_everyone_kept_to_what_everyone_may_see(house: House) -> None:
    nasrin = await house.visitor(district="rajshahi", years="3-5", audience={"district": Audience.ONLY_ME})
    rows = await (await house.visitor()).rows()
    card = rows[COMMONS, "card", nasrin.person]
    assert card.by == nasrin.person
    assert card.v == {"name_en": "Nasrin Akter", "discipline": "ot"}


async def test_who_does_not_want_to_be_listed_leaves_a_tombstone_where_the_card_was(house: House) -> None:
    nasrin, david = await house.visitor(), await house.visitor()
    await nasrin.do(nasrin.profile(listed=False))
    card = (await david.rows())[COMMONS, "card", nasrin.person]
    assert (card.x, card.v) == (True, {})
    await nasrin.do(nasrin.profile(listed=True, wall=house.clock.now + 1))
    assert not (await david.rows())[COMMONS, "card", nasrin.person].x


async def test_who_never_wanted_to_be_listed_was_never_in_the_commons(house: House) -> None:
    nasrin = await house.visitor(listed=False)
    assert (COMMONS, "card", nasrin.person) not in await nasrin.rows()


async def test_a_changed_profile_reaches_every_circle_and_conversation(house: House) -> None:
    nasrin, david = await house.visitor(), await house.visitor()
    scope = await house.circle_of(nasrin, david)
    talk = (await nasrin.do(nasrin.message(david.person))).scope
    await nasrin.do(nasrin.profile(years="3-5"))
    rows = await david.rows()
    assert rows[scope, "member", nasrin.person].v["card"]["years"] == "3-5"
    assert "years" not in rows[COMMONS, "card", nasrin.person].v
    await nasrin.do(nasrin.profile(name_en="Nasrin Begum", wall=house.clock.now + 1))
    rows = await david.rows()
    assert rows[scope, "member", nasrin.person].v["card"]["name_en"] == "Nasrin Begum"
    assert rows[talk, "member", nasrin.person].v["card"]["name_en"] == "Nasrin Begum"


async def test_a_message_to_somebody_does_not_open_what_they_show_only_in_their_circles(house: House) -> None:
    nasrin, stranger = await house.visitor(years="3-5", setting="ngo"), await house.visitor()
    talk = (await stranger.do(stranger.message(nasrin.person))).scope
    shown = {"name_en": "Nasrin Akter", "discipline": "ot"}
    assert (await stranger.rows())[talk, "member", nasrin.person].v["card"] == shown
    await nasrin.do(nasrin.profile(years="6-10", wall=house.clock.now + 1))
    assert (await stranger.rows())[talk, "member", nasrin.person].v["card"] == shown


async def test_a_change_that_others_may_not_see_gives_them_nothing_to_pull(house: House) -> None:
    nasrin, david = await house.visitor(), await house.visitor()
    await house.circle_of(nasrin, david)
    cursors = {page.scope: page.to for page in (await david.pull()).pages}
    await nasrin.do(nasrin.profile(years="3-5", audience={"years": "only_me"}))
    assert (await david.pull(cursors)).pages == []


async def test_posts_replies_prompts_and_answers_reach_the_members(house: House) -> None:
    nasrin, david = await house.visitor(), await house.visitor()
    scope = await house.circle_of(nasrin, david)
    post = await david.do(david.post(scope))
    prompt = await nasrin.do(nasrin.prompt(scope))
    reply = await nasrin.do(nasrin.reply(scope, post.row.id))
    answer = await david.do(david.answer(scope, prompt.row.id))
    rows = await nasrin.rows()
    for result in (post, prompt, reply, answer):
        assert rows[scope, result.row.k, result.row.id] == result.row
    assert (reply.row.by, reply.row.at, reply.row.pos) == (nasrin.person, house.clock.now, reply.row.seq)


async def test_a_whole_afternoon_offline_arrives_in_one_push(house: House) -> None:
    nasrin = await house.visitor()
    circle = nasrin.circle()
    post, prompt = nasrin.post(circle.scope), nasrin.prompt(circle.scope)
    reply, answer = nasrin.reply(circle.scope, post.id), nasrin.answer(circle.scope, prompt.id)
    results = await nasrin.push(circle, nasrin.joining(circle.scope), post, prompt, reply, answer)
    assert [result.st for result in results] == ["ok"] * 6
    assert results[1].row.v["role"] == "leader"


async def test_one_refusal_in_a_push_does_not_touch_its_neighbours(house: House) -> None:
    nasrin, david = await house.visitor(), await house.visitor()
    scope = await house.circle_of(nasrin, david)
    results = await david.push(david.post(scope), david.prompt(scope), david.post(scope))
    assert [result.st for result in results] == ["ok", "no", "ok"]
    assert results[2].row.seq == results[0].row.seq + 1


async def test_two_leaders_finish_one_language_of_a_prompt_each(house: House) -> None:
    nasrin, david = await house.visitor(), await house.visitor()
    scope = await house.circle_of(nasrin, david)
    await nasrin.do(nasrin.promoting(scope, david.person))
    prompt = await nasrin.do(nasrin.prompt(scope, "What was hard?"))
    change = david.write(
        scope, "prompt", "set", prompt.row.id, {"text_bn": "কোনটি কঠিন ছিল?"}, wall=house.clock.now
    )
    changed = await david.do(change)
    assert changed.row.v == {"text_en": "What was hard?", "text_bn": "কোনটি কঠিন ছিল?"}
    assert (changed.row.by, changed.row.pos) == (nasrin.person, prompt.row.pos)
    assert changed.row.seq > prompt.row.seq


async def test_a_first_message_opens_one_conversation_for_both(house: House) -> None:
    nasrin, david = await house.visitor(), await house.visitor()
    first = await nasrin.do(nasrin.message(david.person, "Hello"))
    second = await david.do(david.message(nasrin.person, "Hello to you"))
    assert first.scope == second.scope
    for one, other in ((nasrin, david), (david, nasrin)):
        rows = await one.rows()
        assert rows[first.scope, "dm", first.row.id].v == {"e": 0, "b": {"text": "Hello"}}
        assert rows[first.scope, "member", other.person].v["card"]["name_en"] == "Nasrin Akter"
        assert rows[one.own, "grant", first.scope].v == {"role": "member"}


async def test_the_server_keeps_an_envelope_exactly_as_it_came(house: House) -> None:
    nasrin, david = await house.visitor(), await house.visitor()
    message = nasrin.message(david.person)
    sealed = {"z": [1, {"ক": "র‍্যাব"}], "n": 2**63 + 1, "t": " \u0000<b>"}
    result = await nasrin.do(dataclasses.replace(message, args={**message.args, "e": 1, "b": sealed}))
    assert result.row.v == {"e": 1, "b": sealed}


async def test_a_read_mark_only_moves_forward(house: House) -> None:
    nasrin = await house.visitor()
    scope = (await nasrin.do(nasrin.circle())).scope
    for given, kept in ((3, 3), (1, 3), (7, 7)):
        marked = await nasrin.do(nasrin.write(nasrin.own, "mark", "set", scope, {"pos": given}))
        assert marked.row.v == {"pos": kept}
    await nasrin.do(nasrin.write(nasrin.own, "mark", "set", COMMONS, {"pos": 1}))


async def test_each_thread_that_is_there_has_a_mark(house: House) -> None:
    nasrin = await house.visitor()
    scope = (await nasrin.do(nasrin.circle())).scope
    post = (await nasrin.do(nasrin.post(scope))).row.id
    prompt = (await nasrin.do(nasrin.prompt(scope))).row.id
    reply = (await nasrin.do(nasrin.reply(scope, post))).row.id
    for thread in (post, prompt):
        await nasrin.do(nasrin.write(nasrin.own, "mark", "set", f"{scope}/{thread}", {"pos": 5}))
    for wrong in (f"{scope}/", f"{scope}/{reply}", f"{scope}/{post}/{post}", f"/{post}", post):
        assert (
            await nasrin.refused(nasrin.write(nasrin.own, "mark", "set", wrong, {"pos": 5})) == "unavailable"
        )


async def test_text_is_cleaned_on_its_way_in(house: House) -> None:
    nasrin = await house.visitor()
    scope = (await nasrin.do(nasrin.circle())).scope
    result = await nasrin.do(nasrin.post(scope, "line\u200b one\r\nline two\u202e"))
    assert result.row.v["body"] == "line one\nline two"


async def test_nobody_is_in_more_circles_than_a_change_of_profile_can_reach(house: House) -> None:
    nasrin = await house.visitor()
    for _ in range(10):
        await nasrin.push(*(nasrin.circle() for _ in range(4)))
        house.clock.turn(days=0.5)
    for _ in range(10):
        await nasrin.do(nasrin.circle())
    house.clock.turn(days=1)
    assert await nasrin.refused(nasrin.circle()) == "circle.too_many"
    assert await nasrin.refused(nasrin.joining(STARTER)) == "circle.too_many"


async def test_the_card_of_somebody_without_a_profile_is_empty_until_they_write_one(house: House) -> None:
    david = house.stranger()
    await david.join(await house.invite())
    assert (await david.do(david.joining(STARTER))).row.v["card"] == {}
    await david.do(david.profile())
    assert (await david.rows())[STARTER, "member", david.person].v["card"]["discipline"] == "ot"


async def test_no_conversation_is_a_circle_one_could_leave(house: House) -> None:
    nasrin, david = await house.visitor(), await house.visitor()
    scope = (await nasrin.do(nasrin.message(david.person))).scope
    assert await nasrin.refused(nasrin.leaving(scope)) == "op.unknown"
    assert await nasrin.refused(nasrin.removing(scope, david.person)) == "op.unknown"
