"""Where a PostgreSQL is, and what is particular about the way to it.

Two parameters of an address are ours, and are not passed on: `prepare=off` for a PgBouncer in transaction
mode in between, where a session is nobody's own; `isolation=serializable` for an engine without READ
COMMITTED.
"""

from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from app.server.troubles import CannotServe

SCHEMES = ("postgresql", "postgres")
_OURS = {"prepare": ("on", "off"), "isolation": ("committed", "serializable")}
_DEFAULTS = {
    "fallback_application_name": "setu",
    "connect_timeout": "5",
    "target_session_attrs": "read-write",  # a replica may lag behind a removal
    "keepalives_idle": "10",
    "keepalives_interval": "5",
    "keepalives_count": "3",
    "tcp_user_timeout": "15000",  # milliseconds; a machine that is gone says nothing
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A PostgreSQL as its driver names it, whether sessions there are ours, and how strictly it isolates."""

    conninfo: str = field(repr=False)  # it may hold a password
    prepares: bool = True
    serializable: bool = False


def read_address(text: str) -> Address:
    """What an address says. Raises CannotServe `server.address` for one of another kind."""
    try:
        parts = urlsplit(text)
        given = dict(parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query)))
    except ValueError as why:
        raise CannotServe("server.address") from why
    ours = {name: given.pop(name, values[0]) for name, values in _OURS.items()}
    if parts.scheme not in SCHEMES or any(ours[name] not in values for name, values in _OURS.items()):
        raise CannotServe("server.address")
    return Address(
        conninfo=urlunsplit(parts._replace(query=urlencode({**_DEFAULTS, **given}))),
        prepares=ours["prepare"] == "on",
        serializable=ours["isolation"] == "serializable",
    )
