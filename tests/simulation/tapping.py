"""What people say with a tap, and take back; two devices of a person do so at once, one of them unheard."""

from typing import TYPE_CHECKING

from app.domain.reactions import REACTED_TO, REACTIONS
from app.domain.records import Record
from app.services import reacting
from app.services.reacting import Item

from .device import Device

if TYPE_CHECKING:
    from .acts import Acts


def item_of(record: Record) -> Item:
    """What one taps, or takes back."""
    return Item(scope=record.scope, kind=record.kind, id=record.id)


class Tapping:
    """The acts of it."""

    def __init__(self, acts: "Acts") -> None:
        self.acts, self.chance = acts, acts.chance

    def react(self, device: Device) -> None:
        """To something others or oneself wrote, delivered or not."""
        memory = device.desk.memory
        written = [record for kind in sorted(REACTED_TO) for record in memory.of_kind(kind)]
        record = self.acts._some(written)
        reaction = self.chance.choice(sorted(REACTIONS))
        self._tap(device, item_of(record), reaction, on=self.chance.random() < 0.7)

    def change_mind(self, device: Device) -> None:
        """A tap that one's other device took back before it was heard of."""
        other = self.acts._some(
            [d for d in self.acts.devices() if d is not device and d.name[0] == device.name[0]]
        )
        posts = [record for record in device.desk.memory.of_kind("post") if record.base is not None]
        record = self.acts._some(posts)
        item = item_of(record)
        self.acts._out_of_reach(other, 6)
        other.act(lambda one: self._tap(one, item, "thanks", on=True))
        device.net.later(2, lambda: device.act(lambda one: self._tap(one, item, "thanks", on=False)))

    def _tap(self, device: Device, item: Item, reaction: str, *, on: bool) -> None:
        reacting.react(device.desk, item, reaction, on=on)
        self.acts.deeds.tap(device, item.scope, item.id)
