"""Which versions of the protocol this server speaks, and what it says to a device that speaks another."""

from app.server.troubles import Rejected
from app.sync.protocol import OLDEST_SCHEMA, SCHEMA, UNSAID_SCHEMA

_LONGEST = 9


def check_schema(schema: int) -> None:
    """Turn away who means other things by the same words. Nothing was done, so nothing of theirs is lost.

    Raises 426: `upgrade` for an app that is too old, `server.behind` for one that is newer than this server.
    """
    if schema < OLDEST_SCHEMA:
        raise Rejected(426, "upgrade", min=OLDEST_SCHEMA)
    if schema > SCHEMA:
        raise Rejected(426, "server.behind", max=SCHEMA)


def read_schema(said: str) -> int:
    """The version that stands in an address, where it is any number."""
    return int(said) if said.isdecimal() and len(said) <= _LONGEST else UNSAID_SCHEMA
