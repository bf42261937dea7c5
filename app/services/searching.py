"""Searching: what was written, circles and people, by their words, whatever the spelling, as one types.

The memory keeps an index of words, which names candidates; each is read and looked at here. So what the index
knows from earlier does no harm, and what is gone, or of a circle one has left, is never shown.
"""

from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import cast

from app.domain.circles import Circle
from app.domain.records import Record
from app.domain.starters import STARTER_CIRCLES
from app.i18n import lookup
from app.i18n.folding import Words, spellings, words
from app.i18n.search import Query, Rank, rank, sought
from app.services import messaging, talking
from app.services.desk import Desk
from app.services.said import READS, Said, said, said_of_circle, said_of_term
from app.store.documents import lexicons
from app.store.words import EVER, Begun, Between, Entry, Way

SHOWN = 50
"""Results of one search, if nobody asks for more."""

LOOKED_AT = 4
"""Candidates that are looked at for each result there is room for; most fit."""

AT_ONCE = 16
"""Candidates that are looked at in one go: some milliseconds."""

_SECOND, _MARK = 1000, "\1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What results must be; an empty one lets everything through. Times are milliseconds, both included."""

    scope: str = ""
    by: str = ""
    lang: str = ""
    kinds: frozenset[str] = frozenset()
    since: int = 0
    until: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One record that fits: how well, and the texts in which the words are.

    `kind` is the record's, but a listing is a `circle`, and a card or a member a `person`. A circle that Setu
    brings along has no `record`, nor has a `term` of the glossary.
    """

    kind: str
    id: str
    rank: Rank
    texts: tuple[str, ...]
    scope: str = ""
    by: str = ""
    when: int = 0
    lang: str = ""
    record: Record | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """The best results, best first and the latest of equals; whether there may be `more` than these, and how
    many records have not been read for their words yet, so that something may still come up."""

    found: tuple[Result, ...] = ()
    more: bool = False
    unread: int = 0


def search(desk: Desk, query: str, filters: Filters = Filters(), *, limit: int = SHOWN) -> Results:
    """What holds all the words of a query, in one way or another; nothing without a word."""
    slices = in_slices(desk, query, filters, limit=limit)
    while True:
        try:
            next(slices)
        except StopIteration as done:
            return cast(Results, done.value)


def understood(desk: Desk, query: str) -> Query:
    """The words of a query, and what they may mean to the reader of this desk's glossary."""
    return sought(query, desk.wordbook.read(desk.memory, desk.person).thesaurus)


def in_slices(
    desk: Desk, query: str, filters: Filters = Filters(), *, limit: int = SHOWN
) -> Generator[None, None, Results]:
    """The same in slices, between which everything else may go on."""
    asked = understood(desk, query)
    if not asked:
        return Results()
    candidates, count = desk.memory.find(ways(asked, filters), LOOKED_AT * limit, _between(filters))
    yield
    found: dict[tuple[str, str], Result] = {}
    for at, record in enumerate(candidates, 1):
        result = _fitting(desk, asked, filters, record)
        if result is not None:  # each person and each circle once, though one knows them from several places
            found.setdefault((result.kind, result.id), result)
        if len(found) == limit:
            break
        if at % AT_ONCE == 0:
            yield
    more = count > at if candidates else False
    for result in _brought_along(desk, asked, filters):
        found.setdefault((result.kind, result.id), result)
    best = sorted(found.values(), key=lambda one: (one.rank, -one.when))
    return Results(
        found=tuple(best[:limit]), more=more or len(best) > limit, unread=desk.memory.count_unread()
    )


# How the memory keeps it


def _entry(record: Record) -> Entry:
    known = said(record)
    if known is None:
        return Entry()
    spelled = (word for text in known.texts for word in spellings(text))
    return Entry(words=(*spelled, *_marks(known)), number=record.when // _SECOND)


def _marks(known: Said) -> Iterator[str]:
    for name, value in (("scope", known.scope), ("by", known.by), ("kind", known.kind)):
        if value:
            yield _mark(name, value)
    for lang in known.langs:
        yield _mark("lang", lang)


def _mark(name: str, value: str) -> str:
    """A word that no text has, and of which no other is the beginning."""
    return f"{_MARK}{name} {value}{_MARK}"


def _forms(word: str) -> Iterable[str]:
    return () if word.startswith(_MARK) else lookup.forms(word)


LEXICONS = lexicons(_entry, _forms, f"{lookup.edition()} {READS}")
"""What a memory must be opened with to be searched."""


def ways(asked: Query, filters: Filters) -> list[Way]:
    """What the memory is asked for: every way to fit, the best first."""
    marks = [
        [Begun(_mark(name, value))]
        for name, value in (("scope", filters.scope), ("by", filters.by), ("lang", filters.lang))
        if value
    ]
    if filters.kinds:
        marks.append([Begun(_mark("kind", kind)) for kind in sorted(filters.kinds)])
    return [
        [*([Begun(key.prefix, key.agrees) for key in group] for group in way), *marks]
        for way in lookup.ways(asked)
    ]


def _between(filters: Filters) -> Between:
    return filters.since // _SECOND, filters.until // _SECOND or EVER[1]


# Looking at candidates


def _fitting(desk: Desk, asked: Query, filters: Filters, record: Record) -> Result | None:
    known = said(record)
    if known is None or not _passes(known, filters, record.when) or known.id == desk.person:
        return None
    how_well = rank(asked, words("\n".join(known.texts)))
    if how_well is None or (known.scope != filters.scope and _only_asks(desk, record)):
        return None
    return _result(known, how_well, record)


def _only_asks(desk: Desk, record: Record) -> bool:
    """Whether these are words of somebody who asks to write to one; they are read where one answers that."""
    other = messaging.partner(desk, record) if record.kind == "dm" else ""
    return bool(other) and talking.talk(desk, other).waits


def _passes(known: Said, filters: Filters, when: int) -> bool:
    return (
        filters.scope in ("", known.scope)
        and filters.by in ("", known.by)
        and (not filters.lang or filters.lang in known.langs)
        and (not filters.kinds or known.kind in filters.kinds)
        and filters.since <= when
        and (not filters.until or when <= filters.until)
    )


def _result(known: Said, how_well: Rank, record: Record | None = None) -> Result:
    return Result(
        kind=known.kind,
        id=known.id,
        rank=how_well,
        texts=known.texts,
        scope=known.scope,
        by=known.by,
        when=record.when if record else 0,
        lang=known.langs[0] if len(known.langs) == 1 else "",
        record=record,
    )


def _brought_along(desk: Desk, asked: Query, filters: Filters) -> Iterator[Result]:
    """What fits of that which nobody has to have told this device of: the circles every Setu begins with, and
    the terms of the glossary."""
    for known, folded in (*_starting(), *_terms(desk)):
        how_well = rank(asked, folded) if _passes(known, filters, 0) else None
        if how_well is not None:
            yield _result(known, how_well)


def _terms(desk: Desk) -> Iterator[tuple[Said, Words]]:
    glossary = desk.wordbook.read(desk.memory, desk.person)
    return ((said_of_term(term), glossary.folded[term.id][0]) for term in glossary.terms.values())


@cache
def _starting() -> tuple[tuple[Said, Words], ...]:
    every = (said_of_circle(Circle.read(values["id"], values)) for values in STARTER_CIRCLES)
    return tuple((known, words("\n".join(known.texts))) for known in every)
