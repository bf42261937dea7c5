"""By what a search is narrowed, as a reader chooses it, and the choices there are."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, fields

from app.domain.ids import circle_scope, inside, pair_scope, scope_type
from app.i18n.catalogs import Translator
from app.i18n.languages import ENDONYMS
from app.i18n.search import narrow
from app.services import belonging, finding, grouping, messaging
from app.services.desk import Desk
from app.services.matching import Wanted
from app.services.searching import Filters
from app.ui.components.people.met import name_of

KINDS = {
    "person": frozenset({"person"}),
    "circle": frozenset({"circle"}),
    "post": frozenset({"post"}),
    "reply": frozenset({"reply", "answer"}),
    "prompt": frozenset({"prompt"}),
    "dm": frozenset({"dm"}),
    "term": frozenset({"term"}),
}
DAYS = (1, 7, 30, 365)


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowed:
    """What is chosen; nothing lets everything through. `days` is how many, or `from/to` as ISO dates."""

    kind: str = ""
    scope: str = ""
    by: str = ""
    lang: str = ""
    days: str = ""

    def __bool__(self) -> bool:
        return any(getattr(self, name.name) for name in fields(self))


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing one can choose."""

    value: str
    said: str


def filters(narrowed: Narrowed, now: dt.datetime) -> Filters:
    """What the service is asked for, on the reader's day `now`."""
    since, until = _between(narrowed.days, now)
    return Filters(
        scope=narrowed.scope,
        by=narrowed.by,
        lang=narrowed.lang,
        kinds=KINDS.get(narrowed.kind, frozenset()),
        since=since,
        until=until,
    )


def _between(days: str, now: dt.datetime) -> tuple[int, int]:
    """From when until when, in milliseconds; whole days of the reader's."""
    first, _, last = days.partition("/")
    if not first:
        return 0, 0
    if not last:
        begun = now.date() - dt.timedelta(days=int(first) - 1)
        return _midnight(begun, now), 0
    ended = dt.date.fromisoformat(last) + dt.timedelta(days=1)
    return _midnight(dt.date.fromisoformat(first), now), _midnight(ended, now) - 1


def _midnight(day: dt.date, now: dt.datetime) -> int:
    return int(dt.datetime.combine(day, dt.time(), now.tzinfo).timestamp() * 1000)


def title(name: str, words: Translator) -> str:
    """What a filter is called."""
    return {
        # NOTE: a filter of the search: people, circles, topics …
        "kind": words.tp("filter", "Kind"),
        # NOTE: a filter of the search: in which circle or conversation
        "scope": words.tp("filter", "Where"),
        # NOTE: a filter of the search: who wrote it
        "by": words.tp("filter", "Who"),
        "lang": words.t("Language"),
        # NOTE: a filter of the search: on which days it was written
        "days": words.tp("filter", "When"),
    }[name]


def said(desk: Desk, name: str, value: str, words: Translator) -> str:
    """What is chosen, in words."""
    match name, value:
        case "kind", _:
            return kind_said(value, words)
        case "days", _:
            return days_said(value, words)
        case "lang", "en" | "bn":
            return ENDONYMS[value]
        case "by", desk.person:
            return words.t("You")
        case "by", _:
            return name_of(finding.person(desk, value), words)
        case _:
            return where_said(desk, value, words)


def kind_said(value: str, words: Translator) -> str:
    """A kind, in the plural."""
    return {
        "person": words.t("People"),
        "circle": words.t("Circles"),
        "post": words.t("Topics and questions"),
        "reply": words.t("Replies and answers"),
        "prompt": words.t("Learning prompts"),
        "dm": words.t("Messages"),
        "term": words.t("Glossary"),
    }[value]


def days_said(value: str, words: Translator) -> str:
    """A stretch of days."""
    first, _, last = value.partition("/")
    if last:
        days = [words.formatter.date(dt.date.fromisoformat(day)) for day in (first, last)]
        # NOTE: two dates: from the one to the other, both included
        return days[0] if first == last else words.t("{first} to {last}", first=days[0], last=days[1])
    if first == "1":
        return words.t("Today")
    # NOTE: a filter of the search: what was written in the last 7, 30 or 365 days
    return words.tn("Last {n} day", "Last {n} days", int(first))


def where_said(desk: Desk, scope: str, words: Translator) -> str:
    """A circle or a conversation, by its scope."""
    if scope_type(scope) == "c":
        circle = belonging.circle(desk, inside(scope))
        return circle.name.best(words.lang) if circle else words.t("Circle")
    if group := grouping.group(desk, scope):
        return group.name
    for record in desk.memory.page(f"{scope}/member", limit=4):
        if record.id != desk.person:
            return _with(name_of(finding.person(desk, record.id, scope=scope), words), words)
    return words.t("Conversation")


def _with(name: str, words: Translator) -> str:
    # NOTE: a conversation, by the name of the other
    return words.t("With {name}", name=name)


def choices(desk: Desk, name: str, letters: str, words: Translator) -> Iterator[Choice]:
    """What can be chosen, narrowed by letters where there may be much."""
    match name:
        case "kind":
            yield from (Choice(kind, kind_said(kind, words)) for kind in KINDS)
        case "lang":
            yield from (Choice(lang, said_in_it) for lang, said_in_it in ENDONYMS.items())
        case "days":
            yield from (Choice(str(days), days_said(str(days), words)) for days in DAYS)
        case "by":
            yield from _people(desk, letters, words)
        case _:
            yield from _places(desk, letters, words)


def _people(desk: Desk, letters: str, words: Translator) -> Iterator[Choice]:
    if not letters.strip():
        yield Choice(desk.person, words.t("You"))
    for person in finding.search(desk, letters, Wanted(), lang=words.lang):
        yield Choice(person.id, name_of(person, words))


def _places(desk: Desk, letters: str, words: Translator) -> Iterator[Choice]:
    for circle in belonging.mine(desk):
        if not letters.strip() or narrow(letters, circle.name.en, circle.name.bn) is not None:
            yield Choice(circle_scope(circle.id), circle.name.best(words.lang))
    for line in grouping.groups(desk):
        if not letters.strip() or narrow(letters, line.group.name, "") is not None:
            yield Choice(line.group.scope, line.group.name)
    for talk in messaging.conversations(desk):
        name = talk.person.name
        if not letters.strip() or narrow(letters, name.en, name.bn) is not None:
            yield Choice(pair_scope(desk.person, talk.person.id), _with(name_of(talk.person, words), words))
