"""What leaders do with a whole circle: archive it, mostly for a while."""

from typing import TYPE_CHECKING

from app.domain.circles import may_lead
from app.domain.ids import circle_scope
from app.services import archiving, belonging

from .device import Device

if TYPE_CHECKING:
    from .acts import Acts

FOR_GOOD = 0.2


class Shelving:
    """The acts of it."""

    def __init__(self, acts: "Acts") -> None:
        self.acts, self.chance = acts, acts.chance

    def archive(self, device: Device) -> None:
        """Nobody writes any more; most often that is soon regretted."""
        circle = self.acts._led(device)
        self._archive(device, circle)
        if self.chance.random() > FOR_GOOD:
            soon = self.chance.choice((1, 5, 20))
            device.net.later(soon, lambda: device.act(lambda one: self._bring_back(one, circle)))

    def _archive(self, device: Device, circle: str) -> None:
        if archiving.is_archived(device.desk, circle):
            return
        archiving.archive(device.desk, circle)
        self._told(device, circle)

    def end_unheard(self, device: Device) -> None:
        """Somebody out of reach goes on talking in a circle that is archived meanwhile."""
        circle, other = self.acts._some(
            [
                (circle.id, one)
                for circle in belonging.mine(device.desk)
                if may_lead(belonging.role_in(device.desk, circle.id))
                for one in self.acts.devices()
                if one.awake and one is not device and belonging.role_in(one.desk, circle.id)
            ]
        )
        self.acts._out_of_reach(other, 8)
        device.net.later(1, lambda: device.act(lambda one: self._archive(one, circle)))
        other.net.later(2, lambda: self.acts._say(other, circle) if other.awake else None)

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
