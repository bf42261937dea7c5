"""A crowd of open live channels, and one honest user among them.

    python tests/server/crowd.py [--channels 5000] [--seconds 20] [--watchers 200] [--pokes]

Starts a real server, opens the channels, lets one member of a circle write and read, and tells what a channel
costs while it is idle, how long the member waits, and when the others in the circle hear of it.
"""

import argparse
import asyncio
import json
import os
import resource
import secrets
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import httpx  # noqa: E402
from server.visitor import STARTER, Visitor  # noqa: E402

from app.domain.ids import own_scope  # noqa: E402
from app.server.accounts.devices import add_device  # noqa: E402
from app.server.accounts.invites import operator_code  # noqa: E402
from app.server.accounts.joining import join  # noqa: E402
from app.server.database.ledger import Ledger  # noqa: E402
from app.server.home import Home, wall_clock  # noqa: E402
from app.sync.accounts import Join  # noqa: E402

PER_DEVICE, DEVICES = 2, 4
_GENEROUS = [f"--limit={what}_{how}=1e9" for what in ("pushes", "pulls") for how in ("per_minute", "at_once")]


@dataclass(slots=True)
class Told:
    """What was measured. Times are milliseconds."""

    channels: int = 0
    lost: int = 0
    up_to_date: int = 0
    """Channels that heard of the last that was written."""
    idle_kb: float = 0
    opened_s: float = 0
    idle_cpu: float = 0
    push: list[float] = field(default_factory=list)
    pull: list[float] = field(default_factory=list)
    deliver: list[float] = field(default_factory=list)
    cpu_us_per_delivery: float = 0

    def __str__(self) -> str:
        def spread(times: list[float]) -> str:
            return f"p50 {_share(times, 50):.1f} ms, p99 {_share(times, 99):.1f} ms"

        return "\n".join(
            (
                f"{self.channels} channels, opened in {self.opened_s:.1f} s; {self.lost} lost",
                f"idle: {self.idle_kb:.1f} KB each, {self.idle_cpu:.1%} of a core",
                f"push {spread(self.push)}; pull {spread(self.pull)}",
                f"deliver {spread(self.deliver)}; {self.cpu_us_per_delivery:.0f} µs of CPU for each",
            )
        )


class Channel(asyncio.Protocol):
    """An open live channel that notes when which body came."""

    def __init__(self, token: str, path: str) -> None:
        self.open: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.heard: dict[int, float] = {}
        self.closed = False
        headers = f"host: setu\r\naccept-encoding: gzip, deflate\r\nauthorization: Bearer {token}"
        self._asked = f"GET {path} HTTP/1.1\r\n{headers}\r\n\r\n".encode()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport
        transport.write(self._asked)

    def data_received(self, data: bytes) -> None:
        now = time.perf_counter()
        if b"event: hello" in data and not self.open.done():
            self.open.set_result(None)
        for line in data.split(b"\n"):
            if line.startswith(b"data: "):
                self._hear(json.loads(line[6:]), now)

    def _hear(self, said: dict, now: float) -> None:
        head = said.get("head", 0) if said.get("scope") == STARTER else said.get(STARTER, 0)
        if head:
            self.heard[head] = now

    def connection_lost(self, why: Exception | None) -> None:
        self.closed = True
        if not self.open.done():
            self.open.set_exception(ConnectionError("refused"))


def _share(times: list[float], percent: int) -> float:
    return quantiles(times, n=100, method="inclusive")[percent - 1] if len(times) > 1 else 0


def _prepare(data: Path, channels: int, watchers: int) -> tuple[list[str], tuple[str, str, str]]:
    """People with devices enough; the tokens, watchers of the circle first; and the honest user."""
    people = -(-channels // (PER_DEVICE * DEVICES)) + 1
    tokens: list[list[str]] = []
    names: list[tuple[str, str, str]] = []
    fresh = Visitor(None, wall_clock)  # type: ignore[arg-type]

    def found(ledger: Ledger) -> None:
        for _ in range(people):
            asked = Join(
                code=operator_code(ledger),
                person=fresh.new_id(),
                device=fresh.new_id(),
                token=secrets.token_urlsafe(32),
            )
            join(ledger, asked)
            names.append((asked.person, asked.device, asked.token))
            own = [asked.token]
            for _ in range(DEVICES - 1):
                token = secrets.token_urlsafe(32)
                add_device(ledger, asked.person, fresh.new_id(), token, "")
                own.append(token)
            tokens.append(own)
        ledger.lock([STARTER, *(own_scope(person) for person, _, _ in names)])
        for person, _, _ in names[: watchers + 1]:
            from app.domain.circles import Role
            from app.server.operations.belonging import admit

            admit(ledger, STARTER, person, Role.MEMBER)

    async def write() -> None:
        home = Home.open(data)
        try:
            await home.write(found)
        finally:
            home.close()

    asyncio.run(write())
    honest = names[0]
    spread = [own[device] for _ in range(PER_DEVICE) for device in range(DEVICES) for own in tokens[1:]]
    return spread[:channels], honest


class Process:
    """What the server process takes."""

    def __init__(self, pid: int) -> None:
        self._pid = pid

    @property
    def kilobytes(self) -> int:
        """Resident memory."""
        told = Path(f"/proc/{self._pid}/status").read_text()
        return int(told.partition("VmRSS:")[2].split()[0])

    @property
    def cpu(self) -> float:
        """Seconds of CPU so far."""
        told = Path(f"/proc/{self._pid}/stat").read_text().rpartition(")")[2].split()
        return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


@asynccontextmanager
async def _serving(data: Path) -> AsyncIterator[tuple[int, Process]]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "app", "serve", f"--data={data}", "--port=0", *_GENEROUS),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout
    try:
        said = (await process.stdout.readline()).decode()
        port = int(said.partition("http://127.0.0.1:")[2].split()[0])
        while b"To invite more" not in await process.stdout.readline():
            pass
        yield port, Process(process.pid)
    finally:
        process.kill()
        await process.wait()


async def _use(port: int, honest: tuple[str, str, str], seconds: float, told: Told) -> dict[int, float]:
    """Write and read for a while, in a hurry; when the writing of which head began."""
    begun: dict[int, float] = {}
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=30) as http:
        nasrin = Visitor(http, wall_clock)
        nasrin.person, nasrin.device, nasrin.token = honest
        at = {page.scope: page.to for page in (await nasrin.pull()).pages}
        until = time.perf_counter() + seconds
        while time.perf_counter() < until:
            began = time.perf_counter()
            result = await nasrin.do(nasrin.post(STARTER, "How do you line a splint?"))
            told.push.append((time.perf_counter() - began) * 1000)
            assert result.row
            begun[result.row.seq] = began
            began = time.perf_counter()
            at |= {page.scope: page.to for page in (await nasrin.pull(at)).pages}
            told.pull.append((time.perf_counter() - began) * 1000)
            await asyncio.sleep(0.05)
    return begun


async def _measure(
    data: Path, tokens: list[str], honest: tuple[str, str, str], chosen: argparse.Namespace
) -> Told:
    told, path = Told(), "/v1/live" if chosen.pokes else "/v1/live?pages=1"
    loop = asyncio.get_running_loop()
    async with _serving(data) as (port, server):
        await _use(port, honest, 1, Told())  # warm
        before, began = server.kilobytes, time.perf_counter()
        channels: list[Channel] = []
        for place in range(0, len(tokens), 50):
            made = [Channel(token, path) for token in tokens[place : place + 50]]
            for one in made:
                await loop.create_connection(lambda one=one: one, "127.0.0.1", port)  # type: ignore[misc]
            await asyncio.gather(*(one.open for one in made))
            channels += made
        told.channels, told.opened_s = len(channels), time.perf_counter() - began
        cpu = server.cpu
        await asyncio.sleep(chosen.seconds)
        told.idle_cpu = (server.cpu - cpu) / chosen.seconds
        told.idle_kb = (server.kilobytes - before) / max(1, len(channels))
        cpu = server.cpu
        begun = await _use(port, honest, chosen.seconds, told)
        await asyncio.sleep(0.5)
        for channel in channels:
            told.lost += channel.closed
            told.up_to_date += max(begun) in channel.heard
            told.deliver += [
                (channel.heard[head] - at) * 1000 for head, at in begun.items() if head in channel.heard
            ]
        told.cpu_us_per_delivery = (server.cpu - cpu) * 1e6 / max(1, len(told.deliver))
        for channel in channels:
            channel.transport.close()
    return told


def measure(channels: int, *, seconds: float, watchers: int, pokes: bool = False) -> Told:
    """Open so many channels, of which some people's are in the circle that is written to."""
    chosen = argparse.Namespace(seconds=seconds, pokes=pokes)
    with tempfile.TemporaryDirectory(prefix="setu-crowd-") as folder:
        data = Path(folder) / "server"
        tokens, honest = _prepare(data, channels, watchers)
        return asyncio.run(_measure(data, tokens, honest, chosen))


def main() -> None:
    """Measure and tell."""
    parser = argparse.ArgumentParser(description="A crowd of live channels, and one honest user among them.")
    parser.add_argument("--channels", type=int, default=5_000)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--watchers", type=int, default=25, help="people of the crowd who are in the circle")
    parser.add_argument("--pokes", action="store_true", help="only say that there is something new")
    chosen = parser.parse_args()
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    print(measure(chosen.channels, seconds=chosen.seconds, watchers=chosen.watchers, pokes=chosen.pokes))


if __name__ == "__main__":
    main()
