"""Finding people: the directory this device carries, searched in either script."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import lru_cache

from app.domain.districts import DISTRICTS
from app.domain.ids import COMMONS
from app.domain.people import Person
from app.domain.taxonomy import AREAS, DISCIPLINES, ROLES, SETTINGS, TONGUES, Term
from app.i18n.search import Words, rank, sought, words
from app.i18n.sorting import sort_key
from app.services import introducing
from app.services.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Filters for people; an empty one lets everybody through."""

    discipline: str = ""
    role: str = ""
    area: str = ""
    district: str = ""
    tongue: str = ""

    def __bool__(self) -> bool:
        return any(getattr(self, name.name) for name in fields(self))


def person(desk: Desk, identifier: str, *, scope: str = "") -> Person:
    """What this device knows of a person: from where one meets them, from their card, or only the id."""
    if identifier == desk.person:
        return introducing.me(desk)
    met = desk.memory.get(scope, "member", identifier) if scope else None
    if met and met.values.get("card"):
        return Person.read(identifier, met.values["card"])
    carded = desk.memory.get(COMMONS, "card", identifier)
    if carded:
        return Person.read(identifier, carded.values)
    for record in desk.memory.of_kind("member"):
        if record.id == identifier and record.values.get("card"):
            return Person.read(identifier, record.values["card"])
    return Person.read(identifier, {})


def everyone(desk: Desk) -> list[Person]:
    """Everybody this device knows of, except oneself: cards of the directory and members of one's circles."""
    known: dict[str, Person] = {}
    for record in desk.memory.of_kind("card"):
        known[record.id] = Person.read(record.id, record.values)
    for record in desk.memory.of_kind("member"):
        if record.values.get("state") == "in" and record.values.get("card"):
            known[record.id] = Person.read(record.id, record.values["card"])
    known.pop(desk.person, None)
    return list(known.values())


def search(desk: Desk, query: str, wanted: Wanted, *, lang: str) -> list[Person]:
    """The people whom the words and the filters fit: best match first, then by name in this language."""
    asked = sought(query, desk.wordbook.read(desk.memory, desk.person).thesaurus)
    found = []
    for somebody in everyone(desk):
        if _fits(somebody, wanted):
            how_well = rank(asked, *_words(somebody)) if query.strip() else 0
            if how_well is not None:
                found.append((how_well, sort_key(somebody.name.best(lang)), somebody))
    return [somebody for _, _, somebody in sorted(found, key=lambda entry: entry[:2])]


def _fits(somebody: Person, wanted: Wanted) -> bool:
    return (
        wanted.discipline in ("", somebody.discipline)
        and (not wanted.role or wanted.role in somebody.roles)
        and (not wanted.area or wanted.area in somebody.areas)
        and wanted.district in ("", somebody.district)
        and (not wanted.tongue or wanted.tongue in somebody.tongues)
    )


def texts(somebody: Person) -> tuple[str, ...]:
    """All by which a person is found: what they wrote, and every word of what they chose."""
    chosen = (word for term in _chosen(somebody) for word in term.words)
    return tuple(filter(None, (*_own(somebody), *chosen)))


def _words(somebody: Person) -> tuple[Words, ...]:
    return (*(words(text) for text in _own(somebody) if text), *map(_folded, _chosen(somebody)))


def _own(somebody: Person) -> tuple[str, ...]:
    return somebody.name.en, somebody.name.bn, somebody.ask, somebody.learn


def _chosen(somebody: Person) -> tuple[Term, ...]:
    return (
        *_terms(DISCIPLINES, [somebody.discipline]),
        *_terms(ROLES, somebody.roles),
        *_terms(AREAS, somebody.areas),
        *_terms(SETTINGS, [somebody.setting]),
        *_terms(DISTRICTS, [somebody.district]),
        *_terms(TONGUES, somebody.tongues),
    )


def _terms(terms: dict[str, Term], codes: Iterable[str]) -> tuple[Term, ...]:
    return tuple(terms[code] for code in codes if code in terms)


@lru_cache(maxsize=512)
def _folded(term: Term) -> Words:
    """The words of a choice everybody has, folded once: a directory of thousands answers as one types."""
    return words("\n".join(term.words))
