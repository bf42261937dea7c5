"""Stories in which the server is upgraded while everybody is at it, and the apps one after another.

Until then it sends away an app that was upgraded before it, and from then on apps that speak as before; and
there are rows of a kind that no app of today knows.
"""

import asyncio
import json
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from unittest.mock import patch

import httpx
from simulation import device as devices
from simulation import world
from simulation.device import Device
from simulation.network import Net
from simulation.story import Story
from simulation.world import Outcome

from app.domain.ids import circle_scope, uuid7
from app.domain.starters import STARTER_CIRCLES
from app.server import versions
from app.server.database.ledger import Ledger

NEXT = versions.SCHEMA + 1
CIRCLE = circle_scope(STARTER_CIRCLES[0]["id"])
SEEDS = 16
POLL = {"question": "কবে?", "choices": ["ক", 2], "deep": {"a": [None]}}


class SpeakingNet(Net):
    """An app that says which version of the protocol it speaks, wherever rows are given or taken."""

    speaks = NEXT - 1

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if request.url.path in ("/v1/push", "/v1/pull", "/v1/history", "/v1/people"):
            asked = json.loads(await request.aread()) | {"schema": self.speaks}
            headers = [(name, value) for name, value in request.headers.raw if name != b"Content-Length"]
            request = httpx.Request(
                request.method,
                request.url,
                headers=headers,
                content=json.dumps(asked).encode(),
                extensions=request.extensions,
            )
        elif request.url.path == "/v1/live":
            request.url = request.url.copy_set_param("schema", self.speaks)
        return await super().handle_async_request(request)


class UpgradingStory(Story):
    """The same story, in the middle of which the server gets a newer Setu."""

    def __init__(self, world: Any) -> None:
        super().__init__(world)
        self.kept = ExitStack()
        self.upgrades_at = self.length // 3
        self.steps = 0

    async def tell(self) -> None:
        await super().tell()
        await asyncio.sleep(1)  # what somebody did last is under way by then
        for one in self.devices:  # who is arriving would wait for ever with too old an app, or in a drawer
            self.upgrade(one)
            one.open()
        await asyncio.gather(*self.arriving)

    def befall(self, device: Device) -> None:
        super().befall(device)
        self.steps += 1
        if self.steps == self.upgrades_at // 2:
            self.upgrade(self.people[0][0])
        if self.steps == self.upgrades_at:
            self.upgrade_server()
        elif self.steps > self.upgrades_at and self.chance.random() < 0.1:
            self.upgrade(device)

    def upgrade_server(self) -> None:
        self.world.tell("server", "is upgraded")
        for name in ("OLDEST_SCHEMA", "SCHEMA"):
            self.kept.enter_context(patch.object(versions, name, NEXT))
        self.world.server.crash()

        def write(ledger: Ledger) -> None:
            ledger.lock((CIRCLE,))
            made = uuid7(self.world.now_ms(), self.chance.randbytes(10))
            ledger.insert(CIRCLE, "poll", made, POLL, by="")
            self.world.watch.heads[CIRCLE] = ledger.head(CIRCLE)

        self.world.server._do(write)

    def upgrade(self, device: Device) -> None:
        """Its app is closed, and a newer one opened."""
        if device.net.speaks == NEXT:
            return
        self.world.tell(device.name, "is upgraded")
        device.close()
        device.net.speaks = NEXT
        device.open()


def test_a_story_with_an_upgrade_in_it_ends_as_well_as_any(tmp_path: Path) -> None:
    both_sent_away = 0
    for seed in range(SEEDS):
        outcome = told_with_an_upgrade(seed, tmp_path)
        assert outcome.violations == [], "\n".join([f"seed {seed}", *outcome.trace[-60:]])
        upgraded = _places(outcome, "server is upgraded")[0]
        sent_away = _places(outcome, " -> 426")
        both_sent_away += bool(sent_away) and sent_away[0] < upgraded < sent_away[-1]
    assert both_sent_away >= SEEDS // 4, "who was too early was sent away, and who was too late"


def _places(outcome: Outcome, happened: str) -> list[int]:
    return [place for place, line in enumerate(outcome.trace) if line.endswith(happened)]


def told_with_an_upgrade(seed: int, folder: Path) -> Outcome:
    """The story of this seed, with newer apps and a newer server in the midst of it."""
    told: list[UpgradingStory] = []

    def story(of: Any) -> UpgradingStory:
        told.append(UpgradingStory(of))
        return told[-1]

    with patch.object(world, "Story", story), patch.object(devices, "Net", SpeakingNet):
        try:
            return world.live(seed, folder)
        finally:
            told[0].kept.close()
