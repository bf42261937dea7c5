"""What leaders and moderators do about who is in their circle, at the same time as others do."""

from typing import TYPE_CHECKING

from app.domain.circles import Role, outranks
from app.domain.ids import circle_scope
from app.services import belonging, seating

from .device import Device

if TYPE_CHECKING:
    from .acts import Acts


class Ruling:
    """The acts of it."""

    def __init__(self, acts: "Acts") -> None:
        self.acts, self.chance = acts, acts.chance

    def ban(self, device: Device) -> None:
        circle = self.acts._circle(device)
        role = belonging.role_in(device.desk, circle)
        below = [m.person.id for m in belonging.members(device.desk, circle) if outranks(role, m.role)]
        other = self.acts._some(sorted(set(below) - {device.desk.person}))
        seating.ban(device.desk, circle, other)
        self.acts.deeds.remove(device, circle_scope(circle), other, "ban")

    def hand_over(self, device: Device) -> None:
        circle = self.acts._led(device)
        seating.hand_over(device.desk, circle, self.acts._other(device, circle))

    def promote(self, device: Device) -> None:
        circle = self.acts._led(device)
        role = self.chance.choice((Role.LEADER, Role.LEADER, Role.MODERATOR, Role.MEMBER, Role.GUEST))
        seating.give_role(device.desk, circle, self.acts._other(device, circle), role)
