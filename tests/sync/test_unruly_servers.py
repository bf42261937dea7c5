"""Whatever a server answers, a device asks it only so often, and goes on living."""

import asyncio
import json
import random
from collections import Counter
from collections.abc import Awaitable, Callable
from itertools import count
from typing import Any

import httpx
import pytest
from simulation.timing import VirtualLoop
from sync.fakes import EPOCH, HANDS, MORNING, Device, page, pulled, pushed
from sync.stage import Server, no

from app.sync.backoff import Backoff
from app.sync.engine import Engine

MINUTES = 6
A_MINUTE = 60
"""Requests of a device that has nothing to gain from them, at most, when a reply takes 20 ms."""
HEAD = 1_000_000
HELLO = 'event: hello\ndata: {"epoch": "e1", "hub": "h"}\n\n'
BEYOND = 'event: poke\ndata: {"c.x": 9999}\n\n'


def says(*words: str) -> httpx.Response:
    """A live channel that says this and ends."""
    return httpx.Response(200, headers={"content-type": "text/event-stream"}, content="".join(words).encode())


def told(**fields: Any) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """A pull's reply with these fields, some made anew for each request."""
    return lambda body: pulled()(body) | {name: it() if callable(it) else it for name, it in fields.items()}


def older(**fields: Any) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """A history page without rows, and with these fields; the usual start is the one before."""

    def reply(body: dict[str, Any]) -> dict[str, Any]:
        usual = {"epoch": EPOCH, "req": body["req"], "now": MORNING, "scope": body["scope"], "at": HEAD}
        return usual | {"start": body["before"] - 1} | fields

    return reply


def later(body: dict[str, Any]) -> httpx.Response:
    return httpx.Response(429, json={"code": "slow.down"}, headers={"retry-after": "99999999"})


def on_and_on(**more: Any) -> Callable[[], list[dict[str, Any]]]:
    """A page whose place moves each time by one, and that brings nothing."""
    numbers = count(1)
    return lambda: [page(HANDS, to=next(numbers)) | more]


def in_turn(*things: Any) -> Callable[[], Any]:
    numbers = count()
    return lambda: things[next(numbers) % len(things)]


WINDOW = told(pages=[page(HANDS, to=HEAD) | {"start": HEAD // 2}])

HABITS: dict[str, Callable[[], dict[str, Any]]] = {
    "well behaved": dict,
    "promises more and gives nothing": lambda: {"pull": told(more=True)},
    "promises more and only moves on": lambda: {"pull": told(more=True, pages=on_and_on())},
    "promises more of a scope": lambda: {"pull": told(pages=on_and_on(more=True))},
    "has two histories": lambda: {"pull": told(epoch=in_turn("a", "b"))},
    "has another history for a push": lambda: {"push": pushed(epoch="other")},
    "refuses a push for its history": lambda: {"push": lambda _: no(409, "epoch", epoch="other")},
    "refuses a pull for its history": lambda: {"pull": lambda _: no(409, "epoch", epoch="other")},
    "answers no mutation": lambda: {"push": lambda _: {"epoch": EPOCH, "now": MORNING, "results": []}},
    "says every id is of the wrong time": lambda: {"push": pushed("clock")},
    "resyncs always": lambda: {"pull": told(resync=[HANDS], pages=on_and_on(), more=True)},
    "says everything is gone": lambda: {"pull": told(gone=[HANDS], more=True)},
    "answers other requests": lambda: {"pull": pulled(req="another")},
    "is a guest network": lambda: dict.fromkeys(
        ("pull", "live"), lambda _: httpx.Response(200, text="<html>")
    ),
    "wants to be left alone": lambda: {"pull": later},
    "ends the channel at once": lambda: {"live": lambda _: says()},
    "ends the channel after hello": lambda: {"live": lambda _: says(HELLO)},
    "pokes for what is not there": lambda: {"live": lambda _: says(HELLO, BEYOND, BEYOND)},
    "does not wait": lambda: {"live": lambda _: says(), "pull": told(pages=on_and_on())},
    "compares wrongly": lambda: {"pull": told(pages=[page(HANDS, to=5) | {"digest": "9.ff"}])},
    "has no older writing": lambda: {"pull": WINDOW, "history": older(start=HEAD // 2)},
    "gives older writing in crumbs": lambda: {"pull": WINDOW, "history": older()},
    "gives older writing of long ago": lambda: {"pull": WINDOW, "history": older(at=1)},
    "gives older writing to others": lambda: {"pull": WINDOW, "history": older(req="another")},
    "has older writing of another history": lambda: {"pull": WINDOW, "history": older(epoch="other")},
    "wants no questions about older writing": lambda: {"pull": WINDOW, "history": later},
    "knows nobody": lambda: dict.fromkeys(("pull", "live"), lambda _: no(401, "token.unknown")),
}


class Remote(Server):
    """It is 20 ms away, and counts what it is asked in each minute."""

    def __init__(self) -> None:
        super().__init__()
        self.minutes: Counter[int] = Counter()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        await asyncio.sleep(0.02)
        now = asyncio.get_running_loop().time()
        self.minutes[int(now // 60)] += 1
        if self.minutes[int(now // 60)] > 20 * A_MINUTE:
            await asyncio.sleep(60)  # the test has failed; let it say so soon
        return await super().handle_async_request(request)


async def _live_with(server: Server, folder: Any) -> bool:
    """Whether an engine goes on running with this server."""
    loop, chance = asyncio.get_running_loop(), random.Random(7)
    device = Device(folder, clock=lambda: MORNING + int(loop.time() * 1000))
    device.post()
    engine = Engine(
        device.memory,
        clock=device.clock,
        new_id=device.new_id,
        randomness=chance.randbytes,
        transport=server,
        backoff=Backoff(chance.randbytes),
    )
    running = asyncio.create_task(engine.run())
    await asyncio.sleep(60 * MINUTES)
    lives = not running.done()
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    device.memory.close()
    return lives


def _run(story: Awaitable[bool]) -> bool:
    loop = VirtualLoop()
    try:
        return loop.run_until_complete(story)
    finally:
        loop.close()


@pytest.mark.parametrize("habit", HABITS)
def test_a_server_is_asked_only_so_often(habit, tmp_path):
    server = Remote()
    server.always = HABITS[habit]()
    assert _run(_live_with(server, tmp_path))
    assert 0 < max(server.minutes.values()) <= 3 * A_MINUTE
    assert server.minutes[MINUTES - 1] <= (3 * A_MINUTE if habit == "does not wait" else A_MINUTE / 2)


class Moody(Remote):
    """Each answer is taken from another habit, or is broken in one of many ways."""

    def __init__(self, seed: int) -> None:
        super().__init__()
        self.chance = random.Random(seed)
        self.habits = [habit() for habit in HABITS.values()]

    def usual(self, door: str) -> Any:
        if self.chance.random() < 0.3:
            return self._broken()
        habit = self.chance.choice(self.habits)
        return habit.get(door) or super().usual(door)

    def _broken(self) -> Any:
        ways: tuple[Any, ...] = (
            httpx.ReadTimeout("silence"),
            httpx.RemoteProtocolError("nonsense"),
            httpx.Response(200, content=b'{"epoch": "e1", "now'),
            httpx.Response(200, content=b"[" * 5_000),
            httpx.Response(200, content=json.dumps({"epoch": 1, "now": "x", "pages": {}}).encode()),
            httpx.Response(302, headers={"location": "https://elsewhere.example/"}),
            *(no(status, "x") for status in (400, 403, 404, 413, 422, 500, 502, 503)),
            *(httpx.Response(status, text="<html>") for status in (400, 404, 426, 502)),
        )
        return self.chance.choice(ways)


@pytest.mark.parametrize("seed", range(12))
def test_nor_more_often_when_its_mood_changes(seed, tmp_path):
    server = Moody(seed)
    assert _run(_live_with(server, tmp_path))
    assert 0 < max(server.minutes.values()) <= 3 * A_MINUTE
