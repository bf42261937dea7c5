"""What an asker says of their own question: whom it asks, which answer helped, and that it is closed."""

from app.domain.circles import require_writer
from app.domain.errors import Refused
from app.domain.questioning import ASKING, HELPED
from app.server.database.ledger import Ledger
from app.server.operations.changes import blend, seen_row
from app.sync.protocol import Mutation, Row


def change_question(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """Ask further disciplines, close the question, or open it again."""
    require_writer(ledger.role(mutation.scope, person))
    _own_question(ledger, person, mutation.scope, mutation.id, "id")
    known = ledger.row(mutation.scope, ASKING, mutation.id)
    return blend(ledger, person, mutation, known, mutation.args)


def say_it_helped(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """Say of an answer of somebody else that it helped, and why; or take that back."""
    require_writer(ledger.role(mutation.scope, person))
    question = _own_question(ledger, person, mutation.scope, mutation.args.get("post"), "post")
    try:
        answer = seen_row(ledger, person, mutation.scope, "reply", mutation.id)
    except Refused as why:
        raise Refused(why.code, field="id") from why
    if answer.v.get("post") != question.id:
        raise Refused("ref.missing", field="id")
    if answer.by == person:
        raise Refused("question.own")
    known = ledger.row(mutation.scope, HELPED, mutation.id)
    return blend(ledger, person, mutation, known, mutation.args)


def _own_question(ledger: Ledger, person: str, scope: str, post: object, field: str) -> Row:
    try:
        found = seen_row(ledger, person, scope, "post", post)
    except Refused as why:
        raise Refused(why.code, field=field) from why
    if found.v.get("tab") != "question":
        raise Refused("ref.missing", field=field)
    if found.by != person:
        raise Refused("question.not_asker")
    return found
