"""Finding people: those this device knows of, searched in either script, and the directory of the server.

A small directory is on this device. Of a large one only those are whom it was asked for: it is searched by
the server, and what it answers comes to be known here as anybody else does.
"""

from dataclasses import asdict
from typing import Any

from app.domain import directory
from app.domain.ids import COMMONS
from app.domain.people import Person
from app.i18n.folding import together
from app.i18n.search import Query, Rank, begins, rank, sought
from app.i18n.sorting import sort_key
from app.services import introducing
from app.services.desk import Desk
from app.services.matching import NAMES, Wanted, fits, words_of


def is_online(desk: Desk) -> bool:
    """Whether the directory is too large to be here, and asked online instead."""
    said = desk.memory.get(COMMONS, directory.KIND, COMMONS)
    return said is not None and directory.is_online(said.values)


def question(query: str, wanted: Wanted) -> dict[str, Any]:
    """What to ask the server with `asking.ask(desk, "FindPeople", …)`; nothing where that says too little."""
    return {"query": query.strip(), **asdict(wanted)} if directory.is_searchable(query.strip()) else {}


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
        if fits(somebody, wanted):
            how_well = _how_well(asked, somebody) if query.strip() else 0
            if how_well is not None:
                found.append((how_well, sort_key(somebody.name.best(lang)), somebody))
    return [somebody for _, _, somebody in sorted(found, key=lambda entry: entry[:2])]


def _how_well(asked: Query, somebody: Person) -> Rank | None:
    """How well a person fits; while one types, also whose name begins as that sounds in the other script."""
    known = words_of(somebody)
    found = rank(asked, *known)
    return Rank.BEGUN if found is None and begins(asked, together(known[:NAMES])) else found
