"""Leafing through a long thread: which stretch of it one reads."""

from dataclasses import dataclass, replace

from app.services.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """The last `limit` of a thread, or the last `before` a place in it."""

    limit: int
    before: int | None = None

    def longer(self, by: int) -> "Stretch":
        """With so many older ones."""
        return replace(self, limit=self.limit + by)


def last_own(desk: Desk, thread: str) -> str:
    """The last thing in a thread if it is one's own; nothing if it is not."""
    return next((record.id for record in desk.memory.page(thread, 1) if record.by == desk.person), "")


def around(desk: Desk, thread: str, order: int, *, earlier: int, later: int) -> Stretch:
    """The stretch with what stands at this place of a thread, and so many before and behind it."""
    return _with_later(desk, thread, order, earlier + 1, later)


def newer(desk: Desk, thread: str, stretch: Stretch, by: int) -> Stretch:
    """With so many newer ones; once there are no more of these, whatever comes is shown as well."""
    if stretch.before is None:
        return stretch
    return _with_later(desk, thread, stretch.before - 1, stretch.limit, by)


def _with_later(desk: Desk, thread: str, order: int, until_there: int, later: int) -> Stretch:
    behind = desk.memory.page_behind(thread, later + 1, order)
    if len(behind) <= later:
        return Stretch(limit=until_there + len(behind))
    return Stretch(limit=until_there + later, before=behind[later].order)
