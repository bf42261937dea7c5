"""What people put right, pin and move, heard or unheard.

A topic made of a reply is not among it: its place is a new one, and here everything keeps its order.
"""

from typing import TYPE_CHECKING

from app.domain.arranging import OTHER_TAB
from app.domain.ids import circle_scope
from app.domain.writing import Post
from app.services import arranging, editing, moving, posting

from .device import Device
from .tapping import item_of

if TYPE_CHECKING:
    from .acts import Acts


class Arranging:
    """The acts of it."""

    def __init__(self, acts: "Acts") -> None:
        self.acts, self.chance = acts, acts.chance

    def edit(self, device: Device) -> None:
        """Another title for something one just wrote; the words by which a text is known stay."""
        posts = [
            record
            for record in device.desk.memory.of_kind("post")
            if editing.may_edit(device.desk, item_of(record))
        ]
        record = self.acts._some(posts)
        editing.edit(device.desk, item_of(record), title=f"title {self.chance.random()}")
        self.acts.deeds.set(device, record.scope, "post", record.id)

    def pin(self, device: Device) -> None:
        """A post at the top, or no more."""
        circle = self.acts._led(device)
        post = self._post(device, circle)
        arranging.pin(device.desk, circle, post, on=self.chance.random() < 0.7)
        self.acts.deeds.set(device, circle_scope(circle), "pin", post.id)

    def move(self, device: Device) -> None:
        """A post into the other tab, or a reply under another post, with those after it or alone."""
        circle = self.acts._circle(device)
        post = self._post(device, circle)
        replies = posting.replies(device.desk, post.id)
        if not replies or self.chance.random() < 0.3:
            arranging.move(device.desk, circle, post, OTHER_TAB[post.tab])
            return
        reply = self.acts._some([one for one in replies if not one.taken])
        other = self.acts._some(moving.others(device.desk, circle, post.id))
        after = moving.may_take_along(device.desk, circle) and self.chance.random() < 0.5
        moving.put_under(device.desk, circle, reply, other.id, after=after)

    def _post(self, device: Device, circle: str) -> Post:
        tabs = ("topic", "question")
        found = [post for tab in tabs for post in posting.posts(device.desk, circle, tab) if not post.taken]
        return self.acts._some(found)
