"""What people write to each other: posts, replies, prompts and answers in circles, messages between two."""

from app.domain.circles import Role, require_leader, require_writer
from app.domain.errors import Refused
from app.domain.ids import pair_scope
from app.server.accounts.joining import has_account
from app.server.database.ledger import Ledger
from app.server.operations.belonging import admit
from app.server.operations.changes import already_there, blend, create, require_member
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
        _require_reference(ledger, mutation, kind)
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


def send_message(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """A message to one other person; the first one opens their conversation. Its envelope stays closed."""
    fields = dict(mutation.args)
    to = fields.pop("to", "")
    if not isinstance(to, str) or to == person or mutation.scope != pair_scope(person, to):
        raise Refused("dm.unavailable")
    if not has_account(ledger.connection, to):
        raise Refused("dm.unavailable")
    if not ledger.has_scope(mutation.scope):
        ledger.open_scope(mutation.scope)
        for one in sorted((person, to)):
            admit(ledger, mutation.scope, one, Role.MEMBER)
    require_writer(ledger.role(mutation.scope, person))
    return already_there(ledger, person, mutation) or create(ledger, person, mutation, fields)


def _require_reference(ledger: Ledger, mutation: Mutation, kind: str) -> None:
    to = mutation.args.get(kind)
    found = ledger.row(mutation.scope, kind, to) if isinstance(to, str) else None
    if found is None or found.x:
        raise Refused("ref.missing", field=kind)
