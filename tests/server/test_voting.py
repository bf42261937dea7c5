"""Polls: the server counts, who has voted is told, and nobody sees what another one chose."""

import asyncio

import pytest
from server.polls import CHOICES, looking, polling, voting
from server.visitor import House, Visitor

from app.sync.protocol import Row


async def circle_of(house: House, *disciplines: str) -> tuple[Visitor, list[Visitor], str, str]:
    """A leader, who is an OT, members of these disciplines, the circle, and its poll."""
    leader = await house.visitor()
    members = [await house.visitor(discipline=discipline) for discipline in disciplines]
    scope = await house.circle_of(leader, *members)
    prompt = (await leader.do(polling(leader, scope))).row.id
    return leader, members, scope, prompt


async def told(who: Visitor, scope: str, prompt: str) -> dict:
    return (await who.do(looking(who, scope, prompt))).row.v.get("told", {})


async def test_one_choice_each_which_may_be_changed_and_is_told_to_nobody(house: House) -> None:
    leader, (david, rina), scope, prompt = await circle_of(house, "physio", "slt")
    first = await david.do(voting(david, scope, prompt, 1))
    assert first.row.v == {"circle": scope[2:], "choice": 1}
    before = {page.scope: page.to for page in (await rina.pull()).pages}
    changed = await david.do(voting(david, scope, prompt, 3, wall=house.clock.now + 1))
    assert changed.row.v["choice"] == 3
    assert (await rina.pull(before)).pages == [], "no number of the circle moves when somebody votes"
    for other in (leader, rina):
        assert (david.own, "vote", prompt) not in await other.rows()


async def test_nothing_is_told_below_five_votes_and_then_only_to_who_has_voted(house: House) -> None:
    leader, members, scope, prompt = await circle_of(house, *["ot"] * 5)
    for member in members[:4]:
        result = await member.do(voting(member, scope, prompt, 1))
        assert "told" not in result.row.v
    await leader.do(voting(leader, scope, prompt, 2))
    assert (await told(members[0], scope, prompt))["counts"] == [4, 1, 0]
    assert await members[4].refused(looking(members[4], scope, prompt)) == "ref.missing"
    assert not any(kind == "vote" for _, kind, _ in await members[4].rows())


async def test_it_is_counted_again_after_every_third_vote_so_that_no_one_vote_is_seen(house: House) -> None:
    _, members, scope, prompt = await circle_of(house, *["ot"] * 9)
    for member in members[:5]:
        await member.do(voting(member, scope, prompt, 1))
    for number, member in enumerate(members[5:8], 1):
        await member.do(voting(member, scope, prompt, 2))
        expected = [5, 3, 0] if number == 3 else [5, 0, 0]
        assert (await told(members[0], scope, prompt))["counts"] == expected
    for member in members[:2]:
        await member.do(voting(member, scope, prompt, 3, wall=house.clock.now + 1))
        assert (await told(members[0], scope, prompt))["counts"] == [5, 3, 0]
    await members[8].do(voting(members[8], scope, prompt, 3))
    assert (await told(members[8], scope, prompt))["counts"] == [3, 3, 3]


async def test_the_same_vote_again_is_no_news(house: House) -> None:
    _, members, scope, prompt = await circle_of(house, *["ot"] * 6)
    for member in members[:5]:
        await member.do(voting(member, scope, prompt, 1))
    await members[5].do(voting(members[5], scope, prompt, 2))
    for later in range(1, 5):
        await members[0].do(voting(members[0], scope, prompt, 1, wall=house.clock.now + later))
    assert (await told(members[0], scope, prompt))["counts"] == [5, 0, 0]


async def test_results_come_by_discipline_where_there_are_enough_of_it(house: House) -> None:
    members_are = ["physio"] * 4 + ["ot"] * 4 + ["slt"] * 2 + ["nurse"]
    _, members, scope, prompt = await circle_of(house, *members_are)
    for number, member in enumerate(members):
        await member.do(voting(member, scope, prompt, 1 + number % 2))
    result = await told(members[0], scope, prompt)
    assert result["counts"] == [6, 5, 0]
    assert [(group["of"], sum(group["counts"])) for group in result["groups"]] == [
        ("ot", 4),
        ("physio", 4),
        ("others", 3),
    ]


async def test_two_votes_at_once_are_both_counted(house: House) -> None:
    _, members, scope, prompt = await circle_of(house, *["ot"] * 8)
    await asyncio.gather(*(member.do(voting(member, scope, prompt, 1)) for member in members))
    assert sum((await told(members[0], scope, prompt))["counts"]) in (5, 8)


@pytest.mark.parametrize("choice", [0, 4, -1, 2**40])
async def test_there_is_nothing_to_choose_beyond_the_choices(house: House, choice: int) -> None:
    leader, _, scope, prompt = await circle_of(house)
    assert await leader.refused(voting(leader, scope, prompt, choice)) == "field.wrong"


async def test_a_prompt_without_a_poll_takes_no_votes(house: House) -> None:
    leader, _, scope, _ = await circle_of(house)
    plain = (await leader.do(leader.prompt(scope))).row.id
    assert await leader.refused(voting(leader, scope, plain)) == "field.wrong"


async def test_a_vote_does_not_move_to_another_circle(house: House) -> None:
    leader, _, scope, prompt = await circle_of(house)
    elsewhere = await house.circle_of(leader)
    assert await leader.refused(voting(leader, elsewhere, prompt)) == "ref.missing"
    await leader.do(voting(leader, scope, prompt))
    assert await leader.refused(looking(leader, elsewhere, prompt)) == "ref.missing"


async def test_with_the_prompt_go_the_votes(house: House) -> None:
    leader, members, scope, prompt = await circle_of(house, *["ot"] * 5)
    for member in members:
        await member.do(voting(member, scope, prompt, 1))
    await leader.do(leader.write(scope, "prompt", "redact", prompt))
    assert await members[0].refused(looking(members[0], scope, prompt)) == "ref.missing"
    for table in ("vote", "poll"):
        sql = f"SELECT count(*) FROM {table}"
        assert await house.home.read(lambda c, sql=sql: c.execute(sql).fetchone()) == (0,)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({name: "" for name in CHOICES} | {"choice1_en": "Only one"}, "poll.few"),
        ({"choice2_en": ""}, "poll.few"),
        ({"choice1_en": "x" * 81}, "title.long"),
        ({"choice7_en": "Seventh"}, "field.unknown"),
    ],
)
async def test_a_poll_has_two_choices_or_more_and_no_gaps(house: House, fields, code) -> None:
    leader, _, scope, _ = await circle_of(house)
    assert await leader.refused(polling(leader, scope, **fields)) == code


async def test_choices_get_their_other_language_but_none_is_added_or_taken_away(house: House) -> None:
    leader, _, scope, prompt = await circle_of(house)

    def changing(**fields: str):
        return leader.write(scope, "prompt", "set", prompt, fields, wall=house.clock.now + 1)

    row: Row = (await leader.do(changing(choice2_bn="ব্যায়াম"))).row
    assert (row.v["choice2_en"], row.v["choice2_bn"]) == ("Exercise", "ব্যায়াম")
    assert await leader.refused(changing(choice4_en="Rest")) == "poll.fixed"
    assert await leader.refused(changing(choice3_bn="")) == "poll.fixed"
