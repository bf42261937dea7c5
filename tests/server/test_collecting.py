"""Forgetting in time: what is 90 days old goes, a little at a time, and nobody misses a withdrawal by it."""

import asyncio

from server.visitor import House, Visitor

from app.server.collecting import A_FEW, collect, collect_tombstones
from app.sync.protocol import Pulled


async def _nothing() -> None:
    await asyncio.sleep(0)


async def _collect(house: House) -> int:
    return await collect(house.home, audit_days=365, pause=_nothing)


async def _tombstones(house: House, scope: str) -> int:
    sql = "SELECT count(*) FROM item WHERE scope_id = ? AND deleted = 1"
    return (await house.home.read(lambda c: c.execute(sql, (scope,)).fetchone()))[0]


async def _withdrawn(house: House) -> tuple[Visitor, str, Pulled]:
    """Somebody withdrew a post, after a device of theirs had last looked."""
    nasrin = await house.visitor()
    scope = await house.circle_of(nasrin)
    post = await nasrin.do(nasrin.post(scope, "withdrawn"))
    await nasrin.do(nasrin.post(scope, "stays"))
    seen = await nasrin.pull()
    await nasrin.do(nasrin.write(scope, "post", "redact", post.row.id))
    return nasrin, scope, seen


async def _days_later(house: House, nasrin: Visitor, scope: str, days: float) -> None:
    """That many days after something more was written there."""
    house.clock.turn(minutes=1)
    await nasrin.do(nasrin.post(scope))
    house.clock.turn(days=days)


async def test_a_tombstone_stays_ninety_days_and_then_goes(house: House) -> None:
    nasrin, scope, _ = await _withdrawn(house)
    await _days_later(house, nasrin, scope, 89.9)
    await _collect(house)
    assert await _tombstones(house, scope) == 1
    house.clock.turn(days=0.2)
    before = await nasrin.rows()
    await _collect(house)
    assert await _tombstones(house, scope) == 0
    after = await nasrin.rows()
    assert {key for key, row in before.items() if row.x} - after.keys() == before.keys() - after.keys()
    assert {key: row for key, row in after.items() if not row.x}.items() <= before.items()


async def test_a_device_that_missed_the_withdrawal_reads_the_scope_anew_and_others_go_on(
    house: House,
) -> None:
    nasrin, scope, seen = await _withdrawn(house)
    heads = {page.scope: page.to for page in seen.pages}
    knows = heads | {scope: heads[scope] + 1}
    await _days_later(house, nasrin, scope, 91)
    await _collect(house)
    pulled = await nasrin.pull(heads)
    assert pulled.resync == [scope]
    (page,) = [page for page in pulled.pages if page.scope == scope]
    assert [row.v["body"] for row in page.rows if row.k == "post"].count("withdrawn") == 0
    assert (await nasrin.pull(knows)).resync == []


async def test_what_was_withdrawn_long_after_it_was_written_stays_for_ninety_days_more(house: House) -> None:
    nasrin, scope, _ = await _withdrawn(house)
    await _days_later(house, nasrin, scope, 89)
    late = await nasrin.do(nasrin.post(scope))
    house.clock.turn(days=80)
    await nasrin.do(nasrin.write(scope, "post", "redact", late.row.id))
    await nasrin.do(nasrin.post(scope))
    house.clock.turn(days=30)
    await _collect(house)
    assert await _tombstones(house, scope) == 1


async def test_a_row_that_was_collected_cannot_come_back(house: House) -> None:
    nasrin = await house.visitor()
    scope = await house.circle_of(nasrin)
    post = nasrin.post(scope)
    await nasrin.do(post)
    await nasrin.do(nasrin.write(scope, "post", "redact", post.id))
    await _days_later(house, nasrin, scope, 91)
    await _collect(house)
    again = nasrin.post(scope, identifier=post.id)
    assert await nasrin.refused(again) == "stale"
    assert await nasrin.refused(post) == "stale"


async def test_who_left_long_ago_is_still_known_to_have_left(house: House) -> None:
    nasrin, david = await house.visitor(), await house.visitor()
    scope = await house.circle_of(nasrin, david)
    await nasrin.do(nasrin.removing(scope, david.person))
    await _days_later(house, nasrin, scope, 120)
    await _collect(house)
    rows = await nasrin.rows()
    assert (scope, "member", david.person) in rows
    assert await david.refused(david.post(scope))
    assert not [key for key in await david.rows() if key[0] == scope]


async def test_many_go_in_small_transactions(house: House) -> None:
    nasrin, scope, _ = await _withdrawn(house)
    for _ in range(5):
        posts = [nasrin.post(scope) for _ in range(A_FEW // 2)]
        await nasrin.push(*posts)
        await nasrin.push(*(nasrin.write(scope, "post", "redact", post.id) for post in posts))
    await _days_later(house, nasrin, scope, 91)
    before = house.home.metrics.commit_sizes.total
    assert await _collect(house) > 5 * A_FEW // 2
    assert house.home.metrics.commit_sizes.total - before >= 3
    assert await _tombstones(house, scope) == 0
    assert await _collect(house) == 0


async def test_what_was_remembered_for_a_while_is_forgotten(house: House) -> None:
    nasrin = await house.visitor()
    await nasrin.do(nasrin.circle())
    await house.invite()

    def deeds(ledger: object) -> None:
        ask = ledger.connection.execute  # type: ignore[attr-defined]
        for name, days in (("old", 400), ("older", 100), ("new", 0)):
            at = house.clock() - days * 86_400_000
            ask("INSERT INTO audit (id, at, actor, action, target) VALUES (?, ?, 'a', 'x', 'b')", (name, at))

    await house.home.write(deeds)
    await _collect(house)
    sql = "SELECT id, actor, target FROM audit WHERE action = 'x' ORDER BY at"
    kept = await house.home.read(lambda c: c.execute(sql).fetchall())
    assert [tuple(deed) for deed in kept][-1] == ("new", "a", "b")
    assert [deed[0] for deed in kept] == ["older", "new"]
    assert kept[0][1][0] == kept[0][2][0] == "~"
    house.clock.turn(days=14 + 91)
    await _collect(house)
    for table in ("applied", "invite"):
        sql = f"SELECT count(*) FROM {table}"
        assert (await house.home.read(lambda c: c.execute(sql).fetchone()))[0] == 0  # noqa: B023


async def test_who_never_heard_the_answer_is_told_that_their_words_are_gone_even_when_nothing_is_left_of_them(
    house: House,
) -> None:
    nasrin = await house.visitor()
    scope = await house.circle_of(nasrin)
    post = nasrin.post(scope, "the answer to this is lost")
    for mutation in (post, nasrin.write(scope, "post", "redact", post.id), nasrin.post(scope)):
        await nasrin.do(mutation)
    assert await house.home.write(lambda ledger: collect_tombstones(ledger, scope, house.clock() + 1)) == 1
    (again,) = await nasrin.push(post)
    assert (again.st, again.row.x, again.row.v) == ("dup", True, {})
