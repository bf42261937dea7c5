"""Posting: topics and questions in a circle, and the replies to them."""

from collections.abc import Sequence

from app.domain.cases import NO_CASE, Case
from app.domain.circles import require_writer
from app.domain.errors import Refused
from app.domain.ids import circle_scope
from app.domain.kinds import check_fields, check_whole
from app.domain.questioning import ASKING
from app.domain.text import guess_language
from app.domain.writing import Post, Reply
from app.services import archiving, belonging, mentioning, peering
from app.services.desk import Desk


def post(
    desk: Desk,
    circle: str,
    tab: str,
    title: str,
    body: str,
    *,
    asked: Sequence[str] = (),
    case: Case = NO_CASE,
) -> Post:
    """Open a topic or ask a question. `tab` is topic or question; `asked` are the disciplines it asks, and
    `case` what it tells of a client; neither where nobody has a name, for it would help to guess at one."""
    require_writer(belonging.role_in(desk, circle))
    archiving.require_open(desk, circle)
    body = mentioning.sealed(desk, circle_scope(circle), body)
    given = {"tab": tab, "title": title, "body": body, "lang": guess_language(f"{title} {body}")}
    if case and not peering.is_peer(desk, circle_scope(circle)):
        given |= case.fields
    values = check_fields("post", given)
    check_whole("post", values)
    beside = check_fields(ASKING, {"asked": list(asked)})
    with desk.memory.transaction():
        identifier = peering.new_id(desk, circle)
        written = desk.write(circle_scope(circle), "post", identifier, "create", values)
        if asked and not peering.is_peer(desk, written.scope):  # where nobody has a name, it would tell one
            desk.write(written.scope, ASKING, written.id, "set", beside)
    return Post.of(written)


def reply(desk: Desk, circle: str, post: str, body: str) -> Reply:
    """Reply to a topic, or answer a question."""
    require_writer(belonging.role_in(desk, circle))
    archiving.require_open(desk, circle)
    body = mentioning.sealed(desk, circle_scope(circle), body)
    values = check_fields("reply", {"post": post, "body": body, "lang": guess_language(body)})
    return Reply.of(desk.write(circle_scope(circle), "reply", peering.new_id(desk, circle), "create", values))


def posts(desk: Desk, circle: str, tab: str, limit: int = 50, before: int | None = None) -> list[Post]:
    """The latest posts of a tab, oldest of them first."""
    return [Post.of(record) for record in desk.memory.page(f"{circle_scope(circle)}/{tab}", limit, before)]


def the_post(desk: Desk, circle: str, identifier: str) -> Post:
    """One post. Raises `Refused` when this device does not have it."""
    record = desk.memory.get(circle_scope(circle), "post", identifier)
    if record is None:
        raise Refused("post.unknown")
    return Post.of(record)


def replies(desk: Desk, post: str, limit: int = 50, before: int | None = None) -> list[Reply]:
    """The latest replies to a post, oldest of them first."""
    return [Reply.of(record) for record in desk.memory.page(post, limit, before)]


def count_replies(desk: Desk, post: str) -> int:
    """How many replies a post has."""
    return desk.memory.count(post)
