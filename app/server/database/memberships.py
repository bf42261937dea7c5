"""Who is in which scope: the one table that says who may read and write."""

from dataclasses import dataclass

from app.domain.circles import SINCE_JOINING, Role
from app.domain.glossary import LEADS
from app.domain.ids import COMMONS, MODERATION, own_scope
from app.domain.peers import PEER
from app.server.database.engine import Connection


def role_in(connection: Connection, scope: str, person: str) -> Role | None:
    """What this person is in this scope now; None for who is not in it, and for scopes that do not exist."""
    found = connection.execute(
        "SELECT role FROM member WHERE scope_id = ? AND person_id = ? AND state = 'in'", (scope, person)
    ).fetchone()
    return Role(found[0]) if found else None


def roles_in(connection: Connection, scope: str) -> dict[str, Role]:
    """Everyone who is in this scope, with their role."""
    sql = "SELECT person_id, role FROM member WHERE scope_id = ? AND state = 'in'"
    return {person: Role(role) for person, role in connection.execute(sql, (scope,))}


def seat_of(connection: Connection, scope: str, person: str) -> tuple[str, int]:
    """Whether a person is in, out, removed or banned (empty: never was in), and since which number."""
    sql = "SELECT state, changed FROM member WHERE scope_id = ? AND person_id = ?"
    found = connection.execute(sql, (scope, person)).fetchone()
    return (str(found[0]), int(found[1])) if found else ("", 0)


def wait_at(connection: Connection, scope: str, person: str, number: int, *, state: str = "asked") -> None:
    """Note who asks to come into a scope, or no longer does; that is no seat in it."""
    connection.execute(
        """INSERT INTO member (scope_id, person_id, role, since_pos, state, changed)
        VALUES (?, ?, 'member', 0, ?, ?)
        ON CONFLICT (scope_id, person_id) DO UPDATE SET role = excluded.role, state = excluded.state,
        changed = excluded.changed""",
        (scope, person, state, number),
    )


FROM_JOINING = frozenset({SINCE_JOINING, PEER})
"""Policies of scopes of which one sees what was written since one came."""


@dataclass(frozen=True, slots=True)
class Membership:
    """What a person is in a scope (None: not in it), after which number its content is theirs to see, whether
    what is written there carries no name, and whether nothing is written there (any more)."""

    role: Role | None = None
    since: int = 0
    peer: bool = False
    archived: bool = False


def membership(connection: Connection, scope: str, person: str) -> Membership:
    """What this person is in this scope now, be there such a scope or not."""
    found = connection.execute(
        """SELECT member.role, member.since_pos, scope.policy, scope.archived
        FROM member JOIN scope ON scope.id = member.scope_id
        WHERE member.scope_id = ? AND member.person_id = ? AND member.state = 'in'""",
        (scope, person),
    ).fetchone()
    if found is None:
        return Membership()
    role, since, policy, archived = found
    return Membership(Role(role), since if policy in FROM_JOINING else 0, policy == PEER, bool(archived))


def joined_scopes(connection: Connection, person: str) -> list[str]:
    """The circles and conversations this person is in."""
    found = connection.execute(
        "SELECT scope_id FROM member WHERE person_id = ? AND state = 'in' ORDER BY scope_id", (person,)
    )
    return [scope for (scope,) in found]


def share_a_circle(connection: Connection, one: str, other: str) -> bool:
    """Whether two people are in a circle together now."""
    sql = """SELECT 1 FROM member AS one JOIN member AS other ON other.scope_id = one.scope_id
        WHERE one.person_id = ? AND other.person_id = ? AND one.state = 'in' AND other.state = 'in'
        AND one.scope_id LIKE ? LIMIT 1"""
    return connection.execute(sql, (one, other, "c.%")).fetchone() is not None


def may_read(connection: Connection, scope: str, person: str) -> bool:
    """Whether the rows of this scope are this person's to see."""
    if scope in (COMMONS, own_scope(person)):
        return True
    if scope == MODERATION:
        return moderates(connection, person)
    return role_in(connection, scope, person) is not None


def moderates(connection: Connection, person: str) -> bool:
    """Whether this person looks after what was reported."""
    sql = "SELECT 1 FROM account WHERE person_id = ? AND role <> '' AND state = 'active'"
    return connection.execute(sql, (person,)).fetchone() is not None


def decides_on_terms(connection: Connection, person: str) -> bool:
    """Whether this person decides what the glossary says: those who look after the server, and whoever leads
    a circle in which there are enough for somebody to be led."""
    if moderates(connection, person):
        return True
    sql = """SELECT count(*) FROM member AS seat JOIN member AS place ON place.scope_id = seat.scope_id
        WHERE place.person_id = ? AND place.role = 'leader' AND place.state = 'in' AND seat.state = 'in'
        GROUP BY seat.scope_id"""
    return any(there >= LEADS for (there,) in connection.execute(sql, (person,)).fetchall())


def has_blocked(connection: Connection, person: str, other: str) -> bool:
    """Whether this person wants nothing of the other."""
    sql = "SELECT 1 FROM block WHERE person_id = ? AND other_id = ?"
    return connection.execute(sql, (person, other)).fetchone() is not None
