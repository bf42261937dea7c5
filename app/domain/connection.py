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
    """What the settings screen tells. `ahead_ms` is how far this device's clock is ahead of the server's.

    `share` is how much of what the server has is here, from 0 to 1: only while much is missing and fetching
    it takes longer than about a second, as a first sync does; else it is None. News and one's own writing
    are in order meanwhile, older writing is still coming.
    """

    phase: Phase = Phase.OFF
    why: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)
    ahead_ms: int = 0
    syncing: bool = False
    share: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerNote:
    """What this device keeps of its server, in the note `server`. The token is this device's own secret.

    `way` is how it joins: with the `code` of an invite, with a password (signin) or with a recovery code
    (recover) of the account called `login`; those two secrets are in the sign `secret` and never on the disk.
    `next_token` replaces the token once the server has seen it used; `rotated` is when one last did. A server
    that is restored may know nothing of that: then the `former_token` is good again.
    """

    address: str
    code: str = ""
    device: str
    token: str = field(repr=False)
    state: str = "joining"
    epoch: str = ""
    why: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)
    way: str = "invite"
    login: str = ""
    next_token: str = field(default="", repr=False)
    former_token: str = field(default="", repr=False)
    rotated: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Secret:
    """What one types to sign in, for the server note with this token; remembered only while the app runs.

    `code` is a recovery code, or after the password the digits of an authenticator app.
    """

    token: str = field(repr=False)
    password: str = field(repr=False)
    code: str = field(default="", repr=False)


def is_about_digits(why: str) -> bool:
    """Whether a server says by this code that the password was right, but not the digits of a phone."""
    return why in ("totp.needed", "totp.wrong", "totp.used")


CLOCK_WORTH_TELLING_MS = 5 * 60_000
"""A clock further off than this is worth a sentence."""
