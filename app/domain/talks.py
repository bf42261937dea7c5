"""Conversations of two: the first words to somebody one does not know are a request. The same on both ends.

(nothing) --first words, in a circle together--------------------> OPEN
    |  `--first words to anybody else--> ASKED --accept----------> OPEN
    `--a mentorship is accepted--> OPEN    |  `--the other writes-> OPEN
                                           `--(declined: only the devices of who was asked know)

Who asked writes nothing more until the other has answered; that is all they ever see of a decline.
"""

from collections.abc import Mapping
from typing import Any

from app.domain.errors import Refused
from app.domain.people import is_listed

ASKED, OPEN = "asked", "open"

REQUEST_LETTERS = 400
"""Visible characters of the first words to somebody one does not know."""

REQUEST_BYTES = 8_000
"""What their envelope weighs at most: the server does not read it, and cannot count its letters."""


def known_state(told: str, *, they_wrote: bool) -> str:
    """Where a conversation stands: what the server told, or else open where the other has written.

    Conversations from before there were requests have nothing told about them.
    """
    return told or (OPEN if they_wrote else "")


def state_on_writing(state: str, *, asker: bool, wrote: bool, acquainted: bool) -> str:
    """Where a conversation stands once this person writes; `wrote` says that they did before.

    Raises Refused `dm.waiting` for who asked and has no answer yet. Being in a circle together makes no
    difference then: whoever declined must not be reached by joining where they are.
    """
    if state == ASKED:
        if asker:
            raise Refused("dm.waiting")
        return OPEN
    if state == OPEN or acquainted:
        return OPEN
    if wrote:
        raise Refused("dm.waiting")
    return ASKED


def may_be_asked(profile: Mapping[str, Any]) -> bool:
    """Whether somebody who is in no circle with them may write to a person with this profile.

    Students are found by strangers only if they chose to be; all others may be asked.
    """
    return "student" not in profile.get("roles", ()) or is_listed(profile)
