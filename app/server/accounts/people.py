"""People as those who look after a server see them: names, roles and numbers, nothing that anybody wrote."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from app.domain.cleaning import clean_line
from app.domain.ids import own_scope
from app.domain.people import STATED
from app.i18n.search import Query, rank, sought, words
from app.server.accounts.devices import DEVICE
from app.server.accounts.second_step import has_two_steps
from app.server.accounts.staff import suspended_by
from app.server.database.engine import Connection
from app.server.database.rows import find_row
from app.sync.accounts import ListPeople, People, PersonSeen

MAX_LISTED = 200
_LONGEST = 100
"""Characters of a name that are looked for."""
_AT_ONCE = 500
_COLUMNS = "person_id, role, state, created_at, bytes"


def list_people(connection: Connection, asked: ListPeople) -> People:
    """Accounts, newest first; those made in the same millisecond are never torn apart by a page."""
    if asked.person or asked.among:
        return _these(connection, dict.fromkeys([asked.person] if asked.person else asked.among))
    limit = max(1, min(asked.limit, MAX_LISTED))
    like = clean_line(asked.like)[:_LONGEST]
    wanted = sought(like)
    people: list[PersonSeen] = []
    for columns in _newest_first(connection, asked.before):
        if len(people) >= limit and columns[3] != people[-1].created:
            return People(people=people, more=True)
        if not like or _is_called(connection, columns[0], like, wanted):
            people.append(_seen(connection, columns))
    return People(people=people)


def _these(connection: Connection, people: Iterable[str]) -> People:
    """The accounts of these people; who has none is passed over."""
    sql = f"SELECT {_COLUMNS} FROM account WHERE person_id = ?"  # noqa: S608 - a constant
    asked = (each for each in people if DEVICE.fullmatch(each))
    found = (connection.execute(sql, (each,)).fetchone() for each in islice(asked, MAX_LISTED))
    return People(people=[_seen(connection, each) for each in found if each])


def _newest_first(connection: Connection, before: int) -> Iterator[tuple[Any, ...]]:
    """All accounts older than this, a few hundred at a time."""
    last: tuple[Any, ...] = ("", "", "", min(max(before, 0), 2**53) or 2**53, 0)
    while True:
        found = connection.execute(
            f"""SELECT {_COLUMNS} FROM account WHERE created_at < ? OR (created_at = ? AND person_id < ?)
            ORDER BY created_at DESC, person_id DESC LIMIT ?""",  # noqa: S608 - a constant
            (last[3], last[3], last[0], _AT_ONCE),
        ).fetchall()
        yield from found
        if len(found) < _AT_ONCE:
            return
        last = found[-1]


def _profile(connection: Connection, person: str) -> dict[str, Any]:
    row = find_row(connection, own_scope(person), "me", person)
    return row.v if row else {}


def _is_called(connection: Connection, person: str, like: str, wanted: Query) -> bool:
    """Whether this is in one of the person's names, in either script, as it stands or as one would search."""
    profile = _profile(connection, person)
    names = [str(profile.get(name, "")) for name in ("name_en", "name_bn")]
    if any(like.casefold() in name.casefold() for name in names):
        return True
    return rank(wanted, *map(words, names)) is not None


def _seen(connection: Connection, columns: tuple[Any, ...]) -> PersonSeen:
    person, role, state, created, weight = columns
    profile, account = (
        _profile(connection, person),
        find_row(connection, own_scope(person), "account", person),
    )
    devices, seen = connection.execute(
        "SELECT count(*), max(seen_at) FROM device WHERE person_id = ? AND revoked_at = 0", (person,)
    ).fetchone()
    checked = account.v.get("checked", {}) if account else {}
    return PersonSeen(
        person=person,
        name_en=str(profile.get("name_en", "")),
        name_bn=str(profile.get("name_bn", "")),
        discipline=str(profile.get("discipline", "")),
        role=role,
        state=state,
        credential=str(account.v.get("credential", STATED)) if account else STATED,
        created=created,
        seen=seen or 0,
        devices=devices,
        bytes=weight,
        checked_by=str(checked.get("by", "")),
        checked_at=int(checked.get("at", 0)),
        suspended_by=suspended_by(connection, person, state),
        two_steps=has_two_steps(connection, person),
    )
