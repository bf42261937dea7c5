"""Transactions that meet on a real PostgreSQL: what each sees of the other, and who waits for whom."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from server.postgres import Cluster
from server.visitor import House, Visitor, open_house

from app.server.accounts.devices import Device, add_device
from app.server.accounts.joining import join
from app.server.database.ledger import Ledger
from app.server.push import push
from app.server.troubles import Rejected
from app.sync.accounts import Join
from app.sync.protocol import Mutation


@pytest.fixture
async def house(tmp_path: Path, postgres: Cluster) -> AsyncIterator[House]:
    async with open_house(tmp_path / "server", address=postgres.migrated()) as opened:
        yield opened


@asynccontextmanager
async def _held(house: House, work: Callable[[Ledger], Any]) -> AsyncIterator[asyncio.Task[Any]]:
    """A transaction that has done its work, and does not end before this block does."""
    loop, done, gate = asyncio.get_running_loop(), asyncio.Event(), threading.Event()

    def hold(ledger: Ledger) -> Any:
        outcome = work(ledger)
        loop.call_soon_threadsafe(done.set)
        assert gate.wait(10)
        return outcome

    holding = asyncio.create_task(house.home.write(hold))
    await asyncio.wait_for(done.wait(), 10)
    try:
        yield holding
    finally:
        gate.set()
        await asyncio.wait([holding])


async def _until_someone_waits(house: House) -> None:
    """Until one transaction really waits for another."""
    sql = """SELECT count(*) FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock'"""
    for _ in range(1000):
        if (await house.home.read(lambda connection: connection.execute(sql).fetchone()))[0]:
            return
        await asyncio.sleep(0.01)
    raise TimeoutError


def _pushing(visitor: Visitor, *mutations: Mutation) -> Callable[[Ledger], Any]:
    return lambda ledger: push(ledger, Device(visitor.device, visitor.person), list(mutations))


async def test_what_a_removed_member_sends_during_the_removal_is_refused(house: House) -> None:
    nasrin, david = await house.visitor(), await house.visitor()
    scope = await house.circle_of(nasrin, david)
    async with _held(house, _pushing(nasrin, nasrin.removing(scope, david.person))) as removal:
        late = asyncio.create_task(david.push(david.post(scope)))
        await _until_someone_waits(house)
        assert not late.done()
    assert (await removal)[0].st == "ok"
    assert (await late)[0].code == "circle.not_member"
    assert not any(kind == "post" for _, kind, _ in await nasrin.rows())


async def test_a_profile_changed_during_the_removal_does_not_reach_the_circle(house: House) -> None:
    nasrin, david = await house.visitor(), await house.visitor()
    scope = await house.circle_of(nasrin, david)
    async with _held(house, _pushing(nasrin, nasrin.removing(scope, david.person))):
        change = asyncio.create_task(david.push(david.profile(ask="hand therapy", wall=house.clock.now + 1)))
        await _until_someone_waits(house)
    assert (await change)[0].st == "ok"
    seat = (await nasrin.rows())[scope, "member", david.person]
    assert (seat.v["state"], seat.v["card"].get("ask")) == ("out", None)
    assert (await david.rows())[david.own, "me", david.person].v["ask"] == "hand therapy"


async def test_who_is_removed_while_being_promoted_is_out(house: House) -> None:
    nasrin, david, mina = [await house.visitor() for _ in range(3)]
    scope = await house.circle_of(nasrin, david, mina)
    await nasrin.do(nasrin.promoting(scope, mina.person))
    async with _held(house, _pushing(nasrin, nasrin.removing(scope, david.person))):
        promotion = asyncio.create_task(mina.push(mina.promoting(scope, david.person)))
        await _until_someone_waits(house)
    assert (await promotion)[0].code == "ref.missing"
    assert scope not in {scope for scope, _, _ in await david.rows()}


async def test_a_leader_removed_while_promoting_promotes_nobody(house: House) -> None:
    nasrin, david, mina = [await house.visitor() for _ in range(3)]
    scope = await house.circle_of(nasrin, david, mina)
    await nasrin.do(nasrin.promoting(scope, david.person))
    async with _held(house, _pushing(nasrin, nasrin.removing(scope, david.person))):
        promotion = asyncio.create_task(david.push(david.promoting(scope, mina.person)))
        await _until_someone_waits(house)
    assert (await promotion)[0].code == "circle.not_member"
    assert (await nasrin.rows())[scope, "member", mina.person].v["role"] == "member"


async def test_of_two_last_leaders_who_leave_at_once_one_stays(house: House) -> None:
    nasrin, david, mina = [await house.visitor() for _ in range(3)]
    scope = await house.circle_of(nasrin, david, mina)
    await nasrin.do(nasrin.promoting(scope, david.person))
    async with _held(house, _pushing(nasrin, nasrin.leaving(scope))):
        other = asyncio.create_task(david.push(david.leaving(scope)))
        await _until_someone_waits(house)
    assert (await other)[0].code == "circle.last_leader"


async def test_two_who_open_one_conversation_at_once_open_one(house: House) -> None:
    nasrin, david = await house.visitor(), await house.visitor()
    async with _held(house, _pushing(nasrin, nasrin.message(david.person))) as first:
        second = asyncio.create_task(david.push(david.message(nasrin.person)))
        await _until_someone_waits(house)
    assert [(await first)[0].st, (await second)[0].st] == ["ok", "ok"]
    assert sum(kind == "dm" for _, kind, _ in await nasrin.rows()) == 2
    assert await nasrin.rows() | await david.rows() | await nasrin.rows()  # both may read it


async def test_one_invite_used_twice_at_once_is_used_once(house: House) -> None:
    code = await house.invite()
    nasrin, david = house.stranger(), house.stranger()
    asked = Join(code=code, person=nasrin.person, device=nasrin.device, token=nasrin.token)
    async with _held(house, lambda ledger: join(ledger, asked)) as first:
        second = asyncio.create_task(david.ask_to_join(code))
        await _until_someone_waits(house)
    assert await first == nasrin.person
    assert ((await second).status_code, (await second).json()["code"]) == (403, "invite.used")


async def test_the_same_push_twice_at_once_is_done_once(house: House) -> None:
    nasrin = await house.visitor()
    scope = (await nasrin.do(nasrin.circle())).scope
    post = nasrin.post(scope)
    async with _held(house, _pushing(nasrin, post)) as first:
        second = asyncio.create_task(nasrin.push(post))
        await _until_someone_waits(house)
    assert [(await first)[0].st, (await second)[0].st] == ["ok", "dup"]
    assert (await first)[0].row == (await second)[0].row


async def test_pushes_over_four_scopes_in_any_order_never_wait_in_a_ring(house: House) -> None:
    people = [await house.visitor() for _ in range(4)]
    scopes = [await house.circle_of(people[0], *people[1:]) for _ in range(4)]
    rounds = 12

    async def write(visitor: Visitor, turn: int) -> None:
        for number in range(rounds):
            order = [scopes[(turn + number * step) % 4] for step in (1, 3)] + scopes[:: (-1) ** turn]
            results = await visitor.push(*(visitor.post(scope) for scope in order))
            assert {result.st for result in results} == {"ok"}

    await asyncio.gather(*(write(visitor, turn) for turn, visitor in enumerate(people)))
    sql = "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"
    assert await house.home.read(lambda connection: connection.execute(sql).fetchone()) == (0,)
    found = await house.home.read(
        lambda c: c.execute("SELECT scope_id, seq FROM item ORDER BY scope_id, seq").fetchall()
    )
    assert len(set(found)) == len(found)
    assert sum(scope in scopes for scope, _ in found) >= 4 * rounds * 6


async def test_everything_at_once_loses_nothing_where_the_engine_only_serializes(
    tmp_path: Path, postgres: Cluster
) -> None:
    address = postgres.migrated() + "&isolation=serializable"
    async with open_house(tmp_path / "server", address=address) as house:
        people = [await house.visitor() for _ in range(4)]
        scopes = [await house.circle_of(people[0], *people[1:]) for _ in range(3)]
        acknowledged: list[str] = []

        async def write(visitor: Visitor, turn: int) -> None:
            for number in range(15):
                post = visitor.post(scopes[(turn + number) % 3])
                for _ in range(20):
                    reply = await visitor.send(post)
                    if reply.status_code == 200:
                        acknowledged.append(reply.json()["results"][0]["row"]["id"])
                        break
                    assert reply.status_code == 503

        await asyncio.gather(*(write(visitor, turn) for turn, visitor in enumerate(people)))
        there = [identifier for _, kind, identifier in await people[0].rows() if kind == "post"]
        assert sorted(there) == sorted(acknowledged)
        assert len(there) == 60


async def test_what_waits_too_long_is_told_to_come_again_and_then_gets_through(house: House) -> None:
    nasrin = await house.visitor()
    scope = (await nasrin.do(nasrin.circle())).scope
    post = nasrin.post(scope)
    house.home.database.close()
    async with _impatient(house):
        async with _held(house, lambda ledger: (ledger.lock([scope]), ledger.head(scope))):
            reply = await nasrin.send(post)
            assert (reply.status_code, reply.json()["code"]) == (503, "server.busy")
        assert (await nasrin.push(post))[0].st == "ok"


async def test_a_transaction_that_does_nothing_more_is_ended_and_holds_nobody_up(house: House) -> None:
    nasrin = await house.visitor()
    scope = (await nasrin.do(nasrin.circle())).scope
    async with _impatient(house, idle_in_transaction_session_timeout="200ms", lock_timeout="5s"):
        async with _held(house, _pushing(nasrin, nasrin.post(scope))) as stuck:
            assert (await nasrin.push(nasrin.post(scope)))[0].st == "ok"
        with pytest.raises(Rejected, match=r"server\.busy"):
            await stuck


@asynccontextmanager
async def _impatient(house: House, **patience: str) -> AsyncIterator[None]:
    from app.server.database.postgres import PATIENCE, PostgresDatabase

    home = house.home
    home.database.close()
    home.database = PostgresDatabase(
        house.address,
        clock=home.clock,
        publish=home.bus.publish,
        patience={**PATIENCE, "lock_timeout": "200ms", **patience},
    )
    home.write, home.read = home.database.write, home.database.read
    try:
        yield
    finally:
        home.database.close()


async def test_one_device_id_is_never_two_peoples(house: House) -> None:
    """The second waits for the first, and must not come out as another device of theirs."""
    nasrin, david = await house.visitor(), await house.visitor()
    device, first, second = nasrin.new_id(), house.stranger().token, house.stranger().token
    async with _held(house, lambda ledger: add_device(ledger, nasrin.person, device, first, "")):
        late = asyncio.create_task(
            house.home.write(lambda ledger: add_device(ledger, david.person, device, second, ""))
        )
        await _until_someone_waits(house)
    with pytest.raises(Rejected, match=r"device\.taken"):
        await late
    david.token = second
    assert (await david.ask()).status_code == 401
