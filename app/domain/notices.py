"""Notices of one's account: what was done to it, when, by whom and on which device; all devices have them."""

from dataclasses import dataclass

from app.domain.records import Record

RESET, PASSWORD, RECOVERED = "reset", "password", "recovered"
STEP_ON, STEP_OFF = "totp.on", "totp.off"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What was done: a `reset` (a code by which a new device becomes this person's), another `password`,
    `recovered` (somebody came back with a recovery code), or two-step sign-in turned on or off.

    `device` is the id of the device on which it was done, and `name` what that is called. A reset works from
    `since` until `until`, unless it has `ended`: used, stopped, withdrawn, replaced or suspended.
    """

    id: str
    what: str
    at: int
    by: str = ""
    device: str = ""
    name: str = ""
    since: int = 0
    until: int = 0
    ended: str = ""
    ended_at: int = 0

    @classmethod
    def of(cls, record: Record) -> "Notice":
        """The notice that a record of this kind tells of."""
        told = record.values
        return cls(
            id=record.id,
            at=int(told.get("at") or record.at or record.said),
            what=str(told.get("what", "")),
            by=str(told.get("by", "")),
            device=str(told.get("device", "")),
            name=str(told.get("name", "")),
            since=int(told.get("since", 0)),
            until=int(told.get("until", 0)),
            ended=str(told.get("ended", "")),
            ended_at=int(told.get("ended_at", 0)),
        )

    @property
    def latest(self) -> int:
        """When the latest of it happened."""
        return max(self.at, self.ended_at)

    def waits(self, now: int) -> bool:
        """Whether somebody may still come in by it, now or later."""
        return self.what == RESET and not self.ended and now < self.until
