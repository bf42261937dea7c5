"""What people write to each other in circles: posts, replies, prompts and answers; and withdrawing it."""

from app.domain.circles import May, require, require_leader, require_writer
from app.domain.errors import Refused
from app.domain.ids import scope_type
from app.server.database.ledger import Ledger
from app.server.operations.changes import (
    already_there,
    blend,
    create,
    may_see,
    require_bare,
    require_member,
    seen_row,
)
from app.server.operations.quotas import charge
from app.server.operations.reacting import reactions_to
from app.sync.protocol import Mutation, Row

_REFERS_TO = {"reply": "post", "answer": "prompt"}


def write(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """A post, a reply to one, or an answer to a prompt, from a member who may write."""
    require_writer(ledger.role(mutation.scope, person))
    known = already_there(ledger, person, mutation)
    if known:
        return known
    kind = _REFERS_TO.get(mutation.kind)
    if kind:
        _require_reference(ledger, person, mutation, kind)
    return create(ledger, person, mutation)


def ask(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """A learning prompt, from a leader."""
    require_leader(require_member(ledger, mutation.scope, person))
    return already_there(ledger, person, mutation) or create(ledger, person, mutation)


def change_prompt(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """Change a prompt: any leader may, and two may finish one language each."""
    require_leader(require_member(ledger, mutation.scope, person))
    known = ledger.row(mutation.scope, "prompt", mutation.id)
    if known is None or known.x:
        raise Refused("ref.missing", field="id")
    return blend(ledger, person, mutation, known, mutation.args)


def withdraw(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """Withdraw what one wrote oneself, or in a circle what others wrote, as its leaders and moderators may.

    One's own words can be taken back from wherever they are, even from where one is no more.
    """
    require_bare(mutation)
    known = ledger.row(mutation.scope, mutation.kind, mutation.id)
    if known is not None and known.by == person:
        return bury(ledger, person, mutation.scope, known, "author")
    role = ledger.role(mutation.scope, person)
    if role is None:
        raise Refused("dm.unavailable" if scope_type(mutation.scope) == "d" else "circle.not_member")
    if known is None or not may_see(ledger, person, mutation.scope, known):
        raise Refused("ref.missing", field="id")
    require(role, May.ASK if mutation.kind == "prompt" else May.TIDY)
    return bury(ledger, person, mutation.scope, known, "leader")


def bury(ledger: Ledger, person: str, scope: str, known: Row, why: str) -> Row:
    """Leave a tombstone, and give its author the room back; what others said of it with a tap goes along."""
    row = ledger.bury(scope, known.k, known.id, why)
    charge(ledger, person, known, row)
    if not known.x:
        for reaction in reactions_to(ledger, scope, known.id):
            charge(ledger, person, reaction, ledger.bury(scope, reaction.k, reaction.id, "gone"))
    return row or known


def _require_reference(ledger: Ledger, person: str, mutation: Mutation, kind: str) -> None:
    try:
        seen_row(ledger, person, mutation.scope, kind, mutation.args.get(kind))
    except Refused as why:
        raise Refused(why.code, field=kind) from why
