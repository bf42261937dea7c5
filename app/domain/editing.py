"""Editing: for a quarter of an hour one may put right what one wrote; after that others have read it.

The server decides by its own clock: an edit is in time when it comes within `WINDOW_MS` of when the server
first had what was written. Who edits on a ward without signal does so in time, too, though it comes later: so
it is enough that by the device's own clock no more than that lay between the two, if it comes within
`GRACE_MS`. A device could lie about its clock; so what it says counts for no longer than an hour, and
everybody sees the mark.
"""

from collections.abc import Mapping

from app.domain.cases import FIELDS

WINDOW_MS = 15 * 60_000
GRACE_MS = 60 * 60_000
"""A round on a ward, a lecture, or a bus ride without signal."""
EDITED = "edited"
"""When the server last took an edit. Only the server writes it; a device shows its own until then."""

EDITABLE: Mapping[str, frozenset[str]] = {
    "post": frozenset({"title", "body", "lang", *FIELDS}),
    "reply": frozenset({"body", "lang"}),
    "answer": frozenset({"body", "lang"}),
    "dm": frozenset({"b"}),
}
"""Of each kind what its author may edit."""


def in_time(now: int, at: int, *, written: int, said: int) -> bool:
    """Whether an edit comes in time: `at` is when the server first had it, `written` and `said` what the
    device's clock showed when it was written and edited."""
    return now - at <= WINDOW_MS or (now - at <= GRACE_MS and 0 <= said - written <= WINDOW_MS)


def may_begin(now: int, at: int, written: int) -> bool:
    """Whether a device offers to edit: by either time it is early enough, for its clock may be wrong."""
    return min(now - at, now - written) <= WINDOW_MS
