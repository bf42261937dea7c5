"""Reacting to what somebody wrote, in a circle or in a conversation."""

from app.domain.circles import require_writer
from app.domain.errors import Refused
from app.domain.ids import scope_type
from app.domain.kinds import check_fields
from app.domain.peers import REACTIONS_THERE
from app.domain.reactions import KIND, REACTIONS, reaction_id
from app.server.database.ledger import Ledger
from app.server.database.memberships import roles_in
from app.server.database.rows import COLUMNS, as_row
from app.server.operations.changes import blend, spoken_row
from app.server.operations.reaching import require_reachable
from app.sync.protocol import Mutation, Row


def react(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """Say something with a tap, or take that back: who may write in a circle, and both in a conversation.

    Who is blocked there can no longer reach the other so, but still take back.
    """
    if scope_type(mutation.scope) == "c":
        require_writer(ledger.role(mutation.scope, person))
    elif ledger.role(mutation.scope, person) is None:
        raise Refused("dm.unavailable")
    fields = check_fields(KIND, mutation.args)
    for name in ("item", "kind"):
        if not fields.get(name):
            raise Refused("field.missing", field=name)
    if mutation.id != reaction_id(fields["item"], person):
        raise Refused("field.wrong", field="id")
    there = ledger.membership(mutation.scope, person)
    if there.peer and any(fields.get(code) for code in REACTIONS.keys() - REACTIONS_THERE):
        raise Refused("react.hear_only")
    try:
        spoken_row(ledger, person, mutation.scope, fields["kind"], fields["item"])
    except Refused as why:
        raise Refused(why.code, field="item") from why
    if scope_type(mutation.scope) == "d" and any(fields.get(code) for code in REACTIONS):
        for other in roles_in(ledger.connection, mutation.scope).keys() - {person}:
            require_reachable(ledger, person, other)
    known = ledger.row(mutation.scope, KIND, mutation.id)
    return blend(ledger, person, mutation, known, mutation.args)


def reactions_to(ledger: Ledger, scope: str, item: str) -> list[Row]:
    """The reactions to an item: one at most of each who is or was here, so that ids find all."""
    columns = ", ".join(f"item.{name.strip()}" for name in COLUMNS.split(","))
    found = ledger.connection.execute(
        f"""SELECT {columns} FROM member JOIN item ON item.scope_id = member.scope_id AND item.kind = ?
        AND item.id = ? || '.' || member.person_id
        WHERE member.scope_id = ? AND item.deleted = 0 ORDER BY item.pos""",  # noqa: S608 - constants
        (KIND, item, scope),
    ).fetchall()
    return [as_row(each) for each in found]
