"""Push: mutations become rows. The order of these steps is the protocol."""

from collections.abc import Collection

from app.domain.errors import Refused
from app.server.accounts.devices import Device, require_signed_in, standing_of
from app.server.database.ledger import Ledger
from app.server.operations.changes import Outdated, may_see
from app.server.operations.entering import outside
from app.server.operations.table import perform, scopes_written
from app.server.troubles import Rejected
from app.sync.protocol import CONTENT, MAX_MUTATIONS, MAX_SCOPES, Mutation, Push, Result, Row

_Place = tuple[str, str]
_Done = dict[tuple[str, str], _Place]
Barred = Collection[tuple[str, str]]
_TEXT_LIMIT = 128


def check_push(push: Push) -> None:
    """Turn down a request that holds more than one may."""
    if len(push.mutations) > MAX_MUTATIONS or len({m.scope for m in push.mutations}) > MAX_SCOPES:
        raise Rejected(400, "request.wrong", limit=MAX_MUTATIONS, scopes=MAX_SCOPES)
    texts = [text for m in push.mutations for text in (m.mid, m.scope, m.kind, m.op, m.id)]
    texts.append(push.req)
    if any(len(text) > _TEXT_LIMIT or "\0" in text for text in texts):  # PostgreSQL keeps no NUL in a text
        raise Rejected(400, "request.wrong")


def push(
    ledger: Ledger, device: Device, mutations: list[Mutation], barred: Barred = frozenset()
) -> list[Result]:
    """What became of each mutation: lock first, then look what was done before, then judge and do.

    Who wants to do what is `barred` needs a second step of signing in first.

    Raises 401 for who was signed out meanwhile.
    """
    ledger.lock({scope for m in mutations for scope in scopes_written(ledger, device.person, m)})
    standing = standing_of(ledger.connection, device)
    done = _done_before(ledger, device, mutations)
    ledger.found_stored(device.person, require_signed_in(standing))
    return [_answer(ledger, device, mutation, done, barred) for mutation in mutations]


def _answer(ledger: Ledger, device: Device, mutation: Mutation, done: _Done, barred: Barred) -> Result:
    place = done.get((mutation.scope, mutation.mid))
    if place:
        row = ledger.row(mutation.scope, *place) or _collected(ledger, mutation.scope, *place)
        return _told(ledger, device.person, mutation, "dup", _unbanned(ledger, device.person, mutation, row))
    try:
        with ledger.attempt():
            if (mutation.kind, mutation.op) in barred:
                raise Refused("totp.required")
            row = perform(ledger, device.person, mutation)
    except Outdated as why:
        return _refused(mutation, why, _shown(ledger, device.person, mutation, why.row))
    except Refused as why:
        return _refused(mutation, why)
    done[mutation.scope, mutation.mid] = (row.k, row.id)
    ledger.connection.execute(
        "INSERT INTO applied (scope_id, device_id, mid, at, kind, item_id) VALUES (?, ?, ?, ?, ?, ?)",
        (mutation.scope, device.id, mutation.mid, ledger.now_ms, row.k, row.id),
    )
    return _told(ledger, device.person, mutation, "ok", row)


def _unbanned(ledger: Ledger, person: str, mutation: Mutation, row: Row) -> Row:
    """The row, or what it says of one's own seat to who was banned after they did this: a ban is not told."""
    if (row.k, row.id) == ("member", person) and row.v.get("state") == "banned":
        return outside(ledger, mutation.scope, person, "out")
    return row


def _done_before(ledger: Ledger, device: Device, mutations: list[Mutation]) -> _Done:
    scopes, mids = sorted({m.scope for m in mutations}), [m.mid for m in mutations]
    found = ledger.connection.execute(
        f"""SELECT scope_id, mid, kind, item_id FROM applied WHERE scope_id IN ({_marks(scopes)})
        AND device_id = ? AND mid IN ({_marks(mids)})""",  # noqa: S608 - question marks only
        (*scopes, device.id, *mids),
    )
    return {(scope, mid): (kind, identifier) for scope, mid, kind, identifier in found}


def _collected(ledger: Ledger, scope: str, kind: str, identifier: str) -> Row:
    """The tombstone that was there until it was collected: no pull would tell a device of it any more.

    Or what went elsewhere than it was sent, as a report does that no leader may decide.
    """
    sql = "SELECT gc_floor FROM scope WHERE id = ?"
    (floor,) = ledger.connection.execute(sql, (scope,)).fetchone()
    return Row(k=kind, id=identifier, seq=max(1, floor), pos=0, by="", at=0, said=0, x=True)


def _told(ledger: Ledger, person: str, mutation: Mutation, st: str, row: Row | None) -> Result:
    shown = _shown(ledger, person, mutation, row)
    return Result(mid=mutation.mid, st=st, scope=mutation.scope, row=shown)


def _shown(ledger: Ledger, person: str, mutation: Mutation, row: Row | None) -> Row | None:
    """The row as this person may see it now: who left sees no more than that they left.

    Who reported to leaders what none of them may decide hears that it is not there, whether they may see
    there or not: their device would show it as soon as they lead.
    """
    if row is None or (row.k == "member" and row.id == person):
        return row
    if row.x and (mutation.kind, mutation.op) == ("report", "create"):
        return row
    if ledger.is_new(mutation.scope, row.seq) and row.by == person and row.k in CONTENT and not row.x:
        return row  # written in this very transaction
    return row if may_see(ledger, person, mutation.scope, row) else None


def _refused(mutation: Mutation, why: Refused, row: Row | None = None) -> Result:
    return Result(
        mid=mutation.mid, st="no", scope=mutation.scope, code=why.code, params=dict(why.params), row=row
    )


def _marks(values: list[str]) -> str:
    return ",".join("?" * len(values)) or "''"
