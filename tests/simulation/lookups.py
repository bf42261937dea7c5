"""Stories with a directory that outgrows the devices: people look others up, change and hide their cards.

They are drawn from a chance of their own, so that the other stories stay what they were.
"""

from collections.abc import Callable
from random import Random
from typing import TYPE_CHECKING

from app.services import asking, introducing

from .device import Device

if TYPE_CHECKING:
    from .world import World

SHARE = 0.3
"""So many stories are of this kind."""


class Lookups:
    """Who looks whom up. `cards` is how many of them lie on every device; None where all of them do."""

    def __init__(self, world: "World") -> None:
        self._world = world
        self._chance = Random(f"{world.seed}/directory")
        self.cards = self._chance.choice((0, 1, 2, 3)) if self._chance.random() < SHARE else None

    def draw(self) -> tuple[Device, Callable[[Device], object]] | None:
        """What somebody does with the directory now, if anything."""
        if self.cards is None or self._chance.random() < 0.3:
            return None
        acts = (self.look_up, self.look_up, self.hide, self.show, self.retell)
        device, act = self._chance.choice(self._world.story.devices), self._chance.choice(acts)
        self._world.tell(device.name, act.__name__)
        return device, act

    def look_up(self, device: Device) -> None:
        """Everybody is an occupational therapist."""
        asking.ask(device.desk, "FindPeople", query=self._chance.choice(("therapist", "অকুপেশনাল")))

    def hide(self, device: Device) -> None:
        self._describe(device, {"listed": False})

    def show(self, device: Device) -> None:
        self._describe(device, {"listed": True})

    def retell(self, device: Device) -> None:
        self._describe(device, {"learn": f"{device.name} {self._chance.random()}"})

    def _describe(self, device: Device, fields: dict[str, object]) -> None:
        introducing.describe(device.desk, fields)
        self._world.deeds.set(device, device.desk.own, "me", device.desk.person)
