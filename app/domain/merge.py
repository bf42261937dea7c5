"""How two writes to one record become one: last writer wins, field by field."""

from collections.abc import Mapping
from typing import Any

from app.domain.stamps import NEVER, Stamp, clamp

FUTURE_ALLOWED_MS = 120_000
"""A stamp may be this far ahead of the server's clock; beyond it, it is brought back to now."""


def merge_fields(
    values: Mapping[str, Any],
    stamps: Mapping[str, Stamp],
    change: Mapping[str, Any],
    change_stamps: Mapping[str, Stamp],
    *,
    now_ms: int,
) -> tuple[dict[str, Any], dict[str, Stamp]]:
    """The fields and their stamps after a change: per field, the bigger stamp wins.

    Commutative, associative and idempotent for stamps no later than now; a later one is clamped, so
    that a clock from the future cannot win for ever. Two that are clamped can tie: then yes wins over no.
    """
    merged, marks = dict(values), dict(stamps)
    for name, value in change.items():
        stamp = change_stamps.get(name, NEVER)
        if stamp.wall > now_ms + FUTURE_ALLOWED_MS:
            stamp = clamp(stamp, now_ms)
        known = marks.get(name, NEVER)
        yes = stamp == known and value is True and merged.get(name) is False
        if stamp > known or yes or name not in merged:
            merged[name], marks[name] = value, stamp
    return merged, marks
