"""Votes on the poll of a learning prompt. They are counted here; nobody is told what another one chose.

A vote lies in its voter's own scope, together with what is told of all votes: so it comes to who has voted,
and to nobody else. It is brought up to date when its voter votes, and when they look.
"""

from typing import Any

import msgspec

from app.domain.circles import require_writer
from app.domain.errors import Refused
from app.domain.ids import circle_scope, own_scope
from app.domain.kinds import check_fields
from app.domain.polling import KIND, count, is_to_be_told
from app.domain.prompting import read_choices
from app.server.database.ledger import Ledger
from app.server.database.rows import as_json, stamps_of
from app.server.operations.archive import require_open
from app.server.operations.changes import blend, require_member, seen_row, unavailable
from app.sync.protocol import Mutation, Row


def vote(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """Choose, or choose otherwise, where one may write; the later choice counts."""
    scope = _circle(person, mutation)
    require_writer(ledger.role(scope, person))
    require_open(ledger, scope, person)
    prompt = _prompt(ledger, person, scope, mutation)
    fields = check_fields(KIND, mutation.args)
    choices = len(read_choices(prompt.v))
    if not 1 <= fields.get("choice", 0) <= choices:
        raise Refused("field.wrong", field="choice")
    known = _known(ledger, mutation)
    row = blend(ledger, person, mutation, known, mutation.args)
    _cast(ledger, scope, person, prompt.id, row.v["choice"])
    _count(ledger, scope, prompt.id, choices)
    return _told(ledger, mutation.scope, scope, row)


def look(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """Be told what is told of a poll by now; for who has voted."""
    scope = _circle(person, mutation)
    for name in mutation.args.keys() - {"circle"}:
        raise Refused("field.unknown", field=name)
    require_member(ledger, scope, person)
    _prompt(ledger, person, scope, mutation)
    known = _known(ledger, mutation)
    if known is None:
        raise Refused("ref.missing", field="id")
    return _told(ledger, mutation.scope, scope, known)


def forget_votes(ledger: Ledger, scope: str, prompt: str) -> None:
    """The prompt is gone, and with it what was chosen."""
    for table in ("vote", "poll"):
        sql = f"DELETE FROM {table} WHERE scope_id = ? AND prompt_id = ?"  # noqa: S608 - constants
        ledger.connection.execute(sql, (scope, prompt))


def _circle(person: str, mutation: Mutation) -> str:
    if mutation.scope != own_scope(person):
        raise unavailable()
    return circle_scope(str(mutation.args.get("circle")))


def _prompt(ledger: Ledger, person: str, scope: str, mutation: Mutation) -> Row:
    try:
        return seen_row(ledger, person, scope, "prompt", mutation.id)
    except Refused as why:
        raise Refused(why.code, field="id") from why


def _known(ledger: Ledger, mutation: Mutation) -> Row | None:
    """The vote as it was; its prompt stands in the circle it was cast in."""
    known = ledger.row(mutation.scope, KIND, mutation.id)
    if known and known.v.get("circle") != mutation.args.get("circle"):
        raise Refused("field.wrong", field="circle")
    return known


def _cast(ledger: Ledger, scope: str, person: str, prompt: str, choice: int) -> None:
    """Write down the vote; one that is what it was before is no news."""
    seat = ledger.row(scope, "member", person)
    discipline = str((seat.v.get("card") or {}).get("discipline", "")) if seat else ""
    ledger.connection.execute(
        """INSERT INTO vote (scope_id, prompt_id, person_id, choice, discipline) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (scope_id, prompt_id, person_id) DO UPDATE SET
        fresh = CASE WHEN vote.choice = excluded.choice THEN vote.fresh ELSE 1 END,
        choice = excluded.choice, discipline = excluded.discipline""",
        (scope, prompt, person, choice, discipline),
    )


def _count(ledger: Ledger, scope: str, prompt: str, choices: int) -> None:
    ask, place = ledger.connection.execute, (scope, prompt)
    sql = "SELECT count(*), coalesce(sum(fresh), 0) FROM vote WHERE scope_id = ? AND prompt_id = ?"
    votes, fresh = ask(sql, place).fetchone()
    if not is_to_be_told(votes, fresh):
        return
    found = ask("SELECT choice, discipline FROM vote WHERE scope_id = ? AND prompt_id = ?", place).fetchall()
    told = as_json(count([(choice, discipline) for choice, discipline in found], choices))
    ask(
        """INSERT INTO poll (scope_id, prompt_id, told) VALUES (?, ?, ?)
        ON CONFLICT (scope_id, prompt_id) DO UPDATE SET told = excluded.told""",
        (*place, told),
    )
    ask("UPDATE vote SET fresh = 0 WHERE scope_id = ? AND prompt_id = ? AND fresh = 1", place)


def _told(ledger: Ledger, own: str, scope: str, row: Row) -> Row:
    """The vote with what is told of all of them now."""
    sql = "SELECT told FROM poll WHERE scope_id = ? AND prompt_id = ?"
    found = ledger.connection.execute(sql, (scope, row.id)).fetchone()
    if found is None:
        return row
    told: dict[str, Any] = msgspec.json.decode(found[0])
    return ledger.put(own, KIND, row.id, {**row.v, "told": told}, stamps=stamps_of(row))
