"""What people do in one story, and what befalls them, drawn from its seed."""

import asyncio
from collections.abc import Callable
from random import Random
from typing import TYPE_CHECKING

from app.services import introducing
from app.sync.line import read_server

from .acts import Acts
from .device import Device

if TYPE_CHECKING:
    from .world import World

DAY = 24 * 3_600_000
SIZES = ((2, 3), (2, 3), (3, 4), (3, 5), (3, 5), (4, 6), (6, 9))
"""So many people with about so many devices."""
TRIES = 4
LONGEST_SLEEP_DAYS = 150
"""A device that was not seen for half a year is signed out."""


class Story:
    """Everyone arrives, things happen, and then the weather clears."""

    def __init__(self, world: "World") -> None:
        self.world = world
        self.chance = Random(f"{world.seed}/story")
        self.people: list[list[Device]] = []
        people, devices = self.chance.choice(SIZES)
        for number in range(people):
            self.people.append([])
            own = 1 + sum(self.chance.random() < (devices - people) / people / 2 for _ in range(2))
            for which in range(own):
                self.people[-1].append(Device(world, f"{'abcdef'[number]}{which + 1}"))
        self.devices = [device for own in self.people for device in own]
        self.length = self.chance.choice((15, 25, 40))
        self.gap = self.chance.choice((0.05, 1.0, 4.0))
        self.acts = Acts(world, self.chance)
        self.usual = self.acts.draw()
        self.arriving: list[asyncio.Task[None]] = []
        self.strangers: set[str] = set()
        self.slept = 0.0
        self.patient = self.chance.random() < 0.2
        self.long_past = self.chance.random() < 0.25

    async def tell(self) -> None:
        loop = asyncio.get_running_loop()
        for number, own in enumerate(self.people):
            code = self.world.server.code(admin=number == 0)
            self.arriving.append(loop.create_task(self.arrive(own, code)))
        if self.long_past:
            self.arriving.append(loop.create_task(self._remember(self.devices[0])))
        drawer, nap = int(self.length * 0.4), int(self.length * 0.75)
        for step in range(self.length):
            await asyncio.sleep(self.chance.expovariate(1 / self.gap))
            if self.world.weather.sleep and step == drawer:
                self.chance.choice(self.devices).close()
            if self.world.weather.sleep and step in {drawer + 2, drawer + 4}:
                for one in self.devices:
                    one.act(self.acts.think_again)
            if self.world.weather.sleep and step == nap:
                self.sleep(self.devices[0], 100)
            self.befall(self.chance.choice(self.devices))
            self._somebody_does_something()
            if looking := self.world.lookups.draw():
                self._does(*looking)

    def _somebody_does_something(self) -> None:
        """Most acts need something to be there, and a role: who may not do one does another."""
        device = self.chance.choice(self.devices)
        for _ in range(TRIES):
            act = self.chance.choice(self.usual)
            self.world.tell(device.name, act.__name__)
            if self._does(device, act):
                return

    def _does(self, device: Device, act: Callable[[Device], object]) -> bool:
        """Nobody does anything in the app before they have said who they are."""
        return device.act(lambda one: one.desk.person and act(one))

    async def arrive(self, own: list[Device], code: str) -> None:
        """A person's devices come to the server one after another; each does some things alone first."""
        for place, device in enumerate(own):
            device.open()
            await self._awake(device)
            device.act(introduce)
            for _ in range(self.chance.randrange(4)):
                self._does(device, self.chance.choice(self.acts.alone))
                await asyncio.sleep(self.chance.random())
            if place:
                code = await self._further_code(own[0])
            while True:
                await self._awake(device)
                note = read_server(device.desk.memory)
                if note is not None and note.state == "joined":
                    self.strangers.discard(device.name)
                    break
                if note is None or note.why == "server.not_setu":  # a guest network's page: one tries again
                    device.act(lambda d, code=code: d.connect(code))  # type: ignore[misc]
                elif note.why == "invite.wrong" and self.slept:
                    code = await self._fresh_code(own, place)  # it was good for some days
                    # A back-up from before this knows the device by a token it has given up.
                    self.world.server.backups = self.world.server.backups[:0]
                    self.strangers.add(device.name)
                    device.act(lambda d, code=code: d.connect(code))  # type: ignore[misc]
                elif note.state == "refused":
                    self.world.violate("refused", f"{device.name} may not join: {note.why}")
                await asyncio.sleep(1)

    async def _awake(self, device: Device) -> None:
        while not device.awake:  # noqa: ASYNC110 - time passes only while one sleeps
            await asyncio.sleep(0.5)

    async def _fresh_code(self, own: list[Device], place: int) -> str:
        """Another code: for a further device, or for whoever the server does not know of yet."""
        asked = "SELECT 1 FROM account WHERE person_id = ?"
        person = own[0].desk.person if own[0].awake else ""
        known = self.world.server.wire.raw.execute(asked, (person,)).fetchone()
        if place or known:
            return await self._further_code(own[0])
        return self.world.server.code(admin=own is self.people[0])

    async def _further_code(self, first: Device) -> str:
        return self.world.server.code(person=await self._has_come(first))

    async def _remember(self, first: Device) -> None:
        """There is much from before; and its author is ashamed of some of it."""
        self.world.server.fill(await self._has_come(first))
        for _ in range(10):
            await asyncio.sleep(self.chance.random() * 3)
            first.act(self.acts.withdraw)

    async def _has_come(self, first: Device) -> str:
        """The person of this device, as soon as the server knows them."""
        while True:
            if first.awake:
                person = first.desk.person
                asked = "SELECT 1 FROM account WHERE person_id = ?"
                if self.world.server.wire.raw.execute(asked, (person,)).fetchone():
                    return person
            await asyncio.sleep(1)

    # What befalls them

    def befall(self, device: Device) -> None:
        weather, chance = self.world.weather, self.chance
        for name, happening in (
            ("offline", self.lose_signal), ("die", self.will_die), ("close", self.close),
            ("disk_full", self.fill_disk), ("sleep", self.sleep), ("crash", self.crash),
            ("back_up", self.back_up), ("restore", self.restore),
        ):  # fmt: skip
            if chance.random() < getattr(weather, name):
                self.world.tell(device.name, name)
                happening(device)

    def _later(self, seconds: float, what: Callable[[], object]) -> None:
        asyncio.get_running_loop().call_later(seconds, what)

    def letter(self, person: str) -> str:
        """What the devices of this person are called after."""
        asked = "SELECT id FROM device WHERE person_id = ?"
        known = {identity for (identity,) in self.world.server.wire.raw.execute(asked, (person,))}
        return next((device.name[0] for device in self.devices if device.identity in known), "")

    def lose_signal(self, device: Device) -> None:
        device.net.go(online=False)
        self._later(self.chance.choice((2, 20, 120)), lambda: device.net.go(online=True))

    def will_die(self, device: Device) -> None:
        device.disk.fuse = self.chance.randint(1, 30)

    def close(self, device: Device) -> None:
        device.close()
        self._later(self.chance.choice((1, 10, 90)), device.open)

    def fill_disk(self, device: Device) -> None:
        disk = device.disk
        disk.full = True

        def clean() -> None:
            disk.full = False

        self._later(self.chance.choice((1, 15, 60)), clean)

    def sleep(self, device: Device, days: float = 0) -> None:
        """Nobody does anything for a while, and no timer runs: phones are in drawers, the server is off."""
        if self._all_here():
            days = days or self.chance.choice((0.1, 3, 40))
            if self.slept + days > LONGEST_SLEEP_DAYS:
                return
            self.slept += days
            self.world.skipped += int(days * DAY)
            if days > 1:  # nobody restores what is older than a few days
                self.world.server.backups = self.world.server.backups[:0]
                self.back_up(device)
            self._later(self.chance.choice((0.5, 2)), self.world.server.collect)
            for one in self.devices:
                self._later(self.chance.choice((5, 30)), one.open)

    def crash(self, device: Device) -> None:
        self.world.server.crash()

    def back_up(self, device: Device) -> None:
        if self._all_here():
            self.world.server.back_up()

    def restore(self, device: Device) -> None:
        """Its disk breaks while everybody is at it.

        Sometimes it is mended so quickly that this happens between two requests of somebody who just writes.
        """
        quickly = self.chance.random() < 0.5
        if not self.world.server.backups:
            return
        for one in self.devices:
            one.act(self.chance.choice((self.acts.talk, self.acts.withdraw, self.acts.remove)))
        self._later(self.chance.choice((2, 10)), lambda: self._restore(quickly=quickly))

    def _restore(self, *, quickly: bool) -> None:
        if quickly:
            for one in self.devices:
                one.act(self.acts.post)
        self.world.server.restore(quickly=quickly)

    def _all_here(self) -> bool:
        joined = self.world.server.wire.raw.execute("SELECT count(*) FROM device").fetchone()[0]
        return bool(joined == len(self.devices)) and not self.strangers


def introduce(device: Device) -> None:
    """One's first words: a name and what one does."""
    introducing.introduce(device.desk, {"name_en": device.name[0].upper(), "discipline": "ot"})
