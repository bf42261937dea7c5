"""Answering who is looked for in a directory that is asked online: a few cards, never how many there are."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields

from app.domain.directory import FOUND, is_searchable
from app.domain.ids import COMMONS, is_uuid7
from app.domain.people import Person
from app.i18n.lookup import Group, ways
from app.i18n.search import Query, Rank, rank, sought
from app.server.database.engine import Connection
from app.server.database.rows import COLUMNS, as_row
from app.server.directory.words import filters_for, words_for
from app.server.troubles import Rejected
from app.services.matching import Wanted, fits, words_of
from app.sync.directory import FindPeople, PeopleFound
from app.sync.protocol import Row

LOOKED_AT = 4
"""Candidates that are looked at for each one there is room for; most fit."""
_CODE = 64


def check_question(asked: FindPeople) -> None:
    """Turn down a question that says too little or too much."""
    wanted = [getattr(asked, one.name) for one in fields(Wanted)]
    if asked.among:
        right = not asked.query and not any(wanted) and len(asked.among) <= FOUND
        right = right and all(map(is_uuid7, asked.among))
    else:
        right = is_searchable(asked.query) and all(len(code) <= _CODE for code in wanted)
    if not right:
        raise Rejected(400, "request.wrong")


def find(connection: Connection, person: str, asked: FindPeople, *, epoch: str, now_ms: int) -> PeopleFound:
    """The cards this person asks for, and where the commons stood: all of it one snapshot."""
    (at,) = connection.execute("SELECT head FROM scope WHERE id = ?", (COMMONS,)).fetchone()
    rows = _cards(connection, asked.among) if asked.among else _fitting(connection, person, asked)
    return PeopleFound(epoch=epoch, now=now_ms, at=at, cards=rows)


def _fitting(connection: Connection, person: str, asked: FindPeople) -> list[Row]:
    """Those who fit best. The words name candidates, and each is looked at as a device would look.

    Who comes by a better way fits better, so it is over as soon as there are enough.
    """
    query = sought(asked.query)
    wanted = Wanted(**{one.name: getattr(asked, one.name) for one in fields(Wanted)})
    found: dict[str, tuple[Rank, Row]] = {}
    for candidates in _candidates(connection, query, wanted):
        for row in _cards(connection, [one for one in candidates if one not in found and one != person]):
            how_well = _fit(Person.read(row.id, row.v), query, wanted)
            if how_well is not None:
                found[row.id] = (how_well, row)
            if len(found) == FOUND:
                return _best_first(found)
    return _best_first(found)


def _best_first(found: Mapping[str, tuple[Rank, Row]]) -> list[Row]:
    return [row for _, row in sorted(found.values(), key=lambda one: one[0])]


def _fit(somebody: Person, query: Query, wanted: Wanted) -> Rank | None:
    return rank(query, *words_of(somebody)) if fits(somebody, wanted) else None


def _candidates(connection: Connection, query: Query, wanted: Wanted) -> Iterator[list[str]]:
    """Who may fit, by one way to hold the query after the other, the best first."""
    filters, known = list(filters_for(wanted)), dict[Group, list[str]]()
    for way in ways(query):
        groups: list[list[str]] = []
        for group in way:
            if group not in known:
                known[group] = words_for(connection, group)
            groups.append(known[group])
            if not known[group]:
                break  # nothing is looked up behind a word that nobody has
        if all(groups) and all(filters):
            yield _who_has(connection, [*groups, *filters])


def _who_has(connection: Connection, groups: Sequence[Sequence[str]]) -> list[str]:
    """Who has a word of each group."""
    each = " AND item_id IN ".join(
        f"(SELECT item_id FROM card_word WHERE scope_id = ? AND word IN ({_marks(group)}))"  # noqa: S608 - question marks only
        for group in groups[1:]
    )
    first = f"SELECT DISTINCT item_id FROM card_word WHERE scope_id = ? AND word IN ({_marks(groups[0])})"  # noqa: S608
    found = connection.execute(
        f"{first}{' AND item_id IN ' if each else ''}{each} ORDER BY item_id LIMIT ?",
        (*(value for group in groups for value in (COMMONS, *group)), LOOKED_AT * FOUND),
    )
    return [person for (person,) in found]


def _cards(connection: Connection, people: Sequence[str]) -> list[Row]:
    """The cards of these people, of those who are listed."""
    found = connection.execute(
        f"""SELECT {COLUMNS} FROM item
        WHERE scope_id = ? AND kind = 'card' AND deleted = 0 AND id IN ({_marks(people)})""",  # noqa: S608
        (COMMONS, *people),
    )
    return [as_row(columns) for columns in found]


def _marks(values: Sequence[str]) -> str:
    return ",".join("?" * len(values)) or "''"
