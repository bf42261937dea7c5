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


def reach(ledger: Ledger, person: str, mutation: Mutation, *, mentor: bool = False) -> dict[str, Any]:
    """The arguments without `to`, once the conversation with them is open.

    Raises the one `dm.unavailable` for oneself, for nobody, for who is suspended, for who wants nothing of
    this person, and (`mentor`) for who takes no requests.
    """
    fields = dict(mutation.args)
    to = fields.pop("to", "")
    if not isinstance(to, str) or not is_uuid7(to) or to == person:
        raise Refused("dm.unavailable")
    if mutation.scope != pair_scope(person, to):
        raise Refused("dm.unavailable")
    if not _is_open(ledger, person, to) or (mentor and not _takes_requests(ledger, to)):
        raise Refused("dm.unavailable")
    if not ledger.has_scope(mutation.scope):
        check_new_people(ledger, person)
        ledger.open_scope(mutation.scope)
        for one in sorted((person, to)):
            admit(ledger, mutation.scope, one, Role.MEMBER, by=person)
    return fields


def require_reachable(ledger: Ledger, person: str, other: str) -> None:
    """Refuse to bother who is suspended or wants nothing of this person."""
    if not _is_open(ledger, person, other):
        raise Refused("dm.unavailable")


def _is_open(ledger: Ledger, person: str, to: str) -> bool:
    sql = "SELECT 1 FROM account WHERE person_id = ? AND state = 'active'"
    there = ledger.connection.execute(sql, (to,)).fetchone() is not None
    return not has_blocked(ledger.connection, to, person) and there


def _takes_requests(ledger: Ledger, person: str) -> bool:
    profile = ledger.row(own_scope(person), "me", person)
    return profile is not None and profile.v.get("mentors") is True
