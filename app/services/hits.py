"""What a result shows: what it is, whose and where, and the words that were found, in their context."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.circles import Circle
from app.domain.ids import inside, scope_type
from app.domain.markup import plain
from app.domain.mentions import Called
from app.domain.people import Person
from app.domain.records import Record
from app.domain.writing import Message, Post, Prompt, Reply
from app.i18n.search import Query, Rank
from app.services import belonging, finding, mentioning, messaging
from app.services.desk import Desk
from app.services.excerpts import Excerpt, excerpt
from app.services.searching import Result

LONG = 110
"""Visible characters of the text of a result."""

NOTHING = Excerpt(text="", marks=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One result as it is shown, a person, circle, topic, question, reply, prompt, answer, dm or term.

    `who` wrote it, or is the person; `other` is with whom the message was exchanged. `home` is the id of the
    circle it was written in, `thread` the post or the prompt it replies to, and `about` how that begins.
    """

    kind: str
    id: str
    rank: Rank
    head: Excerpt = NOTHING
    text: Excerpt = NOTHING
    circle: Circle | None = None
    home: str = ""
    who: Person | None = None
    other: Person | None = None
    mine: bool = False
    thread: str = ""
    about: str = ""
    when: int = 0
    lang: str = ""


def hit(desk: Desk, query: Query, result: Result, lang: str) -> Hit:
    """What a result shows to a reader of this language."""
    match result.kind:
        case "person":
            return _person(desk, query, result, lang)
        case "circle":
            return _circle(desk, query, result, lang)
        case "term":
            return _term(desk, query, result, lang)
        case "dm":
            return _message(desk, query, result, lang)
        case _:
            return _writing(desk, query, result, lang)


def _person(desk: Desk, query: Query, result: Result, lang: str) -> Hit:
    person = finding.person(desk, result.id, scope=result.scope)
    name = person.name.best(lang)
    rest = (text for text in result.texts if text != name)
    return Hit(
        kind="person",
        id=result.id,
        rank=result.rank,
        head=excerpt(query, name, seen=LONG),
        text=_marked(query, rest),
        who=person,
    )


def _circle(desk: Desk, query: Query, result: Result, lang: str) -> Hit:
    circle = belonging.circle(desk, result.id)
    if circle is None:  # it went away while one was looking
        return Hit(kind="circle", id=result.id, rank=result.rank, head=_marked(query, result.texts))
    name, purpose = circle.name.best(lang), circle.purpose.best(lang)
    own_first = (circle.name.side("bn" if lang == "en" else "en"), purpose, *result.texts)
    return Hit(
        kind="circle",
        id=result.id,
        rank=result.rank,
        head=excerpt(query, name, seen=LONG),
        text=_marked(query, (text for text in own_first if text != name), otherwise=purpose),
        circle=circle,
    )


def _term(desk: Desk, query: Query, result: Result, lang: str) -> Hit:
    known = desk.wordbook.read(desk.memory, desk.person).terms[result.id]
    name, other = known.name.best(lang), known.name.side("bn" if lang == "en" else "en")
    return Hit(
        kind="term",
        id=result.id,
        rank=result.rank,
        head=excerpt(query, name, seen=LONG),
        text=_marked(query, (text for text in result.texts if text != name), otherwise=other),
    )


def _message(desk: Desk, query: Query, result: Result, lang: str) -> Hit:
    partner = messaging.partner(desk, result.record) if result.record else ""
    said = Message.of(result.record).body if result.record else ""
    return Hit(
        kind="dm",
        id=result.id,
        rank=result.rank,
        text=_written(query, mentioning.called(desk, result.scope, lang), said, *result.texts),
        who=finding.person(desk, result.by, scope=result.scope),
        other=finding.person(desk, partner, scope=result.scope),
        home=inside(result.scope) if scope_type(result.scope) == "g" else "",
        mine=result.by == desk.person,
        when=result.when,
        lang=result.lang,
    )


def _writing(desk: Desk, query: Query, result: Result, lang: str) -> Hit:
    record = result.record
    circle = inside(result.scope) if scope_type(result.scope) == "c" else ""
    title, text, thread, about = _parts(desk, record, lang) if record else ("", "", "", "")
    sides = _further(result)
    tab = Post.of(record).tab if record and result.kind == "post" else ""
    return Hit(
        kind="question" if tab == "question" else "topic" if tab else result.kind,
        id=result.id,
        rank=result.rank,
        head=excerpt(query, title, seen=LONG),
        text=_written(query, mentioning.called(desk, result.scope, lang), text, *sides),
        circle=belonging.circle(desk, circle) if circle else None,
        home=circle,
        who=finding.person(desk, result.by, scope=result.scope),
        mine=result.by == desk.person,
        thread=thread,
        about=about,
        when=result.when,
        lang=result.lang,
    )


def _further(result: Result) -> tuple[str, ...]:
    """Where what was found may be if not in the text: the other side of a prompt, the case of a question."""
    if result.kind == "prompt":
        return result.texts
    return result.texts[2:] if result.kind == "post" else ()


def _parts(desk: Desk, record: Record, lang: str) -> tuple[str, str, str, str]:
    """The title and the text of what was written, and what it replies to: its id and how that begins."""
    match record.kind:
        case "post":
            post = Post.of(record)
            return post.title, post.body, "", ""
        case "prompt":
            return "", Prompt.of(record).text.best(lang), "", ""
        case _:
            reply = Reply.of(record)
            return "", reply.body, reply.to, _begun(desk, record, reply.to, lang)


def _begun(desk: Desk, record: Record, thread: str, lang: str) -> str:
    kind = "post" if record.kind == "reply" else "prompt"
    known = desk.memory.get(record.scope, kind, thread)
    if known is None:
        return ""
    return Post.of(known).title if kind == "post" else Prompt.of(known).text.best(lang)


def _written(query: Query, called: Called, *texts: str) -> Excerpt:
    """The words without their marks; with them only if what was found is not among the words."""
    shown = [plain(text, called) for text in texts]
    return _marked(query, (*shown, *texts), otherwise=shown[0])


def _marked(query: Query, texts: Iterable[str], *, otherwise: str = "") -> Excerpt:
    """The first of these texts in which anything was found, or else the one that is shown `otherwise`."""
    shown = (excerpt(query, text, seen=LONG) for text in texts if text)
    return next((one for one in shown if one.marks), None) or excerpt(query, otherwise, seen=LONG)
