"""Requests: the first words to a stranger, what the other may answer, and what neither learns."""

import dataclasses

from server.talking import accepting, acquainted, keeping
from server.visitor import House, Visitor

from app.domain.ids import inside, pair_scope
from app.domain.talks import REQUEST_BYTES, REQUEST_LETTERS


async def _state(who: Visitor, other: Visitor) -> tuple[str, str]:
    """Whose request it is, and how it stands, as one of the two sees it."""
    scope = pair_scope(who.person, other.person)
    row = (await who.rows())[scope, "request", inside(scope)]
    return row.by, row.v["state"]


async def test_a_stranger_writes_once_and_waits_until_the_other_accepts(house: House) -> None:
    nasrin, david = await house.visitor(), await house.visitor()
    await david.do(david.message(nasrin.person, "May I write to you?"))
    assert await _state(nasrin, david) == await _state(david, nasrin) == (david.person, "asked")
    assert await david.refused(david.message(nasrin.person, "Please!")) == "dm.waiting"
    await nasrin.do(accepting(nasrin, david.person))
    assert await _state(david, nasrin) == (david.person, "open")
    await david.do(david.message(nasrin.person, "Thank you"))


async def test_the_same_request_sent_twice_is_one(house: House) -> None:
    nasrin, david = await house.visitor(), await house.visitor()
    message = david.message(nasrin.person)
    await david.do(message)
    (again,) = await david.push(dataclasses.replace(message, mid=david.new_id()))
    assert again.st == "ok"


async def test_an_answer_accepts(house: House) -> None:
    nasrin, david = await house.visitor(), await house.visitor()
    await david.do(david.message(nasrin.person))
    await nasrin.do(nasrin.message(david.person))
    assert await _state(nasrin, david) == (david.person, "open")
    await david.do(david.message(nasrin.person))


async def test_who_is_in_a_circle_with_somebody_need_not_ask_and_stays_in_touch(house: House) -> None:
    nasrin, david = await house.visitor(), await house.visitor()
    scope = await house.circle_of(nasrin, david)
    for _ in range(2):
        await david.do(david.message(nasrin.person))
    await david.do(david.leaving(scope))
    await david.do(david.message(nasrin.person))
    assert await _state(nasrin, david) == (david.person, "open")


async def test_who_was_in_a_circle_with_somebody_asks(house: House) -> None:
    nasrin, david = await acquainted(house)
    (circle,) = {scope for scope, kind, _ in await david.rows() if kind == "circle"}
    await nasrin.do(nasrin.removing(circle, david.person))
    await david.do(david.message(nasrin.person))
    assert await _state(nasrin, david) == (david.person, "asked")


async def test_joining_where_the_other_is_does_not_answer_a_request(house: House) -> None:
    nasrin, david = await house.visitor(), await house.visitor()
    await david.do(david.message(nasrin.person))
    await house.circle_of(nasrin, david)
    assert await david.refused(david.message(nasrin.person)) == "dm.waiting"


async def test_a_decline_is_for_ones_own_devices_and_looks_like_no_answer(house: House) -> None:
    nasrin, david, rina = [await house.visitor() for _ in "abc"]
    await david.do(david.message(nasrin.person))
    await david.do(david.message(rina.person))
    before = await david.pull()
    await nasrin.do(keeping(nasrin, david.person, declined=True))
    after = await david.pull()
    assert dataclasses.replace(after, now=before.now) == before
    to_nasrin, to_rina = [(await david.push(david.message(who.person)))[0] for who in (nasrin, rina)]
    assert (to_nasrin.code, to_nasrin.params) == (to_rina.code, to_rina.params) == ("dm.waiting", {})
    row = (await nasrin.rows())[nasrin.own, "talk", pair_scope(nasrin.person, david.person)]
    assert row.v == {"declined": True}
    await nasrin.do(accepting(nasrin, david.person))
    await david.do(david.message(nasrin.person))


async def test_who_waits_does_not_learn_that_they_were_blocked(house: House) -> None:
    nasrin, david = await house.visitor(), await house.visitor()
    await david.do(david.message(nasrin.person))
    await nasrin.do(nasrin.blocking(david.person))
    assert await david.refused(david.message(nasrin.person)) == "dm.waiting"


async def test_a_request_is_short_and_later_words_need_not_be(house: House) -> None:
    nasrin, david = await house.visitor(), await house.visitor()
    long = "a" * REQUEST_BYTES
    (refused,) = await david.push(david.message(nasrin.person, long))
    assert (refused.code, refused.params["limit"]) == ("text.long", REQUEST_LETTERS)
    assert not any(scope.startswith("d.") for scope, _, _ in await nasrin.rows())
    await david.do(david.message(nasrin.person, "অ" * REQUEST_LETTERS))
    await nasrin.do(accepting(nasrin, david.person))
    await david.do(david.message(nasrin.person, long))


async def test_a_student_is_asked_only_by_who_shares_a_circle_unless_they_list_themselves(
    house: House,
) -> None:
    student, stranger, friend = await house.visitor(roles=["student"]), await house.visitor(), None
    assert await stranger.refused(stranger.message(student.person)) == "dm.unavailable"
    assert ("k", "card", student.person) not in await stranger.rows()
    friend = await house.visitor()
    await house.circle_of(friend, student)
    await friend.do(friend.message(student.person))
    house.clock.turn(minutes=1)
    await student.do(student.profile(roles=["student"], listed=True))
    await stranger.do(stranger.message(student.person))
    assert await _state(student, stranger) == (stranger.person, "asked")


async def test_a_student_writes_to_whom_they_like(house: House) -> None:
    student, nasrin = await house.visitor(roles=["student"]), await house.visitor()
    await student.do(student.message(nasrin.person))
    await nasrin.do(nasrin.message(student.person))


async def test_an_accepted_mentor_and_who_asked_them_write_freely(house: House) -> None:
    mentor, asker = await house.visitor(mentors=True), await house.visitor()
    request = await asker.do(asker.asking(mentor.person))
    await asker.do(asker.message(mentor.person))
    assert await asker.refused(asker.message(mentor.person)) == "dm.waiting"
    await mentor.do(mentor.answering(request, "accept"))
    await asker.do(asker.message(mentor.person))
    await asker.do(asker.answering(request, "end"))
    await asker.do(asker.message(mentor.person))


async def test_a_conversation_from_before_there_were_requests_goes_on(house: House) -> None:
    nasrin, david = await house.visitor(), await house.visitor()
    scope = (await david.do(david.message(nasrin.person))).scope
    await nasrin.do(nasrin.message(david.person))
    await house.home.write(
        lambda ledger: ledger.connection.execute(
            "DELETE FROM item WHERE scope_id = ? AND kind = 'request'", (scope,)
        )
    )
    await david.do(david.message(nasrin.person))
    assert (await _state(david, nasrin))[1] == "open"


async def test_who_only_ever_asked_before_there_were_requests_waits_too(house: House) -> None:
    nasrin, david = await house.visitor(), await house.visitor()
    scope = (await david.do(david.message(nasrin.person))).scope
    await house.home.write(
        lambda ledger: ledger.connection.execute(
            "DELETE FROM item WHERE scope_id = ? AND kind = 'request'", (scope,)
        )
    )
    assert await david.refused(david.message(nasrin.person)) == "dm.waiting"
    await nasrin.do(nasrin.message(david.person))
    await david.do(david.message(nasrin.person))


async def test_how_one_keeps_a_conversation_is_nobody_elses_business(house: House) -> None:
    nasrin, david, rina = [await house.visitor() for _ in "abc"]
    await david.do(david.message(nasrin.person))
    stranger = nasrin.write(rina.own, "talk", "set", pair_scope(nasrin.person, david.person), {"muted": True})
    assert await nasrin.refused(stranger) == "unavailable"
    assert await rina.refused(keeping(rina, david.person, muted=True)) == "unavailable"
    circle = await house.circle_of(nasrin)
    assert (
        await nasrin.refused(nasrin.write(nasrin.own, "talk", "set", circle, {"muted": True}))
        == "unavailable"
    )
    await nasrin.do(keeping(nasrin, david.person, muted=True))
    assert not any(kind == "talk" for _, kind, _ in await david.rows())
