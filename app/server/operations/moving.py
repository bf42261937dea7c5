"""Moving a reply that began another subject: it becomes a topic of its own, or goes under another post."""

from typing import Any

from app.domain.arranging import FROM, MOST_MOVED, MOVED, WRITTEN_AT, line_id
from app.domain.circles import SINCE_JOINING, May, require
from app.domain.errors import Refused
from app.domain.kinds import check_fields, check_whole
from app.domain.traces import takes_replies
from app.server.database.ledger import Ledger
from app.server.database.rows import COLUMNS, as_row, stamps_of
from app.server.operations.arranging import require_hand, spoken
from app.server.operations.changes import require_member, seen_row, unavailable
from app.server.operations.quotas import charge
from app.sync.protocol import Mutation, Row


def move_reply(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """Put a reply where it belongs: its author for a while, who keeps the circle tidy at any time, and then
    with those `after` it if asked. Where it was stays a line that says where it went.

    It keeps its author, its place in time, its edits, and what was said of it with a tap.
    """
    role = require_member(ledger, mutation.scope, person)
    fields, after = _wish(mutation)
    begun = _begun_before(ledger, mutation) if "title" in fields else None
    if begun is not None:
        return begun
    reply = spoken(ledger, person, mutation, "reply")
    if not reply.by:  # a voice is one of its thread
        raise unavailable()
    require_hand(ledger, role, person, reply, mutation)
    if after:
        require(role, May.TIDY)
    later = _later(ledger, mutation.scope, reply) if after else []
    if "title" in fields:
        _require_seen_by_all(ledger, reply, mutation.scope)
        left, to = _begin(ledger, person, mutation.scope, reply, fields), reply.id
    else:
        left = _put_under(ledger, person, mutation.scope, reply, fields.get("post"))
        to = str(left.v["post"])
        if left is reply:
            return reply
    for one in later:
        _rehang(ledger, mutation.scope, one, to)
    _leave_line(ledger, person, mutation.scope, reply, to, 1 + len(later))
    return left


def _wish(mutation: Mutation) -> tuple[dict[str, Any], bool]:
    """Where it shall go, and whether those after it shall, too."""
    args = dict(mutation.args)
    after = args.pop("after", False)
    if not isinstance(after, bool):
        raise Refused("field.wrong", field="after")
    names = {"title", "tab"} if "title" in args or "tab" in args else {"post"}
    for name in args.keys() - names:
        raise Refused("field.unknown", field=name)
    for name in sorted(names - args.keys()):
        raise Refused("field.missing", field=name)
    return check_fields("post" if "title" in names else "reply", args), after


def _begun_before(ledger: Ledger, mutation: Mutation) -> Row | None:
    """What is left of this reply, if it has become a topic already."""
    reply = ledger.row(mutation.scope, "reply", mutation.id)
    return reply if reply is not None and reply.x and reply.why == MOVED else None


def _require_seen_by_all(ledger: Ledger, reply: Row, scope: str) -> None:
    """Where one sees only what was written since one came: a topic is new, and would show these words to who
    came after them."""
    sql = """SELECT 1 FROM member JOIN scope ON scope.id = member.scope_id
        WHERE member.scope_id = ? AND member.state = 'in' AND member.since_pos >= ? AND scope.policy = ?
        LIMIT 1"""
    if ledger.connection.execute(sql, (scope, reply.pos, SINCE_JOINING)).fetchone():
        raise Refused("move.hidden")


def _begin(ledger: Ledger, person: str, scope: str, reply: Row, fields: dict[str, Any]) -> Row:
    """Make a topic of a reply, under the reply's own id; what is left of the reply."""
    words = {"body": reply.v["body"], "lang": reply.v.get("lang", "und")}
    values = check_fields("post", {**fields, **words})
    check_whole("post", values)
    told = {FROM: reply.v["post"], WRITTEN_AT: reply.at}
    if "edited" in reply.v:
        told["edited"] = reply.v["edited"]
    gone = ledger.bury(scope, "reply", reply.id, MOVED) or reply
    row = ledger.insert(scope, "post", reply.id, {**values, **told}, by=reply.by, said=reply.said)
    charge(ledger, person, reply, gone)
    charge(ledger, person, None, row)
    return gone


def _put_under(ledger: Ledger, person: str, scope: str, reply: Row, post: object) -> Row:
    try:
        target = seen_row(ledger, person, scope, "post", post)
    except Refused as why:
        raise Refused(why.code, field="post") from why
    if not takes_replies(target.v):
        raise Refused("ref.missing", field="post")
    if target.id == reply.v["post"]:
        return reply
    return _rehang(ledger, scope, reply, target.id)


def _rehang(ledger: Ledger, scope: str, reply: Row, to: str) -> Row:
    """Hang a reply under this post; a line that said it had gone from there is true no more."""
    ledger.bury(scope, MOVED, line_id(to, reply.id), "gone")
    return ledger.put(scope, "reply", reply.id, {**reply.v, "post": to}, stamps=stamps_of(reply))


def _later(ledger: Ledger, scope: str, reply: Row) -> list[Row]:
    """Everything that was said after it in its thread."""
    sql = f"""SELECT {COLUMNS} FROM item WHERE scope_id = ? AND pos > ? AND kind = 'reply' AND deleted = 0
        AND body LIKE ? ORDER BY pos LIMIT {MOST_MOVED + 1}"""  # noqa: S608 - constants
    asked = (scope, reply.pos, f'%"post":"{reply.v["post"]}"%')
    found = [as_row(row) for row in ledger.connection.execute(sql, asked).fetchall()]
    if len(found) > MOST_MOVED:
        raise Refused("move.many", limit=MOST_MOVED)
    return found


def _leave_line(ledger: Ledger, person: str, scope: str, reply: Row, to: str, count: int) -> None:
    told = {"post": reply.v["post"], "to": to, "place": reply.pos, "count": count}
    ledger.put(scope, MOVED, line_id(str(reply.v["post"]), reply.id), told, by=person)
