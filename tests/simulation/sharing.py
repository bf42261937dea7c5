"""What people share to a second circle, and what its leaders say, at the same time as all the rest."""

from typing import TYPE_CHECKING

from app.domain.ids import inside
from app.services import belonging, sharing

from .device import Device

if TYPE_CHECKING:
    from .acts import Acts


class Sharing:
    """The acts of it."""

    def __init__(self, acts: "Acts") -> None:
        self.acts, self.chance = acts, acts.chance

    def share(self, device: Device) -> None:
        """A post of one's own to another circle one is in."""
        posts = device.desk.memory.of_kind("post")
        mine = [record for record in posts if sharing.may_share(device.desk, inside(record.scope), record.id)]
        record = self.acts._some(mine)
        circle = inside(record.scope)
        free = [one for one in sharing.places(device.desk, circle, record.id) if one.offer is None]
        sharing.share(device.desk, circle, record.id, self.acts._some(free).circle.id)

    def take_back(self, device: Device) -> None:
        """What one offered, whatever became of it."""
        offers = [record.id for record in device.desk.memory.of_kind("offer") if not record.gone]
        sharing.take_back(device.desk, self.acts._some(offers))

    def answer(self, device: Device) -> None:
        """Yes, mostly, to what somebody would like to share."""
        found = [
            (circle.id, one.id)
            for circle in belonging.mine(device.desk)
            for one in sharing.offered(device.desk, circle.id)
        ]
        circle, offer = self.acts._some(found)
        (sharing.accept if self.chance.random() < 0.7 else sharing.decline)(device.desk, circle, offer)
