"""Who wrote what carries no name: only their own scope says so, and nobody else is ever told.

What is asked here is about one person and one thing, as it is needed to let them take back their own words
and to keep from them what was reported of these.
"""

from collections.abc import Mapping
from typing import Any

from app.domain.ids import own_scope
from app.domain.peers import AUTHORED
from app.domain.reporting import SURROUNDED, accuses
from app.server.database.engine import Connection
from app.server.database.rows import find_row
from app.sync.protocol import Row


def wrote(connection: Connection, person: str, row: Row) -> bool:
    """Whether this person wrote this row, with or without their name."""
    if row.by:
        return row.by == person
    return row.k in SURROUNDED and _authored(connection, person, row.id)


def is_about(connection: Connection, person: str, report: Mapping[str, Any]) -> bool:
    """Whether a report is about this person or their words, be these without a name."""
    if accuses(report, person):
        return True
    nameless = report.get("kind") in SURROUNDED and not (report.get("copy") or {}).get("by")
    return nameless and _authored(connection, person, str(report.get("id", "")))


def _authored(connection: Connection, person: str, identifier: str) -> bool:
    return find_row(connection, own_scope(person), AUTHORED, identifier) is not None
