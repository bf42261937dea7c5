"""The shipped server: its doors over one database, crashes, back-ups and restores."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from random import Random
from typing import TYPE_CHECKING, Any, TypeVar

from starlette.types import Message, Send

from app.domain.ids import circle_scope, uuid7
from app.domain.starters import STARTER_CIRCLES
from app.server import maintenance
from app.server.accounts.invites import make_invite, operator_code
from app.server.bus.channels import Bus
from app.server.bus.exchange import Exchange
from app.server.bus.repairs import Repairs
from app.server.collecting import collect
from app.server.database.ledger import Ledger
from app.server.database.migrating import begin_new_history, epoch_of
from app.server.doors.http import build
from app.server.doors.throttle import Limits
from app.server.health.metrics import Metrics
from app.server.planned import ask_planned
from app.server.troubles import Rejected

from .asking import Asked
from .database import InlineDatabase, Wire, open_home, template
from .post import Post
from .watch import CALLER

if TYPE_CHECKING:
    from .world import World

GENEROUS = Limits(
    pushes_at_once=10**6,
    pulls_at_once=10**6,
    histories_at_once=10**6,
    others_at_once=10**6,
    directories_at_once=10**6,
    failed_joins_per_hour=10**6,
)

T = TypeVar("T")
MUCH = 75
"""More than a device asks for at first."""


class Process:
    """One server process, from its start to its end."""

    def __init__(self, server: "Server", number: int) -> None:
        self.server, self.number = server, number
        self.world = server.world
        self.alive = True
        self.tasks: dict[asyncio.Task[Any], None] = {}
        several = len(server.processes) > 1
        bus = Bus(lossy=several)
        metrics = Metrics()
        self.database = InlineDatabase(
            server.wire,
            metrics=metrics,
            clock=self.world.now_ms,
            bus=bus,
            chance=server.chance,
            fate=server.fate,
            crash=self.crash,
            watch=self.world.watch,
        )
        self.home = open_home(self.database, bus, metrics, epoch_of(server.wire), self.world.now_ms)
        self._app = build(self.home, limits=GENEROUS)
        if several:
            self.spawn(Exchange(bus, server.post.courier()).run())
            self.spawn(Repairs(self.home).run())
        if maintenance.waits(server.wire):
            self.home.maintenance = True
            self.spawn(self._look_for_confirmation())

    async def _look_for_confirmation(self) -> None:
        while self.home.maintenance:
            await asyncio.sleep(5)
            self.home.maintenance = await self.home.read(maintenance.waits)

    def spawn(self, work: Any) -> "asyncio.Task[Any]":
        """Something this process does; it ends with it."""
        task = asyncio.get_running_loop().create_task(work)
        self.tasks[task] = None
        task.add_done_callback(lambda done: self.tasks.pop(done, None))
        return task

    async def answer(self, exchange: Asked) -> None:
        """What this process does about a request, from its coming to the end of its answer."""
        CALLER.set(exchange.token)
        self.world.watch.person(
            exchange.token
        )  # later there may be another token, and the channel still be open
        try:
            await self._app(exchange.scope, exchange.receive, self._watched(exchange))
        except Exception as why:
            self.world.violate("a surprise in the server", f"{exchange.scope['path']}: {why!r}")
            exchange.status = 500
        finally:
            exchange.over = True
            exchange.news.set()

    def _watched(self, exchange: Asked) -> Send:
        if exchange.scope["path"] != "/v1/live":
            return exchange.send

        async def send(message: Message) -> None:
            self.world.watch.channel(exchange.token, message.get("body", b""))
            await exchange.send(message)

        return send

    async def collect(self) -> None:
        """What a server does by itself: what is 90 days old is forgotten, what was planned is asked."""
        with suppress(Rejected):
            asked = await ask_planned(self.home)
            self.world.tell("server", f"asks {asked} prompts")
            gone = await collect(self.home, audit_days=365, pause=lambda: asyncio.sleep(0.01))
            self.world.tell("server", f"forgets {gone} rows")

    def crash(self) -> None:
        """The process is gone, with all that was only in its memory."""
        if not self.alive:
            return
        self.alive = False
        self.world.tell("server", "crashes")
        self.database.close()
        self.home.desk.close()
        for task in list(self.tasks):
            task.cancel()
        self.server.expect_start(self.number)


class Server:
    """The machine: one database, and the processes over it."""

    def __init__(self, world: "World") -> None:
        self.world = world
        self.chance = Random(f"{world.seed}/server")
        self.wire = Wire(template())
        if world.lookups.cards is not None:
            self.wire.execute("UPDATE meta SET directory_cards = ?", (world.lookups.cards,))
        self.processes: list[Process | None] = [None] * world.weather.processes
        self.backups: list[bytes] = []
        self.post = Post(world.seed, world.weather)
        self.restores = 0

    def open(self) -> None:
        """Start all of it for the first time."""
        for number in range(len(self.processes)):
            self.start(number)

    def start(self, number: int) -> None:
        known = self.processes[number]
        if known is None or not known.alive:
            self.world.tell("server", f"starts process {number}")
            self.processes[number] = Process(self, number)

    def expect_start(self, number: int) -> None:
        """Somebody, or systemd, starts it again."""
        loop = asyncio.get_running_loop()
        loop.call_later(self.chance.choice((0.5, 5.0, 30.0)), self.start, number)

    def reach(self) -> Process | None:
        """The process that a request happens to come to, if it runs."""
        found = self.chance.choice(self.processes)
        return found if found is not None and found.alive else None

    def fate(self) -> str:
        """What becomes of the next commit."""
        weather = self.world.weather
        draw = self.chance.random()
        for share, fate in (
            (weather.commits_fail, "fails"),
            (weather.dies_before_commit, "dies before"),
            (weather.dies_after_commit, "dies after"),
        ):
            if draw < share:
                return fate
            draw -= share
        return "is kept"

    def crash(self) -> None:
        for process in self.processes:
            if process is not None:
                process.crash()

    def collect(self) -> None:
        """Let one process do its hourly work."""
        process = self.reach()
        if process:
            process.spawn(process.collect())

    # What an operator does

    def back_up(self) -> None:
        self.world.tell("server", "is backed up")
        self.backups.append(self.wire.content())

    def restore(self, *, quickly: bool = False) -> None:
        """`setu server restore` of one of the back-ups."""
        if not self.backups:
            return
        content = self.chance.choice(self.backups)
        self.crash()
        if quickly:
            for number in range(len(self.processes)):
                asyncio.get_running_loop().call_later(0.01, self.start, number)
        self.restores += 1
        self.world.tell("server", "is restored")
        self.wire = Wire(content)
        begin_new_history(self.wire, self.world.now_ms())
        wire, wait = self.wire, self.chance.choice((0, 20, 200))
        asyncio.get_running_loop().call_later(wait, self._confirm, wire)
        self.world.watch.restored()
        self.world.deeds.restored()

    def _confirm(self, wire: Wire) -> None:
        """An administrator has looked at what was lost."""
        if wire is self.wire:
            self._do(maintenance.confirm)

    def fill(self, person: str) -> None:
        """Let this person have written much already, in a circle that is there for everyone."""
        scope = circle_scope(STARTER_CIRCLES[0]["id"])

        def write(ledger: Ledger) -> None:
            ledger.lock((scope,))
            for number in range(MUCH):
                made = uuid7(self.world.now_ms(), self.chance.randbytes(10))
                words = {"tab": "topic", "title": "title", "body": f"old-{number}x", "lang": "en"}
                ledger.insert(scope, "post", made, words, by=person)
            self.world.watch.heads[scope] = ledger.head(scope)  # nobody wrote that just now

        self._do(write)

    def code(self, *, admin: bool = False, person: str = "") -> str:
        """An invite: for somebody new, or for a further device of a person."""
        if person:
            return self._do(lambda ledger: make_invite(ledger, "device", by=person, to=person).code)
        return self._do(lambda ledger: operator_code(ledger, admin=admin))

    def _do(self, work: Callable[[Ledger], T]) -> T:
        """Do this at the server itself, in a transaction."""
        self.wire.execute("BEGIN")
        ledger = Ledger(self.wire, self.world.now_ms())
        done = work(ledger)
        ledger.write_heads()
        self.wire.execute("COMMIT")
        self.world.watch.committed()
        return done
