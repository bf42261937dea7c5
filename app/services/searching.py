"""Searching: what was written, circles and people, by their words, whatever the spelling, as one types.

The memory keeps an index of words, which names candidates; each is read and looked at here. So what the index
knows from earlier does no harm, and what is gone, or of a circle one has left, is never shown.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from types import MappingProxyType

from app.domain.circles import Circle
from app.domain.people import Person
from app.domain.records import Record
from app.domain.starters import STARTER_CIRCLES
from app.domain.taxonomy import AREAS, words_for
from app.domain.writing import Message, Post, Prompt, Reply
from app.i18n import lookup
from app.i18n.folding import Words, spellings, words
from app.i18n.search import Query, Rank, rank, sought
from app.services import finding
from app.services.desk import Desk
from app.store.documents import lexicons
from app.store.words import EVER, Begun, Between, Entry, Way

SHOWN = 50
"""Results of one search, if nobody asks for more."""

LOOKED_AT = 4
"""Candidates that are looked at for each result there is room for; most fit."""

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
    brings along has no `record`.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What of a record can be looked for: texts, and by which filters."""

    kind: str
    id: str
    texts: tuple[str, ...]
    scope: str = ""
    by: str = ""
    langs: tuple[str, ...] = field(default=())


def search(desk: Desk, query: str, filters: Filters = Filters(), *, limit: int = SHOWN) -> Results:
    """What holds all the words of a query, in one way or another; nothing without a word."""
    asked = sought(query)
    if not asked:
        return Results()
    candidates, count = desk.memory.find(ways(asked, filters), LOOKED_AT * limit, _between(filters))
    records = iter(candidates)
    found = list(islice(_distinct(_fitting(desk, asked, filters, records)), limit))
    more = next(records, None) is not None or count > len(candidates)
    found = list(_distinct((*found, *_starters(asked, filters))))
    found.sort(key=lambda one: (one.rank, -one.when))
    return Results(
        found=tuple(found[:limit]), more=more or len(found) > limit, unread=desk.memory.count_unread()
    )


# What can be looked for


def _writing(record: Record, texts: Iterable[str], *langs: str) -> Said:
    said = tuple(text for text in texts if text)
    return Said(kind=record.kind, id=record.id, texts=said, scope=record.scope, by=record.by, langs=langs)


def _post(record: Record) -> Said:
    post = Post.of(record)
    return _writing(record, (post.title, post.body), post.lang)


def _reply(record: Record) -> Said:
    reply = Reply.of(record)
    return _writing(record, (reply.body,), reply.lang)


def _prompt(record: Record) -> Said:
    text = Prompt.of(record).text
    return _writing(record, (text.en, text.bn), *(lang for lang in ("en", "bn") if text.side(lang)))


def _message(record: Record) -> Said:
    message = Message.of(record)
    return _writing(record, (message.body,), message.lang)


def _circle(record: Record) -> Said:
    return _circle_said(
        Circle.read(record.id, record.values), record.scope if record.kind == "circle" else ""
    )


def _circle_said(circle: Circle, scope: str = "") -> Said:
    sides = circle.name.en, circle.name.bn, circle.purpose.en, circle.purpose.bn
    texts = tuple(text for text in (*sides, *words_for(AREAS, circle.areas)) if text)
    langs = tuple(lang for lang in ("en", "bn") if circle.name.side(lang))
    return Said(kind="circle", id=circle.id, texts=texts, scope=scope, langs=langs)


def _person(record: Record) -> Said | None:
    values = record.values
    card = values if record.kind == "card" else values.get("card") if values.get("state") == "in" else None
    if not isinstance(card, Mapping) or not card:
        return None
    person = Person.read(record.id, card)
    scope = record.scope if record.kind == "member" else ""
    return Said(kind="person", id=person.id, texts=finding.texts(person), scope=scope, by=person.id)


_SAID: Mapping[str, Callable[[Record], Said | None]] = MappingProxyType(
    {
        "post": _post,
        "reply": _reply,
        "answer": _reply,
        "prompt": _prompt,
        "dm": _message,
        "circle": _circle,
        "listing": _circle,
        "card": _person,
        "member": _person,
    }
)


def _said(record: Record) -> Said | None:
    read = _SAID.get(record.kind)
    return None if read is None or record.gone else read(record)


# How the memory keeps it


def _entry(record: Record) -> Entry:
    said = _said(record)
    if said is None:
        return Entry()
    spelled = (word for text in said.texts for word in spellings(text))
    return Entry(words=(*spelled, *_marks(said)), number=record.when // _SECOND)


def _marks(said: Said) -> Iterator[str]:
    for name, value in (("scope", said.scope), ("by", said.by), ("kind", said.kind)):
        if value:
            yield _mark(name, value)
    for lang in said.langs:
        yield _mark("lang", lang)


def _mark(name: str, value: str) -> str:
    """A word that no text has, and of which no other is the beginning."""
    return f"{_MARK}{name} {value}{_MARK}"


def _forms(word: str) -> Iterable[str]:
    return () if word.startswith(_MARK) else lookup.forms(word)


LEXICONS = lexicons(_entry, _forms, lookup.edition())
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


def _fitting(desk: Desk, asked: Query, filters: Filters, records: Iterable[Record]) -> Iterator[Result]:
    for record in records:
        said = _said(record)
        if said is None or not _passes(said, filters, record.when) or said.id == desk.person:
            continue
        how_well = rank(asked, words("\n".join(said.texts)))
        if how_well is not None:
            yield _result(said, how_well, record)


def _passes(said: Said, filters: Filters, when: int) -> bool:
    return (
        filters.scope in ("", said.scope)
        and filters.by in ("", said.by)
        and (not filters.lang or filters.lang in said.langs)
        and (not filters.kinds or said.kind in filters.kinds)
        and filters.since <= when
        and (not filters.until or when <= filters.until)
    )


def _result(said: Said, how_well: Rank, record: Record | None = None) -> Result:
    return Result(
        kind=said.kind,
        id=said.id,
        rank=how_well,
        texts=said.texts,
        scope=said.scope,
        by=said.by,
        when=record.when if record else 0,
        lang=said.langs[0] if len(said.langs) == 1 else "",
        record=record,
    )


def _starters(asked: Query, filters: Filters) -> Iterator[Result]:
    """The circles every Setu begins with, which nobody has to have told this device of."""
    for said, folded in _starting():
        how_well = rank(asked, folded) if _passes(said, filters, 0) else None
        if how_well is not None:
            yield _result(said, how_well)


@cache
def _starting() -> tuple[tuple[Said, Words], ...]:
    every = (_circle_said(Circle.read(values["id"], values)) for values in STARTER_CIRCLES)
    return tuple((said, words("\n".join(said.texts))) for said in every)


def _distinct(results: Iterable[Result]) -> Iterator[Result]:
    """Each person and each circle once, though one knows them from several places: as first found."""
    known: set[tuple[str, str]] = set()
    for result in results:
        if (result.kind, result.id) not in known:
            known.add((result.kind, result.id))
            yield result
