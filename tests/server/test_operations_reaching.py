"""Reaching others: blocks, mentorship requests, and how many new people one may write to."""

import asyncio
import dataclasses
from collections.abc import Callable

import pytest
from server.talking import accepting, acquainted
from server.visitor import House, Visitor

from app.domain.ids import pair_scope
from app.sync.protocol import Mutation, Result


async def _mentor_and_asker(house: House) -> tuple[Visitor, Visitor]:
    return await house.visitor(mentors=True), await house.visitor()


def _bare(result: Result) -> Result:
    return dataclasses.replace(result, mid="", scope="")


async def test_whom_one_blocks_cannot_write_any_more_and_learns_nothing_else(house: House) -> None:
    nasrin, david = await acquainted(house, mentors=True)
    first = await david.do(david.message(nasrin.person))
    row = (await nasrin.do(nasrin.blocking(david.person))).row
    assert (row.k, row.id, row.v) == ("block", david.person, {"on": True})
    assert await david.refused(david.message(nasrin.person)) == "dm.unavailable"
    assert await david.refused(david.asking(nasrin.person)) == "dm.unavailable"
    assert (first.scope, "dm", first.row.id) in await david.rows()
    assert not any(kind == "block" for _, kind, _ in await david.rows())
    await david.do(david.withdrawing(dataclasses.replace(david.message(nasrin.person), id=first.row.id)))


async def test_a_block_can_be_ended_and_the_later_of_two_devices_wins(house: House) -> None:
    nasrin, david = await house.visitor(), await house.visitor()
    await nasrin.do(nasrin.blocking(david.person, wall=20))
    await nasrin.do(nasrin.blocking(david.person, on=False, wall=10))
    assert await david.refused(david.message(nasrin.person)) == "dm.unavailable"
    await nasrin.do(nasrin.blocking(david.person, on=False, wall=30))
    await david.do(david.message(nasrin.person))


async def test_who_blocks_may_still_be_a_friend_of_others(house: House) -> None:
    nasrin, david, rina = [await house.visitor() for _ in "abc"]
    await nasrin.do(nasrin.blocking(david.person))
    await rina.do(rina.message(nasrin.person))
    await nasrin.do(nasrin.message(david.person))


async def test_a_block_names_a_person_and_says_on_or_off_and_is_ones_own(house: House) -> None:
    nasrin, david = await house.visitor(), await house.visitor()
    blank = dataclasses.replace(nasrin.blocking(david.person), args={})
    assert await nasrin.refused(blank) == "field.missing"
    assert await nasrin.refused(nasrin.blocking("x")) == "field.wrong"
    assert await nasrin.refused(nasrin.blocking(nasrin.person)) == "field.wrong"
    others = dataclasses.replace(nasrin.blocking(nasrin.new_id()), scope=david.own)
    assert await nasrin.refused(others) == "unavailable"
    await nasrin.do(nasrin.blocking(nasrin.new_id()))


CLOSED = ("blocked", "suspended", "nobody")


@pytest.mark.parametrize("kind", ["dm", "mreq"])
async def test_every_reason_why_someone_cannot_be_reached_gives_the_same_answer(
    house: House, kind: str
) -> None:
    actor = await house.visitor()
    blocker, suspended, closed = [await house.visitor(mentors=name != "c") for name in "abc"]
    await blocker.do(blocker.blocking(actor.person))
    await house.home.write(
        lambda ledger: ledger.connection.execute(
            "UPDATE account SET state = 'suspended' WHERE person_id = ?", (suspended.person,)
        )
    )
    others = [blocker.person, suspended.person, actor.new_id(), actor.person]
    if kind == "mreq":
        others.append(closed.person)
    write: Callable[[str], Mutation] = actor.asking if kind == "mreq" else actor.message
    answers = []
    for other in others:
        reply = await actor.send(write(other))
        (result,) = reply.json()["results"]
        answers.append((reply.status_code, sorted(reply.headers), result | {"mid": "", "scope": ""}))
    assert answers == [answers[0]] * len(answers)
    assert answers[0][2]["code"] == "dm.unavailable"
    assert not any(scope.startswith("d.") for scope, _, _ in await actor.rows())


async def test_a_message_in_flight_is_before_the_block_or_is_not(house: House) -> None:
    nasrin, david = await acquainted(house)
    await david.do(david.message(nasrin.person))
    messages = [david.message(nasrin.person) for _ in range(12)]
    *sent, _ = await asyncio.gather(
        *(david.push(message) for message in messages), nasrin.push(nasrin.blocking(david.person))
    )
    arrived = {identifier for _, kind, identifier in await nasrin.rows() if kind == "dm"}
    for message, (result,) in zip(messages, sent, strict=True):
        assert (result.st == "ok") == (message.id in arrived)
    assert await david.refused(david.message(nasrin.person)) == "dm.unavailable"


async def test_ten_new_people_a_day_can_be_written_to_and_old_ones_always(house: House) -> None:
    nasrin = await house.visitor()
    others = [await house.visitor(mentors=True) for _ in range(12)]
    for other in others[:9]:
        await nasrin.do(nasrin.message(other.person))
    await nasrin.do(nasrin.asking(others[9].person))
    (refused,) = await nasrin.push(nasrin.message(others[10].person))
    assert (refused.code, refused.params) == ("dm.limit", {"limit": 10})
    assert await nasrin.refused(nasrin.asking(others[10].person)) == "dm.limit"
    await others[0].do(accepting(others[0], nasrin.person))
    await nasrin.do(nasrin.message(others[0].person))
    await others[11].do(others[11].message(nasrin.person))
    await nasrin.do(nasrin.message(others[11].person))
    assert await nasrin.refused(nasrin.message(nasrin.new_id())) == "dm.unavailable"
    house.clock.turn(days=1)
    await nasrin.do(nasrin.message(others[10].person))


async def test_one_asks_a_mentor_who_answers(house: House) -> None:
    mentor, asker = await _mentor_and_asker(house)
    request = await asker.do(asker.asking(mentor.person))
    assert request.row.v == {"goals": "Hand splints", "message": "May I ask you?", "state": "open"}
    assert (await mentor.rows())[request.scope, "mreq", request.row.id].by == asker.person
    accepted = await mentor.do(mentor.answering(request, "accept"))
    assert (accepted.row.v["state"], accepted.row.pos) == ("accepted", request.row.pos)
    assert (await asker.do(asker.answering(request, "end"))).row.v["state"] == "ended"


MOVES = [
    # who, command, in the state, code or the state after
    ("mentor", "accept", "open", "accepted"),
    ("mentor", "decline", "open", "declined"),
    ("asker", "withdraw", "open", "withdrawn"),
    ("asker", "accept", "open", "unavailable"),
    ("asker", "decline", "open", "unavailable"),
    ("mentor", "withdraw", "open", "unavailable"),
    ("mentor", "end", "open", "state"),
    ("asker", "end", "open", "state"),
    ("mentor", "accept", "withdrawn", "state"),
    ("mentor", "decline", "withdrawn", "state"),
    ("asker", "withdraw", "withdrawn", "withdrawn"),
    ("asker", "withdraw", "accepted", "state"),
    ("mentor", "decline", "accepted", "state"),
    ("mentor", "accept", "accepted", "accepted"),
    ("mentor", "end", "accepted", "ended"),
    ("asker", "end", "accepted", "ended"),
    ("mentor", "accept", "declined", "state"),
    ("asker", "withdraw", "declined", "state"),
]
_INTO = {
    "withdrawn": ("asker", "withdraw"),
    "accepted": ("mentor", "accept"),
    "declined": ("mentor", "decline"),
}


async def test_each_step_is_for_whom_it_is_and_who_was_too_late_learns_what_is_now(house: House) -> None:
    mentor, asker = await _mentor_and_asker(house)
    people = {"mentor": mentor, "asker": asker}
    for who, command, state, expected in MOVES:
        request = await asker.do(asker.asking(mentor.person))
        if state in _INTO:
            one, step = _INTO[state]
            await people[one].do(people[one].answering(request, step))
        (result,) = await people[who].push(people[who].answering(request, command))
        if result.st == "ok":
            assert (who, command, state, result.row.v["state"]) == (who, command, state, expected)
        else:
            assert (who, command, state, result.code) == (who, command, state, expected)
            assert (result.row.v["state"] if result.row else "") == (state if expected == "state" else "")
        now = (await asker.rows())[request.scope, "mreq", request.row.id].v["state"]
        if now in ("open", "accepted"):
            await asker.push(asker.answering(request, "withdraw"), asker.answering(request, "end"))


async def test_one_asks_the_same_person_once_at_a_time_but_both_may_ask(house: House) -> None:
    mentor, asker = await _mentor_and_asker(house)
    await asker.do(asker.profile(mentors=True, wall=house.clock.now + 1))
    request = await asker.do(asker.asking(mentor.person))
    assert await asker.refused(asker.asking(mentor.person)) == "mentoring.open"
    await mentor.do(mentor.asking(asker.person))
    await mentor.do(mentor.answering(request, "accept"))
    assert await asker.refused(asker.asking(mentor.person)) == "mentoring.open"
    await mentor.do(mentor.answering(request, "end"))
    await asker.do(asker.asking(mentor.person))


async def test_who_was_blocked_after_being_asked_cannot_accept_but_can_decline(house: House) -> None:
    mentor, asker = await _mentor_and_asker(house)
    request = await asker.do(asker.asking(mentor.person))
    await asker.do(asker.blocking(mentor.person))
    assert await mentor.refused(mentor.answering(request, "accept")) == "dm.unavailable"
    await mentor.do(mentor.answering(request, "decline"))


async def test_nobody_else_touches_a_request(house: House) -> None:
    mentor, asker = await _mentor_and_asker(house)
    stranger = await house.visitor()
    request = await asker.do(asker.asking(mentor.person))
    for command in ("accept", "decline", "withdraw", "end"):
        there = stranger.answering(request, command)
        absent = dataclasses.replace(there, scope=pair_scope(stranger.new_id(), asker.person))
        (one,), (other,) = await stranger.push(there), await stranger.push(absent)
        assert (one.code, _bare(one)) == ("dm.unavailable", _bare(other))
    assert (
        await mentor.refused(dataclasses.replace(mentor.answering(request, "end"), id="x")) == "ref.missing"
    )


async def test_that_somebody_takes_requests_is_on_their_card(house: House) -> None:
    mentor, asker = await _mentor_and_asker(house)
    rows = await asker.rows()
    assert rows["k", "card", mentor.person].v["mentors"] is True
    assert "mentors" not in rows["k", "card", asker.person].v
