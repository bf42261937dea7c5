"""Hybrid logical clocks: they say which of two writes to a field came later, though no clock can be trusted.

Kulkarni et al., "Logical Physical Clocks", 2014.
"""

from typing import NamedTuple


class Stamp(NamedTuple):
    """When a field was written: wall clock in milliseconds, a counter, and the device that wrote."""

    wall: int
    counter: int
    device: str


NEVER = Stamp(0, 0, "")


def next_stamp(last: Stamp, now_ms: int, device: str) -> Stamp:
    """A stamp later than `last`, and at the present time unless the clock has gone back."""
    if now_ms > last.wall:
        return Stamp(now_ms, 0, device)
    return Stamp(last.wall, last.counter + 1, device)


def clamp(stamp: Stamp, latest_ms: int) -> Stamp:
    """The stamp, brought back to `latest_ms` when it claims to be from the future."""
    return stamp if stamp.wall <= latest_ms else Stamp(latest_ms, stamp.counter, stamp.device)
