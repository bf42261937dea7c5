"""How people answer those who ask to write to them: they accept, decline, or think again."""

from typing import TYPE_CHECKING

from app.services import messaging, talking

from .device import Device

if TYPE_CHECKING:
    from .acts import Acts


class Welcoming:
    """The acts of it."""

    def __init__(self, acts: "Acts") -> None:
        self.acts, self.chance = acts, acts.chance

    def answer_request(self, device: Device) -> None:
        """Yes to somebody who asks; or no, of which they never hear."""
        someone = self.acts._some([request.person.id for request in messaging.requests(device.desk)])
        if self.chance.random() < 0.7:
            talking.accept(device.desk, someone)
        else:
            talking.decline(device.desk, someone)

    def mute(self, device: Device) -> None:
        """A conversation, or no longer."""
        talks = messaging.conversations(device.desk)
        talking.mute(
            device.desk, self.acts._some([talk.scope for talk in talks]), on=self.chance.random() < 0.5
        )
