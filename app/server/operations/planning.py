"""Learning prompts that are planned: kept where only their leader sees them until the server asks them.

What is due stands in the table `planned`. Any process may carry it out: each locks the scopes first and then
looks whether it is still due, and the prompt's id is made of the plan and its time. So it is asked once,
however many processes there are, and again under the same id where a restore has undone it.
"""

from hashlib import sha256
from typing import NamedTuple

from app.domain.circles import may_lead, require_leader
from app.domain.errors import Refused
from app.domain.ids import circle_scope, own_scope, uuid7
from app.domain.prompting import PLANS, YEAR_MS, following
from app.server.database.engine import Connection
from app.server.database.ledger import Ledger
from app.server.database.rows import stamps_of
from app.server.operations.archive import require_open
from app.server.operations.changes import (
    Outdated,
    already_there,
    blend,
    create,
    require_bare,
    require_member,
    unavailable,
)
from app.server.operations.quotas import charge
from app.server.operations.withdrawing import bury
from app.sync.protocol import CREATE_BEHIND_MS, Mutation, Row

ASKED = "asked"
A_FEW = 20
"""Plans that are looked for in one go."""
PUT_OFF_MS = 5 * 60_000
"""How long a plan waits that could not be carried out for no fault of its leader's."""
_PLANS_OWN = frozenset({"circle", "when", "every", "asked", "ended"})
"""Fields of a plan that do not go into its prompt."""

Place = tuple[str, str]
"""The scope and the id of a plan."""


class Due(NamedTuple):
    """A plan that is due since then; they are done in this order."""

    at: int
    identifier: str
    scope: str

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.scope, self.identifier


FIRST = Due(0, "", "")
"""Behind which all of them come."""


def plan(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """Plan a learning prompt for a circle that one leads."""
    _require_own(person, mutation)
    known = already_there(ledger, person, mutation)
    if known:
        return known
    _require_leads(ledger, person, mutation.args.get("circle"))
    sql = "SELECT count(*) FROM planned WHERE scope_id = ?"
    if ledger.connection.execute(sql, (mutation.scope,)).fetchone()[0] >= PLANS:
        raise Refused("plan.many", limit=PLANS)
    _require_soon(ledger, mutation)
    row = create(ledger, person, mutation)
    _note_down(ledger, row, mutation.scope)
    return row


def change_plan(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """Change a plan of one's own that still waits; for another circle one makes another plan."""
    _require_own(person, mutation)
    known = ledger.row(mutation.scope, "plan", mutation.id)
    if known is None or known.x:
        raise Refused("ref.missing", field="id")
    if known.v.get("ended"):
        raise Outdated("state", known)
    if "circle" in mutation.args:
        raise Refused("field.wrong", field="circle")
    _require_leads(ledger, person, known.v["circle"])
    _require_soon(ledger, mutation)
    row = blend(ledger, person, mutation, known, mutation.args)
    _note_down(ledger, row, mutation.scope)
    return row


def give_up(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """Stop a plan of one's own; what it has asked already stays."""
    require_bare(mutation)
    _require_own(person, mutation)
    known = ledger.row(mutation.scope, "plan", mutation.id)
    if known is None:
        raise Refused("ref.missing", field="id")
    _strike_out(ledger, mutation.scope, mutation.id)
    return bury(ledger, person, mutation.scope, known, "author")


def due(connection: Connection, now_ms: int, after: Due) -> list[Due]:
    """The first few plans whose time has come, behind this one in their order."""
    # What a device calls its plan is its own affair: in two scopes there may be the same id.
    sql = """SELECT at, item_id, scope_id FROM planned
        WHERE at <= ? AND (at > ? OR (at = ? AND (item_id > ? OR (item_id = ? AND scope_id > ?))))
        ORDER BY at, item_id, scope_id LIMIT ?"""
    asked = (now_ms, after.at, after.at, after.identifier, after.identifier, after.scope, A_FEW)
    return [Due(*row) for row in connection.execute(sql, asked).fetchall()]


def carry_out(ledger: Ledger, place: Place) -> Row | None:
    """Ask what is planned here, if it is still due; the prompt. Its leader reads why it could not be."""
    scope, identifier = place
    seen = ledger.row(scope, "plan", identifier)
    if seen and not seen.x:
        ledger.lock((scope, circle_scope(seen.v["circle"])))
    else:
        ledger.lock((scope,))
    known = ledger.row(scope, "plan", identifier)
    if known is None or known.x or known.v.get("ended"):
        _strike_out(ledger, scope, identifier)
        return None
    if known.v["when"] > ledger.now_ms:
        _note_down(ledger, known, scope)
        return None
    try:
        with ledger.attempt():
            prompt = _ask(ledger, known)
    except Refused as why:
        _go_on(ledger, scope, known, {"ended": why.code})
        return None
    at, until = following(known.v["when"], known.v.get("due", 0), ledger.now_ms)
    again = {"when": at, **({"due": until} if until else {})} if known.v.get("every") else {"ended": ASKED}
    _go_on(ledger, scope, known, {"asked": known.v.get("asked", 0) + 1, **again})
    return prompt


def put_off(ledger: Ledger, place: Place) -> None:
    """Let what failed wait before it is tried again, unless another process has done it meanwhile.

    Only when it is looked at again is changed; its row, which may be what is broken, says when it is asked.
    """
    sql = "UPDATE planned SET at = ? WHERE scope_id = ? AND item_id = ? AND at <= ?"
    ledger.connection.execute(sql, (ledger.now_ms + PUT_OFF_MS, *place, ledger.now_ms))


def _ask(ledger: Ledger, known: Row) -> Row:
    """Put the prompt into its circle, as its leader would; for a moment ago, they may be none any more."""
    circle = circle_scope(known.v["circle"])
    if not may_lead(ledger.role(circle, known.by)):
        raise Refused("circle.not_leader")
    sql = "SELECT 1 FROM account WHERE person_id = ? AND state = 'active'"
    if ledger.connection.execute(sql, (known.by,)).fetchone() is None:
        raise Refused("suspended")
    identifier = _id_of_prompt(known)
    there = ledger.row(circle, "prompt", identifier)
    if there:
        return there
    require_open(ledger, circle, known.by)
    values = {name: value for name, value in known.v.items() if name not in _PLANS_OWN}
    stamps = {name: stamp for name, stamp in stamps_of(known).items() if name in values}
    at = known.v["when"]
    row = ledger.put(circle, "prompt", identifier, values, by=known.by, said=at, stamps=stamps)
    charge(ledger, known.by, None, row)
    return row


def _id_of_prompt(known: Row) -> str:
    """The same whenever, and by whomever, this plan is carried out for this time."""
    return uuid7(known.v["when"], sha256(f"{known.id}|{known.v['when']}".encode()).digest()[:10])


def _go_on(ledger: Ledger, scope: str, known: Row, changes: dict[str, object]) -> None:
    row = ledger.put(scope, "plan", known.id, {**known.v, **changes}, stamps=stamps_of(known))
    _note_down(ledger, row, scope)


def _note_down(ledger: Ledger, row: Row, scope: str) -> None:
    """When it is to be done next, if ever."""
    if row.v.get("ended"):
        return _strike_out(ledger, scope, row.id)
    ledger.connection.execute(
        """INSERT INTO planned (scope_id, item_id, at) VALUES (?, ?, ?)
        ON CONFLICT (scope_id, item_id) DO UPDATE SET at = excluded.at""",
        (scope, row.id, row.v["when"]),
    )


def _strike_out(ledger: Ledger, scope: str, identifier: str) -> None:
    sql = "DELETE FROM planned WHERE scope_id = ? AND item_id = ?"
    ledger.connection.execute(sql, (scope, identifier))


def _require_own(person: str, mutation: Mutation) -> None:
    if mutation.scope != own_scope(person):
        raise unavailable()


def _require_leads(ledger: Ledger, person: str, circle: object) -> None:
    scope = circle_scope(str(circle))
    require_leader(require_member(ledger, scope, person))
    require_open(ledger, scope, person)


def _require_soon(ledger: Ledger, mutation: Mutation) -> None:
    at = mutation.args.get("when", 0)
    if isinstance(at, int) and at > ledger.now_ms + YEAR_MS:
        raise Refused("plan.far", field="when")
    if isinstance(at, int) and 0 < at < ledger.now_ms - CREATE_BEHIND_MS:
        raise Refused("stale")
