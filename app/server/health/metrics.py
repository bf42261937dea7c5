"""What a server counts while it works. Plain numbers, because they are counted at every request.

They belong to one server in one process and hold nobody's words: the labels are doors, codes of our own and
statuses. `exposing` spells them for Prometheus when somebody asks.
"""

import threading
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass

SECONDS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
WAITS = (1.0, 5.0, 15.0, 60.0, 300.0, 900.0, 3_600.0, 14_400.0, 43_200.0, 86_400.0, 259_200.0, 604_800.0)
"""From at once to a week."""
LONGEST_WAIT_MS = 90 * 24 * 3600 * 1000
SIZES = (1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0)


class Spread:
    """How often a value fell between which bounds, and the sum of all."""

    __slots__ = ("bounds", "counts", "total")

    def __init__(self, bounds: tuple[float, ...]) -> None:
        self.bounds = bounds
        self.counts = [0] * (len(bounds) + 1)
        self.total = 0.0

    def add(self, value: float) -> None:
        """One more."""
        self.counts[bisect_left(self.bounds, value)] += 1
        self.total += value


@dataclass(frozen=True, slots=True)
class Gauge:
    """A number that someone else knows: what it means, and whom to ask."""

    means: str
    ask: Callable[[], float]


class Metrics:
    """The numbers of one server. All but the commits are counted in the event loop only."""

    def __init__(self) -> None:
        self.requests: dict[tuple[str, int], int] = defaultdict(int)
        self.seconds: dict[str, Spread] = defaultdict(lambda: Spread(SECONDS))
        self.rejects: dict[str, int] = defaultdict(int)
        self.pokes = 0
        self.mismatches = 0
        self.outbox_age = Spread(WAITS)
        self.bus_lag = Spread(SECONDS)
        self.repaired = 0
        self.commit_seconds = Spread(SECONDS)
        self.commit_sizes = Spread(SIZES)
        self.retries = 0
        self._gauges: dict[str, Gauge] = {}
        self._threads = threading.Lock()

    def answered(self, door: str, status: int, seconds: float) -> None:
        """A request was answered."""
        self.requests[door, status] += 1
        self.seconds[door].add(seconds)

    def rejected(self, code: str) -> None:
        """A request, or a single mutation, was turned down with this code of ours."""
        self.rejects[code] += 1

    def waited(self, age_ms: int) -> None:
        """A device says for how long the oldest of what waits on it has waited; 0 is no answer."""
        if age_ms > 0:
            self.outbox_age.add(min(age_ms, LONGEST_WAIT_MS) / 1000)

    def heard(self, lag_ms: int) -> None:
        """News came from another process, so long after its commit there. Their clocks may differ."""
        self.bus_lag.add(max(0, lag_ms) / 1000)

    def committed(self, jobs: int, seconds: float) -> None:
        """So many jobs were made durable in one commit, which took so long. From any thread."""
        with self._threads:
            self.commit_seconds.add(seconds)
            self.commit_sizes.add(jobs)

    def retried(self) -> None:
        """A transaction got in another one's way and began again. From any thread."""
        with self._threads:
            self.retries += 1

    def watch(self, name: str, means: str, ask: Callable[[], float]) -> None:
        """Have a number told with the others; it is asked for when somebody looks."""
        self._gauges[name] = Gauge(means, ask)

    @property
    def gauges(self) -> Mapping[str, Gauge]:
        """The numbers that others know, by name."""
        return self._gauges
