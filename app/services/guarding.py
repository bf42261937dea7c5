"""Guarding confidentiality: what one is about to send could tell who somebody is. Nothing of it is kept."""

from collections.abc import Collection
from dataclasses import dataclass

from app.domain.guard import Finding, Kind, in_general, look, softened
from app.services.excerpts import Excerpt, around

CONTEXT = 40
"""Visible characters that are shown of a text, with what was pointed out in the middle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """One piece of a text that could tell who somebody is.

    `shown` is the piece among the words around it, `general` what could stand there instead, and `without`
    and `softer` are the whole text without the piece, and with that instead.
    """

    kind: Kind
    piece: str
    shown: Excerpt
    general: str
    without: str
    softer: str


def doubts(text: str, help_lines: Collection[str] = ()) -> tuple[Doubt, ...]:
    """What in a text one might want to look at once more, in its order; numbers of help are for everybody."""
    return tuple(_doubt(text, finding) for finding in look(text, help_lines=help_lines))


def _doubt(text: str, finding: Finding) -> Doubt:
    general = in_general(text, finding)
    return Doubt(
        kind=finding.kind,
        piece=text[finding.start : finding.end],
        shown=around(text, [(finding.start, finding.end)], seen=CONTEXT),
        general=general,
        without=softened(text, finding, ""),
        softer=softened(text, finding, general),
    )
