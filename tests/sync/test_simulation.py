"""Whatever the network does, devices come to agree, everything is there once, and nothing typed is lost."""

import asyncio
import contextlib
import os

import pytest
from sync.fakes import until
from sync.nets import Net
from sync.simulation import Phone, Story

from app.domain.connection import Connection, Phase
from app.sync.backoff import Backoff
from app.sync.engine import Engine

SEEDS = range(int(os.environ.get("SETU_SEEDS", "50")))
"""More of them: `Story(folder, seed)` for any seed; see `simulation.py`."""
FEW = range(1000, 1006)


@pytest.mark.parametrize("seed", SEEDS)
async def test_a_random_story_ends_in_agreement(tmp_path, seed):
    story = Story(tmp_path, seed)
    try:
        await story.tell()
        await story.check()
    finally:
        await story.close()


async def hasty(seconds: float) -> None:
    await asyncio.sleep(seconds / 1000)


def start(phone: Phone, nets: list[Net]) -> Engine:
    nets.append(phone.net)
    phone.net.neighbours = nets
    phone.net._inner.app = phone.server.app
    phone.net.fault = 0.2
    return Engine(
        phone.memory,
        clock=phone.clock,
        randomness=phone.chance.randbytes,
        transport=phone.net,
        backoff=Backoff(phone.chance.randbytes, hasty),
    )


def agrees(phone: Phone) -> bool:
    sign = phone.memory.sign("sync", Connection())
    return sign.phase is Phase.LIVE and not sign.syncing and not phone.memory.count_waiting()


@pytest.mark.parametrize("seed", FEW)
async def test_a_story_told_by_whole_engines_at_once_ends_in_agreement(tmp_path, seed):
    story = Story(tmp_path, seed)
    await story.begin()
    nets: list[Net] = []
    tasks = [asyncio.create_task(start(phone, nets).run()) for phone in story.phones]
    try:
        for _ in range(60):
            phone = story.chance.choice(story.phones)
            story.act(phone)
            phone.net.online = story.chance.random() < 0.8
            await asyncio.sleep(story.chance.random() / 100)
        for phone in story.phones:
            phone.net.fault, phone.net.online = 0, True
            phone.memory.set_sign("wake", 1)
        await until(lambda: all(map(agrees, story.phones)), 20)
        await asyncio.sleep(0.05)
        await until(lambda: all(map(agrees, story.phones)), 20)
        await story.check()
    finally:
        for task in tasks:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
        await story.close()
