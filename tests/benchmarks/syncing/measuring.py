"""The rounds: every server alive, visited in turns; a visit sends one by one, then many at once."""

import asyncio
import sys
import time
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from random import Random

from syncing.peers import Listener, Peer, Sender
from syncing.processes import Absent
from syncing.texts import text

SEED = 1
PATIENCE_S = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How much is measured."""

    rounds: int = 7
    sends: int = 100
    """One by one, in a visit."""
    senders: int = 32
    seconds: float = 3
    """For how long they send at once, in a visit."""
    messages: int = 10_000
    """In the circle of the first sync."""
    channels: int = 1000
    """Idle live channels."""


@dataclass(slots=True)
class Load:
    """Many senders at once, a visit each: CPU seconds of the server for a send, and sends a second."""

    cpu: list[float] = field(default_factory=list)
    rate: list[float] = field(default_factory=list)


@dataclass(slots=True)
class Found:
    """What was found out about one server. Times are seconds, sizes are bytes."""

    name: str
    about: str
    absent: str = ""
    """Why there is nothing, for a peer that could not be installed."""
    deliver: list[float] = field(default_factory=list)
    ack: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    """CPU of the server for a message that is sent alone and delivered, one figure a visit."""
    heard: Load = field(default_factory=Load)
    """With the other person listening, until they have every message."""
    unheard: Load = field(default_factory=Load)
    """With nobody listening."""
    idle: int = 0
    after: int = 0


_numbers = count(1)


async def measure(peers: Sequence[Peer], plan: Plan, folder: Path, cache: Path) -> list[Found]:
    """Start all, visit them in turns, the order shuffled each round, and stop them."""
    found = {peer.name: Found(peer.name, peer.about) for peer in peers}
    running: list[Peer] = []
    shuffling = Random(SEED)
    try:
        for number, peer in enumerate(peers):
            await _start(peer, found[peer.name], folder / str(number), cache, running)
        for turn in range(plan.rounds):
            for peer in shuffling.sample(running, len(running)):
                print(f"round {turn + 1} of {plan.rounds}: {peer.name} …", file=sys.stderr, flush=True)
                await _visit(peer, plan, found[peer.name])
        for peer in running:
            found[peer.name].after = peer.process.memory()
    finally:
        for peer in running:
            await peer.stop()
    return list(found.values())


async def _start(peer: Peer, found: Found, folder: Path, cache: Path, running: list[Peer]) -> None:
    try:
        await asyncio.to_thread(peer.prepare, folder, cache)
    except Absent as why:
        found.absent = str(why)
        print(f"{peer.name}: {why}", file=sys.stderr, flush=True)
        return
    await peer.start()
    running.append(peer)
    found.about = peer.about
    await peer.join_two()
    await asyncio.sleep(1)
    found.idle = peer.process.memory()


async def _visit(peer: Peer, plan: Plan, found: Found) -> None:
    sender, listener = await peer.sender(), await peer.listener()
    for _ in range(3):
        # Not measured: connections that open, caches that fill.
        await _deliver(sender, listener)
    before = peer.process.cpu()
    for _ in range(plan.sends):
        ack, deliver = await _deliver(sender, listener)
        found.ack.append(ack)
        found.deliver.append(deliver)
    found.cpu.append((peer.process.cpu() - before) / plan.sends)
    sender.close()
    await _many(peer, plan, found.heard, listener)
    listener.close()
    await asyncio.sleep(0.2)
    await _many(peer, plan, found.unheard, None)


async def _deliver(sender: Sender, listener: Listener) -> tuple[float, float]:
    """One message: the seconds until its sender knows that it is kept, and until the other has its text."""
    said = text(next(_numbers))
    start = time.perf_counter()
    async with asyncio.timeout(PATIENCE_S):
        return await asyncio.gather(_timed(start, sender.send(said)), _timed(start, _hear(listener, {said})))


async def _timed(start: float, what: Awaitable[None]) -> float:
    await what
    return time.perf_counter() - start


async def _hear(listener: Listener, awaited: set[str]) -> None:
    """Until all of these have come."""
    missing = set(awaited)
    while missing:
        missing.difference_update(await listener.hear())


async def _many(peer: Peer, plan: Plan, load: Load, listener: Listener | None) -> None:
    """All senders at once; it ends when everything is acknowledged, and heard by who listens."""
    senders = [await peer.sender() for _ in range(plan.senders)]
    sent: set[str] = set()
    heard: set[str] = set()
    hearing = asyncio.create_task(_collect(listener, heard)) if listener else None
    before, start = peer.process.cpu(), time.perf_counter()
    await asyncio.gather(*(_keep_sending(sender, start + plan.seconds, sent) for sender in senders))
    while hearing and not sent <= heard:
        if hearing.done():
            hearing.result()
        if time.perf_counter() - start > PATIENCE_S:
            raise TimeoutError(f"{peer.name} delivered {len(sent & heard)} of {len(sent)} messages")
        await asyncio.sleep(0.005)
    load.rate.append(len(sent) / (time.perf_counter() - start))
    load.cpu.append((peer.process.cpu() - before) / len(sent))
    for sender in senders:
        sender.close()
    if hearing:
        hearing.cancel()
        await asyncio.gather(hearing, return_exceptions=True)


async def _collect(listener: Listener, heard: set[str]) -> None:
    while True:
        heard.update(await listener.hear())


async def _keep_sending(sender: Sender, end: float, sent: set[str]) -> None:
    while time.perf_counter() < end:
        said = text(next(_numbers))
        await sender.send(said)
        sent.add(said)
