"""Resets: the way back for somebody who lost everything, and the day in which they can object to it.

A code from whoever looks after the server lets its bearer in as another person. It therefore waits a day,
all devices of the person are told of it, and each of them can stop it. It works at once in two cases only:
nobody else could come in and object, for no device is signed in and no password is set; or whoever sits at
the server itself has said so, who could as well read and write the data there.

A device that was lost and not signed out still counts: nobody here can tell its finder from its owner. Who
finds the way back stopped by a thief is let in by the operator, at once.
"""

from dataclasses import dataclass

from app.domain.ids import own_scope
from app.server.accounts.audit import note
from app.server.accounts.devices import DAY_MS, IDLE_MS, Device, require_id
from app.server.accounts.standing import give_notice
from app.server.database.ledger import Ledger
from app.server.troubles import Rejected

WAIT_MS = DAY_MS
LIFE_MS = 3 * DAY_MS
"""A code that makes any device somebody's lies around for less long than an invite."""
_WAITING = "for_person = ? AND by_person <> for_person AND used_at = 0 AND revoked_at = 0"


@dataclass(frozen=True, slots=True)
class Came:
    """The device that came in with a code, and what it is called."""

    id: str
    name: str


def first_moment(ledger: Ledger, person: str, *, at_once: bool) -> int:
    """From when on a code made now lets its bearer in as this person."""
    waits = not at_once and _could_object(ledger, person)
    return ledger.now_ms + (WAIT_MS if waits else 0)


def _could_object(ledger: Ledger, person: str) -> bool:
    password = "SELECT 1 FROM account WHERE person_id = ? AND password <> ''"  # noqa: S105 - a question
    device = "SELECT 1 FROM device WHERE person_id = ? AND revoked_at = 0 AND (seen_at = 0 OR seen_at >= ?)"
    asked = (
        ledger.connection.execute(password, (person,)),
        ledger.connection.execute(device, (person, ledger.now_ms - IDLE_MS)),
    )
    return any(found.fetchone() for found in asked)


def tell_reset(ledger: Ledger, actor: Device, person: str, since: int) -> str:
    """Tell all devices of this person who may soon come in as them, and from when on; the id of the notice,
    which is that of the code. It is written down, too."""
    at_once = since <= ledger.now_ms
    note(ledger, actor.person, "reset", person, "at once" if at_once else "")
    return give_notice(ledger, person, "reset", by=actor.person, since=since, until=since + LIFE_MS)


def require_due(since: int, now_ms: int) -> None:
    """Turn down a code that still waits: 409 `reset.early`, which is no guess at a code."""
    if now_ms < since:
        raise Rejected(409, "reset.early", since=since)


def stop_reset(ledger: Ledger, device: Device, identifier: str) -> None:
    """The person will not have it: the code is void. Twice is once.

    Raises 409 `reset.used` when it is too late, and 403 `unavailable` for what is nobody's or another's.
    """
    require_id(identifier)
    ledger.lock((own_scope(device.person),))
    found = ledger.connection.execute(
        f"""SELECT used_at, revoked_at FROM invite
        WHERE id = ? AND for_person = ? AND by_person <> for_person{ledger.connection.for_update}""",  # noqa: S608
        (identifier, device.person),
    ).fetchone()
    if found is None:
        raise Rejected(403, "unavailable")
    used_at, revoked_at = found
    if used_at:
        raise Rejected(409, "reset.used")
    if not revoked_at:
        _void(ledger, device.person, identifier, "stopped")
        note(ledger, device.person, "reset.stop", device.person)
    else:  # a restored server voids codes before anybody is told
        end_reset(ledger, device.person, identifier, "withdrawn")


def void_resets(ledger: Ledger, person: str, why: str) -> None:
    """No code that was given out for this person lets anybody in any more; their devices are told why."""
    ledger.lock((own_scope(person),))
    found = ledger.connection.execute(f"SELECT id FROM invite WHERE {_WAITING} ORDER BY id", (person,))  # noqa: S608
    for (identifier,) in found.fetchall():
        _void(ledger, person, identifier, why)


def _void(ledger: Ledger, person: str, identifier: str, why: str) -> None:
    ledger.connection.execute("UPDATE invite SET revoked_at = ? WHERE id = ?", (ledger.now_ms, identifier))
    end_reset(ledger, person, identifier, why)


def use_reset(ledger: Ledger, person: str, identifier: str, came: Came) -> None:
    """Somebody came in with this code, which is the only one there is for this person."""
    end_reset(ledger, person, identifier, "used", device=came.id, name=came.name)
    note(ledger, person, "reset.use", person)


def end_reset(ledger: Ledger, person: str, identifier: str, why: str, **more: str) -> None:
    """Say on the notice of a code what became of it: stopped, used, withdrawn, replaced or suspended."""
    scope = own_scope(person)
    ledger.lock((scope,))
    known = ledger.row(scope, "notice", identifier)
    if known and "ended" not in known.v:  # there is none of a code that was made before they waited
        ledger.put(scope, "notice", identifier, known.v | {"ended": why, "ended_at": ledger.now_ms} | more)
