"""What is lost between processes is found: nobody misses a row, and who was sent away falls silent."""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from server.ears import listening_inside
from server.postgres import Cluster
from server.processes import LossyCourier, elsewhere, houses_at, listening_at
from server.visitor import House, Visitor

from app.domain.ids import own_scope
from app.server.bus.exchange import Exchange
from app.server.bus.repairs import Repairs
from app.server.database.ledger import Ledger
from app.server.database.news import News


class Scene:
    """A circle whose leader writes, removes and lets in again, while its members listen at two processes."""

    def __init__(self, houses: list[House], chance: random.Random) -> None:
        self.houses = houses
        self.chance = chance
        self.repairs = [Repairs(house.home) for house in houses]
        self.outside: set[str] = set()

    async def begin(self) -> None:
        first = self.houses[0]
        self.leader = await first.visitor()
        self.people = [await first.visitor() for _ in range(3)]
        self.circle = await first.circle_of(self.leader, *self.people)
        self.ears = [
            (person.person, await listening_at(house, person))
            for person in self.people
            for house in self.houses
        ]
        self.told = [0] * len(self.ears)
        self.head = 0

    def anywhere(self, visitor: Visitor) -> Visitor:
        return elsewhere(visitor, self.chance.choice(self.houses))

    async def happen(self) -> None:
        """Somebody does something, somewhere."""
        person, leader = self.chance.choice(self.people), self.anywhere(self.leader)
        doing = leader.post(self.circle)
        if self.chance.random() < 0.4:
            if person.person in self.outside:
                leader, doing = self.anywhere(person), replace(person.joining(self.circle), seen=self.head)
            else:
                doing = leader.removing(self.circle, person.person)
            self.outside ^= {person.person}
        self.head = (await leader.do(doing)).row.seq
        await asyncio.sleep(self.chance.random() * 0.03)
        self.hear()

    def hear(self) -> None:
        for place, (_, listener) in enumerate(self.ears):
            self.told[place] = max(self.told[place], listener.take().get(self.circle, 0))

    async def sweep(self) -> None:
        """The last letters arrive, and each process looks up what it missed."""
        await asyncio.sleep(0.1)
        for repair in self.repairs:
            await repair.sweep()
        self.hear()


@asynccontextmanager
async def _scene(address: str, data: Path, seed: int) -> AsyncIterator[Scene]:
    chance, office = random.Random(seed), []
    with houses_at(address, data) as houses:
        tasks = [
            asyncio.create_task(Exchange(house.home.bus, LossyCourier(0.5, 0.3, chance, office)).run())
            for house in houses
        ]
        try:
            scene = Scene(houses, chance)
            await scene.begin()
            yield scene
        finally:
            for task in tasks:
                task.cancel()


@pytest.mark.parametrize("seed", range(3))
async def test_over_a_way_that_loses_repeats_and_shuffles_everyone_learns_how_things_stand(
    postgres: Cluster, tmp_path: Path, seed: int
) -> None:
    async with _scene(postgres.migrated(), tmp_path, seed) as scene:
        for _ in range(25):
            await scene.happen()
            if scene.chance.random() < 0.2:
                await scene.chance.choice(scene.repairs).sweep()
        await scene.sweep()
        for (person, listener), told in zip(scene.ears, scene.told, strict=True):
            assert (scene.circle in listener.scopes) == (person not in scene.outside)
            assert told == scene.head or person in scene.outside


async def test_who_was_sent_away_unheard_hears_nothing_later_than_the_sweep(
    postgres: Cluster, tmp_path: Path
) -> None:
    with houses_at(postgres.migrated(), tmp_path) as (here, there):
        nasrin, david = await here.visitor(), await here.visitor()
        circle = await here.circle_of(nasrin, david)
        his, repairs = await listening_at(there, david), Repairs(there.home)
        await repairs.sweep()
        await nasrin.do(nasrin.removing(circle, david.person))
        there.home.bus.hear(News({own_scope(david.person): 10**6}))  # a later letter came, that one was lost
        await repairs.sweep()
        his.take()
        there.home.bus.hear(News({circle: 10**6}))
        assert circle not in his.take()


async def test_what_was_lost_about_a_signed_out_device_or_a_moderator_is_looked_up(
    postgres: Cluster, tmp_path: Path
) -> None:
    with houses_at(postgres.migrated(), tmp_path) as (here, there):
        nasrin, david = await here.visitor(), await here.visitor()
        hers, his = await listening_at(there, nasrin), await listening_at(there, david)

        def change(ledger: Ledger) -> None:
            ledger.connection.execute("UPDATE device SET revoked_at = 1 WHERE id = ?", (nasrin.device,))
            ledger.connection.execute(
                "UPDATE account SET role = 'moderator' WHERE person_id = ?", (david.person,)
            )
            ledger.put(own_scope(david.person), "account", david.person, {"role": "moderator"})

        await here.home.write(change)
        await Repairs(there.home).sweep()
        assert hers.closed == "revoked"
        assert not his.closed
        assert "m" in his.scopes


async def test_what_did_not_come_over_the_bus_is_counted(postgres: Cluster, tmp_path: Path) -> None:
    with houses_at(postgres.migrated(), tmp_path) as (here, there):
        nasrin = await here.visitor()
        circle = await here.circle_of(nasrin)
        await listening_at(there, nasrin)
        repairs = Repairs(there.home)
        await repairs.sweep()
        before = there.home.metrics.repaired
        await nasrin.do(nasrin.post(circle))  # the news of it never comes there
        await repairs.sweep()
        await repairs.sweep()
        assert there.home.metrics.repaired == before + 1


async def test_resuming_where_news_may_have_been_lost_tells_where_everything_stands(
    postgres: Cluster, tmp_path: Path
) -> None:
    with houses_at(postgres.migrated(), tmp_path) as (here, there):
        nasrin = await here.visitor()
        circle = await here.circle_of(nasrin)
        seen = there.home.bus.count
        post = await nasrin.do(nasrin.post(circle))  # the news of it never comes there
        last = f"{there.home.bus.hub}.{seen}"
        async with listening_inside(there, elsewhere(nasrin, there), last=last) as heard:
            said = (await heard()).decode()
            assert '"resumed":true' in said
            assert f'"{circle}":{post.row.seq}' in said
