"""What people write to each other in circles: posts, replies, prompts and answers; and withdrawing it."""

from app.domain.circles import require_leader, require_writer
from app.domain.errors import Refused
from app.domain.prompting import require_same_choices
from app.domain.traces import takes_replies
from app.server.database.ledger import Ledger
from app.server.operations.changes import (
    already_there,
    blend,
    create,
    require_member,
    seen_row,
)
from app.server.operations.unnamed import already_said, speak
from app.sync.protocol import Mutation, Row

_REFERS_TO = {"reply": "post", "answer": "prompt"}


def write(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """A post, a reply to one, or an answer to a prompt, from a member who may write."""
    require_writer(ledger.role(mutation.scope, person))
    peer = ledger.membership(mutation.scope, person).peer
    known = (already_said if peer else already_there)(ledger, person, mutation)
    if known:
        return known
    kind = _REFERS_TO.get(mutation.kind)
    if kind:
        _require_reference(ledger, person, mutation, kind)
    if peer:
        return speak(ledger, person, mutation, mutation.args[kind] if kind else mutation.id)
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
    row = blend(ledger, person, mutation, known, mutation.args)
    require_same_choices(known.v, row.v)
    return row


def _require_reference(ledger: Ledger, person: str, mutation: Mutation, kind: str) -> None:
    try:
        row = seen_row(ledger, person, mutation.scope, kind, mutation.args.get(kind))
    except Refused as why:
        raise Refused(why.code, field=kind) from why
    if not takes_replies(row.v):
        raise Refused("ref.missing", field=kind)
