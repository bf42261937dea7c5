"""What operations share: whose a record is, whether its id may be new, how it merges with what is there."""

from collections.abc import Mapping
from typing import Any

from app.domain.arranging import PIN
from app.domain.circles import Role
from app.domain.errors import Refused
from app.domain.ids import holds_reports, is_uuid7, scope_type, time_of
from app.domain.kinds import KINDS, check_fields, check_whole
from app.domain.merge import merge_fields
from app.domain.stamps import Stamp
from app.domain.traces import is_trace
from app.server.database.authors import is_about
from app.server.database.ledger import Ledger
from app.server.database.memberships import may_read
from app.server.database.rows import stamps_of
from app.server.operations.quotas import charge
from app.sync.protocol import CONTENT, CREATE_AHEAD_MS, CREATE_BEHIND_MS, Mutation, Row

_BIGGEST = 2**53
_DEVICE_LIMIT = 64
_WITH_MEMBERS = ("c", "d", "g")
"""The kinds of scopes one comes into and goes out of."""


class Outdated(Refused):
    """The device judged by a row that is no longer so; `row` is what it is now."""

    def __init__(self, code: str, row: Row | None = None) -> None:
        super().__init__(code)
        self.row = row


def unavailable() -> Refused:
    """The one answer for what is not there and for what is not for this person."""
    return Refused("unavailable")


def require_member(ledger: Ledger, scope: str, person: str) -> Role:
    """What this person is in this scope; refuses whoever is not in it, whether or not it exists."""
    role = ledger.role(scope, person)
    if role is None:
        raise Refused("circle.not_member")
    return role


def may_see(ledger: Ledger, person: str, scope: str, row: Row) -> bool:
    """Whether this row may be shown to this person now: who is in its scope, and came before it did.

    A report is shown to nobody whom it is about, and that a post is pinned to nobody who does not see it.
    """
    if holds_reports(scope) and is_about(ledger.connection, person, row.v):
        return False
    if scope_type(scope) not in _WITH_MEMBERS:
        return may_read(ledger.connection, scope, person)
    at = ledger.membership(scope, person)
    if row.k == PIN and at.since:
        post = ledger.row(scope, "post", row.id)
        return at.role is not None and post is not None and post.pos > at.since
    return at.role is not None and (row.k not in CONTENT or row.x or row.pos > at.since)


def seen_row(ledger: Ledger, person: str, scope: str, kind: str, identifier: object) -> Row:
    """A live row this person may see. Raises `ref.missing` for all others, be they there or not."""
    named = isinstance(identifier, str) and is_uuid7(identifier)
    row = ledger.row(scope, kind, str(identifier)) if named else None
    if row is None or row.x or not may_see(ledger, person, scope, row):
        raise Refused("ref.missing")
    return row


def spoken_row(ledger: Ledger, person: str, scope: str, kind: str, identifier: object) -> Row:
    """The same of a row whose words are still there."""
    row = seen_row(ledger, person, scope, kind, identifier)
    if is_trace(row.v):
        raise Refused("ref.missing")
    return row


def require_bare(mutation: Mutation) -> None:
    """Refuse arguments where there is nothing to say."""
    for name in mutation.args:
        raise Refused("field.unknown", field=name)


def check_new_id(ledger: Ledger, identifier: str) -> None:
    """Refuse an id that is no version 7 id, or that claims a time too far ahead or too long ago."""
    if not is_uuid7(identifier):
        raise Refused("field.wrong", field="id")
    made = time_of(identifier)
    if made > ledger.now_ms + CREATE_AHEAD_MS:
        raise Refused("clock", now=ledger.now_ms)
    if made < ledger.now_ms - CREATE_BEHIND_MS:
        raise Refused("stale")


def already_there(ledger: Ledger, person: str, mutation: Mutation) -> Row | None:
    """The record this `create` made before; refuses an id under which someone else wrote."""
    known = ledger.row(mutation.scope, mutation.kind, mutation.id)
    if known and known.by != person:
        raise Refused("id.taken")
    return known


def create(ledger: Ledger, person: str, mutation: Mutation, fields: Mapping[str, Any] | None = None) -> Row:
    """A new record. `fields` are what of the arguments belongs in it, when that is not all of them."""
    check_new_id(ledger, mutation.id)
    return blend(ledger, person, mutation, None, mutation.args if fields is None else fields)


def blend(
    ledger: Ledger,
    person: str,
    mutation: Mutation,
    known: Row | None,
    fields: Mapping[str, Any],
    *,
    also: Mapping[str, Any] | None = None,
) -> Row:
    """The record after this change: per field the bigger stamp wins, and the whole must still hold.

    `also` is what the server writes beside it, if it changes anything. What is not to be written a second
    time keeps no stamps, but for the little while in which its author may put it right.
    """
    change = check_fields(mutation.kind, fields)
    values, stamps = merge_fields(
        known.v if known else {}, stamps_of(known), change, _stamps(mutation), now_ms=ledger.now_ms
    )
    check_whole(mutation.kind, values)
    if also and known and values != known.v:
        values |= also
    if not KINDS[mutation.kind].mutable and mutation.op != "set":
        stamps = {}
    row = _store(ledger, person, mutation, known, values, stamps)
    charge(ledger, person, known, row)
    return row


def _store(
    ledger: Ledger,
    person: str,
    mutation: Mutation,
    known: Row | None,
    values: Mapping[str, Any],
    stamps: Mapping[str, Stamp],
) -> Row:
    place = (mutation.scope, mutation.kind, mutation.id)
    if known is None and not stamps:
        return ledger.insert(*place, values, by=person, said=mutation.said)
    return ledger.put(*place, values, by=person, said=mutation.said, stamps=stamps)


def _stamps(mutation: Mutation) -> dict[str, Stamp]:
    for name, (wall, counter, device) in mutation.h.items():
        if not (0 <= wall < _BIGGEST and 0 <= counter < _BIGGEST and len(device) <= _DEVICE_LIMIT):
            raise Refused("field.wrong", field=name)
    return {name: Stamp(*stamp) for name, stamp in mutation.h.items()}
