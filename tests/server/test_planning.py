"""Learning prompts that are planned: nobody but their leader has them before the server asks, once."""

import asyncio

import pytest
from server.plans import planning
from server.visitor import MORNING, STARTER, House, Visitor

from app.domain.ids import inside
from app.server.database.engine import Connection
from app.server.home import Home
from app.server.operations import planning as planning_rules
from app.server.planned import ask_planned
from app.sync.protocol import Row

HOUR, WEEK = 3_600_000, 7 * 24 * 3_600_000


async def prompts(who: Visitor, scope: str) -> list[Row]:
    return sorted(
        (row for (where, kind, _), row in (await who.rows()).items() if (where, kind) == (scope, "prompt")),
        key=lambda row: row.pos,
    )


async def plan_of(who: Visitor, identifier: str) -> Row:
    row: Row = (await who.rows())[who.own, "plan", identifier]
    return row


async def test_it_is_asked_when_the_clock_of_the_server_comes_there_and_not_before(house: House) -> None:
    nasrin, david = await house.visitor(), await house.visitor()
    scope = await house.circle_of(nasrin, david)
    planned = planning(nasrin, scope, text_bn="কী কঠিন ছিল?", link="https://who.int/", due=MORNING + 9 * HOUR)
    await nasrin.do(planned)
    house.clock.turn(minutes=59)
    assert await ask_planned(house.home) == 0
    assert await prompts(david, scope) == []
    house.clock.turn(minutes=1)
    assert await ask_planned(house.home) == 1
    (asked,) = await prompts(david, scope)
    assert asked.by == nasrin.person
    assert asked.at == house.clock.now
    assert asked.v == {
        "text_en": "What was hard this week?",
        "text_bn": "কী কঠিন ছিল?",
        "link": "https://who.int/",
        "due": MORNING + 9 * HOUR,
    }
    assert (await plan_of(nasrin, planned.id)).v["ended"] == "asked"
    assert await ask_planned(house.home) == 0


async def test_nobody_else_ever_gets_the_plan_not_even_another_leader_or_an_administrator(
    house: House,
) -> None:
    nasrin, david, admin = await house.visitor(), await house.visitor(), await house.visitor(admin=True)
    scope = await house.circle_of(nasrin, david, admin)
    await nasrin.do(nasrin.promoting(scope, david.person))
    planned = planning(nasrin, scope, text_en="A word nobody else may read")
    before = {page.scope: page.to for page in (await david.pull()).pages}
    await nasrin.do(planned)
    for other in (david, admin):
        told = await other.ask()
        assert "nobody else may read" not in told.text
        assert planned.id not in told.text
    assert (await david.pull(before)).pages == []


async def test_it_is_asked_once_however_many_processes_come_to_it_at_once(house: House) -> None:
    nasrin = await house.visitor()
    scope = await house.circle_of(nasrin)
    for _ in range(5):
        await nasrin.do(planning(nasrin, scope, hours=-1))
    homes = [house.home]
    if house.address:
        homes += [Home.open(house.home.data, address=house.address, clock=house.clock) for _ in range(2)]
    asked = await asyncio.gather(*(ask_planned(home) for home in homes for _ in range(3)))
    for home in homes[1:]:
        home.close()
    assert sum(asked) == 5
    assert len(await prompts(nasrin, scope)) == 5


async def test_a_weekly_one_comes_again_until_it_is_stopped_and_its_due_day_moves_along(house: House) -> None:
    nasrin = await house.visitor()
    scope = await house.circle_of(nasrin)
    planned = planning(nasrin, scope, every="week", due=MORNING + 25 * HOUR)
    await nasrin.do(planned)
    for week in range(3):
        house.clock.now = MORNING + HOUR + week * WEEK
        assert await ask_planned(house.home) == 1
        house.clock.turn(days=3)
        assert await ask_planned(house.home) == 0
    found = await prompts(nasrin, scope)
    assert [row.v["due"] for row in found] == [MORNING + 25 * HOUR + week * WEEK for week in range(3)]
    assert len({row.id for row in found}) == 3
    now = (await plan_of(nasrin, planned.id)).v
    assert (now["when"], now["asked"]) == (MORNING + HOUR + 3 * WEEK, 3)
    await nasrin.do(nasrin.withdrawing(planned))
    house.clock.turn(days=30)
    assert await ask_planned(house.home) == 0
    assert len(await prompts(nasrin, scope)) == 3


async def test_weeks_in_which_the_server_rested_are_not_made_up_for(house: House) -> None:
    nasrin = await house.visitor()
    scope = await house.circle_of(nasrin)
    planned = planning(nasrin, scope, every="week")
    await nasrin.do(planned)
    house.clock.turn(days=23)
    assert await ask_planned(house.home) == 1
    assert await ask_planned(house.home) == 0
    assert (await plan_of(nasrin, planned.id)).v["when"] == MORNING + HOUR + 4 * WEEK


async def test_a_changed_time_counts_and_an_old_one_does_not(house: House) -> None:
    nasrin = await house.visitor()
    scope = await house.circle_of(nasrin)
    planned = planning(nasrin, scope)
    await nasrin.do(planned)
    later = nasrin.write(
        nasrin.own, "plan", "set", planned.id, {"when": MORNING + 48 * HOUR}, wall=house.clock.now + 1
    )
    await nasrin.do(later)
    house.clock.turn(days=1)
    assert await ask_planned(house.home) == 0
    house.clock.turn(days=1)
    assert await ask_planned(house.home) == 1
    again = nasrin.write(nasrin.own, "plan", "set", planned.id, {"text_en": "Too late"}, wall=house.clock.now)
    (result,) = await nasrin.push(again)
    assert (result.st, result.code, result.row.v["ended"]) == ("no", "state", "asked")


async def test_who_leads_no_more_when_its_time_comes_asks_nothing_and_reads_why(house: House) -> None:
    nasrin, david = await house.visitor(), await house.visitor()
    scope = await house.circle_of(nasrin, david)
    await nasrin.do(nasrin.promoting(scope, david.person))
    planned = planning(david, scope, every="week")
    await david.do(planned)
    await nasrin.do(nasrin.promoting(scope, david.person, "member"))
    house.clock.turn(hours=2)
    assert await ask_planned(house.home) == 0
    assert await prompts(nasrin, scope) == []
    assert (await plan_of(david, planned.id)).v["ended"] == "circle.not_leader"
    assert await ask_planned(house.home) == 0


async def test_a_suspended_leader_asks_nothing(house: House) -> None:
    nasrin, david = await house.visitor(), await house.visitor()
    scope = await house.circle_of(nasrin, david)
    await nasrin.do(planning(nasrin, scope))
    sql = "UPDATE account SET state = 'suspended' WHERE person_id = ?"
    await house.home.write(lambda ledger: ledger.connection.execute(sql, (nasrin.person,)) and None)
    house.clock.turn(hours=2)
    assert await ask_planned(house.home) == 0
    assert await prompts(david, scope) == []


async def test_after_a_restore_nothing_is_asked_until_somebody_has_looked(house: House) -> None:
    nasrin = await house.visitor()
    scope = await house.circle_of(nasrin)
    await nasrin.do(planning(nasrin, scope, hours=-1))
    house.home.maintenance = True
    assert await ask_planned(house.home) == 0
    house.home.maintenance = False
    assert await ask_planned(house.home) == 1


async def test_one_that_cannot_be_done_does_not_hold_up_the_others(house: House) -> None:
    nasrin = await house.visitor()
    scope = await house.circle_of(nasrin)
    await nasrin.do(planning(nasrin, scope, hours=-1))
    await nasrin.do(planning(nasrin, scope, hours=-0.5))
    write, seen = house.home.write, []

    async def failing_once(work):
        if not seen:
            seen.append(work)
            raise RuntimeError("the database was away")
        return await write(work)

    house.home.write = failing_once
    assert await ask_planned(house.home) == 1
    assert await ask_planned(house.home) == 0, "what failed waits a little"
    house.clock.turn(minutes=5)
    assert await ask_planned(house.home) == 1
    assert len(await prompts(nasrin, scope)) == 2


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"when": MORNING + 400 * 24 * HOUR}, "plan.far"),
        ({"when": MORNING - 100 * 24 * HOUR}, "stale"),
        ({"when": 0}, "field.missing"),
        ({"due": MORNING + HOUR // 2}, "plan.due"),
        ({"every": "day"}, "field.wrong"),
        ({"text_en": ""}, "field.missing"),
        ({"ended": "asked"}, "field.unknown"),
        ({"circle": inside(STARTER)}, "circle.not_member"),
        ({"circle": ["x"]}, "circle.not_member"),
    ],
)
async def test_a_plan_that_makes_no_sense_is_refused(house: House, fields, code) -> None:
    nasrin = await house.visitor()
    scope = await house.circle_of(nasrin)
    assert await nasrin.refused(planning(nasrin, scope, **fields)) == code


async def test_one_person_has_fifty_plans_at_most_and_one_that_was_asked_makes_room(house: House) -> None:
    nasrin = await house.visitor()
    scope = await house.circle_of(nasrin)
    await nasrin.push(*(planning(nasrin, scope, hours=-1 if number == 0 else 1) for number in range(50)))
    assert await nasrin.refused(planning(nasrin, scope)) == "plan.many"
    await ask_planned(house.home)
    await nasrin.do(planning(nasrin, scope))


async def test_a_restored_server_asks_again_under_the_same_id(house: House) -> None:
    nasrin = await house.visitor()
    scope = await house.circle_of(nasrin)
    planned = planning(nasrin, scope, hours=-1)
    await nasrin.do(planned)
    await ask_planned(house.home)
    (first,) = await prompts(nasrin, scope)

    def lose_it(ledger) -> None:
        for kind, identifier in (("prompt", first.id), ("plan", planned.id)):
            place = (scope if kind == "prompt" else nasrin.own, kind, identifier)
            ledger.connection.execute("DELETE FROM item WHERE scope_id = ? AND kind = ? AND id = ?", place)

    await house.home.write(lose_it)
    await nasrin.do(nasrin.write(nasrin.own, "plan", "create", planned.id, planned.args))
    await ask_planned(house.home)
    (again,) = await prompts(nasrin, scope)
    assert again.id == first.id


async def test_all_that_is_due_is_asked_at_once_and_what_fails_holds_up_nothing(house: House) -> None:
    nasrin, david = await house.visitor(), await house.visitor()
    scope = await house.circle_of(nasrin, david)
    await nasrin.do(nasrin.promoting(scope, david.person))
    broken = [planning(nasrin, scope) for _ in range(planning_rules.A_FEW + 1)]
    await nasrin.push(*broken)
    whole = [planning(david, scope, hours=2) for _ in range(planning_rules.A_FEW + 1)]
    await david.push(*whole)

    def break_them(connection: Connection) -> None:
        for one in broken:
            connection.execute("UPDATE item SET body = '{' WHERE kind = 'plan' AND id = ?", (one.id,))

    await house.home.write(lambda ledger: break_them(ledger.connection))
    house.clock.turn(minutes=120)
    assert await ask_planned(house.home) == len(whole)
    assert len(await prompts(david, scope)) == len(whole)


async def test_two_that_have_the_same_id_and_the_same_time_are_both_due(house: House) -> None:
    nasrin, david = await house.visitor(), await house.visitor()
    scope = await house.circle_of(nasrin, david)
    await nasrin.do(nasrin.promoting(scope, david.person))
    first, second = planning(nasrin, scope), planning(david, scope)
    await nasrin.do(first)
    await david.do(david.write(david.own, "plan", "create", first.id, second.args))
    found: list[planning_rules.Due] = []

    def one_by_one(connection: Connection) -> None:
        after = planning_rules.FIRST
        while due := planning_rules.due(connection, MORNING + 2 * HOUR, after):
            found.append(due[0])
            after = due[0]

    await house.home.read(one_by_one)
    assert {one.scope for one in found} == {nasrin.own, david.own}
