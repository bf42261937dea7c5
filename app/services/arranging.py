"""Arranging a circle: what stays at the top of a tab, and which tab a post is in."""

from dataclasses import dataclass

from app.domain.arranging import MOST_PINNED, PIN
from app.domain.circles import May, may, require
from app.domain.errors import Refused
from app.domain.ids import circle_scope
from app.domain.traces import is_trace
from app.domain.writing import Post
from app.services import archiving, belonging, editing
from app.services.desk import Desk
from app.services.reacting import Item


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Whether a post is pinned, and what one may do about where it stands."""

    pinned: bool
    may_pin: bool
    may_move: bool


PINS = 100
"""Pins of a circle that are looked at; no more than a few hold."""


def pinned(desk: Desk, circle: str, tab: str) -> list[Post]:
    """The posts at the top of this tab that are on this device, the newest first."""
    scope = circle_scope(circle)
    pins = [record.id for record in desk.memory.page(f"{scope}/{PIN}", PINS) if record.values.get("on")]
    found = (desk.memory.get(scope, "post", post) for post in pins)
    posts = [Post.of(record) for record in found if record and not is_trace(record.values)]
    return sorted((post for post in posts if post.tab == tab), key=lambda post: -post.order)


def standing(desk: Desk, circle: str, post: str) -> Standing:
    """How this post stands."""
    scope = circle_scope(circle)
    known = desk.memory.get(scope, PIN, post)
    return Standing(
        pinned=known is not None and known.values.get("on") is True,
        may_pin=archiving.may_still(desk, circle, May.PIN),
        may_move=may_move(desk, circle, post),
    )


def pin(desk: Desk, circle: str, post: Post, *, on: bool) -> None:
    """Keep it at the top of its tab, or no more, as leaders may."""
    require(belonging.role_in(desk, circle), May.PIN)
    archiving.require_open(desk, circle)
    if on and len(pinned(desk, circle, post.tab)) >= MOST_PINNED:
        raise Refused("pin.full", limit=MOST_PINNED)
    desk.write(circle_scope(circle), PIN, post.id, "set", {"on": on})


def may_move(desk: Desk, circle: str, post: str) -> bool:
    """Whether one may put it into the other tab."""
    if archiving.is_archived(desk, circle):
        return False
    tidies = may(belonging.role_in(desk, circle), May.TIDY)
    return tidies or editing.may_edit(desk, Item(scope=circle_scope(circle), kind="post", id=post))


def move(desk: Desk, circle: str, post: Post, tab: str) -> None:
    """Put it into this tab."""
    archiving.require_open(desk, circle)
    if not may_move(desk, circle, post.id):
        require(belonging.role_in(desk, circle), May.TIDY)
    desk.write(circle_scope(circle), "post", post.id, "move", {"tab": tab})
