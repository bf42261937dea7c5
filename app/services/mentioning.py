"""Mentioning: calling somebody of a circle or a group by name in what one writes.

Only who is there can be called; where nobody has a name, nobody is called by one.
"""

from app.domain import mentions
from app.domain.circles import is_in
from app.domain.ids import scope_type
from app.domain.markup import plain
from app.domain.mentions import SOMEBODY, Called
from app.domain.people import Person
from app.i18n.search import narrow
from app.i18n.sorting import sort_key
from app.services import avoiding, finding, peering
from app.services.desk import Desk

PEOPLE = 5_000
"""Seats of one place that are looked through."""


def people(desk: Desk, scope: str) -> list[Person]:
    """Whom one can call here: the others of this circle or group who have a name."""
    if not _has_names(desk, scope):
        return []
    seats = desk.memory.page(f"{scope}/member", PEOPLE)
    there = (finding.person(desk, seat.id, scope=scope) for seat in seats if is_in(seat))
    return [
        one for one in there if one.id != desk.person and one.name and not avoiding.why_folded(desk, one.id)
    ]


def search(desk: Desk, scope: str, letters: str, *, lang: str) -> list[Person]:
    """Those of them whose name these letters may mean, in either script: best first, then by name."""
    ranked = (
        (narrow(letters, one.name.en, one.name.bn) if letters.strip() else 0, one)
        for one in people(desk, scope)
    )
    found = [(rank, sort_key(one.name.best(lang)), one) for rank, one in ranked if rank is not None]
    return [one for _, _, one in sorted(found, key=lambda entry: entry[:2])]


def called(desk: Desk, scope: str, lang: str) -> Called:
    """What those who are mentioned here are called now; who never was of this place is somebody."""

    def name(who: str) -> str:
        person = _of_here(desk, scope, who)
        return (person.name.best(lang) if person else "") or SOMEBODY.best(lang)

    return name


def names(desk: Desk, scope: str, text: str, lang: str) -> dict[str, str]:
    """What everybody is called who stands in this text; only those who were of this place have a name."""
    known = ((who, _of_here(desk, scope, who)) for who in mentions.ids(text))
    return {who: person.name.best(lang) for who, person in known if person and person.name}


def words(desk: Desk, scope: str, text: str, lang: str) -> str:
    """A text in plain words, with the names of today."""
    return plain(text, called(desk, scope, lang))


def sealed(desk: Desk, scope: str, text: str) -> str:
    """The text as it is sent: it mentions only who is of this place now, by the name they have now."""
    if not mentions.ids(text):
        return text
    return mentions.sealed(text, {one.id: one.name for one in people(desk, scope)}.get)


def _has_names(desk: Desk, scope: str) -> bool:
    return scope_type(scope) in ("c", "g") and not peering.is_peer(desk, scope)


def _of_here(desk: Desk, scope: str, who: str) -> Person | None:
    """Somebody who has or had a place here, as they are known now."""
    if not _has_names(desk, scope) or desk.memory.get(scope, "member", who) is None:
        return None
    return finding.person(desk, who, scope=scope)
