"""How this device and its server are getting on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Phase(StrEnum):
    """Where the connection stands.

    OFF --address and invite--> JOINING --welcome--> CONNECTING --hello--> LIVE
     ^                            |  ^                   |  ^-------------.  |
     `-------- leave -------------+  `-- no signal --.   `--> OFFLINE ----+--'
                                  `--> REFUSED       `--------'
    """

    OFF = "off"
    JOINING = "joining"
    CONNECTING = "connecting"
    LIVE = "live"
    OFFLINE = "offline"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """What the settings screen tells. `ahead_ms` is how far this device's clock is ahead of the server's."""

    phase: Phase = Phase.OFF
    why: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)
    ahead_ms: int = 0
    syncing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerNote:
    """What this device keeps of its server, in the note `server`. The token is this device's own secret."""

    address: str
    code: str = ""
    device: str
    token: str
    state: str = "joining"
    epoch: str = ""
    why: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)


CLOCK_WORTH_TELLING_MS = 5 * 60_000
"""A clock further off than this is worth a sentence."""
