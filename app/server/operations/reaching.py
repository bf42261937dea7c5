"""Reaching another person: whether they can be, and the conversation in which they are."""

from typing import Any

from app.domain.circles import Role
from app.domain.errors import Refused
from app.domain.ids import is_uuid7, own_scope, pair_scope
from app.server.database.ledger import Ledger
from app.server.database.memberships import has_blocked
from app.server.operations.belonging import admit
from app.server.operations.quotas import check_new_people
from app.sync.protocol import Mutation


def person_meant(person: str, mutation: Mutation) -> tuple[dict[str, Any], str]:
    """The arguments without `to`, and who that is. Raises `dm.unavailable` for oneself and for nobody."""
    fields = dict(mutation.args)
    to = fields.pop("to", "")
    if not isinstance(to, str) or not is_uuid7(to) or to == person:
        raise Refused("dm.unavailable")
    if mutation.scope != pair_scope(person, to):
        raise Refused("dm.unavailable")
    return fields, to


def reach(ledger: Ledger, person: str, mutation: Mutation) -> dict[str, Any]:
    """The arguments without `to`, once the conversation with a mentor who takes requests is open.

    Raises the one `dm.unavailable` for oneself, for nobody, for who is suspended, for who wants nothing of
    this person, and for who takes no requests.
    """
    fields, to = person_meant(person, mutation)
    require_reachable(ledger, person, to)
    if profile_of(ledger, to).get("mentors") is not True:
        raise Refused("dm.unavailable")
    open_talk(ledger, person, to, mutation.scope)
    return fields


def require_reachable(ledger: Ledger, person: str, other: str) -> None:
    """Refuse to bother who is suspended or wants nothing of this person."""
    sql = "SELECT 1 FROM account WHERE person_id = ? AND state = 'active'"
    there = ledger.connection.execute(sql, (other,)).fetchone() is not None
    if has_blocked(ledger.connection, other, person) or not there:
        raise Refused("dm.unavailable")


def open_talk(ledger: Ledger, person: str, to: str, scope: str) -> None:
    """Let both into their conversation, unless there is one; so many new people a day."""
    if not ledger.has_scope(scope):
        check_new_people(ledger, person)
        ledger.open_scope(scope)
        for one in sorted((person, to)):
            admit(ledger, scope, one, Role.MEMBER, by=person)


def profile_of(ledger: Ledger, person: str) -> dict[str, Any]:
    """What a person says of themselves; nothing for who has written no profile."""
    profile = ledger.row(own_scope(person), "me", person)
    return profile.v if profile is not None else {}
