"""Many at once: numbers without gaps to fall into, and checks that cannot be overtaken."""

import asyncio
import sqlite3
from pathlib import Path

import pytest
from server.visitor import House, Visitor

from app.server.accounts.devices import Device
from app.server.database.ledger import Ledger
from app.server.home import DATABASE
from app.server.push import push
from app.server.troubles import Rejected


async def test_a_reader_among_eight_writers_misses_nothing_and_sees_nothing_twice(house: House) -> None:
    leader = await house.visitor()
    writers = [await house.visitor() for _ in range(8)]
    scope = await house.circle_of(leader, *writers)
    written: list[str] = []
    done = asyncio.Event()

    async def write(writer: Visitor) -> None:
        for _ in range(40):
            result = await writer.do(writer.post(scope))
            written.append(result.row.id)

    async def read() -> list[tuple[int, str]]:
        cursor, seen = 0, []
        while True:
            last = done.is_set()
            for page in (await leader.pull({scope: cursor})).pages:
                if page.scope == scope:
                    assert page.rows[0].seq > cursor
                    seen += [(row.seq, row.id) for row in page.rows if row.k == "post"]
                    cursor = page.to
            if last:
                return seen
            await asyncio.sleep(0)

    reading = asyncio.create_task(read())
    await asyncio.gather(*(write(writer) for writer in writers))
    done.set()
    seen = await reading
    assert sorted(identifier for _, identifier in seen) == sorted(written)
    assert [seq for seq, _ in seen] == sorted({seq for seq, _ in seen})


async def test_many_retries_at_once_are_done_once(house: House) -> None:
    nasrin = await house.visitor()
    post = nasrin.post((await nasrin.do(nasrin.circle())).scope)
    results = await asyncio.gather(*(nasrin.push(post) for _ in range(10)))
    states = sorted(result.st for (result,) in results)
    assert states == ["dup"] * 9 + ["ok"]


@pytest.mark.sqlite
async def test_a_removed_members_push_that_waits_behind_the_removal_is_refused(house: House) -> None:
    nasrin, david = await house.visitor(), await house.visitor()
    scope = await house.circle_of(nasrin, david)
    gate, reached = asyncio.Event(), asyncio.Event()
    loop = asyncio.get_running_loop()

    def hold(ledger: Ledger) -> None:
        loop.call_soon_threadsafe(reached.set)
        asyncio.run_coroutine_threadsafe(gate.wait(), loop).result()

    holding = asyncio.create_task(house.home.write(hold))
    await reached.wait()
    removal = asyncio.create_task(nasrin.push(nasrin.removing(scope, david.person)))
    await asyncio.sleep(0.05)
    late = asyncio.create_task(david.push(david.post(scope)))
    await asyncio.sleep(0.05)
    gate.set()
    await holding
    assert (await removal)[0].st == "ok"
    assert (await late)[0].code == "circle.not_member"


async def test_two_leaders_who_remove_each_other_leave_one(house: House) -> None:
    nasrin, david = await house.visitor(), await house.visitor()
    scope = await house.circle_of(nasrin, david)
    await nasrin.do(nasrin.promoting(scope, david.person))
    results = await asyncio.gather(
        nasrin.push(nasrin.removing(scope, david.person)), david.push(david.removing(scope, nasrin.person))
    )
    assert sorted(result.code for (result,) in results) == ["", "circle.not_member"]


async def test_two_who_open_one_conversation_at_once_open_one(house: House) -> None:
    nasrin, david = await house.visitor(), await house.visitor()
    results = await asyncio.gather(
        nasrin.push(nasrin.message(david.person)), david.push(david.message(nasrin.person))
    )
    assert [result.st for (result,) in results] == ["ok", "ok"]
    assert sum(kind == "dm" for _, kind, _ in await nasrin.rows()) == 2


@pytest.mark.sqlite
async def test_when_the_disk_fails_nobody_in_the_group_is_told_that_they_are_saved(
    house: House,
) -> None:
    nasrin, david = await house.visitor(), await house.visitor()

    def fail(ledger: Ledger) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    failing = asyncio.create_task(house.home.write(fail))
    replies = await asyncio.gather(nasrin.send(nasrin.circle()), david.send(david.circle()))
    with pytest.raises(Rejected, match=r"server\.busy"):
        await failing
    for reply in replies:  # each was in the failed group, or in the next one
        assert reply.status_code in (200, 503)
        if reply.status_code == 503:
            assert (reply.json()["code"], reply.headers["retry-after"]) == ("server.busy", "1")
    expected = sum(reply.status_code == 200 for reply in replies)
    listings = [row for (_, kind, _), row in (await nasrin.rows()).items() if kind == "listing"]
    assert len(listings) == 12 + expected


@pytest.mark.sqlite
async def test_a_commit_that_fails_answers_busy_and_a_retry_succeeds(house: House, tmp_path: Path) -> None:
    nasrin = await house.visitor()
    circle = nasrin.circle()
    other = sqlite3.connect(tmp_path / "server" / DATABASE, isolation_level=None)
    await house.home.write(lambda ledger: ledger.connection.execute("PRAGMA busy_timeout = 10") and None)
    other.execute("BEGIN IMMEDIATE")
    reply = await nasrin.send(circle)
    assert (reply.status_code, reply.json()["code"]) == (503, "server.busy")
    other.execute("ROLLBACK")
    other.close()
    (result,) = await nasrin.push(circle)
    assert result.st == "ok"


async def test_a_fault_in_one_job_does_not_touch_its_neighbours(house: House) -> None:
    nasrin = await house.visitor()

    def fault(ledger: Ledger) -> None:
        push(ledger, Device(nasrin.device, nasrin.person, False), [nasrin.circle()])
        raise KeyError("a fault of ours")

    jobs = [house.home.write(fault) for _ in range(3)]
    *faults, result = await asyncio.gather(*jobs, nasrin.push(nasrin.circle()), return_exceptions=True)
    assert all(isinstance(one, KeyError) for one in faults)
    assert result[0].st == "ok"
    assert sum(kind == "circle" for _, kind, _ in await nasrin.rows()) == 1


async def test_after_closing_nothing_is_promised(house: House) -> None:
    nasrin = await house.visitor()
    house.home.database.close()
    with pytest.raises(Rejected, match=r"server\.busy"):
        await house.home.write(lambda ledger: None)
    reply = await nasrin.send(nasrin.circle())
    assert (reply.status_code, reply.json()["code"]) == (503, "server.busy")
