"""Rations: of what costs the server much more than a request does, a person has so much besides."""

from dataclasses import replace

from app.server.database.engine import Clock
from app.server.doors.throttle import Allowance, Limits
from app.server.troubles import Rejected
from app.sync.protocol import Pull, Push


class Rations:
    """Sums read a whole scope, and a changed profile is carried into every circle and conversation."""

    def __init__(self, limits: Limits, *, clock: Clock) -> None:
        self._profiles = Allowance(limits.profiles_per_minute, limits.profiles_at_once, clock=clock)
        self._sums = Allowance(limits.sums_per_minute, limits.sums_at_once, clock=clock)

    def apply(self, person: str, asked: object) -> object:
        """What is asked, without the sums there are too many of; they are compared another day.

        Raises 429 `slow.down` for too many changes of a profile, before any of the push is done: the device
        keeps all of it and comes again.
        """
        if isinstance(asked, Push):
            self._spend_profiles(person, asked)
        elif isinstance(asked, Pull) and asked.digest:
            try:
                self._sums.spend(person, len(asked.digest))
            except Rejected:
                return replace(asked, digest=[])
        return asked

    def _spend_profiles(self, person: str, push: Push) -> None:
        changes = sum(mutation.kind == "me" for mutation in push.mutations)
        if changes:
            self._profiles.spend(person, changes)
