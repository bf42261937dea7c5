"""Moving a reply that began another subject: a topic of its own, or under another post of the circle."""

from dataclasses import dataclass

from app.domain.arranging import MOVED
from app.domain.circles import May, may, require
from app.domain.errors import Refused
from app.domain.ids import circle_scope, inside, scope_type
from app.domain.kinds import check_fields
from app.domain.records import Record
from app.domain.traces import is_trace, takes_replies
from app.domain.writing import Post, Reply
from app.services import archiving, belonging, editing, peering, posting
from app.services.desk import Desk
from app.services.reacting import Item

LINES = 200
"""Lines of one thread that are looked at."""
OFFERED = 30
"""Posts of each tab under which one may put a reply."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """The line where a reply was: whither it and so many after it went. `place` is where it stood."""

    id: str
    circle: str
    to: str
    place: int
    count: int
    title: str


def lines(desk: Desk, circle: str, post: str) -> list[Moved]:
    """The lines in the thread of this post, in their places."""
    found = desk.memory.page(f"{post}/{MOVED}", LINES)
    return sorted((_line(desk, circle, record) for record in found), key=lambda line: line.place)


def may_move(desk: Desk, item: Item) -> bool:
    """Whether one may put this reply elsewhere: who keeps the circle tidy, and its author for a while."""
    known = desk.memory.get(item.scope, item.kind, item.id)
    if item.kind != "reply" or scope_type(item.scope) != "c" or known is None or known.base is None:
        return False
    if is_trace(known.values) or peering.is_peer(desk, item.scope):
        return False
    if archiving.is_archived(desk, inside(item.scope)):
        return False
    return may_take_along(desk, inside(item.scope)) or editing.may_edit(desk, item)


def may_take_along(desk: Desk, circle: str) -> bool:
    """Whether one may move what others said after it, too."""
    return may(belonging.role_in(desk, circle), May.TIDY)


def reply(desk: Desk, circle: str, identifier: str) -> Reply | None:
    """The reply that is to be moved, if it is here."""
    known = desk.memory.get(circle_scope(circle), "reply", identifier)
    return Reply.of(known) if known and not known.gone and not is_trace(known.values) else None


def count_later(desk: Desk, moving: Reply) -> int:
    """How many replies stand after it on this device."""
    return len(desk.memory.page_behind(moving.to, LINES, moving.order))


def others(desk: Desk, circle: str, post: str) -> list[Post]:
    """The posts under which a reply to this one may go, the newest first."""
    found = [post for tab in ("topic", "question") for post in posting.posts(desk, circle, tab, OFFERED)]
    fit = [other for other in found if other.id != post and not other.taken and other.order]
    return sorted(fit, key=lambda other: -other.order)


def put_under(desk: Desk, circle: str, moving: Reply, post: str, *, after: bool) -> None:
    """Put it under another post, and those after it if asked."""
    _check(desk, circle, moving, after)
    known = desk.memory.get(circle_scope(circle), "post", post)
    if known is None or not takes_replies(known.values):
        raise Refused("ref.missing", field="post")
    args = {"post": post, **({"after": True} if after else {})}
    desk.write(circle_scope(circle), "reply", moving.id, "move", args, effect={"post": post})


def make_topic(desk: Desk, circle: str, moving: Reply, *, title: str, tab: str, after: bool) -> None:
    """Make a topic or a question of it, and take those after it along if asked.

    It stays where it is until the server has done so, for it keeps its id under another name.
    """
    _check(desk, circle, moving, after)
    fields = check_fields("post", {"title": title, "tab": tab})
    if not fields["title"]:
        raise Refused("title.empty")
    args = {**fields, **({"after": True} if after else {})}
    desk.write(circle_scope(circle), "reply", moving.id, "move", args, effect={"post": moving.to})


def _check(desk: Desk, circle: str, moving: Reply, after: bool) -> None:
    archiving.require_open(desk, circle)
    item = Item(scope=circle_scope(circle), kind="reply", id=moving.id)
    if after or not may_move(desk, item):
        require(belonging.role_in(desk, circle), May.TIDY)


def _line(desk: Desk, circle: str, record: Record) -> Moved:
    told = record.values
    to = str(told.get("to", ""))
    known = desk.memory.get(circle_scope(circle), "post", to)
    return Moved(
        id=record.id,
        circle=circle,
        to=to,
        place=int(told.get("place", 0)),
        count=int(told.get("count", 1)),
        title=Post.of(known).title if known else "",
    )
