"""What a result shows of a long text: the words around the first one found, and which were found."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from app.domain.text import graphemes
from app.i18n.highlights import Span, highlights
from app.i18n.search import Query

SEEN = 80
"""Visible characters of an excerpt, with the ellipses."""
_BEFORE = SEEN // 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """A line of a text, and where in it the words are that were looked for."""

    text: str
    marks: tuple[Span, ...]


def excerpt(query: Query, text: str, *, seen: int = SEEN) -> Excerpt:
    """About `seen` visible characters of a text around the first match, cut between words if it can be."""
    line = _on_one_line(text)
    return around(line, highlights(query, line), seen=seen)


def around(text: str, marks: Sequence[Span], *, seen: int = SEEN) -> Excerpt:
    """The same around the first of these places in the text."""
    line = _on_one_line(text)
    start, end = _cut(line, marks[0] if marks else (0, 0), seen)
    before, after = "…" if start else "", "…" if end < len(line) else ""
    moved = len(before) - start
    return Excerpt(
        text=f"{before}{line[start:end]}{after}",
        marks=tuple((a + moved, min(b, end) + moved) for a, b in marks if start <= a < end),
    )


def _on_one_line(text: str) -> str:
    return "".join(" " if char.isspace() else char for char in text)


def _cut(line: str, mark: Span, seen: int) -> Span:
    """The stretch that is shown; its ends never fall into a visible character."""
    edges = [0, *accumulate(map(len, graphemes(line)))]
    if len(edges) - 1 <= seen:
        return 0, len(line)
    room = max(1, seen - 2)
    found = next(at for at, edge in enumerate(edges) if edge >= mark[0])
    begun = max(0, min(found - min(_BEFORE, room // 4), len(edges) - 1 - room))
    start = edges[begun]
    if begun and line[start - 1] != " ":
        start = _after_space(line, start, mark[0])
    end = edges[min(begun + room, len(edges) - 1)]
    if end < len(line) and line[end] != " ":
        space = line.rfind(" ", max(start, mark[1]), end)
        end = space if space > start else end
    return start, len(line[:end].rstrip()) if end < len(line) else end


def _after_space(line: str, start: int, latest: int) -> int:
    """Where the next word begins, if one does before the match."""
    space = line.find(" ", start, latest)
    return space + 1 if space >= 0 else start
