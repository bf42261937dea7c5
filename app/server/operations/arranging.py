"""Arranging a circle: its leaders pin posts, and posts go to the tab where they belong."""

from app.domain.arranging import MOST_PINNED, PIN, WRITTEN_AT
from app.domain.circles import May, Role, may, require, require_writer
from app.domain.editing import in_time
from app.domain.errors import Refused
from app.domain.kinds import check_fields
from app.server.database.authors import wrote
from app.server.database.ledger import Ledger
from app.server.database.rows import COLUMNS, as_row, stamps_of
from app.server.operations.changes import blend, may_see, require_member, spoken_row
from app.sync.protocol import Mutation, Row


def pin(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """Keep a post at the top of its tab, or no more."""
    require(require_member(ledger, mutation.scope, person), May.PIN)
    fields = check_fields(PIN, mutation.args)
    known = ledger.row(mutation.scope, PIN, mutation.id)
    if fields.get("on"):
        post = spoken(ledger, person, mutation, "post")
        others = [row for row in _pinned(ledger, mutation.scope, post.v["tab"]) if row.id != post.id]
        if len(others) >= MOST_PINNED:
            raise Refused("pin.full", limit=MOST_PINNED)
    elif known is None or not may_see(ledger, person, mutation.scope, known):
        raise Refused("ref.missing", field="id")
    elif known.x:  # it went with its post, and is at no top
        return known
    return blend(ledger, person, mutation, known, fields)


def move_post(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """Put a post into the other tab: its author for a while, who keeps the circle tidy at any time.

    It comes there as one that nobody pinned.
    """
    role = require_member(ledger, mutation.scope, person)
    for name in mutation.args.keys() - {"tab"}:
        raise Refused("field.unknown", field=name)
    fields = check_fields("post", mutation.args)
    if not fields.get("tab"):
        raise Refused("field.missing", field="tab")
    post = spoken(ledger, person, mutation, "post")
    require_hand(ledger, role, person, post, mutation)
    if post.v["tab"] != fields["tab"]:
        ledger.bury(mutation.scope, PIN, post.id, "gone")
    return ledger.put(mutation.scope, "post", post.id, {**post.v, **fields}, stamps=stamps_of(post))


def require_hand(ledger: Ledger, role: Role | None, person: str, row: Row, mutation: Mutation) -> None:
    """Refuse to put something elsewhere to who neither keeps the circle tidy nor just wrote it."""
    if may(role, May.TIDY):
        return
    require_writer(role)
    if not wrote(ledger.connection, person, row):
        require(role, May.TIDY)
    if not in_time(ledger.now_ms, written_at(row), written=row.said, said=mutation.said):
        raise Refused("edit.late")


def written_at(row: Row) -> int:
    """When the server first had these words, be it as those of a reply."""
    return int(row.v.get(WRITTEN_AT, row.at))


def spoken(ledger: Ledger, person: str, mutation: Mutation, kind: str) -> Row:
    """The row that a mutation is about, with words that this person may see."""
    try:
        return spoken_row(ledger, person, mutation.scope, kind, mutation.id)
    except Refused as why:
        raise Refused(why.code, field="id") from why


def _pinned(ledger: Ledger, scope: str, tab: str) -> list[Row]:
    """The posts that are at the top of this tab: few were ever pinned."""
    sql = f"SELECT {COLUMNS} FROM item WHERE scope_id = ? AND kind = ? AND deleted = 0"  # noqa: S608 - constants
    pins = map(as_row, ledger.connection.execute(sql, (scope, PIN)).fetchall())
    posts = [ledger.row(scope, "post", row.id) for row in pins if row.v["on"]]
    return [post for post in posts if post and not post.x and post.v.get("tab") == tab]
