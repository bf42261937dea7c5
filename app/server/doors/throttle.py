"""How often one may: failed tries at invites and passwords by address, everything else by account."""

import ipaddress
import math
from collections import deque
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass

from app.server.database.engine import Clock
from app.server.troubles import Rejected

_HOUR_MS = 3600 * 1000
_KEPT = 10_000
"""Names remembered at most; the longest silent is forgotten first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one account or address may do: so many a minute, so many at once. Times are seconds."""

    pushes_per_minute: float = 60
    pushes_at_once: float = 120
    pulls_per_minute: float = 120
    pulls_at_once: float = 240
    histories_per_minute: float = 60
    histories_at_once: float = 120
    directories_per_minute: float = 10
    directories_at_once: float = 10
    lives_per_minute: float = 30
    lives_at_once: float = 60
    profiles_per_minute: float = 6
    profiles_at_once: float = 60
    sums_per_minute: float = 60
    sums_at_once: float = 1000
    others_per_minute: float = 30
    others_at_once: float = 60
    failed_joins_per_hour: int = 10
    heartbeat: float = 20
    channel_seconds: float = 900
    body_seconds: float = 15


class Allowance:
    """A bucket of tokens for each name: so many a minute, so many at once."""

    def __init__(self, per_minute: float, at_once: float, *, clock: Clock) -> None:
        self._per_ms = per_minute / 60_000
        self._at_once = at_once
        self._clock = clock
        self._left: dict[str, tuple[float, int]] = {}

    def spend(self, name: str, count: float = 1) -> None:
        """Take a token, or several, at most as many as fit in. Raises 429 `slow.down` when there are none."""
        count = min(count, max(1, self._at_once))
        now = self._clock()
        left, since = self._left.pop(name, (self._at_once, now))
        left = min(self._at_once, left + max(0, now - since) * self._per_ms)
        spent = left - count if left >= count else left
        self._left[name] = (spent, now)
        if len(self._left) > _KEPT:
            self._left.pop(next(iter(self._left)))
        if left < count:
            raise Rejected(429, "slow.down", retry_after=math.ceil((count - left) / self._per_ms / 1000))


class FailedTries:
    """Who failed how often in the last hour."""

    def __init__(self, per_hour: int, *, clock: Clock) -> None:
        self._per_hour = per_hour
        self._clock = clock
        self._tries: dict[str, deque[int]] = {}

    def check(self, name: str) -> None:
        """Raises 429 `invite.slow` for who failed too often."""
        now, tries = self._clock(), self._tries.get(name, deque())
        while tries and tries[0] <= now - _HOUR_MS:
            tries.popleft()
        if len(tries) >= self._per_hour:
            raise Rejected(429, "invite.slow", retry_after=math.ceil((tries[0] + _HOUR_MS - now) / 1000))

    def count(self, name: str) -> None:
        """Remember one more failure."""
        tries = self._tries.pop(name, deque(maxlen=self._per_hour))
        tries.append(self._clock())
        self._tries[name] = tries
        if len(self._tries) > _KEPT:
            self._tries.pop(next(iter(self._tries)))


OPEN_DOORS = frozenset({"/v1/join", "/v1/signin", "/v1/recover"})
"""Where one does not have to say who one is, and could guess."""
COLLEAGUES = 10
"""Behind one address there may be a hospital, in which ten people mistype their passwords within an hour;
guesses at one person's are counted by name as well."""


_GO_ON = nullcontext()


def household(address: str) -> str:
    """What is counted as one address: of IPv6, where everybody has billions of them, the network."""
    try:
        known = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if known.version == 4:
        return address
    if known.ipv4_mapped:
        return str(known.ipv4_mapped)
    return str(ipaddress.ip_network((known, 64), strict=False))


class Throttle:
    """What is allowed at each door."""

    def __init__(self, limits: Limits, *, clock: Clock) -> None:
        guesses = limits.failed_joins_per_hour
        self._invites = FailedTries(guesses, clock=clock)
        self._passwords = FailedTries(guesses * COLLEAGUES, clock=clock)
        self._others = Allowance(limits.others_per_minute, limits.others_at_once, clock=clock)
        self._doors = {
            "/v1/push": Allowance(limits.pushes_per_minute, limits.pushes_at_once, clock=clock),
            "/v1/pull": Allowance(limits.pulls_per_minute, limits.pulls_at_once, clock=clock),
            "/v1/history": Allowance(limits.histories_per_minute, limits.histories_at_once, clock=clock),
            "/v1/people": Allowance(limits.directories_per_minute, limits.directories_at_once, clock=clock),
            "/v1/live": Allowance(limits.lives_per_minute, limits.lives_at_once, clock=clock),
        }

    def at(self, path: str, person: str, address: str) -> AbstractContextManager[None]:
        """Let a request through, or raise 429; a guess that was wrong counts against its address."""
        if path in OPEN_DOORS:
            failed = self._invites if path == "/v1/join" else self._passwords
            return self._guessing(failed, household(address))
        self._doors.get(path, self._others).spend(person)
        return _GO_ON

    @staticmethod
    @contextmanager
    def _guessing(failed: FailedTries, address: str) -> Iterator[None]:
        failed.check(address)
        try:
            yield
        except Rejected as why:
            if why.status == 403:
                failed.count(address)
            raise
