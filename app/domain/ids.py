"""Names for things: UUIDv7 ids, and the scopes that order and protect what people write.

u.<person>  what only this person's devices see
c.<circle>  a circle
d.<pair>    two people who talk
g.<group>   a few people who talk
k           the commons: cards and circle listings, for everyone with an account
l.<circle>  what was reported to the leaders of a circle, for them only
m           moderation: what was reported, for moderators only
"""

import re
import uuid
from collections.abc import Callable

COMMONS = "k"
MODERATION = "m"

_PAIRS = uuid.UUID("6f1b2c1e-5e74-5d0e-9a55-5e7500000001")
_UUID7 = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")

NewId = Callable[[], str]
"""A source of fresh ids; the rooms that make things are handed one."""


def uuid7(now_ms: int, randomness: bytes) -> str:
    """An RFC 9562 version 7 id from a time in milliseconds and ten random bytes."""
    if len(randomness) != 10:
        raise ValueError("uuid7 wants ten random bytes")
    number = (now_ms & (1 << 48) - 1) << 80 | int.from_bytes(randomness, "big")
    number = number & ~(0xF << 76) | 0x7 << 76
    number = number & ~(0x3 << 62) | 0x2 << 62
    return str(uuid.UUID(int=number))


def is_uuid7(text: str) -> bool:
    """Whether the text is a version 7 id in its one canonical spelling."""
    return _UUID7.fullmatch(text) is not None


def time_of(identifier: str) -> int:
    """The millisecond at which a version 7 id says it was made."""
    return int(identifier[:8] + identifier[9:13], 16)


def own_scope(person: str) -> str:
    """The scope that only this person's devices see."""
    return f"u.{person}"


def circle_scope(circle: str) -> str:
    """The scope of a circle."""
    return f"c.{circle}"


def leaders_scope(circle: str) -> str:
    """The scope of what was reported to the leaders of a circle."""
    return f"l.{circle}"


def holds_reports(scope: str) -> bool:
    """Whether what was reported lies here, which nobody sees whom it is about."""
    return scope_type(scope) in (MODERATION, "l")


def pair_scope(one: str, other: str) -> str:
    """The scope of two people: the same whoever opens it, so that two who open it offline open one."""
    return f"d.{uuid.uuid5(_PAIRS, '|'.join(sorted((one, other))))}"


def group_scope(group: str) -> str:
    """The scope of a group."""
    return f"g.{group}"


def scope_of_its_own(kind: str, identifier: str) -> str:
    """The scope that is named after a record, as that of a circle or a group; empty for all others."""
    named = {"circle": circle_scope, "group": group_scope}.get(kind)
    return named(identifier) if named else ""


def scope_type(scope: str) -> str:
    """The letter of a scope: u, c, l, d, g, k or m; empty for what is no scope."""
    letter, dot, rest = scope.partition(".")
    if scope in {COMMONS, MODERATION}:
        return scope
    return letter if dot and rest and letter in {"u", "c", "l", "d", "g"} else ""


def inside(scope: str) -> str:
    """The id that a scope is named after."""
    return scope.partition(".")[2]
