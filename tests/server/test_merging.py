"""Doing the same twice, and two devices that disagree."""

from server.visitor import MORNING, House

from app.domain.ids import uuid7
from app.domain.merge import FUTURE_ALLOWED_MS
from app.sync.protocol import CREATE_AHEAD_MS, CREATE_BEHIND_MS


async def test_a_push_whose_reply_was_lost_is_answered_dup_with_the_row_as_it_is_now(house: House) -> None:
    nasrin = await house.visitor()
    scope = (await nasrin.do(nasrin.circle())).scope
    mutations = [nasrin.profile(years="3-5"), nasrin.prompt(scope), nasrin.post(scope), nasrin.joining(scope)]
    first = await nasrin.push(*mutations)
    changed = nasrin.write(scope, "prompt", "set", mutations[1].id, {"text_en": "And now?"}, wall=MORNING + 1)
    now = await nasrin.do(changed)
    again = await nasrin.push(*mutations)
    assert [result.st for result in again] == ["dup"] * 4
    assert again[1].row == now.row
    assert [again[n].row for n in (0, 2, 3)] == [first[n].row for n in (0, 2, 3)]


async def test_the_same_mutation_twice_in_one_push_is_done_once(house: House) -> None:
    nasrin = await house.visitor()
    scope = (await nasrin.do(nasrin.circle())).scope
    post = nasrin.post(scope)
    first, second = await nasrin.push(post, post)
    assert (first.st, second.st, second.row) == ("ok", "dup", first.row)


async def test_the_same_record_under_a_new_mutation_is_not_made_twice(house: House) -> None:
    nasrin, david = await house.visitor(), await house.visitor()
    scope = await house.circle_of(nasrin, david)
    first = await nasrin.do(nasrin.post(scope, "First"))
    again = await nasrin.do(nasrin.post(scope, "Other words", first.row.id))
    assert again.row == first.row
    assert await david.refused(david.post(scope, "Mine", first.row.id)) == "id.taken"
    talk = nasrin.message(david.person)
    assert (await nasrin.do(talk)).row.v["b"] == {"text": "Hello"}


async def test_founding_the_same_circle_again_changes_nothing_and_others_may_not(house: House) -> None:
    nasrin, david = await house.visitor(), await house.visitor()
    circle = nasrin.circle()
    first = await nasrin.do(circle)
    again = await nasrin.do(nasrin.write(circle.scope, "circle", "create", circle.id, {"name_en": "Other"}))
    assert again.row == first.row
    other = david.write(circle.scope, "circle", "create", circle.id, {"name_en": "Mine"})
    assert await david.refused(other) == "id.taken"


async def test_another_devices_mutation_id_tells_nothing(house: House) -> None:
    nasrin, david = await house.visitor(), await house.visitor()
    post = nasrin.post((await nasrin.do(nasrin.circle())).scope)
    await nasrin.do(post)
    assert await david.refused(post) == "circle.not_member"


async def test_who_was_removed_learns_nothing_by_asking_again(house: House) -> None:
    nasrin, david = await house.visitor(), await house.visitor()
    scope = await house.circle_of(nasrin, david)
    post = david.post(scope)
    await david.do(post)
    await nasrin.do(nasrin.removing(scope, david.person))
    (again,) = await david.push(post)
    assert (again.st, again.row) == ("dup", None)


async def test_a_refused_mutation_may_be_tried_again_once_the_reason_is_gone(house: House) -> None:
    nasrin, david = await house.visitor(), await house.visitor()
    scope = (await nasrin.do(nasrin.circle())).scope
    post = david.post(scope)
    assert await david.refused(post) == "circle.not_member"
    await david.do(david.joining(scope))
    await david.do(post)


async def test_the_later_stamp_wins_whatever_arrives_first(house: House) -> None:
    nasrin = await house.visitor()
    await nasrin.do(nasrin.profile(ask="new", wall=MORNING + 20))
    row = (await nasrin.do(nasrin.profile(ask="old", learn="kept", wall=MORNING + 10))).row
    assert (row.v["ask"], row.v["learn"]) == ("new", "kept")
    assert row.h["ask"][0] == MORNING + 20


async def test_a_write_that_loses_everywhere_gives_nobody_anything_to_pull(house: House) -> None:
    nasrin = await house.visitor()
    first = await nasrin.do(nasrin.profile(ask="new", wall=MORNING + 20))
    second = await nasrin.do(nasrin.profile(ask="old", wall=MORNING + 10))
    assert second.row == first.row


async def test_a_clock_from_the_future_wins_only_until_now(house: House) -> None:
    nasrin = await house.visitor()
    future = MORNING + FUTURE_ALLOWED_MS + 60_000
    row = (await nasrin.do(nasrin.profile(ask="from tomorrow", wall=future))).row
    assert row.h["ask"][0] == MORNING
    house.clock.turn(minutes=1)
    row = (await nasrin.do(nasrin.profile(ask="from today", wall=house.clock.now))).row
    assert row.v["ask"] == "from today"


async def test_a_field_without_a_stamp_never_overwrites(house: House) -> None:
    nasrin = await house.visitor()
    plain = nasrin.write(nasrin.own, "me", "set", nasrin.person, {"name_en": "Someone", "ask": "first"})
    row = (await nasrin.do(plain)).row
    assert (row.v["name_en"], row.v["ask"]) == ("Nasrin Akter", "first")


async def test_a_record_from_a_clock_far_ahead_is_refused_with_the_servers_time(house: House) -> None:
    nasrin = await house.visitor()
    scope = (await nasrin.do(nasrin.circle())).scope
    at_most = uuid7(MORNING + CREATE_AHEAD_MS, bytes(10))
    beyond = uuid7(MORNING + CREATE_AHEAD_MS + 1, bytes(10))
    await nasrin.do(nasrin.post(scope, identifier=at_most))
    (result,) = await nasrin.push(nasrin.post(scope, identifier=beyond))
    assert (result.code, result.params) == ("clock", {"now": MORNING})


async def test_a_record_older_than_deletions_are_remembered_is_refused(house: House) -> None:
    nasrin, david = await house.visitor(), await house.visitor()
    scope = await house.circle_of(nasrin, david)
    oldest = uuid7(MORNING - CREATE_BEHIND_MS, bytes(10))
    older = uuid7(MORNING - CREATE_BEHIND_MS - 1, bytes(10))
    await nasrin.do(nasrin.post(scope, identifier=oldest))
    assert await nasrin.refused(nasrin.post(scope, identifier=older)) == "stale"
    message = nasrin.write(
        nasrin.message(david.person).scope, "dm", "create", older, nasrin.message(david.person).args
    )
    assert await nasrin.refused(message) == "stale"
    assert (message.scope, "member", nasrin.person) not in await nasrin.rows()


async def test_a_retry_is_a_retry_even_after_ninety_days(house: House) -> None:
    nasrin = await house.visitor()
    post = nasrin.post((await nasrin.do(nasrin.circle())).scope)
    first = await nasrin.do(post)
    house.clock.turn(days=91)
    (again,) = await nasrin.push(post)
    assert (again.st, again.row) == ("dup", first.row)


async def test_what_a_device_says_of_its_time_stays_within_reason(house: House) -> None:
    nasrin = await house.visitor()
    scope = (await nasrin.do(nasrin.circle())).scope
    for said, kept in ((-5, 0), (10**30, MORNING + CREATE_AHEAD_MS), (MORNING - 7, MORNING - 7)):
        post = nasrin.post(scope)
        object.__setattr__(post, "said", said)
        assert (await nasrin.do(post)).row.said == kept
