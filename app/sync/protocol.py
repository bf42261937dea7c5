"""Protocol P1: what travels between a device and the server, spoken by both ends.

A device pushes mutations and pulls the rows of its scopes that are newer than its cursors. The live
channel says "scope X is at seq N", or brings the very page a pull would have brought; there is one check
of who may see what.

    POST /v1/push     Push    -> Pushed       mutations, each answered ok, dup or no
    POST /v1/pull     Pull    -> Pulled       rows by scope, and the scopes that are gone
    POST /v1/history  History -> Historied    older rows of one scope, newest first
    GET  /v1/live     text/event-stream       hello, then pokes and pages
    POST /v1/join     Join    -> Joined       an invite becomes an account, or a device of one

The live channel begins with `hello {epoch, hub}`; then come `poke {scope: seq}` and, for who opened it with
`?pages=1`, `page` with a Page as a pull from `after` would have brought it (its `start` says nothing, the
device's window stays); `bye {why}` ends it. Who comes back with the last event's id (Last-Event-ID) soon
enough is told `resumed` in `hello`, and then what they missed; all others had better pull.

What has to do with accounts stands in `accounts.py`, a directory that is asked online in `directory.py`;
every door is listed in `doors.py`.

A device says which version of the protocol it speaks, its `schema`, wherever rows are given or taken (to the
live channel as `?schema=1`). Who speaks one that the server does not, older or newer, is told 426 with the
oldest or the newest that it does: `upgrade {min}`, `server.behind {max}`. What waits on the device goes on
waiting.

A row is named by its scope, its kind and its id together (a person's `me` and `account` share an id,
as do the `grant` and the `mark` of a scope), so that is the primary key on both ends.

A scope seen for the first time may be asked for tail first: its state rows whole, and of its content (see
`CONTENT`) the last so many by `pos`. The lowest `pos` that came is the scope's window: pulls give content
inside it, and history pages push it down until it is 0, which is when the device has everything. A history
page read before the device's cursor (`at` < cursor) is thrown away, lest it bring back what was withdrawn.

Every message is JSON. Times are milliseconds since 1970. A trouble is `{"code": …, "params": {…}}` with
a status of 4xx or 5xx. The server decodes into these very classes with msgspec; a device, which has no
compiled libraries, uses `wire.from_wire`.
"""

from dataclasses import dataclass, field
from typing import Any

SCHEMA = 1
"""The version of this protocol's meaning; additions do not change it."""
OLDEST_SCHEMA = 1
"""The oldest version a server of this age still speaks; who speaks an older one is told to upgrade."""
UNSAID_SCHEMA = 1
"""What is spoken by who does not say it: at first devices said so only when they pulled."""

MAX_MUTATIONS = 50
MAX_SCOPES = 4
MAX_BODY = 262_144
"""Bytes of a request at most."""
MAX_PAGE = 500
MAX_WAIT_S = 25
"""How long a pull may wait for news, where the live channel does not get through."""
TAIL = 50
"""Rows of content that a device asks for of a scope it sees for the first time."""
CONTENT = frozenset({"post", "reply", "answer", "dm", "react", "helped", "asking", "moved"})
"""Kinds that pile up, and come tail first; all others, also kinds yet unknown, are state and come whole."""
BESIDE = frozenset({"react", "helped", "asking", "moved"})
"""Content that hangs on other content. It was created later than that, so whoever has that has it, too; it
does not count in a tail."""
MAX_CURSORS = 4_000
"""Circles are few, but conversations grow for years, and whoever had too many could never pull again."""
CREATE_AHEAD_MS = 24 * 3600 * 1000
"""A new record's id may claim to be made this far in the server's future, no further (`no: clock`)."""
CREATE_BEHIND_MS = 90 * 24 * 3600 * 1000
"""Nor may it be older than the time for which deletions are remembered (`no: stale`)."""

WireStamp = tuple[int, int, str]
"""A field's hybrid logical clock: wall, counter, device."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutation:
    """One operation on one record.

    `op` is create, set, redact, or a command such as join, leave, role, remove, accept. A command says in
    `seen` what the device knew when it was given: the seq of the scope, so that who was removed
    after that does not come back by an old wish (`no: changed`).
    """

    mid: str
    op: str
    scope: str
    kind: str
    id: str
    args: dict[str, Any] = field(default_factory=dict)
    h: dict[str, WireStamp] = field(default_factory=dict)
    said: int = 0
    seen: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Push:
    """Mutations in the order in which they were made. `epoch` is empty when the device knows none.

    The reply repeats `req`, the request's name: what came of the same mutations in a request before may be
    no longer so, and nothing would tell of that what was withdrawn and forgotten meanwhile.
    `waited` says for how many milliseconds the oldest of what waits on the device has waited; 0 when nothing
    does, and when it is not told.
    """

    epoch: str
    mutations: list[Mutation]
    schema: int = UNSAID_SCHEMA
    waited: int = 0
    req: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A record as the server has it, one for each (scope, k, id).

    `x` marks a tombstone without values; `why` says whose doing it was: author, leader, mod or gone.
    """

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
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What became of one mutation: `ok`, `dup` (was done before) or `no` with the reason's code.

    `row` is the record as it is now; a `no` has it where the device judged by an older one.
    """

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
    req: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pull:
    """What the device has: the last seq it saw of each scope. The reply repeats `req`, the request's name.

    `window` has the lowest `pos` of content it has of each scope it has not read to the beginning. Of a
    scope it does not name, `tail` rows of content come first, a page at most; 0 is all of it. `first` are
    scopes the person looks at. `wait` is for how many seconds the server may hold its answer until there is
    news. `digest` asks, of these scopes, for a sum to compare with, which the server may leave out. `wrong`
    is how many of its sums did not agree.
    """

    epoch: str
    req: str
    cur: dict[str, int]
    limit: int = MAX_PAGE
    schema: int = SCHEMA
    window: dict[str, int] = field(default_factory=dict)
    tail: int = 0
    first: list[str] = field(default_factory=list)
    wait: int = 0
    digest: list[str] = field(default_factory=list)
    wrong: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Rows of one scope in order of seq; the cursor moves to `to`. `head` is where the scope stands.

    `start` is the window from now on: content below this `pos` has to be asked for by history pages.
    `after` is the cursor that these rows follow on. `digest` sums up the window when it was asked for and
    the page comes to the scope's head: how many live rows, and the exclusive or of their `row_hash`es in hex.
    Content up to the `pos` `since` is not for this person: it was written before they came (again).
    """

    scope: str
    to: int
    head: int
    rows: list[Row]
    more: bool = False
    start: int = 0
    after: int = 0
    digest: str = ""
    since: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulled:
    """What is new, and what is gone: scopes that are not (or no longer) the person's.

    `resync` are scopes whose cursor means nothing any more: forget their rows, begin at 0. A pull that named
    the history before a restore is answered too, with the new `epoch`: what its cursors still say is kept.
    """

    epoch: str
    req: str
    now: int
    pages: list[Page] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    more: bool = False
    resync: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """Asks for content of one scope below the position `before`."""

    epoch: str
    req: str
    scope: str
    before: int
    limit: int = MAX_PAGE
    schema: int = UNSAID_SCHEMA


@dataclass(frozen=True, slots=True, kw_only=True)
class Historied:
    """Live rows of content, newest first. `at` is the scope's head when they were read.

    `start` is the window from now on, 0 when there is nothing older.
    """

    epoch: str
    req: str
    now: int
    scope: str
    at: int
    start: int
    rows: list[Row] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Why a request was not carried out, as a code with parameters, never as a sentence."""

    code: str
    params: dict[str, Any] = field(default_factory=dict)
