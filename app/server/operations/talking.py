"""Conversations of two: whether one's first words are a request, and what becomes of it."""

from typing import Any

from app.domain.errors import Refused
from app.domain.ids import inside, own_scope, pair_scope, scope_type
from app.domain.talks import (
    ASKED,
    OPEN,
    REQUEST_BYTES,
    REQUEST_LETTERS,
    known_state,
    may_be_asked,
    state_on_writing,
)
from app.server.database.ledger import Ledger
from app.server.database.memberships import may_read, share_a_circle
from app.server.database.rows import as_json
from app.server.operations.changes import already_there, blend, create, require_bare, unavailable
from app.server.operations.reaching import open_talk, person_meant, profile_of, require_reachable
from app.sync.protocol import Mutation, Row

KIND = "request"
"""The row that tells both how their conversation stands; `by` is who wrote first."""


def send_message(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """A message to one other person; the first one opens their conversation, or asks for it.

    Who waits for an answer is told so before anything else: nobody learns from it that they were blocked.
    """
    fields, to = person_meant(person, mutation)
    known = already_there(ledger, person, mutation)
    if known:
        return known
    told = ledger.row(mutation.scope, KIND, inside(mutation.scope))
    state = _state_on_writing(ledger, person, to, mutation.scope, told)
    require_reachable(ledger, person, to)
    if state == ASKED:
        check_request(ledger, to, fields)
    open_talk(ledger, person, to, mutation.scope)
    _set_state(ledger, mutation.scope, told, state, person)
    return create(ledger, person, mutation, fields)


def accept(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """Say yes to who asked to write to one; the same again is no harm."""
    require_bare(mutation)
    if ledger.role(mutation.scope, person) is None:
        raise Refused("dm.unavailable")
    known = ledger.row(mutation.scope, KIND, mutation.id)
    if known is None:
        raise Refused("ref.missing", field="id")
    if known.by == person:
        raise unavailable()
    return ledger.put(mutation.scope, KIND, mutation.id, {"state": OPEN})


def open_for_good(ledger: Ledger, scope: str, person: str) -> None:
    """Let both write, whatever was asked before: they are mentor and mentee now."""
    told = ledger.row(scope, KIND, inside(scope))
    _set_state(ledger, scope, told, OPEN, person)


def keep_talk(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """How one keeps a conversation on one's own devices: muted, or as a request that one declined."""
    if mutation.scope != own_scope(person):
        raise unavailable()
    if scope_type(mutation.id) not in ("d", "g") or not may_read(ledger.connection, mutation.id, person):
        raise unavailable()
    known = ledger.row(mutation.scope, "talk", mutation.id)
    return blend(ledger, person, mutation, known, mutation.args)


def state_of(ledger: Ledger, person: str, other: str) -> str:
    """How the conversation of two people stands."""
    scope = pair_scope(person, other)
    told = ledger.row(scope, KIND, inside(scope))
    if told is not None:
        return str(told.v["state"])
    return known_state("", they_wrote=other in _who_wrote(ledger, scope))


def _state_on_writing(ledger: Ledger, person: str, to: str, scope: str, told: Row | None) -> str:
    """How their conversation stands once this is written. Raises `dm.waiting`."""
    if told is not None:
        state = str(told.v["state"])
        return state_on_writing(state, asker=told.by == person, wrote=True, acquainted=False)
    wrote = _who_wrote(ledger, scope)
    return state_on_writing(
        known_state("", they_wrote=to in wrote),
        asker=False,
        wrote=person in wrote,
        acquainted=share_a_circle(ledger.connection, person, to),
    )


def _who_wrote(ledger: Ledger, scope: str) -> set[str]:
    """Who has written in a conversation from before there were requests."""
    if not ledger.has_scope(scope):
        return set()
    sql = "SELECT DISTINCT author FROM item WHERE scope_id = ? AND kind = 'dm'"
    return {author for (author,) in ledger.connection.execute(sql, (scope,))}


def check_request(ledger: Ledger, to: str, fields: dict[str, Any]) -> None:
    """Refuse first words that are too long to be a request, or to whom nobody may write first."""
    if not may_be_asked(profile_of(ledger, to)):
        raise Refused("dm.unavailable")
    if len(as_json(fields.get("b")).encode()) > REQUEST_BYTES:
        raise Refused("text.long", limit=REQUEST_LETTERS, length=REQUEST_LETTERS + 1)


def _set_state(ledger: Ledger, scope: str, told: Row | None, state: str, person: str) -> None:
    if told is None or told.v["state"] != state:
        ledger.put(scope, KIND, inside(scope), {"state": state}, by=person)
