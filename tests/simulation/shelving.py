"""What leaders do with a whole circle: archive it, mostly for a while."""

from typing import TYPE_CHECKING

from app.domain.ids import circle_scope
from app.services import archiving

from .device import Device

if TYPE_CHECKING:
    from .acts import Acts

FOR_GOOD = 0.2


class Shelving:
    """The acts of it."""

    def __init__(self, acts: "Acts") -> None:
        self.acts, self.chance = acts, acts.chance

    def archive(self, device: Device) -> None:
        """Nobody writes any more, heard or unheard; most often that is soon regretted."""
        circle = self.acts._led(device)
        if archiving.is_archived(device.desk, circle):
            return
        archiving.archive(device.desk, circle)
        self._told(device, circle)
        if self.chance.random() > FOR_GOOD:
            soon = self.chance.choice((1, 5, 20))
            device.net.later(soon, lambda: device.act(lambda one: self._bring_back(one, circle)))

    def bring_back(self, device: Device) -> None:
        """What anybody archived goes on."""
        self._bring_back(device, self.acts._led(device))

    def _bring_back(self, device: Device, circle: str) -> None:
        if archiving.is_archived(device.desk, circle):
            archiving.bring_back(device.desk, circle)
            self._told(device, circle)

    def _told(self, device: Device, circle: str) -> None:
        scope = circle_scope(circle)
        self.acts.deeds.archived.add(scope)
        self.acts.deeds.set(device, scope, "circle", circle)
