"""Push: mutations become rows. The order of these steps is the protocol."""

from collections.abc import Iterable

from app.domain.errors import Refused
from app.server.accounts import Device
from app.server.ledger import Ledger
from app.server.memberships import may_read
from app.server.operations import perform, scopes_written
from app.server.troubles import Rejected
from app.sync.protocol import MAX_MUTATIONS, MAX_SCOPES, Mutation, Push, Result

_Place = tuple[str, str, str]
_TEXT_LIMIT = 128


def check_push(push: Push) -> None:
    """Turn down a request that holds more than one may."""
    if len(push.mutations) > MAX_MUTATIONS or len({m.scope for m in push.mutations}) > MAX_SCOPES:
        raise Rejected(400, "request.wrong", limit=MAX_MUTATIONS, scopes=MAX_SCOPES)
    if any(len(text) > _TEXT_LIMIT for m in push.mutations for text in (m.mid, m.scope, m.kind, m.op, m.id)):
        raise Rejected(400, "request.wrong")


def push(ledger: Ledger, device: Device, mutations: list[Mutation]) -> list[Result]:
    """What became of each mutation: lock first, then look what was done before, then judge and do."""
    ledger.lock({scope for m in mutations for scope in scopes_written(ledger, device.person, m)})
    done = _done_before(ledger, device, [m.mid for m in mutations])
    return [_answer(ledger, device, mutation, done) for mutation in mutations]


def _answer(ledger: Ledger, device: Device, mutation: Mutation, done: dict[str, _Place]) -> Result:
    if mutation.mid in done:
        return _told(ledger, device.person, mutation.mid, "dup", done[mutation.mid])
    try:
        with ledger.attempt():
            row = perform(ledger, device.person, mutation)
    except Refused as why:
        return Result(mid=mutation.mid, st="no", scope=mutation.scope, code=why.code, params=dict(why.params))
    done[mutation.mid] = place = (mutation.scope, row.k, row.id)
    ledger.connection.execute(
        "INSERT INTO applied (device_id, mid, at, scope_id, kind, item_id) VALUES (?, ?, ?, ?, ?, ?)",
        (device.id, mutation.mid, ledger.now_ms, *place),
    )
    return _told(ledger, device.person, mutation.mid, "ok", place)


def _done_before(ledger: Ledger, device: Device, mids: Iterable[str]) -> dict[str, _Place]:
    wanted = list(mids)
    marks = ",".join("?" * len(wanted))
    found = ledger.connection.execute(
        f"SELECT mid, scope_id, kind, item_id FROM applied WHERE device_id = ? AND mid IN ({marks})",  # noqa: S608
        (device.id, *wanted),
    )
    return {mid: (scope, kind, identifier) for mid, scope, kind, identifier in found}


def _told(ledger: Ledger, person: str, mid: str, st: str, place: _Place) -> Result:
    """The result, with the row as this person may see it now: who left sees no more than that they left."""
    scope, kind, identifier = place
    shown = (kind == "member" and identifier == person) or may_read(ledger.connection, scope, person)
    return Result(mid=mid, st=st, scope=scope, row=ledger.row(scope, kind, identifier) if shown else None)
