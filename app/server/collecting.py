"""Forgetting in time: tombstones after 90 days, and with them what the server remembers only for a while.

Always a few rows in a transaction of their own, so that nobody waits for it. When a row was withdrawn is
nowhere written; but numbers are given in order, so whatever has a lower number than a row that was created
90 days ago was itself there 90 days ago. A scope in which nothing new is created keeps its tombstones.
"""

from collections.abc import Awaitable, Callable
from hashlib import sha256

from app.server.database.engine import Connection
from app.server.database.ledger import Ledger
from app.server.home import Home
from app.sync.protocol import CONTENT, CREATE_BEHIND_MS

KEPT_MS = CREATE_BEHIND_MS
"""How long a tombstone stays at least. Who offers the row again later than that is refused as `stale`."""
DAY_MS = 24 * 3600 * 1000
COLLECTED = CONTENT | {"prompt", "plan", "grant", "card"}
"""Kinds whose tombstones nobody asks for: their ids are too old to come again, or they are written whole."""
A_FEW = 100
_KINDS = ", ".join(f"'{kind}'" for kind in sorted(COLLECTED))
_GONE = f"scope_id = ? AND deleted = 1 AND kind IN ({_KINDS})"
_PSEUDONYM = "~"

Pause = Callable[[], Awaitable[None]]


async def collect(home: Home, *, audit_days: int, pause: Pause) -> int:
    """Forget what is old enough, pausing between transactions; how many rows went."""
    now = home.clock()
    found = await home.read(_scopes_with_tombstones)
    works: list[Callable[[Ledger], int]] = [_tombstones_of(scope, now - KEPT_MS) for scope in found]
    works += [
        _old("applied", ("scope_id", "device_id", "mid"), "at < ?", now - KEPT_MS),
        _old("invite", ("hash",), "until < ?", now - KEPT_MS),
        _old("recovery", ("hash",), "used_at > 0 AND used_at < ?", now - KEPT_MS),
        _old("audit", ("id",), "at < ?", now - audit_days * DAY_MS),
        lambda ledger: pseudonymise(ledger, now - KEPT_MS),
    ]
    total = 0
    for work in works:
        while gone := await home.write(work):
            total += gone
            await pause()
    return total


def _scopes_with_tombstones(connection: Connection) -> list[str]:
    sql = f"SELECT DISTINCT scope_id FROM item WHERE deleted = 1 AND kind IN ({_KINDS})"  # noqa: S608 - constants
    return [scope for (scope,) in connection.execute(sql)]


def _tombstones_of(scope: str, before: int) -> Callable[[Ledger], int]:
    return lambda ledger: collect_tombstones(ledger, scope, before)


def collect_tombstones(ledger: Ledger, scope: str, before: int) -> int:
    """Delete a few tombstones that were there before this time, and raise the floor to the highest.

    A device whose cursor is below the floor may not have heard of them: it reads the scope anew.
    """
    ledger.lock((scope,))
    ask = ledger.connection.execute
    (horizon,) = ask("SELECT max(pos) FROM item WHERE scope_id = ? AND at < ?", (scope, before)).fetchone()
    found = ask(
        f"SELECT kind, id, seq FROM item WHERE {_GONE} AND seq < ? ORDER BY seq LIMIT ?",  # noqa: S608 - constants
        (scope, horizon or 0, A_FEW),
    ).fetchall()
    for kind, identifier, _ in found:
        ask("DELETE FROM item WHERE scope_id = ? AND kind = ? AND id = ?", (scope, kind, identifier))
    if found:
        ask(
            "UPDATE scope SET gc_floor = ? WHERE id = ? AND gc_floor < ?", (found[-1][2], scope, found[-1][2])
        )
    return len(found)


def _old(table: str, key: tuple[str, ...], old: str, before: int) -> Callable[[Ledger], int]:
    def forget(ledger: Ledger) -> int:
        names, same = ", ".join(key), " AND ".join(f"{name} = ?" for name in key)
        found = ledger.connection.execute(
            f"SELECT {names} FROM {table} WHERE {old} LIMIT ?",  # noqa: S608 - constants
            (before, A_FEW),
        ).fetchall()
        for values in found:
            ledger.connection.execute(f"DELETE FROM {table} WHERE {same}", values)  # noqa: S608 - constants
        return len(found)

    return forget


def pseudonymise(ledger: Ledger, before: int) -> int:
    """Keep of a few old deeds what was done, and that it was by one and the same, but not by and to whom."""
    ask = ledger.connection.execute
    (salt,) = ask("SELECT store_id FROM meta").fetchone()
    found = ask(
        """SELECT id, actor, target FROM audit WHERE at < ?
        AND NOT (actor LIKE '~%' AND target LIKE '~%') LIMIT ?""",
        (before, A_FEW),
    ).fetchall()
    for identifier, actor, target in found:
        names = (_pseudonym(salt, actor), _pseudonym(salt, target))
        ask("UPDATE audit SET actor = ?, target = ? WHERE id = ?", (*names, identifier))
    return len(found)


def _pseudonym(salt: str, name: str) -> str:
    if name.startswith(_PSEUDONYM):
        return name
    return _PSEUDONYM + sha256(f"{salt}|{name}".encode()).hexdigest()[:16]
