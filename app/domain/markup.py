"""A few marks people type for bold, lists, quotes, links and names, read from a text that stays as it was.

Nothing is rewritten or lost: the texts of all lines and spans, marks too, joined are the text again. Every
sign is looked at a fixed number of times, so no text is slow to read. What is not surely meant as a mark
stays a sign: 5*2*3 and snake_case keep theirs. No HTML, no images, no headings: those are plain words.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby
from typing import Final
from unicodedata import category, normalize

from app.domain.links import LONGEST, Link, link
from app.domain.mentions import MENTION, MOST_MENTIONS, Called

MOST_LINKS: Final = 20
"""Of one text; what comes after these stays plain words (sync.md 3.6)."""

MOST_LOOKS: Final = 100
"""Stretches of one text that look different, and lines of lists and quotes: nobody needs more to be read,
and a text made of nothing else would be slow to draw."""


class Kind(StrEnum):
    """What a line is."""

    PLAIN = "plain"
    BULLET = "bullet"
    NUMBER = "number"
    QUOTE = "quote"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of a line that looks one way; a `mark` says how others look, and is not shown itself."""

    text: str
    mark: bool = False
    bold: bool = False
    stressed: bool = False
    code: bool = False
    link: Link | None = None
    who: str = ""
    """The id of whom it mentions; the text is what they were called when it was written."""

    @property
    def bare(self) -> bool:
        """Whether it is a link that shows its own address."""
        return self.link is not None and self.text[:8].lower() == "https://"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line: what it is, the mark at its beginning as it was typed, and the rest."""

    kind: Kind
    mark: str
    spans: tuple[Span, ...]


@dataclass(slots=True)
class _Left:
    """How many links, mentions, looks and lines of lists and quotes there may still be in a text."""

    links: int = MOST_LINKS
    mentions: int = MOST_MENTIONS
    looks: int = MOST_LOOKS
    lines: int = MOST_LOOKS


_BEGINS = re.compile(r"([ \t]*)(?:([-*•])[ \t]+(?=\S)|([0-9০-৯]{1,3}[.)।])[ \t]+(?=\S)|>[ \t]?)")
_CODE = r"`(?!\s*+`)(?P<code>[^`]+)`"
_NAMED = (
    r"\[(?P<words>[^\[\]]++)\]"
    rf"\((?P<url>https://(?:[^\s()\[\]]|\([^\s()\[\]]*+\)){{1,{LONGEST}}}+)\)"
)
_BARE = r"(?<![A-Za-z0-9])(?P<bare>https://[^\s<>\"\\^`{|}\[\]।॥]++)"
_TOKEN = re.compile(rf"{_CODE}|{MENTION}|{_NAMED}|{_BARE}|(?P<run>\*+|_+)", re.IGNORECASE)
_TRAILING = frozenset(".,;:!?'’”*_~")
_ENDING = re.compile("-(?:এর|এ|তে|র|কে|\u09df|\u09af\u09bc|ও)$")
"""Case endings that Bengali hangs on an address with a hyphen."""
_LIKE_A_HOST = re.compile(r"://|[^\W_][.。][^\W\d_]{2}")
_LOOKS: Final = {"*": (False, True), "_": (False, True), "**": (True, False), "***": (True, True)}


def read(text: str) -> tuple[Line, ...]:
    """The lines of a text, as many as it has; each but the last ended with a line feed."""
    left = _Left()
    return tuple(_line(line, left) for line in text.split("\n"))


def plain(text: str, called: Called | None = None) -> str:
    """The words without their marks, for where there is room for a few; a link's host after its words.

    Who is mentioned is `called` as this says, or without it as they were when it was written.
    """
    return "\n".join(_words(line, called) for line in read(text))


def mentioned(text: str) -> frozenset[str]:
    """Whom a text calls: not those who are named in code, or in what it quotes."""
    if "@[" not in text:
        return frozenset()
    said = (line for line in read(text) if line.kind is not Kind.QUOTE)
    return frozenset(span.who for line in said for span in line.spans if span.who)


def links(lines: tuple[Line, ...]) -> tuple[tuple[Link, str], ...]:
    """The links of a text in their order, each address once, with the words that lead there."""
    found: dict[str, tuple[Link, str]] = {}
    for span in (span for line in lines for span in line.spans):
        if span.link:
            found.setdefault(span.link.url, (span.link, "" if span.bare else span.text))
    return tuple(found.values())


def _words(line: Line, called: Called | None) -> str:
    begun = {Kind.BULLET: "• ", Kind.QUOTE: ""}.get(line.kind, line.mark)
    return begun + "".join(_said(span, called) for span in line.spans if not span.mark)


def _said(span: Span, called: Called | None) -> str:
    if span.who:
        return f"@{called(span.who) if called else span.text}"
    return f"{span.text} ({span.link.host})" if span.link and not span.bare else span.text


def _line(line: str, left: _Left) -> Line:
    begins = _BEGINS.match(line) if left.lines else None
    if begins is None:
        return Line(kind=Kind.PLAIN, mark="", spans=_spans(line, left))
    left.lines -= 1
    kind = Kind.BULLET if begins[2] else Kind.NUMBER if begins[3] else Kind.QUOTE
    return Line(kind=kind, mark=begins[0], spans=_spans(line[begins.end() :], left))


def _spans(line: str, left: _Left) -> tuple[Span, ...]:
    """The line in spans; of the runs of stars and low dashes only those that found their pair are marks."""
    pieces = list(_pieces(line, left))
    paired = _pairs(line, pieces, left)
    spans: list[Span] = []
    bold = stressed = False
    for at, piece in enumerate(pieces):
        if at in paired:
            thick, slanted = _LOOKS[piece.text]
            bold, stressed = bold ^ thick, stressed ^ slanted
            spans.append(Span(text=piece.text, mark=True))
        elif (bold or stressed) and not piece.mark:
            spans.append(replace(piece, bold=bold, stressed=stressed))
        else:
            spans.append(piece)
    return tuple(_joined(spans))


def _joined(spans: list[Span]) -> Iterator[Span]:
    """The spans, neighbours that are words of one look in one: signs that mean nothing were taken apart."""
    for _, alike in groupby(spans, key=_look):
        same = list(alike)
        yield same[0] if len(same) == 1 else replace(same[0], text="".join(span.text for span in same))


def _look(span: Span) -> tuple[object, ...]:
    own = id(span) if span.mark or span.code or span.link or span.who else 0
    return own, span.bold, span.stressed


def _pieces(line: str, left: _Left) -> Iterator[Span]:
    """Code, links, runs of stars and low dashes, and the words between them."""
    done = 0
    while found := _TOKEN.search(line, done):
        if found.start() > done:
            yield Span(text=line[done : found.start()])
        pieces = list(_piece(found, left))
        yield from pieces
        done = found.start() + sum(len(piece.text) for piece in pieces)
    if done < len(line):
        yield Span(text=line[done:])


def _piece(found: re.Match[str], left: _Left) -> Iterator[Span]:
    """What was found; less of it where its beginning turns out to be words."""
    if found["run"]:
        yield Span(text=found["run"])
    elif found["code"] and left.looks:
        left.looks -= 1
        yield from (Span(text="`", mark=True), Span(text=found["code"], code=True), Span(text="`", mark=True))
    elif found["who"] and left.mentions:
        left.mentions -= 1
        yield Span(text="@[", mark=True)
        yield Span(text=found["called"], who=found["who"])
        yield Span(text=f"]({found['who']})", mark=True)
    elif found["bare"]:
        address = _trimmed(found["bare"])
        yield Span(text=address, link=_led(address, address, left))
    elif found["url"] and (there := _led(found["url"], found["words"], left)):
        yield Span(text="[", mark=True)
        yield Span(text=found["words"], link=there)
        yield Span(text=f"]({found['url']})", mark=True)
    else:
        yield Span(text=found[0][0])


def _led(address: str, words: str, left: _Left) -> Link | None:
    """The link, unless there are too many, or its words name another host than it leads to."""
    there = link(address) if left.links and words.strip() else None
    if there is None or (words is not address and _misleads(words, there.host)):
        return None
    left.links -= 1
    return there


def _misleads(words: str, host: str) -> bool:
    said = normalize("NFKC", words).strip().lower()
    named = said.removeprefix("https://")
    return bool(_LIKE_A_HOST.search(said)) and named != host and not named.startswith(f"{host}/")


def _trimmed(address: str) -> str:
    """The address without what belongs to the sentence around it."""
    shorter = _without_trailing(address)
    ending = _ENDING.search(shorter)
    return _without_trailing(shorter[: ending.start()]) if ending else shorter


def _without_trailing(address: str) -> str:
    unopened = address.count(")") - address.count("(")
    end = len(address)
    while end and (address[end - 1] in _TRAILING or (address[end - 1] == ")" and unopened > 0)):
        unopened -= address[end - 1] == ")"
        end -= 1
    return address[:end]


def _pairs(line: str, pieces: list[Span], left: _Left) -> set[int]:
    """Which pieces are runs that begin or end a look. There are four such runs, each open once at most."""
    paired: set[int] = set()
    open_: dict[str, int] = {}
    end = 0
    if not left.looks:
        return paired
    for at, piece in enumerate(pieces):
        start, end = end, end + len(piece.text)
        if piece.text not in _LOOKS or piece.code or piece.link or piece.who:
            continue
        before, after = line[start - 1 : start] or " ", line[end : end + 1] or " "
        if piece.text in open_ and _ends(piece.text, before, after):
            begun = open_[piece.text]
            open_ = {run: where for run, where in open_.items() if where < begun}
            paired |= {begun, at}
            left.looks -= 1
            if not left.looks:
                break
        elif _begins(before, after):
            open_.pop(piece.text, None)
            open_[piece.text] = at
    return paired


def _begins(before: str, after: str) -> bool:
    return not after.isspace() and not _in_word(before) and before not in ")]}"


def _ends(run: str, before: str, after: str) -> bool:
    """After stars may stand a case ending (**সেতু**র), but no number: those are sums."""
    if before.isspace() or after.isdigit():
        return False
    if run == "_":
        return not _in_word(after)
    return run != "*" or not (after.isascii() and after.isalnum())


def _in_word(char: str) -> bool:
    return category(char)[0] in "LMN" or char in "\u200c\u200d"
