"""What can be looked for: the texts of each kind of record, and by what one narrows a search."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from app.domain.circles import Circle
from app.domain.glossary import GlossaryTerm
from app.domain.mentions import flat
from app.domain.people import Person
from app.domain.records import Record
from app.domain.taxonomy import AGES, AREAS, SETTINGS, words_for
from app.domain.writing import Message, Post, Prompt, Reply
from app.services import matching

READS = 2
"""Another number when other fields are read than before: what was indexed is read again then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What of a record can be looked for: texts, and by which filters."""

    kind: str
    id: str
    texts: tuple[str, ...]
    scope: str = ""
    by: str = ""
    langs: tuple[str, ...] = field(default=())


def _writing(record: Record, texts: Iterable[str], *langs: str) -> Said:
    there = tuple(flat(text) for text in texts if text)
    return Said(kind=record.kind, id=record.id, texts=there, scope=record.scope, by=record.by, langs=langs)


def _post(record: Record) -> Said:
    post = Post.of(record)
    case = (*words_for(AGES, [post.case.age]), *words_for(SETTINGS, [post.case.setting]))
    return _writing(record, (post.title, post.body, post.case.tried, *case), post.lang)


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
    return said_of_circle(
        Circle.read(record.id, record.values), record.scope if record.kind == "circle" else ""
    )


def said_of_circle(circle: Circle, scope: str = "") -> Said:
    """What of a circle can be looked for."""
    sides = circle.name.en, circle.name.bn, circle.purpose.en, circle.purpose.bn
    texts = tuple(text for text in (*sides, *words_for(AREAS, circle.areas)) if text)
    langs = tuple(lang for lang in ("en", "bn") if circle.name.side(lang))
    return Said(kind="circle", id=circle.id, texts=texts, scope=scope, langs=langs)


def said_of_term(term: GlossaryTerm) -> Said:
    """What of a term of the glossary can be looked for."""
    langs = tuple(lang for lang in ("en", "bn") if term.name.side(lang))
    return Said(kind="term", id=term.id, texts=term.words, langs=langs)


def _person(record: Record) -> Said | None:
    values = record.values
    card = values if record.kind == "card" else values.get("card") if values.get("state") == "in" else None
    if not isinstance(card, Mapping) or not card:
        return None
    person = Person.read(record.id, card)
    scope = record.scope if record.kind == "member" else ""
    return Said(kind="person", id=person.id, texts=matching.texts(person), scope=scope, by=person.id)


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


def said(record: Record) -> Said | None:
    """What of a record can be looked for, if anything can."""
    read = _SAID.get(record.kind)
    return None if read is None or record.gone else read(record)
