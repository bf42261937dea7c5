"""One device: the shipped engine on a simulated disk, with a clock that may be wrong."""

import asyncio
from random import Random
from typing import TYPE_CHECKING, Any

from app.domain.connection import Connection, Phase
from app.domain.errors import Refused, StoreTrouble
from app.services import connecting
from app.services.desk import Desk
from app.store.database import LogDB
from app.store.memory import INDEXES, SCHEMA, Memory
from app.sync.engine import Engine

from .disk import Death, SimulatedDisk
from .network import Net

if TYPE_CHECKING:
    from .world import World

ADDRESS = "https://setu.example.org"
SKEWS = (
    30_000,
    -30_000,
    90_000,
    -3_600_000,
    40 * 24 * 3_600_000,
    -400 * 24 * 3_600_000,
    400 * 24 * 3_600_000,
)


class Device:
    """It is opened and closed, dies and starts again; `typed` is all that its person ever wrote on it."""

    def __init__(self, world: "World", name: str) -> None:
        self.world, self.name = world, name
        self.chance = Random(f"{world.seed}/device/{name}")
        self.skew = self.chance.choice(SKEWS) if self.chance.random() < world.weather.skew else 0
        self.net = Net(world, name)
        self.path = world.folder / f"{name}.db"
        self.disk = SimulatedDisk()
        self.memory: Memory | None = None
        self.task: asyncio.Task[None] | None = None
        self.typed: list[str] = []
        self.half_typed: set[str] = set()
        self.said = 0
        self.identity = ""
        self.deaths = 0

    def clock(self) -> int:
        return self.world.now_ms() + self.skew

    @property
    def desk(self) -> Desk:
        assert self.memory is not None
        return Desk(memory=self.memory, clock=self.clock, randomness=self.chance.randbytes)

    @property
    def awake(self) -> bool:
        """Whether the app is open here."""
        return self.memory is not None

    # Opening and closing

    def open(self) -> None:
        """Start the app, which may die while it starts."""
        if self.memory is not None:
            return
        try:
            db = LogDB(self.path, indexes=INDEXES, schema=SCHEMA, disk=self.disk)
        except Death:
            return self.die()
        except StoreTrouble as why:
            if not self.disk.full:
                self.world.violate("the store", f"{self.name} does not open: {why.code}")
            asyncio.get_running_loop().call_later(5, self.open)
            return None
        self.memory = Memory(db)
        engine = Engine(self.memory, clock=self.clock, randomness=self.chance.randbytes, transport=self.net)
        self.task = asyncio.get_running_loop().create_task(engine.run())
        self.task.add_done_callback(self._ended)

    def close(self) -> None:
        """Leave the app in good order."""
        if self.memory is None:
            return
        self.world.tell(self.name, "closes")
        memory = self._let_go()
        try:
            memory.close()
        except Death:
            self.die()
        except StoreTrouble:
            memory._db.storage._lock.release()

    def die(self) -> None:
        """The process is killed, or its power fails; it starts again soon from what was durable."""
        self.deaths += 1
        power = self.chance.random() < 0.5
        self.world.tell(self.name, "dies" + (" with its power" if power else ""))
        self.disk.dead = True
        if self.memory is not None:
            self._let_go()._db.storage._lock.release()
        self.disk = SimulatedDisk(self.disk.left(self.chance, power=power))
        asyncio.get_running_loop().call_later(self.chance.choice((0.1, 2.0, 40.0)), self.open)

    def _let_go(self) -> Memory:
        memory, task = self.memory, self.task
        assert memory is not None
        self.memory = self.task = None
        if task is not None:
            task.cancel()
        return memory

    def _ended(self, task: "asyncio.Task[None]") -> None:
        """The engine ends only when it is called off, or when its device has died under it."""
        why = None if task.cancelled() else task.exception()
        if task is not self.task:
            return
        if isinstance(why, Death):
            self.die()
        else:
            self.world.violate("a surprise on a device", f"{self.name}: the engine ended: {why!r}")

    # What a person does

    def act(self, action: Any) -> bool:
        """Do something here; a rule may forbid it, the disk may be full, the device may die of it.

        Whether there was anything to do: whoever may not, or has nothing to do it to, may do something else.
        """
        if self.memory is None:
            return True
        said = len(self.typed)
        try:
            action(self)
        except Refused:
            del self.typed[said:]
            return False
        except (StoreTrouble, Death) as why:
            self.half_typed.update(self.typed[said:])
            del self.typed[said:]
            if isinstance(why, Death):
                self.die()
        return True

    def say(self) -> str:
        """Something nobody ever said before."""
        self.said += 1
        self.typed.append(f"{self.name}-{self.said}x")
        return self.typed[-1]

    def connect(self, code: str) -> None:
        connecting.connect(self.desk, ADDRESS, code)
        self.identity = self.desk.device

    @property
    def quiet(self) -> bool:
        """Whether it has come to rest: connected, and nothing to send."""
        if self.memory is None:
            return False
        sign = self.memory.sign("sync", Connection())
        return sign.phase is Phase.LIVE and not sign.syncing and not self.memory.count_waiting()
