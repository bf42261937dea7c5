"""Groups: nobody is in one who has not said yes, and who is in it sees who else is."""

from server.grouping import group_of, making, saying, seating
from server.reacting import reacting
from server.talking import accepting, keeping
from server.visitor import House, Visitor

from app.domain.groups import PEOPLE


async def _seats(who: Visitor, scope: str) -> dict[str, tuple[str, str]]:
    rows = (await who.rows()).items()
    return {i: (r.v["state"], r.v["role"]) for (s, k, i), r in rows if (s, k) == (scope, "member")}


async def _said(who: Visitor, scope: str) -> list[str]:
    rows = (await who.rows()).items()
    return [r.v["b"]["text"] for (s, k, _), r in rows if (s, k) == (scope, "dm") and not r.x]


def _invitation(rows: object, who: Visitor, scope: str) -> object:
    row = rows.get((who.own, "invitation", scope))  # type: ignore[attr-defined]
    return None if row is None or row.x else row.v


async def test_who_is_invited_sees_a_name_and_who_asks_and_nothing_else_until_they_accept(
    house: House,
) -> None:
    nasrin, david, rina = [await house.visitor() for _ in "abc"]
    await house.circle_of(nasrin, david, rina)
    scope = (await nasrin.do(making(nasrin, "Hands"))).scope
    await nasrin.do(saying(nasrin, scope, "before"))
    await nasrin.do(seating(nasrin, scope, "invite", david.person))
    rows = await david.rows()
    told = _invitation(rows, david, scope)
    assert (told["name"], told["by"], told["size"]) == ("Hands", nasrin.person, 1)  # type: ignore[index]
    assert not any(place == scope for place, _, _ in rows)
    assert await david.refused(saying(david, scope)) == "dm.unavailable"
    await david.do(seating(david, scope, "accept"))
    await nasrin.do(saying(nasrin, scope, "after"))
    assert _invitation(await david.rows(), david, scope) is None
    assert await _said(david, scope) == ["after"], "what was said before is not theirs to read"
    assert await _seats(david, scope) == {
        nasrin.person: ("in", "leader"),
        david.person: ("in", "member"),
    }
    assert await _said(rina, scope) == []


async def test_who_refuses_is_asked_once_and_nobody_learns(house: House) -> None:
    nasrin, david = await house.visitor(), await house.visitor()
    await house.circle_of(nasrin, david)
    scope = (await nasrin.do(making(nasrin))).scope
    await nasrin.do(seating(nasrin, scope, "invite", david.person))
    before = await _seats(nasrin, scope)
    await david.do(seating(david, scope, "refuse"))
    assert await _seats(nasrin, scope) == before
    await nasrin.do(seating(nasrin, scope, "invite", david.person))
    await nasrin.do(seating(nasrin, scope, "send_away", david.person))
    await nasrin.do(seating(nasrin, scope, "invite", david.person))
    assert _invitation(await david.rows(), david, scope) is None
    await david.do(seating(david, scope, "accept"))
    assert (await _seats(nasrin, scope))[david.person] == ("in", "member")


async def test_an_invitation_that_was_taken_back_is_over(house: House) -> None:
    nasrin, david = await house.visitor(), await house.visitor()
    await house.circle_of(nasrin, david)
    scope = (await nasrin.do(making(nasrin))).scope
    for answer in ("", "refuse"):
        await nasrin.do(seating(nasrin, scope, "invite", david.person))
        if answer:
            await david.do(seating(david, scope, answer))
        await nasrin.do(seating(nasrin, scope, "send_away", david.person))
        assert _invitation(await david.rows(), david, scope) is None
        assert await david.refused(seating(david, scope, "accept")) == "unavailable"


async def test_one_invites_whom_one_may_write_to(house: House) -> None:
    nasrin, stranger, friend, student = [await house.visitor() for _ in "abcd"]
    scope = (await nasrin.do(making(nasrin))).scope
    for other in (stranger.person, nasrin.new_id(), "x"):
        assert await nasrin.refused(seating(nasrin, scope, "invite", other)) == "group.stranger"
    await nasrin.do(nasrin.message(friend.person))
    assert await nasrin.refused(seating(nasrin, scope, "invite", friend.person)) == "group.stranger"
    await friend.do(accepting(friend, nasrin.person))
    await nasrin.do(seating(nasrin, scope, "invite", friend.person))
    await house.circle_of(nasrin, student)
    await student.do(student.blocking(nasrin.person))
    assert await nasrin.refused(seating(nasrin, scope, "invite", student.person)) == "dm.unavailable"


async def test_who_goes_reads_no_more_and_the_longest_there_keeps_the_group(house: House) -> None:
    nasrin, david, rina = [await house.visitor() for _ in "abc"]
    scope = await group_of(house, nasrin, david, rina)
    await nasrin.do(seating(nasrin, scope, "quit"))
    assert not any(place == scope for place, _, _ in await nasrin.rows())
    assert scope in (await nasrin.pull({scope: 1})).gone
    seats = await _seats(rina, scope)
    assert seats[david.person] == ("in", "leader")
    assert seats[nasrin.person][0] == "out"
    assert await nasrin.refused(saying(nasrin, scope)) == "dm.unavailable"
    assert await rina.refused(seating(rina, scope, "send_away", david.person)) == "group.not_keeper"
    await david.do(seating(david, scope, "send_away", rina.person))
    assert await rina.refused(saying(rina, scope)) == "dm.unavailable"
    await david.do(seating(david, scope, "quit"))


async def test_who_was_sent_away_comes_back_only_when_invited_and_reads_only_what_is_new(
    house: House,
) -> None:
    nasrin, david = await house.visitor(), await house.visitor()
    scope = await group_of(house, nasrin, david)
    await nasrin.do(seating(nasrin, scope, "send_away", david.person))
    await nasrin.do(saying(nasrin, scope, "while away"))
    assert await david.refused(seating(david, scope, "accept")) == "unavailable"
    await nasrin.do(seating(nasrin, scope, "invite", david.person))
    await david.do(seating(david, scope, "accept"))
    await nasrin.do(saying(nasrin, scope, "back"))
    assert await _said(david, scope) == ["back"]


async def test_a_group_has_twelve_people_with_those_who_are_invited(house: House) -> None:
    nasrin, *others = [await house.visitor() for _ in range(PEOPLE + 1)]
    await house.circle_of(nasrin, *others)
    scope = (await nasrin.do(making(nasrin))).scope
    for other in others[: PEOPLE - 1]:
        await nasrin.do(seating(nasrin, scope, "invite", other.person))
    (refused,) = await nasrin.push(seating(nasrin, scope, "invite", others[-1].person))
    assert (refused.code, refused.params) == ("group.full", {"limit": PEOPLE})
    await nasrin.do(seating(nasrin, scope, "send_away", others[0].person))
    await nasrin.do(seating(nasrin, scope, "invite", others[-1].person))


async def test_the_keeper_names_it_and_takes_back_only_their_own_words(house: House) -> None:
    nasrin, david = await house.visitor(), await house.visitor()
    scope = await group_of(house, nasrin, david)
    identifier = scope.partition(".")[2]
    await nasrin.do(nasrin.write(scope, "group", "set", identifier, {"name": "Thumbs"}, wall=nasrin.clock()))
    other = david.write(scope, "group", "set", identifier, {"name": "Mine"}, wall=david.clock() + 1)
    assert await david.refused(other) == "group.not_keeper"
    said = saying(david, scope)
    await david.do(said)
    assert await nasrin.refused(nasrin.withdrawing(said)) == "unavailable"
    await nasrin.do(reacting(nasrin, scope, "dm", said.id))
    await david.do(david.withdrawing(said))


async def test_somebody_blocked_still_writes_to_the_group(house: House) -> None:
    nasrin, david = await house.visitor(), await house.visitor()
    scope = await group_of(house, nasrin, david)
    await nasrin.do(nasrin.blocking(david.person))
    await david.do(saying(david, scope))


async def test_ten_groups_a_day_can_be_made_and_one_can_be_muted(house: House) -> None:
    nasrin = await house.visitor()
    for _ in range(10):
        scope = (await nasrin.do(making(nasrin))).scope
    assert await nasrin.refused(making(nasrin)) == "group.limit"
    await nasrin.do(nasrin.write(nasrin.own, "talk", "set", scope, {"muted": True}, wall=nasrin.clock()))
    assert await nasrin.refused(keeping(nasrin, nasrin.new_id(), muted=True)) == "unavailable"
    house.clock.turn(days=1)
    await nasrin.do(making(nasrin))
