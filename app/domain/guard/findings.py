"""What the guard points out: a stretch of a text, and of which kind it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What could tell who somebody is; the first counts where two lie over each other."""

    EMAIL = "email"
    DATE = "date"
    IDENTITY = "identity"
    RECORD = "record"
    PHONE = "phone"
    ADDRESS = "address"
    NAME = "name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """From `start` to before `end`, in code points of the text as it was given. It holds none of the text."""

    kind: Kind
    start: int
    end: int


_RANK = {kind: place for place, kind in enumerate(Kind)}


def apart(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """These in the order of the text, none over another: the kind that counts more stays, then the longer."""
    kept: list[Finding] = []
    for one in sorted(found, key=lambda each: (_RANK[each.kind], each.start - each.end, each.start)):
        if one.start < one.end and all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return tuple(sorted(kept, key=lambda each: each.start))
