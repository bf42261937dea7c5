"""Who is in which scope: the one table that says who may read and write."""

import sqlite3

from app.domain.circles import Role
from app.domain.ids import COMMONS, own_scope


def role_in(connection: sqlite3.Connection, scope: str, person: str) -> Role | None:
    """What this person is in this scope now; None for who is not in it, and for scopes that do not exist."""
    found = connection.execute(
        "SELECT role FROM member WHERE scope_id = ? AND person_id = ? AND state = 'in'", (scope, person)
    ).fetchone()
    return Role(found[0]) if found else None


def roles_in(connection: sqlite3.Connection, scope: str) -> dict[str, Role]:
    """Everyone who is in this scope, with their role."""
    sql = "SELECT person_id, role FROM member WHERE scope_id = ? AND state = 'in'"
    return {person: Role(role) for person, role in connection.execute(sql, (scope,))}


def joined_scopes(connection: sqlite3.Connection, person: str) -> list[str]:
    """The circles and conversations this person is in."""
    found = connection.execute(
        "SELECT scope_id FROM member WHERE person_id = ? AND state = 'in' ORDER BY scope_id", (person,)
    )
    return [scope for (scope,) in found]


def may_read(connection: sqlite3.Connection, scope: str, person: str) -> bool:
    """Whether the rows of this scope are this person's to see."""
    return scope in (COMMONS, own_scope(person)) or role_in(connection, scope, person) is not None
