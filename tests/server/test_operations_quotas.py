"""How much one account may store: counted with every change, and refused above the limit, not at it."""

import dataclasses

from server.visitor import House, Visitor

from app.server.operations.quotas import BYTES, weight


async def _stored(house: House, visitor: Visitor) -> int:
    sql = "SELECT bytes FROM account WHERE person_id = ?"
    return await house.home.read(lambda c: int(c.execute(sql, (visitor.person,)).fetchone()[0]))


async def _store(house: House, visitor: Visitor, size: int) -> None:
    sql = "UPDATE account SET bytes = ? WHERE person_id = ?"
    await house.home.write(lambda ledger: ledger.connection.execute(sql, (size, visitor.person)))


async def test_what_one_writes_changes_and_withdraws_is_counted(house: House) -> None:
    nasrin, david = await house.visitor(), await house.visitor()
    scope = await house.circle_of(nasrin, david)
    begun = await _stored(house, nasrin)
    post, message = nasrin.post(scope), nasrin.message(david.person)
    written = [result.row for result in await nasrin.push(post, message, post)][:2]
    assert await _stored(house, nasrin) == begun + sum(map(weight, written))
    prompt = (await nasrin.do(nasrin.prompt(scope))).row
    change = nasrin.write(scope, "prompt", "set", prompt.id, {"text_bn": "কেন?"}, wall=house.clock.now)
    changed = (await nasrin.do(change)).row
    assert await _stored(house, nasrin) == begun + sum(map(weight, [*written, changed]))
    await nasrin.push(nasrin.withdrawing(message), nasrin.write(scope, "prompt", "redact", prompt.id))
    await nasrin.do(nasrin.promoting(scope, david.person))
    await david.do(david.withdrawing(post))
    assert await _stored(house, nasrin) == begun


async def test_what_is_refused_costs_nothing(house: House) -> None:
    nasrin = await house.visitor()
    scope = await house.circle_of(nasrin)
    before = await _stored(house, nasrin)
    await nasrin.push(nasrin.post(scope, ""), nasrin.reply(scope, nasrin.new_id()))
    assert await _stored(house, nasrin) == before


async def test_the_last_byte_may_be_used_and_not_one_more(house: House) -> None:
    nasrin, david = await house.visitor(), await house.visitor()
    scope = await house.circle_of(nasrin, david)
    size = weight((await nasrin.do(nasrin.post(scope))).row)
    await _store(house, nasrin, BYTES - size + 1)
    (refused,) = await nasrin.push(nasrin.post(scope))
    assert (refused.code, refused.params) == ("quota", {"limit": 50})
    await _store(house, nasrin, BYTES - 2 * size)
    results = await nasrin.push(nasrin.post(scope), nasrin.post(scope), nasrin.post(scope))
    assert [result.code for result in results] == ["", "", "quota"]
    await david.do(david.post(scope))


async def test_who_is_full_may_still_take_things_away_and_make_them_shorter(house: House) -> None:
    nasrin = await house.visitor()
    scope = await house.circle_of(nasrin)
    post = nasrin.post(scope)
    prompt = (await nasrin.do(nasrin.prompt(scope))).row
    await nasrin.do(post)
    await _store(house, nasrin, BYTES)
    shorter = nasrin.write(scope, "prompt", "set", prompt.id, {"text_en": "Why?"}, wall=house.clock.now + 1)
    await nasrin.do(shorter)
    longer = dataclasses.replace(
        shorter,
        mid=nasrin.new_id(),
        args={"text_en": "Why? " * 50},
        h={"text_en": (house.clock.now + 2, 0, "")},
    )
    assert await nasrin.refused(longer) == "quota"
    await nasrin.do(nasrin.withdrawing(post))
    await nasrin.do(longer)


async def test_nobody_floods_the_commons_with_circles_they_leave_at_once(house: House) -> None:
    nasrin, others = await house.visitor(), await house.visitor()
    for _ in range(20):
        scope = (await nasrin.do(nasrin.circle())).scope
        await nasrin.do(nasrin.leaving(scope))
    (refused,) = await nasrin.push(nasrin.circle())
    assert (refused.code, refused.params) == ("circle.limit", {"limit": 20})
    listed = len([key for key in await others.rows() if key[1] == "listing"])
    await nasrin.push(*(nasrin.circle() for _ in range(4)))
    assert len([key for key in await others.rows() if key[1] == "listing"]) == listed
    await nasrin.do(nasrin.joining(scope))
    await nasrin.do(nasrin.message(others.person))
    house.clock.turn(days=1.1)
    await nasrin.do(nasrin.circle())
