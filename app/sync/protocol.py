"""Protocol P1: what travels between a device and the server, spoken by both ends.

A device pushes mutations and pulls the rows of its scopes that are newer than its cursors. The live
channel only says "scope X is at seq N"; the rows themselves always come by pull, so that there is one
way in and one check of who may see what.

    POST /v1/join   Join   -> Joined      an invite becomes an account, or a device of one
    POST /v1/push   Push   -> Pushed      mutations, each answered ok, dup or no
    POST /v1/pull   Pull   -> Pulled      rows by scope, and the scopes that are gone
    GET  /v1/live   text/event-stream     hello, then pokes
    POST /v1/invite Invite -> Invited     a code for a colleague, or for one's own other device

A row is named by its scope, its kind and its id together (a person's `me` and `account` share an id,
as do the `grant` and the `mark` of a scope), so that is the primary key on both ends.

Every message is JSON. Times are milliseconds since 1970. A trouble is `{"code": …, "params": {…}}` with
a status of 4xx or 5xx. The server decodes into these very classes with msgspec; a device, which has no
compiled libraries, uses `from_wire`.
"""

import dataclasses
from dataclasses import dataclass, field
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

SCHEMA = 1
"""The version of this protocol's meaning; additions do not change it."""

MAX_MUTATIONS = 50
MAX_SCOPES = 4
MAX_BODY = 262_144
"""Bytes of a request at most."""
MAX_PAGE = 500
MAX_CURSORS = 4_000
"""Circles are few, but conversations grow for years, and whoever had too many could never pull again."""
CREATE_AHEAD_MS = 24 * 3600 * 1000
"""A new record's id may claim to be made this far in the server's future, no further (`no: clock`)."""
CREATE_BEHIND_MS = 90 * 24 * 3600 * 1000
"""Nor may it be older than the time for which deletions are remembered (`no: stale`)."""

WireStamp = tuple[int, int, str]
"""A field's hybrid logical clock: wall, counter, device."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """A device introduces itself with an invite.

    The device makes the `token` (256 random bits), so that a reply lost on the way costs nothing: the
    same request again gives the same answer. `person` is the id it has been using while alone.
    """

    code: str
    person: str
    device: str
    token: str
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """Welcome. `person` is another id than the one sent when the code was for a further device."""

    person: str
    epoch: str
    now: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutation:
    """One operation on one record. `op` is create, set, join, leave, role or remove."""

    mid: str
    op: str
    scope: str
    kind: str
    id: str
    args: dict[str, Any] = field(default_factory=dict)
    h: dict[str, WireStamp] = field(default_factory=dict)
    said: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Push:
    """Mutations in the order in which they were made. `epoch` is empty when the device knows none."""

    epoch: str
    mutations: list[Mutation]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A record as the server has it, one for each (scope, k, id). `x` marks a tombstone without values."""

    k: str
    id: str
    seq: int
    pos: int
    by: str
    at: int
    said: int
    v: dict[str, Any] = field(default_factory=dict)
    h: dict[str, WireStamp] = field(default_factory=dict)
    x: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What became of one mutation: `ok`, `dup` (was done before) or `no` with the reason's code."""

    mid: str
    st: str
    scope: str
    code: str = ""
    params: dict[str, Any] = field(default_factory=dict)
    row: Row | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pushed:
    """The results, one for each mutation, in order."""

    epoch: str
    now: int
    results: list[Result]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pull:
    """What the device has: the last seq it saw of each scope. The reply repeats `req`, the request's name."""

    epoch: str
    req: str
    cur: dict[str, int]
    limit: int = MAX_PAGE
    schema: int = SCHEMA


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Rows of one scope in order of seq; the cursor moves to `to`. `head` is where the scope stands."""

    scope: str
    to: int
    head: int
    rows: list[Row]
    more: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulled:
    """Pages, and the scopes the device asked for that are not (or no longer) its own."""

    epoch: str
    req: str
    now: int
    pages: list[Page]
    gone: list[str] = field(default_factory=list)
    more: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Invite:
    """Asks for a code: for a colleague, or (`device`) for another device of one's own."""

    device: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited:
    """A code that can be used once, until a time."""

    code: str
    until: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Why a request was not carried out, as a code with parameters, never as a sentence."""

    code: str
    params: dict[str, Any] = field(default_factory=dict)


T = TypeVar("T")


def to_wire(message: Any) -> dict[str, Any]:
    """A message as plain dictionaries and lists, ready for JSON."""
    return dataclasses.asdict(message)


def from_wire(kind: type[T], data: Any) -> T:
    """The message that these dictionaries and lists spell. Unknown fields are passed over.

    Raises ValueError when something that must be there is not, or is of another type.
    """
    if not isinstance(data, dict):
        raise ValueError(f"{kind.__name__} is not an object")
    hints = get_type_hints(kind)
    given = {name: _read(hint, data[name]) for name, hint in hints.items() if name in data}
    try:
        return kind(**given)
    except TypeError as why:
        raise ValueError(str(why)) from why


def _read(hint: Any, value: Any) -> Any:
    origin, arguments = get_origin(hint), get_args(hint)
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return from_wire(hint, value)
    if hint is Any:
        return value
    if origin is list:
        return [_read(arguments[0], item) for item in _expect(list, value)]
    if origin is dict:
        return {_expect(str, name): _read(arguments[1], item) for name, item in _expect(dict, value).items()}
    if origin is tuple:
        if len(_expect(list, value)) != len(arguments):
            raise ValueError("a stamp has three parts")
        return tuple(_read(part, item) for part, item in zip(arguments, value, strict=True))
    if type(None) in arguments:
        return None if value is None else _read(arguments[0], value)
    return _expect(hint, value)


def _expect(kind: Any, value: Any) -> Any:
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise ValueError(f"expected {kind.__name__}")
    return value
