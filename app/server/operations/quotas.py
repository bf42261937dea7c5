"""How much one account may store, and how often it may do what could bother others."""

import msgspec

from app.domain.errors import Refused
from app.domain.ids import COMMONS, own_scope
from app.server.database.ledger import Ledger
from app.sync.protocol import Row

BYTES = 50 * 1024 * 1024
ROW_BYTES = 200
"""What a row weighs beside its fields, roughly."""
NEW_PEOPLE_PER_DAY = 10
NEW_CIRCLES_PER_DAY = 20
"""Each is listed on everybody's devices, for good."""
NEW_GROUPS_PER_DAY = 10
REPORTS_PER_DAY = 20
PROPOSALS_PER_DAY = 20
"""Everybody's devices get them."""
_DAY_MS = 24 * 3600 * 1000


def weight(row: Row | None) -> int:
    """What a row counts for its author; a withdrawn one nothing."""
    return 0 if row is None or row.x else ROW_BYTES + len(msgspec.json.encode(row.v))


def charge(ledger: Ledger, person: str, before: Row | None, after: Row | None) -> None:
    """Count a change of a row for its author. Raises `quota` when it is this person and they are full."""
    author = (after or before).by if after or before else ""  # type: ignore[union-attr]
    more = weight(after) - weight(before)
    if more > 0 and author == person and ledger.stored(person) + more > BYTES:
        raise Refused("quota", limit=BYTES // 1024**2)
    if more:
        ledger.store(author, more)


def check_new_people(ledger: Ledger, person: str) -> None:
    """Refuse to open one more conversation to who opened enough today."""
    if _own_today(ledger, person, "grant", "d.") >= NEW_PEOPLE_PER_DAY:
        raise Refused("dm.limit", limit=NEW_PEOPLE_PER_DAY)


def check_new_circles(ledger: Ledger, person: str) -> None:
    """Refuse to found one more circle to who founded enough today, be they in them or not."""
    if _own_today(ledger, person, "grant", "c.") >= NEW_CIRCLES_PER_DAY:
        raise Refused("circle.limit", limit=NEW_CIRCLES_PER_DAY)


def check_new_groups(ledger: Ledger, person: str) -> None:
    """Refuse to make one more group to who made enough today."""
    if _own_today(ledger, person, "grant", "g.") >= NEW_GROUPS_PER_DAY:
        raise Refused("group.limit", limit=NEW_GROUPS_PER_DAY)


def check_reports(ledger: Ledger, person: str) -> None:
    """Refuse one more report from who reported enough today."""
    if _own_today(ledger, person, "myreport") >= REPORTS_PER_DAY:
        raise Refused("report.limit", limit=REPORTS_PER_DAY)


def check_proposals(ledger: Ledger, person: str) -> None:
    """Refuse one more proposal for the glossary from who made enough today."""
    found = ledger.connection.execute(
        "SELECT count(*) FROM item WHERE scope_id = ? AND kind = 'proposal' AND author = ? AND at > ?",
        (COMMONS, person, ledger.now_ms - _DAY_MS),
    ).fetchone()
    if found[0] >= PROPOSALS_PER_DAY:
        raise Refused("glossary.limit", limit=PROPOSALS_PER_DAY)


def _own_today(ledger: Ledger, person: str, kind: str, letter: str = "") -> int:
    """How many rows of a kind, with ids that begin so, this person caused in their own scope in a day."""
    found = ledger.connection.execute(
        "SELECT count(*) FROM item WHERE scope_id = ? AND kind = ? AND author = ? AND at > ? AND id LIKE ?",
        (own_scope(person), kind, person, ledger.now_ms - _DAY_MS, f"{letter}%"),
    ).fetchone()
    return int(found[0])
