"""Mentorship: one asks, the other answers, and either may end it. The same rules on both ends.

(asked) open --accept--> accepted --end--> ended
         |  `--decline--> declined
         `--withdraw--> withdrawn
"""

from app.domain.errors import Refused

OPEN, ACCEPTED = "open", "accepted"
UNDER_WAY = frozenset({OPEN, ACCEPTED})
"""While one of these lasts, the same person does not ask the same other again."""

_STEPS = {
    "accept": (OPEN, ACCEPTED, "asked"),
    "decline": (OPEN, "declined", "asked"),
    "withdraw": (OPEN, "withdrawn", "asker"),
    "end": (ACCEPTED, "ended", "either"),
}
"""A command: the state it expects, the state it leads to, and whose it is."""

COMMANDS = tuple(_STEPS)


def next_state(command: str, state: str, *, asker: bool) -> str:
    """The state after a command, given by who asked or by who was asked; the same command again is no harm.

    Raises Refused: `unavailable` for whose command it is not, `state` when it was decided otherwise.
    """
    expected, reached, whose = _STEPS[command]
    if whose not in ("either", "asker" if asker else "asked"):
        raise Refused("unavailable")
    if state not in (expected, reached):
        raise Refused("state")
    return reached
