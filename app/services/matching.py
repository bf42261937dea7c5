"""Which people fit what somebody looks for: the same on a device and on a server that is asked."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import lru_cache

from app.domain.districts import DISTRICTS
from app.domain.people import Person
from app.domain.taxonomy import AREAS, DISCIPLINES, ROLES, SETTINGS, TONGUES, Term
from app.i18n.search import Words, words

NAMES = 2
"""So many of the texts by which a person is found are names: in either script."""


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


def fits(somebody: Person, wanted: Wanted) -> bool:
    """Whether a person is among those whom these filters let through."""
    return (
        wanted.discipline in ("", somebody.discipline)
        and (not wanted.role or wanted.role in somebody.roles)
        and (not wanted.area or wanted.area in somebody.areas)
        and wanted.district in ("", somebody.district)
        and (not wanted.tongue or wanted.tongue in somebody.tongues)
    )


def texts(somebody: Person) -> tuple[str, ...]:
    """All by which a person is found: what they wrote, and every word of what they chose."""
    listed = (word for term in chosen(somebody) for word in term.words)
    return tuple(filter(None, (*own_texts(somebody), *listed)))


def words_of(somebody: Person) -> tuple[Words, ...]:
    """The same, folded, to be compared with a query; the first are those of their name."""
    return (*(words(text) for text in own_texts(somebody)), *map(_folded, chosen(somebody)))


def own_texts(somebody: Person) -> tuple[str, ...]:
    """What they wrote themselves."""
    return somebody.name.en, somebody.name.bn, somebody.ask, somebody.learn


def chosen(somebody: Person) -> tuple[Term, ...]:
    """What they chose from the lists that everybody has."""
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
