"""Undoing: what is refused after it has written leaves no trace, and takes no neighbour along."""

import asyncio
import threading
from functools import partial

import pytest
from server.visitor import House

from app.domain.circles import Role
from app.domain.errors import Refused
from app.domain.ids import circle_scope
from app.server.accounts.devices import Device
from app.server.database.engine import Connection
from app.server.database.ledger import Ledger
from app.server.database.sqlite import CROWD, GATHER_S
from app.server.push import push


def _open_and_refuse(ledger: Ledger, name: str) -> None:
    ledger.open_scope(circle_scope(name))
    ledger.put(circle_scope(name), "circle", name, {"name_en": "No"})
    raise Refused("circle.too_many")


async def _scopes(house: House) -> set[str]:
    found = await house.home.read(lambda c: c.execute("SELECT id FROM scope").fetchall())
    return {scope for (scope,) in found}


async def test_a_refusal_that_comes_after_writing_is_undone_and_its_neighbours_in_the_push_stay(
    house: House,
) -> None:
    nasrin = await house.visitor()
    scope = (await nasrin.do(nasrin.circle())).scope
    bad = nasrin.circle("x" * 10_000)
    before = await _scopes(house)
    results = await nasrin.push(nasrin.post(scope), bad, nasrin.post(scope))
    assert [result.st for result in results] == ["ok", "no", "ok"]
    assert results[2].row.seq == results[0].row.seq + 1
    assert await _scopes(house) == before
    (alone,) = await nasrin.push(bad)
    assert alone.code == results[1].code
    assert await _scopes(house) == before


async def test_an_attempt_refused_late_is_made_again_with_a_savepoint(house: House) -> None:
    ran = []

    def work(ledger: Ledger) -> str:
        ran.append(ledger)
        ledger.open_scope(circle_scope("kept"))
        with pytest.raises(Refused), ledger.attempt():
            _open_and_refuse(ledger, "undone")
        return "done"

    assert await house.home.write(work) == "done"
    assert len(ran) == 2
    there = await _scopes(house)
    assert circle_scope("kept") in there
    assert circle_scope("undone") not in there


async def test_what_one_is_in_a_scope_is_what_it_was_when_what_changed_it_is_undone(house: House) -> None:
    nasrin = await house.visitor()
    scope = (await nasrin.do(nasrin.circle())).scope

    def change_and_refuse(ledger: Ledger, found: list[Role | None]) -> None:
        ledger.seat(scope, nasrin.person, Role.MEMBER)
        found.append(ledger.role(scope, nasrin.person))
        raise Refused("circle.too_many")

    def work(ledger: Ledger) -> list[Role | None]:
        ledger.lock([scope])
        found = [ledger.role(scope, nasrin.person)]
        with pytest.raises(Refused), ledger.attempt():
            change_and_refuse(ledger, found)
        return [*found, ledger.role(scope, nasrin.person)]

    assert await house.home.write(work) == [Role.LEADER, Role.MEMBER, Role.LEADER]


async def test_whoever_fails_late_in_a_group_fails_alone(house: House) -> None:
    nasrin = await house.visitor()
    scope = (await nasrin.do(nasrin.circle())).scope
    device = Device(nasrin.device, nasrin.person)

    def good() -> asyncio.Future:
        post = nasrin.post(scope)
        return asyncio.ensure_future(house.home.write(lambda ledger: push(ledger, device, [post])))

    def bad(name: str) -> asyncio.Future:
        return asyncio.ensure_future(house.home.write(lambda ledger: _open_and_refuse(ledger, name)))

    found = await asyncio.gather(
        good(), bad("1"), good(), good(), bad("2"), good(), good(), return_exceptions=True
    )
    assert [isinstance(one, Refused) for one in found] == [False, True, False, False, True, False, False]
    seqs = [one[0].row.seq for one in found if not isinstance(one, Refused)]
    assert len(set(seqs)) == 5
    assert sum(kind == "post" for _, kind, _ in await nasrin.rows()) == 5
    assert not {circle_scope("1"), circle_scope("2")} & await _scopes(house)


async def _hold(house: House) -> tuple[asyncio.Future, threading.Event]:
    """Keep the one writer busy until the event is set, so that what comes meanwhile is one commit."""
    held, go = asyncio.Event(), threading.Event()
    loop = asyncio.get_running_loop()

    def hold(ledger: Ledger) -> None:
        loop.call_soon_threadsafe(held.set)
        go.wait(5)

    holding = asyncio.ensure_future(house.home.write(hold))
    await held.wait()
    return holding, go


def _numbers(connection: Connection, scope: str) -> tuple[int, list[int]]:
    """Where a scope stands, and the numbers of its rows."""
    (head,) = connection.execute("SELECT head FROM scope WHERE id = ?", (scope,)).fetchone()
    rows = connection.execute("SELECT seq FROM item WHERE scope_id = ? ORDER BY seq", (scope,))
    return head, [seq for (seq,) in rows]


def _write_and_fail(ledger: Ledger, scope: str) -> None:
    ledger.lock([scope])
    ledger.put(scope, "mark", "undone", {"pos": 1})
    raise Refused("circle.too_many")


async def test_the_numbers_of_who_failed_in_a_group_are_given_to_others(house: House) -> None:
    nasrin = await house.visitor()
    scope = (await nasrin.do(nasrin.circle())).scope
    device = Device(nasrin.device, nasrin.person)

    def good() -> asyncio.Future:
        post = nasrin.post(scope)
        return asyncio.ensure_future(house.home.write(lambda ledger: push(ledger, device, [post])))

    def bad() -> asyncio.Future:
        return asyncio.ensure_future(house.home.write(lambda ledger: _write_and_fail(ledger, scope)))

    def again() -> asyncio.Future:  # has to begin a second time, because it did not lock what it writes
        def work(ledger: Ledger) -> None:
            ledger.put(nasrin.own, "mark", "a", {"pos": 1})
            ledger.put(scope, "mark", "b", {"pos": 1})

        return asyncio.ensure_future(house.home.write(work))

    before, _ = await house.home.read(partial(_numbers, scope=scope))
    holding, go = await _hold(house)
    jobs = [good(), bad(), good(), again(), bad(), good()]
    await asyncio.sleep(0)
    go.set()
    await asyncio.gather(holding, *jobs, return_exceptions=True)
    head, seqs = await house.home.read(partial(_numbers, scope=scope))
    assert head == before + 4
    assert seqs[-4:] == [before + 1, before + 2, before + 3, before + 4]


@pytest.mark.sqlite
async def test_where_a_scope_stands_is_written_once_for_all_in_a_commit(house: House) -> None:
    nasrin = await house.visitor()
    scope = (await nasrin.do(nasrin.circle())).scope
    device = Device(nasrin.device, nasrin.person)
    writer = house.home.database.writer
    holding, go = await _hold(house)
    posts = [nasrin.post(scope) for _ in range(5)]
    pushed = [
        asyncio.ensure_future(house.home.write(lambda ledger, post=post: push(ledger, device, [post])))
        for post in posts
    ]
    await asyncio.sleep(0)
    said: list[str] = []
    writer._connection._raw.set_trace_callback(said.append)
    go.set()
    results = await asyncio.gather(holding, *pushed)
    writer._connection._raw.set_trace_callback(None)
    assert sum(one.startswith("UPDATE scope SET head") for one in said) == 1
    assert [one.startswith("COMMIT") for one in said].count(True) == 2
    seqs = [one[0].row.seq for one in results[1:]]
    assert seqs == list(range(seqs[0], seqs[0] + 5))


@pytest.mark.sqlite
async def test_after_a_crowd_a_commit_waits_for_more_and_after_one_alone_for_nobody(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []
    monkeypatch.setattr("app.server.database.sqlite.time.sleep", waited.append)
    for _ in range(3):
        await house.home.write(lambda ledger: None)
    assert waited == []
    holding, go = await _hold(house)
    crowd = [asyncio.ensure_future(house.home.write(lambda ledger: None)) for _ in range(CROWD)]
    await asyncio.sleep(0)
    go.set()
    await asyncio.gather(holding, *crowd)
    await house.home.write(lambda ledger: None)
    assert waited == [GATHER_S]
    await house.home.write(lambda ledger: None)
    assert waited == [GATHER_S]


async def test_a_scope_that_was_not_locked_is_locked_in_a_second_go(house: House) -> None:
    nasrin = await house.visitor()
    ran = []

    def work(ledger: Ledger) -> int:
        ran.append(ledger)
        ledger.put(nasrin.own, "mark", "k", {"pos": 1})
        return len(ran)

    assert await house.home.write(work) == 2


@pytest.mark.sqlite
async def test_a_push_of_one_post_is_eleven_statements_and_of_a_reply_one_more(house: House) -> None:
    """More would be paid for by everyone; count again before changing this number."""
    nasrin = await house.visitor()
    scope = (await nasrin.do(nasrin.circle())).scope
    post = nasrin.post(scope)
    raw = house.home.database.writer._connection._raw
    for mutation, statements in ((post, 11), (nasrin.reply(scope, post.id), 12)):
        counted: list[str] = []
        raw.set_trace_callback(counted.append)
        await nasrin.push(mutation)
        raw.set_trace_callback(None)
        assert len(counted) == statements, counted
